import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { servingOneOf, unserved } from '@/components/serving'
import { fileHashes } from '@/components/file-upload'
import { localToInstant, nowLocal } from '@/lib/dates'
import { checkAsks, options } from '@/lib/titles'
import { ConcludeForm, ReportForm, ResetForm, ReviewForm } from './forms'

// How each act of an annual check is asked for (domain/annualcheck.go).

const area = (name: string, label: FieldSpec['label'], max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'area', required: true, max, ...more })
const files: FieldSpec = { name: 'files', label: 'lst.material', kind: 'files' }
const withFiles = <T extends { files?: Parameters<typeof fileHashes>[0] }>(v: T) => ({ ...v, files: fileHashes(v.files) })

/** The papers of the conclusion that holds which have not reached the organization; the order to rectify while it is open. */
export const toServe = (f: CaseFile) => {
  const a = f.case.annual_check
  return unserved(f, (d) => d.id === a?.conclusions?.at(-1)?.document || (d.id === a?.rectify?.document && !a.rectify.result && !f.case.closed_on))
}
const serve = servingOneOf(toServe, (v, f) => {
  const a = f.case.annual_check!
  if (v.document !== a.rectify?.document) return []
  return [a.kind === 'service_org' ? { rule: 'REG-3.04', from: String(v.on ?? '') } : { rule: 'REG-3.06', from: String(v.on ?? ''), n: a.rectify?.within?.n }]
})

export const annualCheckActs: ActRegistry = {
  'annual_check.stay_out': { dialog: true, fields: [area('reason', 'reg.note', 500, { hint: 'chk.stayHint' })] },
  'annual_check.report': { Form: ReportForm },
  'annual_check.unit_opinion': {
    initial: (_f, me) => ({ on: me.today, agree: true }),
    fields: [
      { name: 'on', label: 'common.date', kind: 'date', required: true, earliest: (_me, f) => f?.case.annual_check?.reported_on }, { name: 'by', label: 'reg.supervisor', kind: 'text', required: true, max: 100 },
      { name: 'agree', label: 'chk.agree', kind: 'check' }, area('text', 'f.comment', 2000),
    ],
    toData: ({ on, by, agree, text }) => ({ on, by, agree: !!agree, text }),
  },
  'annual_check.ask': {
    fields: [{ name: 'what', label: 'chk.askWhat', kind: 'choice', required: true, options: ({ lang }) => options(checkAsks, lang) }, area('text', 'chk.askText', 2000), { name: 'until', label: 'chk.until', kind: 'date', required: true, future: true, earliest: (me) => me.today }],
  },
  'annual_check.answer': { fields: [area('text', 'chk.answer', 4000, { hint: 'chk.answerHint' }), files], toData: withFiles },
  'annual_check.visit': {
    initial: (f) => ({ officers: f.case.officers ?? [], at: nowLocal() }),
    fields: [{ name: 'at', label: 'reg.visitAt', kind: 'time', required: true }, { name: 'officers', label: 'chk.visitors', kind: 'officers', required: true, hint: 'f.officersHint' }, { name: 'place', label: 'f.place', kind: 'text', required: true, max: 200 }, area('found', 'chk.found', 4000)],
    toData: (v) => ({ ...v, at: localToInstant(String(v.at ?? '')) }),
  },
  'annual_check.review': { Form: ReviewForm },
  'annual_check.return': { fields: [area('reason', 'f.reason', 1000)] },
  'annual_check.conclude': { Form: ConcludeForm },
  'annual_check.publish': { fields: [{ name: 'where', label: 'chk.where', kind: 'text', required: true, max: 200 }] },
  'annual_check.serve': {
    ...serve,
    says: (v, f, { t }) => (v.method === 'notice' && v.document === f.case.annual_check?.rectify?.document ? [t('chk.noticeSays')] : []),
  },
  'annual_check.report_rectified': { fields: [area('text', 'chk.rectified', 4000), files], toData: withFiles },
  'annual_check.verify_rectified': {
    fields: [{ name: 'passed', label: 'rect.result', kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t('chk.rectPassed') }, { value: 'no', label: t('chk.rectFailed') }] }, area('note', 'chk.verified', 2000)],
    toData: (v) => ({ ...v, passed: v.passed === 'yes' }),
    says: (v, _f, { t }) => (v.passed === 'no' ? [t('chk.rectFailedSays')] : []),
  },
  'annual_check.reset': { danger: true, Form: ResetForm },
  'annual_check.open_clue': {
    fields: [area('clue', 'chk.clue', 4000), { name: 'officers', label: 'f.officers', kind: 'officers', hint: 'f.officersHint' }],
    initial: (f) => ({ clue: f.case.title }),
  },
  'annual_check.close': { danger: true, fields: [area('reason', 'chk.closeComment', 1000)] },
}
