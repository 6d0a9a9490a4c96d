import type { ActRegistry } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'

/** Acts that any file knows. */
export const caseActs: ActRegistry = {
  'case.note': { dialog: true, fields: [{ name: 'text', label: 'f.text', kind: 'area', required: true, max: 4000, rows: 4 }] },
  'case.add_evidence': {
    dialog: true,
    fields: [{ name: 'evidence', label: 'f.evidence', kind: 'evidence', required: true, camera: true, statutory: true }],
    toData: (v) => ({ evidence: evidenceData(v.evidence) }),
  },
  'case.acknowledge': {
    dialog: true,
    fields: [{ name: 'task', label: 'task.what', kind: 'select', required: true, options: (w, _me, file) => (file?.case.tasks ?? []).filter((x) => x.kind === 'look' && !x.done_at).map((x) => ({ value: x.id, label: w.pick(x.title, x.english) })) }],
    initial: (file) => ({ task: file.case.tasks?.find((x) => x.kind === 'look' && !x.done_at)?.id }),
  },
  'case.reassign': {
    dialog: true,
    fields: [
      { name: 'to', label: 'f.to', kind: 'person', role: 'officer', required: true },
      { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 },
    ],
  },
}
