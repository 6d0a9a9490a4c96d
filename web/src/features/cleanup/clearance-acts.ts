import type { ActRegistry, FieldSpec, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { serving } from '@/components/serving'
import { clearListings, contactChannels, letterResults, options } from '@/lib/titles'
import { LetterForm, OpenDeregistrationForm } from './clearance-forms'
import { ProposeForm } from './propose-form'
import { VerifyForm } from './verify-form'

// How each act on the file of one organization in a clean-up is asked for (domain/clearance.go).

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 }
const two: FieldSpec = { name: 'officers', label: 'cln.officers', kind: 'officers', required: true, hint: 'clr.twoHint' }
const proof: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true }
const withProof = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
const choice = (name: string, label: FieldSpec['label'], yes: FieldSpec['label'], no: FieldSpec['label']): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t(yes) }, { value: 'no', label: t(no) }] })

export const clearanceActs: ActRegistry = {
  'clearance.assign': { initial: (f) => ({ officers: f.case.officers ?? [] }), fields: [two] },
  'clearance.send_letter': { Form: LetterForm },
  'clearance.letter_result': {
    initial: (f) => ({ tracking: f.case.clearance?.letters?.find((l) => !l.result)?.tracking }),
    fields: [
      { name: 'tracking', label: 'clr.tracking', kind: 'select', required: true, options: ({ t }, _me, f) => (f?.case.clearance?.letters ?? []).filter((l) => !l.result).map((l) => ({ value: l.tracking, label: `${t('clr.letterN', { n: l.no })} ${l.tracking}` })) },
      { name: 'result', label: 'clr.letterResult', kind: 'choice', required: true, options: ({ lang }) => options(letterResults, lang, ['signed', 'returned']) },
      { name: 'note', label: 'clr.letterNote', kind: 'text', max: 500 }, proof,
    ],
    toData: withProof,
  },
  'clearance.log_contact': {
    initial: (f) => ({ channel: 'visit', officers: f.case.officers ?? [] }),
    fields: [
      { name: 'channel', label: 'clr.channel', kind: 'select', required: true, options: ({ lang }) => options(contactChannels, lang) },
      { ...two, label: 'clr.visitors', show: (v) => v.channel === 'visit' },
      { name: 'place', label: 'f.place', kind: 'text', required: true, max: 200, show: (v) => v.channel === 'visit' },
      { name: 'found', label: 'clr.foundText', kind: 'area', required: true, max: 2000 },
      { name: 'reached', label: 'clr.reached', kind: 'check' }, proof,
    ],
    toData: (v) => ({ ...withProof(v), officers: v.channel === 'visit' ? v.officers : undefined, place: v.channel === 'visit' ? v.place : undefined, reached: !!v.reached }),
  },
  'clearance.verify': { Form: VerifyForm, wide: true },
  'clearance.propose': { Form: ProposeForm },
  'clearance.decide': {
    fields: [{ name: 'comment', label: 'clr.comment', kind: 'area', required: true, max: 1000 }],
    says: (_v, f, { t }) => {
      const way = f.case.clearance?.proposal?.way ?? ''
      return [t(way === 'rectify' ? 'clr.decideSays.rectify' : ['revoke', 'penalize', 'ban'].includes(way) ? 'clr.decideSays.case' : ['persuade', 'transfer'].includes(way) ? 'clr.decideSays.settled' : 'clr.decideSays.deregister')]
    },
  },
  'clearance.return': { fields: [reason] },
  'clearance.serve': { ...serving, clocks: (v, f) => (v.on ? [v.method === 'notice' ? { rule: 'T18', from: v.on as string } : { rule: 'CLU-02', from: v.on as string, n: f.case.clearance?.disposal?.days }] : []) },
  'clearance.serve_answer': { ...serving, clocks: (v) => (v.on && v.method === 'notice' ? [{ rule: 'T18', from: v.on as string }] : []) },
  'clearance.report': { fields: [{ name: 'report', label: 'clr.reportText', kind: 'area', required: true, max: 4000, rows: 5 }, proof], toData: withProof },
  'clearance.check_rectified': {
    initial: (f) => ({ officers: f.case.officers ?? [] }),
    fields: [two, choice('passed', 'clr.checkQ', 'clr.checkYes', 'clr.checkNo'), { name: 'reason', label: 'clr.checkReason', kind: 'area', required: true, max: 2000, hint: 'clr.ten' }],
    toData: (v) => ({ ...v, passed: v.passed === 'yes' }),
  },
  'clearance.collect': {
    initial: (_f, me) => ({ how: 'collected', on: me.today }),
    fields: [
      { name: 'how', label: 'clr.how', kind: 'choice', required: true, options: ({ t }) => [{ value: 'collected', label: t('clr.how.collected') }, { value: 'voided', label: t('clr.how.voided') }] },
      { name: 'on', label: 'f.on', kind: 'date', required: true }, { name: 'where', label: 'cln.where', kind: 'text', required: true, max: 200, show: (v) => v.how === 'voided' },
    ],
  },
  'clearance.open_deregistration': { Form: OpenDeregistrationForm },
  'clearance.settle': { fields: [{ name: 'reason', label: 'clr.settleText', kind: 'area', required: true, max: 2000, hint: 'clr.ten' }] },
  'clearance.change_way': { danger: true, fields: [{ ...reason, max: 1000 }] },
  'clearance.object': { fields: [{ name: 'by', label: 'clr.objector', kind: 'text', required: true, max: 60 }, { name: 'text', label: 'clr.objectText', kind: 'area', required: true, max: 4000 }, proof], toData: withProof },
  'clearance.answer': { fields: [choice('upheld', 'clr.upheldQ', 'clr.upheld', 'clr.rejected'), { name: 'answer', label: 'clr.replyText', kind: 'area', required: true, max: 2000 }], toData: (v) => ({ ...v, upheld: v.upheld === 'yes' }) },
  'clearance.open_listing': { fields: [{ name: 'ground', label: 'lst.ground', kind: 'choice', required: true, options: ({ lang }) => options(clearListings, lang) }, { name: 'facts', label: 'lst.facts', kind: 'area', max: 4000, hint: 'lst.factsCarried' }] },
  'clearance.prove_no_fault': { fields: [{ name: 'by', label: 'lst.proofBy', kind: 'text', required: true, max: 100 }, { name: 'text', label: 'lst.proofText', kind: 'area', required: true, max: 2000 }, { ...proof, label: 'lst.proofPaper' }], toData: withProof },
  'clearance.close': { fields: [{ name: 'comment', label: 'clr.closeComment', kind: 'area', required: true, max: 500 }] },
  'clearance.send_back': { fields: [reason] },
}
