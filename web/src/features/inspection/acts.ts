import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { DisposeForm, OrderForm } from './findings-form'
import { VisitForm } from './visit-form'

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 }
const officers: FieldSpec = { name: 'officers', label: 'f.present', kind: 'officers', required: true, ofFile: true }

/** How the acts on an inspection are asked for. */
export const inspectionActs: ActRegistry = {
  'inspection.approve': { fields: [{ name: 'comment', label: 'f.comment', kind: 'area', max: 500 }] },
  'inspection.cancel': { danger: true, fields: [reason] },
  'inspection.recuse': {
    fields: [
      { name: 'officer', label: 'f.officerOut', kind: 'person', ofFile: true, required: true },
      { name: 'replacement', label: 'f.replacement', kind: 'person', role: 'officer', required: true },
      reason,
    ],
  },
  'inspection.notify': {
    fields: [
      { name: 'on_site', label: 'f.onSite', kind: 'check' },
      { name: 'on', label: 'f.notifyOn', kind: 'date', show: (v) => !v.on_site },
      { name: 'when', label: 'f.when', kind: 'text', max: 100, show: (v) => !v.on_site },
    ],
  },
  'inspection.arrive': {
    initial: (file) => ({ officers: file.case.officers ?? [] }),
    fields: [
      officers,
      { name: 'card_shown', label: 'f.cardShown', kind: 'check' },
      { name: 'rights_told', label: 'f.rightsTold', kind: 'check' },
      { name: 'met', label: 'f.met', kind: 'text', max: 60 },
    ],
    toData: (v) => ({ ...v, card_shown: !!v.card_shown, rights_told: !!v.rights_told }),
  },
  'inspection.refuse_entry': {
    danger: true,
    initial: (file) => ({ officers: file.case.officers ?? [] }),
    fields: [
      officers,
      { name: 'reason', label: 'f.refusalReason', kind: 'area', required: true, max: 500 },
      { name: 'witness', label: 'f.witness', kind: 'text', max: 60, hint: 'visit.witnessHint' },
      { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true },
    ],
    toData: (v) => ({ ...v, evidence: evidenceData(v.evidence).map((e) => e.hash) }),
  },
  'inspection.not_found': {
    danger: true,
    initial: (file) => ({ officers: file.case.officers ?? [] }),
    fields: [officers, { name: 'account', label: 'f.account', kind: 'area', required: true, max: 1000, rows: 5 }],
  },
  'inspection.record': { Form: VisitForm },
  'inspection.dispose': { Form: DisposeForm },
  'inspection.order': { Form: OrderForm },
  'inspection.notify_result': {
    fields: [
      { name: 'method', label: 'f.method', kind: 'select', options: ({ lang }) => [['direct', '直接送达', 'Direct'], ['post', '邮寄送达', 'Post'], ['electronic', '电子送达', 'Electronic'], ['leaving', '留置送达', 'Leaving']].map(([value, zh, en]) => ({ value: value!, label: lang === 'en' ? en! : zh! })) },
      { name: 'signed_by', label: 'f.recipient', kind: 'text', max: 60 },
    ],
  },
  'inspection.publish': { fields: [{ name: 'where', label: 'f.where', kind: 'text', max: 200 }] },
  'inspection.withhold': { danger: true, fields: [reason] },
}
