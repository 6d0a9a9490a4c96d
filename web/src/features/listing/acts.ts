import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { fileHashes } from '@/components/file-upload'
import { servingOneOf, unserved } from '@/components/serving'
import { LetterForm } from './forms'

// How each act on a listing is asked for (domain/creditlist.go).

const area = (name: string, label: FieldSpec['label'], max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'area', required: true, max, ...more })
const text = (name: string, label: FieldSpec['label'], max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'text', required: true, max, ...more })
const yesNo = (name: string, label: FieldSpec['label'], yes: FieldSpec['label'], no: FieldSpec['label']): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t(yes) }, { value: 'no', label: t(no) }] })
const files: FieldSpec = { name: 'files', label: 'lst.material', kind: 'files' }

/** The papers that still have to reach the organization: notice, decision, removal. The special letters go by post and are entered otherwise. */
export const toServe = (f: CaseFile) => unserved(f, (d) => ['C-1', 'C-2', 'C-3'].includes(d.type))

/** The move to the severe list that is open, after two years on the other. */
export const moving = (f?: CaseFile) => (f?.case.listing?.move?.decision ? undefined : f?.case.listing?.move)

export const listingActs: ActRegistry = {
  'listing.send_letter': { Form: LetterForm },
  'listing.letter_result': {
    initial: (_f, me) => ({ on: me.today }),
    fields: [yesNo('signed', 'lst.result', 'lst.signed', 'lst.unsigned'), { name: 'on', label: 'lst.fared', kind: 'date', required: true, earliest: (_me, f) => f?.case.listing?.letters?.at(-1)?.on }, text('note', 'lst.faredNote', 500), { name: 'evidence', label: 'lst.proof', kind: 'evidence', camera: true }],
    toData: (v) => ({ ...v, signed: v.signed === 'yes', evidence: evidenceData(v.evidence) }),
    says: (v, _f, { t }) => (v.signed === 'yes' ? [t('lst.signedSays')] : []),
  },
  'listing.prove_no_fault': { fields: [text('by', 'lst.proofBy', 100), area('text', 'lst.proofText', 2000), { name: 'evidence', label: 'lst.proofPaper', kind: 'evidence' }], toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }) },
  'listing.notice': { initial: (f) => ({ facts: moving(f)?.facts ?? f.case.listing?.facts }), fields: [area('facts', 'lst.noticeFacts', 4000, { rows: 5 })], says: (_v, f, { t }) => (moving(f) ? [t('lst.moveSays')] : []) },
  'listing.serve': servingOneOf(toServe, (v, f) => (v.document && [f.case.listing?.notice, moving(f)?.notice].includes(v.document) ? [{ rule: 'CR-01', from: String(v.on ?? '') }] : [])),
  'listing.record_reply': { fields: [area('text', 'lst.replyText', 4000, { rows: 5 }), files], toData: (v) => ({ ...v, files: fileHashes(v.files) }) },
  'listing.answer_reply': { fields: [yesNo('adopted', 'lst.adopted', 'lst.adoptYes', 'lst.adoptNo'), area('text', 'lst.answer', 4000)], toData: (v) => ({ ...v, adopted: v.adopted === 'yes' }) },
  'listing.drop': { danger: true, fields: [area('reason', 'f.reason', 1000)] },
  'listing.decide': {
    fields: [{ ...yesNo('list', 'lst.decision', 'lst.decideList', 'lst.decideNot'), options: ({ t }, _me, f) => [{ value: 'yes', label: t(moving(f) ? 'lst.moveYes' : 'lst.decideList') }, { value: 'no', label: t(moving(f) ? 'lst.moveNo' : 'lst.decideNot') }] }, area('reasons', 'chk.reasons', 4000)],
    toData: (v) => ({ ...v, list: v.list === 'yes' }),
    says: (v, f, { t }) => (v.list !== 'yes' ? [] : moving(f)?.into ? [t('lst.moveOnSevere')] : f.case.listing?.existing && !moving(f) ? [t('lst.existingSays')] : []),
    clocks: (v, f, me) => (v.list === 'yes' ? ['T26', f.case.listing?.list === 'severe' || moving(f) ? 'T23' : 'T20'] : moving(f) ? ['T20'] : []).map((rule) => ({ rule, from: me.today })),
  },
  'listing.publish': { fields: [text('where', 'chk.where', 200), text('credit', 'lst.credit', 100)], says: (_v, f, { t }) => (toServe(f).some((d) => d.type === 'C-2') ? [t('lst.publishFirst')] : []) },
  'listing.uphold': { fields: [area('reasons', 'lst.upholdReasons', 2000)] },
  'listing.ask_removal': { fields: [area('text', 'lst.askText', 4000), files], toData: (v) => ({ ...v, files: fileHashes(v.files) }) },
  'listing.verify': {
    fields: [yesNo('met', 'lst.metQ', 'lst.met', 'lst.notMet'), area('note', 'lst.verifyNote', 2000)],
    toData: (v) => ({ ...v, met: v.met === 'yes' }),
    clocks: (v, _f, me) => (v.met === 'yes' ? [{ rule: 'T22', from: me.today }] : []),
  },
  'listing.remove': { fields: [area('comment', 'f.comment', 1000, { required: false })] },
  'listing.correct': { danger: true, fields: [area('reason', 'lst.correctReason', 2000)] },
}
