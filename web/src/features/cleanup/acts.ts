import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { RemoveItemForm } from './remove-form'
import { ReviseForm } from './draft-page'

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 }

/** How the acts on a clean-up campaign are asked for (domain/cleanup.go). */
export const cleanupActs: ActRegistry = {
  'cleanup.revise': { Form: ReviseForm },
  'cleanup.approve': { fields: [{ name: 'comment', label: 'f.comment', kind: 'area', max: 500 }] },
  'cleanup.screen': { says: (_v, f, { t }) => [t('cln.screenSays', { n: f.case.cleanup?.rows.length ?? 0 })] },
  'cleanup.add_item': {
    fields: [
      { name: 'party', label: 'cln.org', kind: 'party', required: true },
      { name: 'hits', label: 'cln.hits', kind: 'multi', options: (_w, _me, f) => (f?.case.cleanup?.rows ?? []).map((r) => ({ value: r.id, label: `${r.id} ${r.title}` })) },
      { ...reason, label: 'cln.addReason' },
    ],
  },
  'cleanup.remove_item': { Form: RemoveItemForm, danger: true },
  'cleanup.review_legality': {
    fields: [
      { name: 'pass', label: 'cln.legal', kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t('cln.pass') }, { value: 'no', label: t('cln.noPass') }] },
      { name: 'text', label: 'f.comment', kind: 'area', required: true, max: 4000 },
    ],
    toData: (v) => ({ ...v, pass: v.pass === 'yes' }),
  },
  'cleanup.announce': {
    fields: [{ name: 'where', label: 'cln.where', kind: 'text', required: true, max: 200 }, { name: 'hotline', label: 'cln.hotline', kind: 'text', required: true, max: 60 }],
    clocks: (_v, f, me) => [{ rule: 'CLU-01', from: me.today, n: f.case.cleanup?.reply_days || undefined }],
    says: (_v, f, { t }) => (f.case.cleanup?.late?.length ? [t('cln.supplementSays', { n: f.case.cleanup.late.length })] : []),
  },
  'cleanup.set_window': { dialog: true, initial: (f) => ({ window: f.case.cleanup?.window }), fields: [{ name: 'window', label: 'cln.window', kind: 'int', required: true, max: 20000 }, reason] },
  'cleanup.pause': { dialog: true, fields: [reason] },
  'cleanup.resume': { dialog: true, fields: [reason] },
  'cleanup.cancel': { danger: true, fields: [reason, { name: 'owner', label: 'cln.owner', kind: 'person', role: 'officer,section_head', hint: 'cln.ownerHint' }] },
  'cleanup.close': {
    fields: [{
      name: 'exceptions', label: 'cln.exceptions', kind: 'rows', hint: 'cln.exceptionsHint', row: 'cln.exceptionN', add: 'cln.exceptionAdd', max: 200,
      fields: [{ name: 'case', label: 'cln.exceptionCase', kind: 'case', procedure: 'clearance', ofFile: true, required: true }, { name: 'owner', label: 'cln.owner', kind: 'person', role: 'officer,section_head', required: true }, reason],
    }],
  },
  'cleanup.report': { fields: [{ name: 'summary', label: 'f.summary', kind: 'area', required: true, max: 8000, rows: 6 }] },
}
