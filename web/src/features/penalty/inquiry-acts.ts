import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec, StartingClock, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { localToInstant, nowLocal } from '@/lib/dates'
import type { Words } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { appraisalForms, joinGroundsOf, jurisdictionResults, options, parts, preservationOutcomes, recusalParts, suspendCauses, terminateCauses, visitForms, type Pair } from '@/lib/titles'
import { penaltyOf } from './types'

// How the acts of the inquiry are asked for: records, samples, experts, preserved evidence, recusal, interruptions, joining
// and splitting, other authorities (domain/inquiry.go).

const reason = (max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max, ...more })
const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true, statutory: true }
const pick = (name: string, label: Key, table: Record<string, Pair>, keys?: string[]): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ lang }) => options(table, lang, keys) })
const instant = (v: unknown) => (typeof v === 'string' && v ? localToInstant(v) : undefined)

/** One of the numbered things of the file that wait for the act. */
function numbered<T extends { no: number }>(label: Key, list: (f: CaseFile) => T[] | null | undefined, waits: (x: T) => boolean, say: (x: T, w: Words) => string): { field: FieldSpec; first: (f: CaseFile) => number | undefined } {
  const waiting = (f: CaseFile | undefined) => (f ? list(f) ?? [] : []).filter(waits)
  return {
    field: { name: 'no', label, kind: 'select', required: true, options: (w, _me, f) => waiting(f).map((x) => ({ value: x.no, label: `${x.no}. ${say(x, w)}` })) },
    first: (f) => waiting(f)[0]?.no,
  }
}
const registered: FieldSpec = { name: 'evidence', label: 'pen.evidenceNo', kind: 'select', required: true, options: (_w, _me, f) => (f?.case.evidence ?? []).map((e, i) => ({ value: i + 1, label: `${i + 1}. ${e.title || e.name}` })) }

/** Who has a piece of evidence now: the log has no gap, so that person alone hands it over. */
export function keeper(f: CaseFile, no: number | undefined): string {
  if (!no) return ''
  const last = penaltyOf(f)?.custody?.filter((m) => m.evidence === no).at(-1)
  const taker = f.case.evidence?.[no - 1]?.taken_by
  return last?.to ?? (taker ? f.people?.[taker]?.name ?? taker : '')
}

// what every record of the inquiry says
const head: FieldSpec[] = [
  { name: 'officers', label: 'pen.present', kind: 'officers', required: true, ofFile: true, hint: 'pen.officersFile' },
  { name: 'started_at', label: 'visit.start', kind: 'time', required: true },
  { name: 'ended_at', label: 'visit.end', kind: 'time', required: true },
  { name: 'place', label: 'f.place', kind: 'text', required: true, max: 200 },
  { name: 'card_shown', label: 'f.cardShown', kind: 'check' },
  { name: 'rights_told', label: 'f.rightsTold', kind: 'check' },
]
const foot: FieldSpec[] = [
  { name: 'pages', label: 'pen.recordPages', kind: 'int', required: true, max: 1000 },
  { name: 'signed', label: 'pen.recordSigned', kind: 'int', required: true, min: 0, max: 1000 },
  { name: 'refusal', label: 'visit.refusal', kind: 'area', max: 500, rows: 2, show: unsigned },
  { name: 'witness', label: 'f.witness', kind: 'text', max: 60, hint: 'visit.witnessHint', show: unsigned },
  { ...evidence, label: 'pen.recording' },
]
function unsigned(v: Values) { return v.pages !== undefined && v.signed !== undefined && v.signed < v.pages }
const recordStart = (f: CaseFile) => ({ officers: f.case.officers ?? [], started_at: nowLocal(), ended_at: '', pages: 1, signed: 1 })
const recordData = (v: Values) => ({ ...v, started_at: instant(v.started_at), ended_at: instant(v.ended_at), card_shown: !!v.card_shown, rights_told: !!v.rights_told, evidence: evidenceData(v.evidence) })

const kept = numbered('pen.preservationNo', (f) => penaltyOf(f)?.preservations, (x) => !x.settled_on && !!x.approved_by, (x) => (x.items ?? []).join('、'))
const asked = numbered('pen.preservationNo', (f) => penaltyOf(f)?.preservations, (x) => !x.approved_by && !x.outcome, (x) => (x.items ?? []).join('、'))
const owed = numbered('pen.preservationNo', (f) => penaltyOf(f)?.preservations, (x) => ['returned', 'lapsed', 'refused'].includes(x.outcome ?? '') && !x.returned_on, (x) => (x.items ?? []).join('、'))
const experts = numbered('pen.appraisalNo', (f) => penaltyOf(f)?.appraisals, (x) => !x.returned_on, (x) => `${x.body}：${x.matter}`)
const recusals = numbered('pen.recusalNo', (f) => penaltyOf(f)?.recusals, (x) => !x.decided_on, (x, w) => `${parts[x.part]?.[w.lang === 'en' ? 1 : 0] ?? x.part}：${x.reason}`)
const letters = numbered('pen.letterNo', (f) => penaltyOf(f)?.entrusted, (x) => !x.replied_on, (x) => x.to)
const from = (rule: string) => (v: Values, _f: CaseFile, me: { today: string }): StartingClock[] => [{ rule, from: typeof v.occurred_at === 'string' && v.occurred_at ? v.occurred_at.slice(0, 10) : me.today }]

export const inquiryActs: ActRegistry = {
  'penalty.interview': {
    initial: (f) => ({ ...recordStart(f), answers: [{}] }),
    fields: [
      { name: 'name', label: 'pen.asked', kind: 'text', required: true, max: 60, hint: 'pen.askedHint' },
      { name: 'relation', label: 'pen.relation', kind: 'text', required: true, max: 100 },
      ...head,
      { name: 'answers', label: 'pen.qa', kind: 'rows', required: true, row: 'pen.qaN', add: 'pen.addQa', fields: [{ name: 'q', label: 'pen.question', kind: 'area', required: true, max: 1000, rows: 1 }, { name: 'a', label: 'pen.reply', kind: 'area', required: true, max: 4000, rows: 2 }] },
      { name: 'read_over', label: 'pen.readOver', kind: 'check' },
      ...foot,
    ],
    toData: (v) => ({ ...recordData(v), read_over: !!v.read_over }),
  },
  'penalty.visit': {
    initial: (f) => ({ ...recordStart(f), form: 'inspection' }),
    fields: [pick('form', 'f.kind', visitForms), ...head, { name: 'facts', label: 'visit.s2', kind: 'area', required: true, max: 8000, rows: 6 }, { name: 'statement', label: 'pen.partySays', kind: 'area', max: 4000 }, { name: 'signed_by', label: 'f.signedBy', kind: 'text', max: 60 }, ...foot],
    toData: recordData,
  },
  'penalty.sample': {
    initial: recordStart,
    fields: [...head, { name: 'items', label: 'pen.items', kind: 'lines', required: true, hint: 'pen.itemsHint' }, { name: 'signed_by', label: 'f.signedBy', kind: 'text', max: 60 }, ...foot],
    toData: recordData,
  },
  'penalty.appraise': {
    initial: () => ({ form: 'appraisal' }),
    fields: [
      pick('form', 'f.kind', appraisalForms),
      { name: 'body', label: 'pen.expertBody', kind: 'text', required: true, max: 120 },
      { name: 'matter', label: 'pen.expertMatter', kind: 'area', required: true, max: 2000 },
      { name: 'sample', label: 'pen.sampleNo', kind: 'select', options: (_w, _me, f) => (penaltyOf(f)?.samples ?? []).map((x) => ({ value: x.no, label: `${x.no}. ${x.items.join('、')}` })), show: (_v, f) => !!penaltyOf(f)?.samples?.length },
      { name: 'expected', label: 'pen.expected', kind: 'date', required: true, future: true },
    ],
  },
  'penalty.appraised': { initial: (f) => ({ no: experts.first(f) }), fields: [experts.field, { name: 'result', label: 'pen.expertResult', kind: 'area', required: true, max: 4000 }, { ...evidence, required: true }], toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }) },
  'penalty.exclude_evidence': { danger: true, fields: [registered, reason(1000)] },
  'penalty.move_evidence': {
    initial: () => ({ at: nowLocal() }),
    fields: [registered, { name: 'at', label: 'pen.movedAt', kind: 'time', required: true }, { name: 'to', label: 'pen.movedTo', kind: 'text', required: true, max: 60 }, { name: 'place', label: 'pen.keptAt', kind: 'text', max: 200 }, reason(500)],
    toData: (v, f) => ({ ...v, at: instant(v.at), from: keeper(f, v.evidence) }),
    says: (v, f, { t }) => (v.evidence ? [t('inq.movedFrom', { from: keeper(f, v.evidence), to: v.to || '…' })] : []),
  },
  'penalty.ask_preservation': {
    initial: (f) => ({ officers: f.case.officers ?? [] }),
    fields: [
      { name: 'officers', label: 'pen.officers', kind: 'officers', required: true, ofFile: true },
      { name: 'items', label: 'pen.items', kind: 'lines', required: true, hint: 'pen.itemsHint' },
      { name: 'place', label: 'pen.keptAt', kind: 'text', required: true, max: 200 },
      { name: 'keeper', label: 'pen.keeperName', kind: 'text', required: true, max: 60 },
      reason(1000, { hint: 'pen.preserveWhy' }),
      { name: 'urgent', label: 'pen.urgent', kind: 'check' },
      { name: 'taken_at', label: 'pen.takenAt', kind: 'time', required: true, show: (v) => !!v.urgent },
    ],
    toData: (v) => ({ ...v, urgent: !!v.urgent, taken_at: v.urgent ? instant(v.taken_at) : undefined }),
    says: (v, _f, { t }) => [t(v.urgent ? 'pen.urgentSays' : 'pen.preserveSays')],
  },
  'penalty.approve_preservation': { initial: (f) => ({ no: asked.first(f) }), fields: [asked.field, { name: 'comment', label: 'f.comment', kind: 'area', max: 500 }], says: (_v, _f, { t }) => [t('pen.preserveClock')] },
  'penalty.refuse_preservation': { initial: (f) => ({ no: asked.first(f) }), fields: [asked.field, reason(500)] },
  'penalty.settle_preservation': { initial: (f) => ({ no: kept.first(f) }), fields: [kept.field, pick('outcome', 'pen.settleAs', preservationOutcomes, ['returned', 'evidence', 'appraisal', 'confiscate', 'transferred']), reason(1000)] },
  'penalty.return_preserved': { initial: (f) => ({ no: owed.first(f) }), fields: [owed.field, { name: 'to', label: 'f.recipient', kind: 'text', required: true, max: 60 }, evidence], toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }) },
  'penalty.ask_recusal': {
    initial: () => ({ by: 'party', part: 'officer' }),
    fields: [
      { name: 'person', label: 'pen.recused', kind: 'person', required: true },
      pick('part', 'pen.part', parts, recusalParts),
      { name: 'by', label: 'pen.recusalBy', kind: 'choice', required: true, options: ({ t }) => [{ value: 'party', label: t('pen.byParty') }, { value: 'self', label: t('pen.bySelf') }] },
      reason(1000, { hint: 'pen.recusalWhy' }),
    ],
  },
  'penalty.decide_recusal': {
    initial: (f) => ({ no: recusals.first(f) }),
    fields: [
      recusals.field,
      { name: 'granted', label: 'pen.recusalResult', kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t('pen.recusalGranted') }, { value: 'no', label: t('pen.recusalRefused') }] },
      { name: 'why', label: 'f.reason', kind: 'area', required: true, max: 1000 },
      { name: 'replacement', label: 'f.replacement', kind: 'person', role: 'officer', required: true, show: (v, f) => v.granted === 'yes' && !!f?.case.officers?.includes(penaltyOf(f)?.recusals?.find((r) => r.no === v.no)?.person ?? '') },
      { name: 'meeting', label: 'pen.recusalMeeting', kind: 'select', hint: 'pen.recusalMeetingHint', show: (_v, f) => (penaltyOf(f)?.discussions ?? []).some((d) => d.subject === 'recusal'), options: (_w, _me, f) => (penaltyOf(f)?.discussions ?? []).filter((d) => d.subject === 'recusal').map((d) => ({ value: d.meeting, label: `${d.on} ${d.text}` })) },
    ],
    toData: (v) => ({ ...v, granted: v.granted === 'yes' }),
  },
  'penalty.change_officers': { fields: [{ name: 'out', label: 'pen.officerOut', kind: 'person', ofFile: true, required: true }, { name: 'in', label: 'f.replacement', kind: 'person', role: 'officer', required: true }, reason(500)] },
  'penalty.suspend': { fields: [pick('cause', 'pen.cause', suspendCauses), reason(1000)], says: (_v, _f, { t }) => [t('pen.suspendSays')] },
  'penalty.resume': { fields: [reason(1000)] },
  'penalty.terminate': { danger: true, fields: [pick('cause', 'pen.cause', terminateCauses), reason(1000)] },
  'penalty.join': { danger: true, fields: [{ name: 'case', label: 'pen.joinCase', kind: 'case', stages: 'filed,pen_suspended', required: true, hint: 'pen.joinHint' }, pick('ground', 'pen.joinGround', joinGroundsOf), reason(1000)] },
  'penalty.split': {
    fields: [
      { name: 'allegations', label: 'pen.splitOut', kind: 'multi', required: true, options: (_w, _me, f) => (penaltyOf(f)?.allegations ?? []).map((a, i) => ({ value: i + 1, label: `${i + 1}. ${a.violation} ${a.fact}` })) },
      { name: 'party', label: 'pen.splitParty', kind: 'party', hint: 'pen.splitPartyHint' },
      reason(1000),
    ],
  },
  'penalty.entrust': { fields: [{ name: 'to', label: 'pen.entrustTo', kind: 'text', required: true, max: 120 }, { name: 'matters', label: 'pen.expertMatter', kind: 'area', required: true, max: 4000 }, { name: 'due', label: 'pen.replyDue', kind: 'date', required: true, future: true }] },
  'penalty.entrust_reply': { initial: (f) => ({ no: letters.first(f) }), fields: [letters.field, { name: 'reply', label: 'pen.replyText', kind: 'area', required: true, max: 4000 }, evidence], toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }) },
  'penalty.dispute_jurisdiction': { fields: [{ name: 'with', label: 'pen.disputeWith', kind: 'text', required: true, max: 120 }, reason(1000)], clocks: from('PEN-1.04') },
  'penalty.settle_jurisdiction': { fields: [pick('result', 'pen.jurisdictionResult', jurisdictionResults), { name: 'basis', label: 'pen.jurisdictionBasis', kind: 'text', required: true, max: 500 }] },
  'penalty.take_over': { danger: true, fields: [{ name: 'by', label: 'pen.superior', kind: 'text', required: true, max: 120 }, { name: 'paper', label: 'pen.superiorPaper', kind: 'text', required: true, max: 200 }] },
}
