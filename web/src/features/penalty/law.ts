// What the law of sanctions answers (GET /law/norms, POST /law/range), and what follows for a choice inside a range.
// The API reckons the range; here it is only shown, and a choice is held against it while it is being made.
import { queryOptions } from '@tanstack/react-query'
import { answer, client } from '@/lib/http'
import { formatFen } from '@/lib/money'
import { competents, sanctionKinds, title } from '@/lib/titles'
import type { Words } from '@/lib/i18n'

export interface Reason { text: string; english: string; article?: string; status?: string }
export interface Band { low_fen: number; high_fen: number; basis: string }
export interface Allowance {
  kind: string; title?: string; must?: boolean; one_of?: string; bands?: Band[] | null; open?: boolean; min_months?: number; max_months?: number
  person?: boolean; nature?: string; article?: string; status?: string; reasons?: Reason[] | null
}
export interface NormRow { id?: string; title?: string; law?: string; article: string; item?: string; provision?: string; status?: string; note?: string; source?: string; valid_from?: string; valid_to?: string }
export interface Candidate extends NormRow { allowances?: Allowance[] | null }
export interface Tier { tier: string; text: string; document?: string; status?: string }
export interface Ground { code: string; text: string; english: string; article: string; status: string }
export interface Range {
  violation: string; title: string; ended?: string; norm?: NormRow; other?: Candidate; comparison?: string; competent: boolean; organ?: string; referral?: string; consult?: boolean
  allowances: Allowance[] | null; exempt?: string; mitigated?: string; tiers?: Tier[] | null; tier?: string; tier_needed?: boolean; uncovered?: boolean; need_reasons?: boolean; status?: string; reasons?: Reason[] | null
}
export interface Refused { code: string; message: string; english?: string; article?: string; fields?: { path: string; message: string }[] | null }
export interface Limit { rule: string; from?: string; last?: string; expired: boolean; reason: Reason }
/** What is asked: every violation together, because one act is fined once; and what somebody thinks of imposing. */
export interface Trial { assessments: Assessment[]; sanctions?: Sanction[]; outcome?: string; discovered?: string; harm?: boolean; hearing?: boolean; public_interest?: boolean; complex?: boolean }
export interface Reckoning {
  decided?: string; ranges: Range[]; limits?: Limit[] | null; checked?: boolean; refusal?: Refused | null
  hearing?: Ground[] | null; review?: Ground[] | null; discussion?: Ground[] | null
}

export interface Circumstance { code: string; text: string; english?: string; effect: string; natural?: boolean; only?: string[] | null; article: string; status: string; valid_from?: string; valid_to?: string }
export interface NormRows { circumstances?: Circumstance[] | null }

export interface Assessment {
  violation: string; from: string; to?: string; act?: number; gains_fen?: number; gains_unknown?: boolean; refund_fen?: number; refund_settled?: boolean; turnover_fen?: number
  business?: boolean; natural?: boolean; grave?: boolean; uncorrected?: boolean; circumstances?: string[]; tier?: string; departure?: string; new_law?: boolean; reasons?: string
}
export interface Sanction { kind: string; violation: string; amount_fen?: number; months?: number; person?: string; text?: string }

const call = client as unknown as { GET: (path: string, init?: unknown) => Promise<{ data?: unknown }>; POST: (path: string, init: unknown) => Promise<{ data?: unknown }> }

export const lawQueries = {
  norms: () => queryOptions({ queryKey: ['norms'], queryFn: () => answer(call.GET('/law/norms') as Promise<{ data?: NormRows }>), staleTime: 300_000, retry: false }),
  range: (trial: Trial) => queryOptions({
    queryKey: ['range', trial],
    queryFn: ({ signal }) => answer(call.POST('/law/range', { body: trial, signal }) as Promise<{ data?: Reckoning }>),
    staleTime: 60_000, retry: false,
  }),
}

const said = (v: unknown) => v !== undefined && v !== null && v !== '' && v !== false && !(Array.isArray(v) && v.length === 0) && !Number.isNaN(v)
/** Only what is known is sent; boxes that are not ticked say nothing. */
export const filled = <T extends object>(o: T | undefined) => Object.fromEntries(Object.entries(o ?? {}).filter(([, v]) => said(v))) as Partial<T>

export interface AllegationValues { violation?: string; from?: string; to?: string; fact?: string; harm?: boolean; quantity?: number; unit?: string; line?: number }

/**
 * The assessments of what is alleged, one for each violation: over all its days, and open as long as one of them goes on
 * (assessed in domain/sanction.go). The facts are those of the first row that names the violation.
 */
export function assessmentsOf(rows: AllegationValues[], facts: (Partial<Assessment> | undefined)[], natural?: boolean): Assessment[] {
  return rows.flatMap((r, i) => {
    if (!r?.violation || rows.findIndex((x) => x?.violation === r.violation) !== i) return []
    const same = rows.filter((x) => x?.violation === r.violation)
    if (same.some((x) => !x.from)) return []
    const from = same.map((x) => x.from!).sort()[0]!
    const to = same.some((x) => !x.to) ? undefined : same.map((x) => x.to!).sort().at(-1)
    return [{ ...filled(facts[i]), violation: r.violation, from, ...(to ? { to } : {}), ...(natural ? { natural } : {}) }]
  })
}

export interface Verdict { ok: boolean; text?: string; article?: string }

const money = new Set(['fine', 'confiscate_gains'])
export const isMoney = (kind: string | undefined) => !!kind && (money.has(kind) || kind === 'confiscate_goods')
export const bandText = (b: Band) => (b.low_fen === b.high_fen ? formatFen(b.low_fen) : `${formatFen(b.low_fen)} – ${formatFen(b.high_fen)}`)

/** Whether one sanction lies inside the range of its violation; if not, by which rule. Undefined while there is nothing to hold it against. */
export function judge(s: Partial<Sanction>, range: Range | undefined, w: Pick<Words, 't' | 'pick' | 'lang'>): Verdict | undefined {
  if (!s.kind || !range) return undefined
  const { t } = w
  const name = title(sanctionKinds, s.kind, w.lang)
  const article = range.norm?.article
  if (!range.competent) return { ok: false, text: t('range.notCompetent', { organ: w.pick(range.referral, title(competents, range.organ, 'en')) || range.organ || '' }), article }
  if (range.exempt === 'must') return { ok: false, text: t('range.exemptMust'), article: range.reasons?.findLast((r) => r.article)?.article }
  const all = (range.allowances ?? []).filter((a) => a.kind === s.kind)
  const a = all.find((x) => !!x.person === !!s.person?.trim())
  if (!a) return { ok: false, text: all.length ? t(all[0]!.person ? 'range.personNeeded' : 'range.personNot', { kind: name }) : t('range.kindNotAllowed', { kind: name }), article }
  const bands = a.bands ?? []
  if (money.has(s.kind)) {
    if (bands.length === 0 && !a.open) return { ok: false, text: a.reasons?.length ? w.pick(a.reasons.at(-1)!.text, a.reasons.at(-1)!.english) : t('range.noBase'), article: a.article }
    if (s.amount_fen === undefined || s.amount_fen === null || Number.isNaN(s.amount_fen)) return undefined
    if (s.amount_fen <= 0 || bands.length > 0 && !bands.some((b) => s.amount_fen! >= b.low_fen && s.amount_fen! <= b.high_fen)) return { ok: false, text: t('range.outside', { bands: bands.map(bandText).join(t('range.or')) }), article: a.article }
  }
  if ((a.max_months ?? 0) > 0) {
    if (!s.months) return undefined
    if (s.months < (a.min_months ?? 0) || s.months > a.max_months!) return { ok: false, text: t('range.monthsOutside', { a: a.min_months ?? 1, b: a.max_months! }), article: a.article }
  }
  return { ok: true, article: a.article }
}

/** What must be imposed and is not among the sanctions; one of a group is enough. */
export function missing(range: Range | undefined, sanctions: Partial<Sanction>[]): Allowance[] {
  if (!range?.competent || range.exempt) return []
  const has = (a: Allowance) => sanctions.some((s) => s.violation === range.violation && s.kind === a.kind && !!s.person?.trim() === !!a.person)
  const all = range.allowances ?? []
  return all.filter((a, i) => a.must && (a.one_of
    ? all.findIndex((x) => x.one_of === a.one_of && x.must) === i && !all.some((x) => x.one_of === a.one_of && has(x))
    : !has(a)))
}
