// What changed between two rounds of a proposal, field by field.
import type { Proposal } from '@/api/types'
import type { Words } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatFen } from '@/lib/money'
import { sanctionKinds, title, verdicts } from '@/lib/titles'

export interface Change { what: string; kind: 'added' | 'removed' | 'changed'; was?: string; now?: string; long?: boolean }
type W = Pick<Words, 't' | 'lang'>

const assessed: [keyof NonNullable<Proposal['assessments']>[number], Key, 'fen' | 'flag' | 'text'][] = [
  ['gains_fen', 'pen.gains', 'fen'], ['gains_unknown', 'pen.gainsUnknown', 'flag'], ['turnover_fen', 'pen.turnover', 'fen'], ['refund_settled', 'pen.refundSettled', 'flag'], ['refund_fen', 'pen.refund', 'fen'],
  ['business', 'pen.business', 'flag'], ['grave', 'pen.grave', 'flag'], ['uncorrected', 'pen.uncorrected', 'flag'], ['circumstances', 'pen.circumstances', 'text'], ['tier', 'pen.tier', 'text'], ['departure', 'pen.departure', 'text'],
  ['new_law', 'pen.newLaw', 'flag'], ['act', 'pen.sameAct', 'text'], ['from', 'pen.conductFrom', 'text'], ['to', 'pen.conductTo', 'text'],
]

const show = (x: unknown, form: 'fen' | 'flag' | 'text', w: W): string => {
  if (x === undefined || x === null || x === '' || x === false) return ''
  if (form === 'fen') return formatFen(Number(x))
  if (form === 'flag') return w.t('common.yes')
  return Array.isArray(x) ? x.join('、') : String(x)
}
const sanctionText = (s: NonNullable<Proposal['sanctions']>[number], w: W) =>
  [title(sanctionKinds, s.kind, w.lang), s.amount_fen ? `${formatFen(s.amount_fen)} ${w.t('money.yuan')}` : '', s.months ? w.t('pen.monthsN', { n: s.months }) : '', s.person ?? '', s.text ?? ''].filter(Boolean).join(' · ')
const allegationText = (a: Proposal['allegations'][number], w: W) => `${a.fact}（${a.from} – ${a.to || w.t('pen.goesOn')}${a.harm ? `，${w.t('pen.harmShort')}` : ''}${a.quantity ? `，${a.quantity} ${a.unit ?? ''}` : ''}）`

/** Rows of two lists that are the same thing, by key; the second of a key is another thing than the first. */
function paired<T>(a: T[], b: T[], key: (x: T) => string): [T | undefined, T | undefined, string][] {
  const numbered = (list: T[]) => { const seen = new Map<string, number>(); return list.map((x) => { const k = key(x); const n = (seen.get(k) ?? 0) + 1; seen.set(k, n); return [`${k}#${n}`, x, k] as const }) }
  const left = numbered(a), right = numbered(b)
  return [
    ...left.map(([id, x, k]): [T | undefined, T | undefined, string] => [x, right.find(([r]) => r === id)?.[1], k]),
    ...right.filter(([id]) => !left.some(([l]) => l === id)).map(([, x, k]): [T | undefined, T | undefined, string] => [undefined, x, k]),
  ]
}

/** Every difference, the outcome and the sanctions first. */
export function compare(a: Proposal, b: Proposal, w: W): Change[] {
  const { t } = w
  const out: Change[] = []
  const put = (what: string, was: string, now: string, long?: boolean) => {
    if (was === now) return
    out.push({ what, kind: !was ? 'added' : !now ? 'removed' : 'changed', ...(was ? { was } : {}), ...(now ? { now } : {}), ...(long ? { long } : {}) })
  }
  put(t('pen.outcome'), title(verdicts, a.outcome, w.lang), title(verdicts, b.outcome, w.lang))
  for (const [x, y, k] of paired(a.sanctions ?? [], b.sanctions ?? [], (s) => `${s.violation} ${title(sanctionKinds, s.kind, w.lang)}${s.person ? ` ${s.person}` : ''}`)) put(`${t('pen.sanctions')}：${k}`, x ? sanctionText(x, w) : '', y ? sanctionText(y, w) : '')
  for (const [x, y, k] of paired(a.allegations, b.allegations, (s) => s.violation)) put(`${t('pen.allegations')}：${k}`, x ? allegationText(x, w) : '', y ? allegationText(y, w) : '')
  for (const [x, y, k] of paired(a.assessments ?? [], b.assessments ?? [], (s) => s.violation)) {
    for (const [field, label, form] of assessed) put(`${k}：${t(label)}`, show(x?.[field], form, w), show(y?.[field], form, w))
    put(`${k}：${t('pen.reasons')}`, x?.reasons ?? '', y?.reasons ?? '', true)
  }
  put(t('pen.facts'), a.facts, b.facts, true)
  put(t('pen.reasons'), a.reasons, b.reasons, true)
  put(t('pen.correct'), a.correct ?? '', b.correct ?? '', true)
  put(t('pen.correctDays'), show(a.correct_days, 'text', w), show(b.correct_days, 'text', w))
  put(t('pen.publicInterest'), show(a.public_interest, 'flag', w), show(b.public_interest, 'flag', w))
  put(t('pen.complex'), show(a.complex, 'flag', w), show(b.complex, 'flag', w))
  return out
}

export interface Piece { kind: 'same' | 'removed' | 'added'; text: string }

/** Long texts differ by sentences: what was struck out and what was put in. */
export function textPieces(was: string, now: string): Piece[] {
  const cut = (s: string) => s.match(/[^。；！？\n]+[。；！？\n]*|[。；！？\n]+/g) ?? []
  const a = cut(was), b = cut(now)
  const len: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) len[i]![j] = a[i] === b[j] ? len[i + 1]![j + 1]! + 1 : Math.max(len[i + 1]![j]!, len[i]![j + 1]!)
  const out: Piece[] = []
  const push = (kind: Piece['kind'], text: string) => { const last = out.at(-1); if (last?.kind === kind) last.text += text; else out.push({ kind, text }) }
  let i = 0, j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { push('same', a[i]!); i++; j++ }
    else if (i < a.length && (j >= b.length || len[i + 1]![j]! >= len[i]![j + 1]!)) push('removed', a[i++]!)
    else push('added', b[j++]!)
  }
  return out
}
