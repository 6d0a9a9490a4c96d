import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { localToInstant } from '@/lib/dates'
import { annulGrounds, consentLosses, hearingWhys, options, pauseWhys, regClues, type Pair } from '@/lib/titles'

// What may happen on the way of a registration and after it (domain/registration_course.go, registration_after.go).

const area = (name: string, label: FieldSpec['label'], max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'area', required: true, max, ...more })
const text = (name: string, label: FieldSpec['label'], max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'text', required: true, max, ...more })
const pick = (name: string, label: FieldSpec['label'], table: Record<string, Pair>): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ lang }) => options(table, lang) })
const reason = (max: number): FieldSpec => area('reason', 'f.reason', max)

/** One line for each material that is wanting. */
export const gapRows = (name: string): FieldSpec => ({
  name, label: name === 'gaps' ? 'reg.gaps' : 'reg.corrections', kind: 'rows', required: true, hint: name === 'gaps' ? 'reg.gapsHint' : undefined, row: 'reg.gapN', add: 'reg.addGap',
  fields: [{ name: 'key', label: 'reg.material', kind: 'select', required: true, options: (_w, _me, f) => (f?.case.registration?.materials ?? []).map((m) => ({ value: m.key, label: m.title })) }, area('what', 'reg.gapWhat', 500, { rows: 2 })],
})

/** Who signs for the paper on the spot; nobody is asked where the applicant takes papers on the page of the application. */
export const handed: FieldSpec = { name: 'handed', label: 'reg.handed', kind: 'text', max: 60, hint: 'reg.handedHint', show: (_v, f) => !f?.case.registration?.e_service }
/** At the window the applicant is there, most often. */
export const handedTo = (f: CaseFile) => ({ handed: f.case.registration?.channel === 'window' ? f.case.registration.applicant.agent || f.case.registration.applicant.name : undefined })
/** The papers that still have to reach the applicant. */
export const toServe = (f: CaseFile) => (f.case.documents ?? []).filter((d) => d.service === 'owed' && !(f.case.services ?? []).some((s) => s.document === d.id && !s.superseded && s.deemed_on))

export const courseActs: ActRegistry = {
  'registration.hand_over': { dialog: true, fields: [{ name: 'to', label: 'f.to', kind: 'person', role: 'officer,section_head,clerk', required: true }, reason(500)] },
  'registration.correct': { initial: () => ({ corrections: [{}] }), fields: [gapRows('corrections')] },
  'registration.list_gaps_again': { danger: true, initial: () => ({ gaps: [{}] }), fields: [{ ...gapRows('gaps'), hint: undefined }, area('exception', 'reg.exception', 1000, { hint: 'reg.exceptionHint' }), { ...handed, hint: 'reg.handedGaps' }] },
  'registration.extend': {
    fields: [{ name: 'days', label: 'f.extendDays', kind: 'int', required: true, max: 60 }, reason(1000), text('approval', 'reg.approval', 100, { required: false, show: (_v, f) => !!f?.case.registration?.charity }), handed],
  },
  'registration.pause': { fields: [pick('why', 'reg.pauseWhy', pauseWhys), { name: 'days', label: 'reg.pauseDays', kind: 'int', required: true, min: 1, max: 365 }, area('told', 'reg.pauseTold', 500)] },
  'registration.resume': { fields: [area('result', 'case.outcome', 1000)] },
  'registration.inform_interested': { fields: [text('name', 'reg.interested', 100), area('matter', 'reg.toldWhat', 1000)] },
  'registration.record_view': { fields: [text('name', 'reg.whose', 100), area('view', 'f.comment', 4000)] },
  'registration.tell_hearing': { fields: [pick('why', 'reg.hearingWhy', hearingWhys), { name: 'told', label: 'reg.told', kind: 'lines', required: true, hint: 'f.itemsHint' }, area('content', 'reg.toldWhat', 2000), handed] },
  'registration.ask_hearing': { fields: [text('by', 'reg.whose', 100)] },
  'registration.waive_hearing': { fields: [{ name: 'by', label: 'reg.waivers', kind: 'lines', required: true, hint: 'f.itemsHint' }] },
  'registration.set_hearing': {
    fields: [{ name: 'at', label: 'reg.hearingAt', kind: 'time', required: true }, text('place', 'f.place', 200), { name: 'host', label: 'reg.hearingHost', kind: 'person', required: true }, handed],
    toData: (v) => ({ ...v, at: localToInstant(String(v.at ?? '')) }),
  },
  'registration.hold_hearing': {
    fields: [{ name: 'attended', label: 'reg.attended', kind: 'lines', required: true, hint: 'f.itemsHint' }, area('record', 'reg.hearingRecord', 8000, { rows: 6 }), { name: 'evidence', label: 'f.evidence', kind: 'evidence' }],
    toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }),
  },
  'registration.cancel_hearing': { danger: true, fields: [reason(500)] },
  'registration.lose_consent': { fields: [pick('why', 'f.reason', consentLosses), { name: 'on', label: 'common.date', kind: 'date', required: true }, text('paper', 'reg.consentPaper', 200, { required: false })] },
  'registration.return': { danger: true, fields: [reason(2000)] },
  'registration.rescind': { danger: true, fields: [reason(1000)] },
  'registration.open_clue': { fields: [pick('what', 'reg.clue', regClues), area('fact', 'f.fact', 2000), { name: 'violation', label: 'f.violation', kind: 'violation' }] },
  'registration.propose_annulment': { danger: true, fields: [pick('ground', 'reg.annulGround', annulGrounds), area('facts', 'reg.annulFacts', 4000), area('views', 'reg.annulViews', 4000)] },
  'registration.annul': {
    danger: true, fields: [{ name: 'annul', label: 'reg.annulled', kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t('reg.annulYes') }, { value: 'no', label: t('reg.annulNo') }] }, area('reasons', 'reg.reasons', 4000)],
    toData: (v) => ({ ...v, annul: v.annul === 'yes' }),
  },
  'registration.rate': { dialog: true, fields: [{ name: 'score', label: 'reg.score', kind: 'int', required: true, min: 1, max: 5 }, area('text', 'f.comment', 500, { required: false })] },
}
