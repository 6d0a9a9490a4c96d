import type { ActRegistry, FieldSpec, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { localToInstant } from '@/lib/dates'
import { contestWays, criminalResults, criminalSteps, officialKinds, options, policeKinds, referInTargets, referTargets, replyResults, sendWays, tracks, type Pair } from '@/lib/titles'

// How a matter is passed on to others, and what comes in from them (domain/referral.go).

const reason = (max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max, ...more })
const pick = (name: string, label: FieldSpec['label'], table: Record<string, Pair>, keys?: string[]): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ lang }) => options(table, lang, keys) })
const number = (required = false): FieldSpec => ({ name: 'number', label: 'ref.number', kind: 'text', required, max: 60 })
const text = (max: number, required = true): FieldSpec => ({ name: 'text', label: 'ref.text', kind: 'area', required, max })
const comment: FieldSpec = { name: 'comment', label: 'f.comment', kind: 'area', max: 500 }
const receiver = (required = false): FieldSpec => ({ name: 'receiver', label: 'ref.receiver', kind: 'text', required, max: 60 })
const yesNo = (name: string, label: FieldSpec['label'], yes: FieldSpec['label'], no: FieldSpec['label']): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t(yes) }, { value: 'no', label: t(no) }] })
const asBool = (name: string) => (v: Values) => ({ ...v, [name]: v[name] === 'yes' })
const materials: FieldSpec = {
  name: 'materials', label: 'ref.materials', kind: 'rows', row: 'ref.materialN', add: 'ref.addMaterial',
  fields: [{ name: 'title', label: 'f.title', kind: 'text', required: true, max: 200 }, { name: 'pages', label: 'pen.pages', kind: 'int', max: 100_000 }, { name: 'original', label: 'ref.original', kind: 'check' }],
}
const police = (v: Values) => v.to === 'police'
const discipline = (v: Values) => v.to === 'discipline'

/** What every referral says. */
export const content: FieldSpec[] = [
  { name: 'to', label: 'ref.to', kind: 'select', required: true, options: ({ lang }) => options(referTargets, lang, ['police', 'discipline', 'market', 'planning', 'health', 'forestry', 'bank', 'justice', 'region', 'other']) },
  { name: 'name', label: 'ref.organ', kind: 'text', required: true, max: 60 },
  { name: 'summary', label: 'ref.summary', kind: 'area', required: true, max: 4000, rows: 5 },
  { name: 'basis', label: 'ref.basis', kind: 'area', max: 500, rows: 2 },
  {
    name: 'subjects', label: 'ref.subjects', kind: 'rows', row: 'ref.subjectN', add: 'ref.addSubject', hint: 'ref.subjectsHint',
    fields: [{ name: 'name', label: 'people.name', kind: 'text', required: true, max: 60 }, { name: 'post', label: 'ref.post', kind: 'text', max: 100 }, { name: 'official', label: 'ref.official', kind: 'select', required: true, options: ({ lang }) => options(officialKinds, lang) }],
  },
  { name: 'found_at', label: 'ref.foundAt', kind: 'time', hint: 'ref.foundHint', show: discipline },
  { name: 'officers', label: 'ref.force', kind: 'officers', required: true, hint: 'ref.forceHint', show: police },
  materials,
]
export const contentData = (v: Values) => ({ ...v, found_at: v.found_at ? localToInstant(String(v.found_at)) : undefined })
const hidden = (v: Values, _f: unknown, { t }: { t: (k: 'ref.hiddenSays') => string }) => (discipline(v) ? [t('ref.hiddenSays')] : [])

export const referralActs: ActRegistry = {
  'penalty.refer': {
    initial: (f) => ({ to: f.case.penalty?.proposal?.outcome === 'transfer' ? 'police' : undefined, subjects: f.case.party ? [{ name: f.case.party.name, official: 'none' }] : [], summary: f.case.penalty?.proposal?.facts }),
    fields: [...content, { name: 'whole', label: 'ref.whole', kind: 'check' }], toData: contentData, says: hidden,
  },
  'inspection.refer_clue': {
    fields: [
      { name: 'lines', label: 'f.lines', kind: 'multi', required: true, options: (_w, _me, f) => (f?.case.inspection?.findings ?? []).map((x) => ({ value: x.line, label: `${x.line}. ${x.fact}` })) },
      ...content,
    ],
    initial: (f) => ({ lines: (f.case.inspection?.findings ?? []).filter((x) => !x.exits?.length).map((x) => x.line), subjects: f.case.party ? [{ name: f.case.party.name, official: 'none' }] : [] }),
    toData: contentData, says: hidden,
  },
  'referral.report': {
    initial: (f) => ({ by: f.case.officers ?? [] }),
    fields: [
      { name: 'by', label: 'ref.force', kind: 'officers', required: true, ofFile: true, hint: 'pen.officersFile' }, { name: 'crime', label: 'ref.crime', kind: 'text', required: true, max: 200 },
      { name: 'facts', label: 'ref.facts', kind: 'area', required: true, max: 8000, rows: 5 }, { name: 'standard', label: 'ref.standard', kind: 'area', required: true, max: 2000 }, yesNo('suspected', 'ref.suspected', 'ref.suspectedYes', 'ref.suspectedNo'),
    ],
    toData: asBool('suspected'),
  },
  'referral.approve': { fields: [comment] },
  'referral.approve_letter': { fields: [comment] },
  'referral.refuse': { danger: true, fields: [reason(2000)] },
  'referral.send': { initial: () => ({ how: 'hand' }), fields: [pick('how', 'ref.how', sendWays), receiver(), { name: 'tracking', label: 'f.tracking', kind: 'text', max: 60, show: (v) => v.how !== 'hand' }] },
  'referral.receipt': { initial: () => ({ kind: 'normal' }), fields: [{ name: 'by', label: 'ref.receiver', kind: 'text', required: true, max: 60 }, number(), { ...pick('kind', 'ref.policeKind', policeKinds), show: (_v, f) => f?.case.referral?.to === 'police' }] },
  'referral.misdirected': { fields: [text(1000, false)] },
  'referral.forwarded': { fields: [{ name: 'name', label: 'ref.competent', kind: 'text', required: true, max: 60 }, number()] },
  'referral.incomplete': { fields: [number(), text(2000)] },
  'referral.supplement': { initial: () => ({ materials: [{}] }), fields: [{ ...materials, required: true }, receiver(true)] },
  'referral.reply': { fields: [pick('result', 'ref.reply', replyResults), number(), text(4000)] },
  'referral.police_decision': { fields: [yesNo('opened', 'ref.policeOpened', 'ref.opened', 'ref.notOpened'), number(true), { ...reason(2000), label: 'ref.refusedWhy', show: (v) => v.opened === 'no' }, { name: 'returned', label: 'ref.returned', kind: 'check' }], toData: asBool('opened') },
  'referral.contest': { fields: [pick('way', 'ref.way', contestWays), reason(4000)] },
  'referral.reconsidered': { fields: [yesNo('opened', 'ref.policeOpened', 'ref.opened', 'ref.notOpened'), number(true), { ...reason(2000), label: 'ref.refusedWhy', show: (v) => v.opened === 'no' }, { name: 'returned', label: 'ref.returned', kind: 'check' }], toData: asBool('opened') },
  'referral.supervised': { fields: [yesNo('ordered', 'ref.ordered', 'ref.orderedYes', 'ref.orderedNo'), number(true), { ...reason(2000), label: 'ref.refusedWhy', show: (v) => v.ordered === 'no' }], toData: asBool('ordered') },
  'referral.deliver': { fields: [receiver(true), { name: 'goods', label: 'ref.goods', kind: 'lines', hint: 'f.itemsHint' }] },
  'referral.progress': { fields: [pick('step', 'ref.step', criminalSteps), number(), text(2000, false)] },
  'referral.conclude': { fields: [pick('result', 'ref.result', criminalResults), number(), text(4000), { name: 'administrative', label: 'ref.administrative', kind: 'check' }] },
  'referral.take_back': { danger: true, fields: [reason(2000)] },
  'referral.answer': { fields: [number(true), text(4000)] },
  'referral.decline': { danger: true, fields: [reason(2000)] },
  'referral.take_up': {
    initial: (f) => ({ track: 'general', clue: f.case.referral?.summary, allegations: [{}] }),
    fields: [
      { name: 'track', label: 'pen.track', kind: 'choice', options: ({ lang }) => options(tracks, lang, ['general', 'ban']) }, { name: 'clue', label: 'pen.clueText', kind: 'area', max: 4000 },
      { name: 'allegations', label: 'pen.allegations', kind: 'rows', required: true, row: 'pen.allegationN', add: 'pen.addAllegation', fields: [{ name: 'violation', label: 'f.violation', kind: 'violation', required: true }, { name: 'from', label: 'pen.conductFrom', kind: 'date', required: true }, { name: 'to', label: 'pen.conductTo', kind: 'date', hint: 'pen.conductToHint' }, { name: 'fact', label: 'f.fact', kind: 'area', required: true, max: 2000, rows: 2 }] },
    ],
  },
}

/** What comes in from another organ. */
export const incoming: FieldSpec[] = [
  { name: 'from', label: 'ref.from', kind: 'select', required: true, options: ({ lang }) => options(referInTargets, lang) }, { name: 'name', label: 'ref.sender', kind: 'text', required: true, max: 60 }, number(true),
  { name: 'party', label: 'case.party', kind: 'party', required: true }, { name: 'summary', label: 'ref.summary', kind: 'area', required: true, max: 4000, rows: 4 },
  { name: 'officers', label: 'pen.officers', kind: 'officers', required: true, hint: 'f.officersHint' }, { name: 'reply_by', label: 'ref.replyBy', kind: 'date', future: true, hint: 'ref.replyByHint' }, { name: 'evidence', label: 'ref.papers', kind: 'evidence', statutory: true },
]
export const incomingData = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
