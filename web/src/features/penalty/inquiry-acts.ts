import type { CaseFile, Me } from '@/api/types'
import type { ActRegistry, FieldSpec, StartingClock, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { localToInstant, nowLocal } from '@/lib/dates'
import type { Words } from '@/lib/i18n'
import { appraisalForms, evidenceClasses, inquestForms, joinGrounds, jurisdictionResults, options, parts, preservationOutcomes, recusalBy, suspendCauses, terminateCauses, title } from '@/lib/titles'
import { penaltyOf, type PenaltyView } from './types'

// How the acts of the inquiry are asked for (domain/inquiry.go): records, experts, the register of evidence, preservation,
// recusal, and what interrupts, joins, splits or moves a case.

const reason = (more: Partial<FieldSpec> = {}): FieldSpec => ({ name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 1000, ...more })
const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true }
const withEvidence = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
const day = (v: Values, me: Me) => (typeof v.occurred_at === 'string' && v.occurred_at ? v.occurred_at.slice(0, 10) : me.today)
const yes = (w: Words) => [{ value: 'yes', label: w.t('inq.granted') }, { value: 'no', label: w.t('inq.notGranted') }]

/** A number to choose from what the case has of a kind; the only one is chosen already. */
function numbered<T extends { no: number }>(list: (p: PenaltyView) => T[] | null | undefined, text: (x: T, w: Words, file: CaseFile) => string, which: (x: T) => boolean = () => true) {
  const of = (file: CaseFile | undefined) => (list(penaltyOf(file) ?? ({} as PenaltyView)) ?? []).filter(which)
  return {
    field: { name: 'no', label: 'inq.no', kind: 'select', required: true, options: (w, _me, file) => of(file).map((x) => ({ value: x.no, label: `${x.no}. ${text(x, w, file!)}` })) } satisfies FieldSpec as FieldSpec,
    first: (file: CaseFile) => ({ no: of(file)[0]?.no }),
    of,
  }
}
const person = (file: CaseFile, id: string | undefined) => (id ? file.people?.[id]?.name ?? id : '')

// --- records: who was there, that cards were shown and rights told, and how it was signed

const refused = (v: Values) => v.sign === 'refused'
const head: FieldSpec[] = [
  { name: 'started_at', label: 'inq.started', kind: 'time', required: true },
  { name: 'ended_at', label: 'inq.ended', kind: 'time', required: true },
  { name: 'place', label: 'f.place', kind: 'text', required: true, max: 200 },
]
const told: FieldSpec[] = [
  { name: 'card_shown', label: 'f.cardShown', kind: 'check' },
  { name: 'rights_told', label: 'f.rightsTold', kind: 'check' },
]
const signing: FieldSpec[] = [
  { name: 'pages', label: 'inq.pages', kind: 'int', required: true, max: 1000 },
  { name: 'sign', label: 'visit.signState', kind: 'choice', required: true, options: ({ t }) => [{ value: 'signed', label: t('inq.allPages') }, { value: 'refused', label: t('visit.refused') }] },
  { name: 'signed', label: 'inq.signedPages', kind: 'int', min: 0, max: 1000, show: refused },
  { name: 'refusal', label: 'visit.refusal', kind: 'area', required: true, max: 500, rows: 2, show: refused },
  { name: 'witness', label: 'f.witness', kind: 'text', max: 60, hint: 'visit.witnessHint', show: refused },
  evidence,
]
const officers = (ofFile: boolean): FieldSpec => ({ name: 'officers', label: 'f.present', kind: 'officers', required: true, ofFile, hint: ofFile ? 'pen.officersFile' : 'inq.oneOfCase' })
const fresh = (f: CaseFile) => ({ officers: f.case.officers ?? [], started_at: nowLocal(), pages: 1, sign: 'signed', evidence: [] })
/** What a record says, as the command wants it. */
export function recordData({ sign, started_at, ended_at, signed, refusal, witness, ...rest }: Values) {
  const all = sign !== 'refused'
  return { ...withEvidence(rest), started_at: localToInstant(started_at), ended_at: localToInstant(ended_at), signed: all ? rest.pages : signed ?? 0, ...(all ? {} : { refusal, witness }), card_shown: !!rest.card_shown, rights_told: !!rest.rights_told }
}

const appraisals = numbered((p) => p.appraisals, (x, w) => `${title(appraisalForms, x.form, w.lang)} · ${x.body}`, (x) => !x.returned_on)
const samples = numbered((p) => p.samples, (x) => x.items.join('、'))
const kept = (which: (x: NonNullable<PenaltyView['preservations']>[number]) => boolean) => numbered((p) => p.preservations, (x) => `${(x.items ?? []).join('、')}（${x.place}）`, which)
const toApprove = kept((x) => !x.outcome && !x.approved_by)
const toSettle = kept((x) => !x.outcome && !!x.approved_by)
const toReturn = kept((x) => ['returned', 'lapsed', 'refused'].includes(x.outcome ?? '') && !!x.on && !x.returned_on)
const recusals = numbered((p) => p.recusals, (x, w, file) => `${person(file, x.person)}（${title(parts, x.part, w.lang)}）：${x.reason}`, (x) => !x.decided_on)
const letters = numbered((p) => p.entrusted, (x) => `${x.to}：${x.matters}`, (x) => !x.replied_on)
const exhibits: FieldSpec = {
  name: 'evidence', label: 'inq.exhibit', kind: 'select', required: true,
  options: (w, _me, file) => (file?.case.evidence ?? []).map((e, i) => ({ value: i + 1, label: `${i + 1}. ${e.title || e.name}${e.class ? `（${title(evidenceClasses, e.class, w.lang)}）` : ''}` })),
}
/** Who has a piece of evidence now: the log has no gap, so only that person hands it over. */
export function keeper(file: CaseFile, no: number | undefined): string {
  if (!no) return ''
  const last = penaltyOf(file)?.custody?.filter((m) => m.evidence === no).at(-1)
  return last?.to ?? person(file, file.case.evidence?.[no - 1]?.taken_by)
}
const preserveRule = (f: CaseFile) => (penaltyOf(f)?.track === 'ban' ? 'PEN-1.07' : 'PEN-1.06')
const chosen = <T extends { no: number }>(list: T[], v: Values) => list.find((x) => x.no === v.no)

export const inquiryActs: ActRegistry = {
  'penalty.interview': {
    initial: (f) => ({ ...fresh(f), answers: [{}] }),
    fields: [
      { name: 'name', label: 'inq.interviewed', kind: 'text', required: true, max: 60, hint: 'inq.alone' },
      { name: 'relation', label: 'inq.relation', kind: 'text', required: true, max: 100, hint: 'inq.relationHint' },
      officers(true), ...head, ...told,
      { name: 'answers', label: 'inq.answers', kind: 'rows', required: true, row: 'inq.answerN', add: 'inq.addAnswer', fields: [
        { name: 'q', label: 'inq.q', kind: 'area', required: true, max: 1000, rows: 1 }, { name: 'a', label: 'inq.a', kind: 'area', required: true, max: 4000, rows: 2 },
      ] },
      { name: 'read_over', label: 'inq.readOver', kind: 'check' },
      ...signing,
    ],
    toData: (v) => ({ ...recordData(v), read_over: !!v.read_over }),
  },
  'penalty.visit': {
    initial: (f) => ({ ...fresh(f), form: 'inspection' }),
    fields: [
      { name: 'form', label: 'inq.form', kind: 'choice', required: true, options: ({ lang }) => options(inquestForms, lang) },
      officers(false), ...head, ...told,
      { name: 'facts', label: 'inq.seen', kind: 'area', required: true, max: 8000, rows: 5 },
      { name: 'statement', label: 'visit.statement', kind: 'area', max: 4000 },
      { name: 'signed_by', label: 'f.signedBy', kind: 'text', required: true, max: 60, show: (v) => !refused(v) },
      ...signing,
    ],
    toData: recordData,
  },
  'penalty.sample': {
    initial: fresh,
    fields: [
      officers(false), ...head, ...told,
      { name: 'items', label: 'inq.sampleItems', kind: 'lines', required: true, hint: 'f.itemsHint' },
      { name: 'signed_by', label: 'f.signedBy', kind: 'text', required: true, max: 60, show: (v) => !refused(v) },
      ...signing,
    ],
    toData: recordData,
  },
  'penalty.appraise': {
    initial: () => ({ form: 'appraisal' }),
    fields: [
      { name: 'form', label: 'inq.form', kind: 'choice', required: true, options: ({ lang }) => options(appraisalForms, lang) },
      { name: 'body', label: 'inq.expert', kind: 'text', required: true, max: 120 },
      { name: 'matter', label: 'inq.matter', kind: 'area', required: true, max: 2000 },
      { ...samples.field, name: 'sample', label: 'inq.sample', required: false, show: (_v, f) => samples.of(f).length > 0 },
      { name: 'expected', label: 'inq.expected', kind: 'date', required: true, future: true },
    ],
    says: (_v, f, { t }) => [t(penaltyOf(f)?.regime === 'SOCIAL_ORG_68' ? 'inq.appraisalStops' : 'inq.appraisalRuns')],
  },
  'penalty.appraised': {
    initial: appraisals.first,
    fields: [{ ...appraisals.field, label: 'inq.appraisal' }, { name: 'result', label: 'inq.result', kind: 'area', required: true, max: 4000 }, { ...evidence, required: true, label: 'inq.expertPaper' }],
    toData: withEvidence,
  },
  'penalty.exclude_evidence': { danger: true, fields: [exhibits, reason({ hint: 'inq.excludeHint' })] },
  'penalty.move_evidence': {
    initial: () => ({ at: nowLocal() }),
    fields: [
      exhibits,
      { name: 'at', label: 'inq.movedAt', kind: 'time', required: true },
      { name: 'to', label: 'inq.movedTo', kind: 'text', required: true, max: 60 },
      { name: 'place', label: 'inq.keptAt', kind: 'text', max: 200 },
      reason({ max: 500 }),
    ],
    toData: (v, f) => ({ ...v, at: localToInstant(v.at), from: keeper(f, v.evidence) }),
    says: (v, f, { t }) => (v.evidence ? [t('inq.movedFrom', { from: keeper(f, v.evidence), to: v.to || '…' })] : []),
  },
  'penalty.ask_preservation': {
    initial: (f) => ({ officers: f.case.officers ?? [] }),
    fields: [
      officers(true),
      { name: 'items', label: 'inq.things', kind: 'lines', required: true, hint: 'inq.thingsHint' },
      { name: 'place', label: 'inq.keptAt', kind: 'text', required: true, max: 200 },
      { name: 'keeper', label: 'inq.keeper', kind: 'text', required: true, max: 60 },
      reason({ hint: 'inq.mayVanish' }),
      { name: 'urgent', label: 'inq.urgent', kind: 'check' },
      { name: 'taken_at', label: 'inq.takenAt', kind: 'time', required: true, show: (v) => !!v.urgent },
    ],
    toData: (v) => ({ ...v, taken_at: v.urgent ? localToInstant(v.taken_at ?? '') : undefined }),
    clocks: (v, f) => (v.urgent && v.taken_at ? [{ rule: preserveRule(f), from: String(v.taken_at).slice(0, 10) }] : []),
  },
  'penalty.approve_preservation': {
    initial: toApprove.first,
    fields: [{ ...toApprove.field, label: 'inq.preservation' }, { name: 'comment', label: 'f.comment', kind: 'area', max: 500 }],
    clocks: (v, f, me): StartingClock[] => { const x = chosen(toApprove.of(f), v); return x && !x.on ? [{ rule: preserveRule(f), from: day(v, me) }] : [] },
  },
  'penalty.refuse_preservation': { danger: true, initial: toApprove.first, fields: [{ ...toApprove.field, label: 'inq.preservation' }, reason({ max: 500 })] },
  'penalty.settle_preservation': {
    initial: toSettle.first,
    fields: [{ ...toSettle.field, label: 'inq.preservation' }, { name: 'outcome', label: 'inq.outcome', kind: 'choice', required: true, options: ({ lang }) => options(preservationOutcomes, lang, ['returned', 'evidence', 'appraisal', 'confiscate', 'transferred']) }, reason()],
  },
  'penalty.return_preserved': {
    initial: toReturn.first,
    fields: [{ ...toReturn.field, label: 'inq.preservation' }, { name: 'to', label: 'f.recipient', kind: 'text', required: true, max: 60 }, { ...evidence, label: 'inq.returnList' }],
    toData: withEvidence,
  },
  'penalty.ask_recusal': {
    initial: (_f, me) => ({ by: 'self', person: me.person.id }),
    fields: [
      { name: 'by', label: 'inq.askedBy', kind: 'choice', required: true, options: ({ lang }) => options(recusalBy, lang) },
      { name: 'person', label: 'inq.who', kind: 'person', required: true },
      { name: 'part', label: 'inq.part', kind: 'select', required: true, options: ({ lang }) => options(parts, lang, ['officer', 'host', 'recorder', 'reviewer', 'decider']) },
      reason({ hint: 'inq.recusalHint' }),
    ],
    says: (_v, _f, { t }) => [t('inq.recusalSays')],
  },
  'penalty.decide_recusal': {
    initial: recusals.first,
    fields: [
      { ...recusals.field, label: 'inq.request' },
      { name: 'granted', label: 'inq.decision', kind: 'choice', required: true, options: yes },
      { name: 'replacement', label: 'f.replacement', kind: 'person', role: 'officer', required: true, show: (v, f) => v.granted === 'yes' && !!f?.case.officers?.includes(chosen(recusals.of(f), v)?.person ?? '') },
      { name: 'meeting', label: 'inq.meeting', kind: 'select', hint: 'inq.meetingHint', show: (_v, f) => (penaltyOf(f)?.discussions ?? []).some((d) => d.subject === 'recusal'),
        options: (_w, _me, f) => (penaltyOf(f)?.discussions ?? []).filter((d) => d.subject === 'recusal').map((d) => ({ value: d.meeting, label: `${d.on} ${d.text}` })) },
      { name: 'why', label: 'f.reason', kind: 'area', required: true, max: 1000 },
    ],
    toData: (v) => ({ ...v, granted: v.granted === 'yes' }),
    says: (v, _f, { t }) => (v.granted === 'yes' ? [t('inq.recusedSays')] : []),
  },
  'penalty.change_officers': {
    fields: [{ name: 'out', label: 'inq.out', kind: 'person', ofFile: true, required: true }, { name: 'in', label: 'inq.in', kind: 'person', role: 'officer', required: true }, reason({ max: 500 })],
    says: (_v, _f, { t }) => [t('inq.partsStay')],
  },
  'penalty.suspend': { danger: true, fields: [{ name: 'cause', label: 'inq.cause', kind: 'choice', required: true, options: ({ lang }) => options(suspendCauses, lang) }, reason()] },
  'penalty.resume': { fields: [reason({ label: 'inq.causeGone' })] },
  'penalty.terminate': {
    danger: true,
    initial: (f) => ({ cause: penaltyOf(f)?.natural ? 'deceased' : 'dissolved' }),
    fields: [{ name: 'cause', label: 'inq.cause', kind: 'choice', required: true, options: ({ lang }, _me, f) => options(terminateCauses, lang, [penaltyOf(f)?.natural ? 'deceased' : 'dissolved']) }, reason()],
  },
  'penalty.join': {
    danger: true,
    fields: [
      { name: 'case', label: 'inq.otherCase', kind: 'case', procedure: 'penalty', stages: 'filed,pen_suspended', required: true, hint: 'inq.joinHint' },
      { name: 'ground', label: 'inq.ground', kind: 'choice', required: true, options: ({ lang }) => options(joinGrounds, lang) },
      reason(),
    ],
  },
  'penalty.split': {
    fields: [
      { name: 'allegations', label: 'inq.splitOff', kind: 'multi', required: true, hint: 'inq.splitHint', options: (_w, _me, f) => (penaltyOf(f)?.allegations ?? []).map((a, i) => ({ value: i + 1, label: `${i + 1}. ${a.violation} ${a.fact}` })) },
      { name: 'party', label: 'inq.otherParty', kind: 'party', hint: 'inq.otherPartyHint' },
      reason(),
    ],
  },
  'penalty.entrust': {
    fields: [
      { name: 'to', label: 'inq.organ', kind: 'text', required: true, max: 120 }, { name: 'matters', label: 'inq.matter', kind: 'area', required: true, max: 4000 },
      { name: 'due', label: 'inq.replyBy', kind: 'date', required: true, future: true, hint: 'inq.replyByHint', earliest: (me) => me.today },
    ],
  },
  'penalty.entrust_reply': {
    initial: letters.first,
    fields: [{ ...letters.field, label: 'inq.letter' }, { name: 'reply', label: 'inq.reply', kind: 'area', required: true, max: 4000 }, { ...evidence, label: 'inq.replyPapers' }],
    toData: withEvidence,
  },
  'penalty.dispute_jurisdiction': {
    fields: [{ name: 'with', label: 'inq.disputeWith', kind: 'text', required: true, max: 120 }, reason()],
    clocks: (v, _f, me) => [{ rule: 'PEN-1.04', from: day(v, me) }],
  },
  'penalty.settle_jurisdiction': {
    fields: [
      { name: 'result', label: 'inq.result', kind: 'choice', required: true, options: ({ lang }) => options(jurisdictionResults, lang) },
      { name: 'basis', label: 'inq.paperNo', kind: 'area', required: true, max: 500, rows: 2 },
    ],
    says: (v, _f, { t }) => (String(v.result ?? '').endsWith('_theirs') ? [t('inq.passedOn')] : []),
  },
  'penalty.take_over': {
    danger: true,
    fields: [{ name: 'by', label: 'inq.superior', kind: 'text', required: true, max: 120 }, { name: 'paper', label: 'inq.paperNo', kind: 'text', required: true, max: 200 }],
    says: (_v, _f, { t }) => [t('inq.passedOn')],
  },
}
