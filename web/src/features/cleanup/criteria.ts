import type { components } from '@/api/schema'
import type { Words } from '@/lib/i18n'

export type Criterion = components['schemas']['CriterionRow']

/** The parameters of a criterion in words: 2 years in a row, 24 months, since a day. */
export function parameters(x: Pick<Criterion, 'test' | 'years' | 'check_years' | 'months' | 'since'>, { t }: Pick<Words, 't'>): string {
  if (x.test === 'no_check') return x.check_years?.length ? x.check_years.join('、') : x.years ? t('cln.yearsN', { n: x.years }) : ''
  if (x.since) return t('cln.sinceN', { d: x.since })
  return x.months ? t('cln.monthsN', { n: x.months }) : ''
}

const digits = '零一二三四五六七八九十'
/** A small number as Chinese counts things: 两个年度, 十二个月. */
const counted = (n: number) => (n === 2 ? '两' : n < 0 || n > 99 ? String(n) : n <= 10 ? digits[n]! : `${n >= 20 ? digits[Math.floor(n / 10)] : ''}十${n % 10 ? digits[n % 10] : ''}`)

/** The criterion as the campaign will say it, with the number that is typed (domain CriterionRow.with): what is announced is what is tested. */
export function saidAs(x: Criterion, set: { years?: number; check_years?: (number | string)[]; months?: number; since?: string } | undefined, cutOff: string | undefined): string {
  const named = (set?.check_years ?? []).map(Number).filter((n) => n > 0).sort((a, b) => a - b)
  const years = set?.years || x.years || 0
  const list = named.length ? named : set?.years ? [] : x.check_years ?? []
  const months = set?.months || x.months || 0
  let from = set?.months ? undefined : set?.since || x.since
  const changed = years !== (x.years ?? 0) || list.join() !== (x.check_years ?? []).join() || months !== (x.months ?? 0) || (from ?? '') !== (x.since ?? '')
  if (!x.said || !changed) return x.title
  if (!from && cutOff && months) {
    const [y, m, d] = cutOff.split('-').map(Number) as [number, number, number]
    const last = new Date(Date.UTC(y, m - months, 0)).getUTCDate() // of the month that many months before
    from = new Date(Date.UTC(y, m - 1 - months, Math.min(d, last) + 1)).toISOString().slice(0, 10)
  }
  const [y, m, d] = (from ?? '').split('-').map(Number)
  return x.said.replace('{years}', list.length ? `${list.join('、')}年度` : `连续${counted(years)}个年度`)
    .replace('{months}', months > 0 && months % 12 === 0 ? `${counted(months / 12)}年` : `${counted(months)}个月`)
    .replace('{from}', from ? `${y}年${m}月${d}日` : '……')
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
