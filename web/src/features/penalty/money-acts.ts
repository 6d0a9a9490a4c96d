import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { formatFen } from '@/lib/money'
import { courtRulings, endGrounds, goodsWays, ledgerAccounts, options, remedyKinds, remedyResults, sanctionKinds, spotGrounds, type Pair } from '@/lib/titles'
import { penaltyOf, type PenaltyView } from './types'

// How performance, enforcement, remedies and disclosure are asked for (domain/execution.go, remedies.go, disclosure.go).

const reason = (max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max, ...more })
const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true, statutory: true }
const withEvidence = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
const fen = (max?: string): FieldSpec => ({ name: 'fen', label: (max ?? 'mon.fen') as 'mon.fen', kind: 'money', required: true })
const on = (label: FieldSpec['label'] = 'common.date'): FieldSpec => ({ name: 'on', label, kind: 'date', required: true })
const pick = (name: string, label: FieldSpec['label'], table: Record<string, Pair>, keys?: string[]): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ lang }) => options(table, lang, keys) })
const today = (_f: CaseFile, me: { today: string }) => ({ on: me.today })

/** One of the numbered things of the money that wait for the act. */
function numbered<T extends { no: number }>(label: FieldSpec['label'], list: (p: PenaltyView) => T[] | null | undefined, waits: (x: T) => boolean, say: (x: T) => string) {
  const of = (f: CaseFile | undefined) => { const p = penaltyOf(f); return ((p && list(p)) ?? []).filter(waits) }
  return {
    field: { name: 'no', label, kind: 'select', required: true, options: (_w, _me, f) => of(f).map((x) => ({ value: x.no, label: `${x.no}. ${say(x)}` })) } as FieldSpec,
    initial: (f: CaseFile, me: { today: string }) => ({ no: of(f)[0]?.no, on: me.today }),
  }
}
const cashHeld = numbered('mon.cashNo', (p) => p.cash, (x) => !x.handed_on, (x) => `${x.on} ${formatFen(x.fen)}（${x.receipt}）`)
const cashOffice = numbered('mon.cashNo', (p) => p.cash, (x) => !!x.handed_on && !x.banked_on, (x) => `${x.on} ${formatFen(x.fen)}（${x.receipt}）`)
const refunds = numbered('mon.refundNo', (p) => p.refunds, (x) => !x.paid_on, (x) => `${formatFen(x.fen)} ${x.reason}`)
const goods = numbered('mon.goodsNo', (p) => p.goods, (x) => !x.out, (x) => `${x.name} ${x.quantity} ${x.unit}`)
const duties = numbered('mon.dutyNo', (p) => p.obligations, (x) => !x.done_on && !x.lifted_on, (x) => x.text)

const planParts: FieldSpec = { name: 'parts', label: 'pen.plan', kind: 'rows', row: 'mon.partN', add: 'mon.addPart', fields: [{ name: 'due', label: 'mon.partDue', kind: 'date', required: true, future: true }, { name: 'fen', label: 'mon.fen', kind: 'money', required: true }] }

const publicText: FieldSpec[] = [
  { name: 'violation', label: 'pub.violation', kind: 'text', required: true, max: 500 },
  { name: 'facts', label: 'pub.facts', kind: 'area', required: true, max: 4000, rows: 4, hint: 'pub.factsHint' },
  { name: 'basis', label: 'pub.basis', kind: 'area', required: true, max: 2000, rows: 2 },
  { name: 'content', label: 'pub.content', kind: 'area', required: true, max: 2000 },
  { name: 'licence', label: 'pub.licence', kind: 'text', max: 200 },
  { name: 'valid_until', label: 'pub.validUntil', kind: 'date', future: true, hint: 'pub.validHint' },
  { name: 'trader', label: 'pub.trader', kind: 'check' },
  { name: 'note', label: 'f.note', kind: 'text', max: 500 },
]
/** What is public already, or what the decision says, to begin with. */
function publicStart(f: CaseFile): Values {
  const p = penaltyOf(f)
  const was = p?.publicity?.entry
  if (was) return { violation: was.CF_WFXW, facts: was.CF_SY, basis: was.CF_YJ, content: was.CF_NR, licence: was.CF_NR_ZKDX, valid_until: was.CF_YXQ, trader: was.CF_XDR_LB === '个体工商户', note: was.BZ }
  const sanctions = p?.decision?.varied ?? p?.proposal?.sanctions ?? []
  return { facts: p?.proposal?.facts, content: sanctions.map((s) => [sanctionKinds[s.kind]?.[0] ?? s.kind, s.amount_fen ? `${formatFen(s.amount_fen)}元` : '', s.text ?? ''].filter(Boolean).join('')).join('；') }
}

export const moneyActs: ActRegistry = {
  'penalty.record_payment': {
    initial: (_f, me) => ({ paid_on: me.today }),
    fields: [
      { name: 'receipt', label: 'mon.receipt', kind: 'text', required: true, max: 60, hint: 'mon.receiptHint' }, { name: 'paid_on', label: 'mon.paidOn', kind: 'date', required: true }, fen(),
      { name: 'payer', label: 'mon.payer', kind: 'text', max: 120 },
      { name: 'first', label: 'mon.first', kind: 'select', hint: 'mon.firstHint', options: ({ lang }) => options(ledgerAccounts, lang, ['fine', 'gains', 'surcharge']) },
      { name: 'note', label: 'f.note', kind: 'text', max: 300 },
    ],
  },
  'penalty.cancel_payment': {
    danger: true,
    fields: [{ name: 'receipt', label: 'mon.receipt', kind: 'select', required: true, options: (_w, _me, f) => (penaltyOf(f)?.payments ?? []).filter((x) => !x.cancelled_on).map((x) => ({ value: x.receipt, label: `${x.receipt} ${x.paid_on} ${formatFen(x.fen)}` })) }, reason(500)],
  },
  'penalty.collect_on_spot': {
    initial: today,
    fields: [
      pick('ground', 'mon.spotGround', spotGrounds), { name: 'asked', label: 'mon.asked', kind: 'check', show: (v) => v.ground === 'remote' }, { name: 'detail', label: 'mon.spotDetail', kind: 'area', max: 500, show: (v) => v.ground !== 'small' },
      on('mon.collectedOn'), fen(), { name: 'receipt', label: 'mon.ticket', kind: 'text', required: true, max: 60 },
    ],
  },
  'penalty.hand_in': { initial: cashHeld.initial, fields: [cashHeld.field, on('mon.handedOn'), { name: 'note', label: 'f.note', kind: 'text', max: 300 }] },
  'penalty.bank_in': { initial: cashOffice.initial, fields: [cashOffice.field, on('mon.bankedOn'), { name: 'receipt', label: 'mon.receipt', kind: 'text', required: true, max: 60 }] },
  'penalty.approve_refund': { fields: [fen(), reason(500)] },
  'penalty.refund': { initial: refunds.initial, fields: [refunds.field, on('mon.refundedOn'), { name: 'voucher', label: 'mon.voucher', kind: 'text', required: true, max: 60 }] },
  'penalty.notify_payment': { says: (_v, _f, { t }) => [t('mon.notifySays')] },
  'penalty.ask_instalment': { fields: [reason(2000, { label: 'mon.hardship' }), { ...planParts, label: 'mon.askedPlan', hint: 'mon.askedPlanHint' }, evidence], toData: withEvidence },
  'penalty.approve_instalment': {
    initial: (f) => { const asked = penaltyOf(f)?.plan?.asked; return { parts: asked?.length ? asked.map((x) => ({ due: x.due, fen: x.fen })) : [{}] } },
    fields: [
      { ...planParts, required: true },
      { name: 'comment', label: 'f.comment', kind: 'area', required: true, max: 500 },
    ],
  },
  'penalty.refuse_instalment': { danger: true, fields: [reason(500)] },
  'penalty.reduce_surcharge': { fields: [fen('mon.waived'), reason(1000, { label: 'mon.agreement' }), evidence], toData: withEvidence },
  'penalty.demand': { fields: [{ name: 'manner', label: 'mon.manner', kind: 'area', required: true, max: 500 }] },
  'penalty.record_demand_views': { fields: [{ name: 'views', label: 'mon.views', kind: 'area', required: true, max: 4000 }, { name: 'answer', label: 'pen.answer', kind: 'area', required: true, max: 2000 }] },
  'penalty.apply_court': { fields: [{ name: 'court', label: 'mon.court', kind: 'text', required: true, max: 60 }, { name: 'note', label: 'mon.courtNote', kind: 'area', max: 1000 }] },
  'penalty.court_ruled': {
    initial: today,
    fields: [pick('ruling', 'mon.ruling', courtRulings), on('mon.receivedOn'), { name: 'number', label: 'mon.rulingNo', kind: 'text', max: 60 }, { name: 'apparent', label: 'mon.apparent', kind: 'check' }, { name: 'note', label: 'f.note', kind: 'area', max: 1000 }],
  },
  'penalty.object_ruling': { fields: [reason(2000)] },
  'penalty.end_execution': { danger: true, fields: [pick('ground', 'mon.endGround', endGrounds), reason(1000)] },
  'penalty.record_performance': { initial: duties.initial, fields: [duties.field, on('mon.performedOn'), { name: 'how', label: 'mon.how', kind: 'area', required: true, max: 1000 }, evidence], toData: withEvidence },
  'penalty.take_goods': {
    initial: (_f, me) => ({ on: me.today, items: [{ quantity: 1 }] }),
    fields: [
      { name: 'items', label: 'pen.goods', kind: 'rows', required: true, row: 'mon.itemN', add: 'mon.addItem', fields: [{ name: 'name', label: 'f.title', kind: 'text', required: true, max: 120 }, { name: 'quantity', label: 'f.quantity', kind: 'int', required: true, max: 1_000_000 }, { name: 'unit', label: 'f.unit', kind: 'text', required: true, max: 10 }] },
      { name: 'keeper', label: 'mon.keeper', kind: 'text', required: true, max: 60 }, on('mon.takenOn'), { name: 'all', label: 'mon.allTaken', kind: 'check' },
    ],
  },
  'penalty.dispose_goods': { initial: goods.initial, fields: [goods.field, pick('how', 'mon.disposed', goodsWays), { ...fen('mon.proceeds'), show: (v) => v.how === 'sold' }, reason(500)], toData: ({ on: _on, ...v }) => v },
  'penalty.remedy_filed': {
    initial: (_f, me) => ({ filed_on: me.today, remedy: 'reconsideration' }),
    fields: [
      pick('remedy', 'rem.kind', remedyKinds, ['reconsideration', 'lawsuit']), { name: 'organ', label: 'rem.organ', kind: 'text', required: true, max: 60 }, { name: 'filed_on', label: 'rem.filedOn', kind: 'date', required: true },
      { name: 'through', label: 'rem.through', kind: 'check', show: (v, f) => v.remedy === 'reconsideration' && !!penaltyOf(f)?.decision?.spot }, { name: 'late', label: 'rem.late', kind: 'text', max: 300 }, { name: 'stayed', label: 'rem.stayed', kind: 'text', max: 300, hint: 'rem.stayedHint' },
    ],
  },
  'penalty.forward_review': { fields: [{ name: 'opinion', label: 'rem.opinion', kind: 'area', required: true, max: 1000 }] },
  'penalty.remedy_decided': {
    initial: (_f, me) => ({ on: me.today, received: me.today }),
    fields: [
      pick('result', 'rem.result', remedyResults), on('rem.on'), { name: 'received', label: 'mon.receivedOn', kind: 'date', required: true }, { name: 'number', label: 'rem.number', kind: 'text', max: 60 },
      { name: 'contrary', label: 'rem.contrary', kind: 'check', show: (v) => v.result === 'varied' },
      {
        name: 'sanctions', label: 'rem.sanctions', kind: 'rows', required: true, row: 'pen.sanctionN', add: 'pen.addSanction', show: (v) => v.result === 'varied',
        fields: [{ name: 'violation', label: 'f.violation', kind: 'violation', required: true }, { name: 'kind', label: 'pen.kind', kind: 'select', required: true, options: ({ lang }) => options(sanctionKinds, lang) }, { name: 'amount_fen', label: 'pen.amount', kind: 'money' }, { name: 'months', label: 'pen.months', kind: 'int', max: 600 }, { name: 'person', label: 'pen.person', kind: 'text', max: 60 }, { name: 'text', label: 'pen.sanctionText', kind: 'area', max: 500 }],
      },
      { name: 'note', label: 'f.note', kind: 'area', max: 1000 },
    ],
    says: (_v, _f, { t }) => [t('rem.says')],
  },
  'penalty.redact': { initial: publicStart, fields: publicText },
  'penalty.publish': { fields: [{ name: 'where', label: 'f.where', kind: 'text', required: true, max: 120 }, { name: 'display', label: 'pub.display', kind: 'text', max: 300 }, { name: 'unserved', label: 'pub.unserved', kind: 'text', max: 300 }] },
  'penalty.withhold': { danger: true, fields: [reason(500)] },
  'penalty.correct_publicity': { initial: publicStart, fields: [...publicText, reason(500, { label: 'pub.correctWhy' })] },
  'penalty.withdraw_publicity': { danger: true, fields: [reason(500, { label: 'pub.withdrawWhy' })] },
  'penalty.ask_repair': { initial: today, fields: [on('mon.receivedOn'), { name: 'commitment', label: 'pub.commitment', kind: 'check' }, { name: 'note', label: 'f.note', kind: 'area', max: 500 }], toData: (v) => ({ ...v, commitment: !!v.commitment }) },
  'penalty.accept_repair': { says: (_v, _f, { t }) => [t('pub.repairSays')] },
  'penalty.repair': { fields: [{ name: 'grant', label: 'pub.repair', kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t('pub.repairYes') }, { value: 'no', label: t('pub.repairNo') }] }, reason(500)], toData: (v) => ({ ...v, grant: v.grant === 'yes' }) },
  'penalty.report_on_spot': { fields: [{ name: 'note', label: 'f.note', kind: 'area', max: 500 }] },
}
