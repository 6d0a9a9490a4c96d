import type { components } from '@/api/schema'
import type { Words } from '@/lib/i18n'

export type Criterion = components['schemas']['CriterionRow']

/** The parameters of a criterion in words: 2 years in a row, 24 months, since a day. */
export function parameters(x: Pick<Criterion, 'test' | 'years' | 'check_years' | 'months' | 'since'>, { t }: Pick<Words, 't'>): string {
  if (x.test === 'no_check') return x.check_years?.length ? x.check_years.join('、') : x.years ? t('cln.yearsN', { n: x.years }) : ''
  if (x.since) return t('cln.sinceN', { d: x.since })
  return x.months ? t('cln.monthsN', { n: x.months }) : ''
}

/** Which parameters a campaign may set of a criterion, by how it is tested. */
export const settable: Record<string, ('years' | 'check_years' | 'months' | 'since')[]> = { no_check: ['years', 'check_years'], never_active: ['months'], dormant: ['months', 'since'], no_activity: ['months'] }

interface Draft { criteria?: { id: string; use?: boolean; years?: number; check_years?: (number | string)[]; months?: number; since?: string }[]; [k: string]: unknown }

/** What of the form goes into the command: the criteria that are ticked, with the parameters that were set. */
export function schemeData({ criteria, ...v }: Draft) {
  return {
    ...v,
    criteria: (criteria ?? []).filter((c) => c.use).map(({ id, years, check_years: named, months, since }) => ({
      id, years: years || undefined, check_years: named?.length ? named.map(Number).filter((n) => n > 0) : undefined, months: months || undefined, since: since || undefined,
    })),
  }
}
