import type { CaseFile } from '@/api/types'
import { methods, options } from '@/lib/titles'
import type { ActDef, FieldSpec, StartingClock, Values } from './act-def'
import { evidenceData } from './evidence-upload'

/** Shown for these ways of serving. */
export const served = (...m: string[]) => (v: { method?: string }) => m.includes(v.method ?? '')

/** How a paper was served on the party and what shows it; with what an act asks besides, after the day. */
export const servingFields = (...more: FieldSpec[]): FieldSpec[] => [
  { name: 'method', label: 'f.method', kind: 'select', required: true, options: ({ lang }) => options(methods, lang) },
  { name: 'on', label: 'f.on', kind: 'date', required: true },
  ...more,
  { name: 'recipient', label: 'f.recipient', kind: 'text', required: true, max: 60, show: served('direct', 'post', 'entrusted') },
  { name: 'relation', label: 'f.relation', kind: 'text', max: 60, show: served('direct', 'post', 'entrusted') },
  { name: 'witness', label: 'f.witness', kind: 'text', max: 60, hint: 'visit.witnessHint', show: served('leaving') },
  { name: 'consent', label: 'f.consent', kind: 'text', required: true, max: 200, show: served('electronic') },
  { name: 'tracking', label: 'f.tracking', kind: 'text', required: true, max: 60, show: served('post') },
  { name: 'reason', label: 'f.noticeReason', kind: 'area', required: true, max: 500, show: served('notice') },
  { name: 'evidence', label: 'f.receipt', kind: 'evidence', camera: true },
]

/** What is asked of the service of a paper on the party. */
export const serving: ActDef = {
  initial: (_f, me) => ({ method: 'direct', on: me.today }),
  fields: servingFields(),
  toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }),
}

/** The papers of the file that pass and have not reached the organization. */
export const unserved = (f: CaseFile, pass: (d: { id: string; type: string }) => boolean) =>
  (f.case.documents ?? []).filter((d) => pass(d) && !(f.case.services ?? []).some((s) => s.document === d.id && !s.superseded && s.deemed_on))

/** The service of one of several papers: which it is stands first, the last one made is chosen. */
export const servingOneOf = (papers: (f: CaseFile) => ReturnType<typeof unserved>, starts: (v: Values, f: CaseFile) => StartingClock[]): ActDef => ({
  ...serving,
  initial: (f, me) => ({ document: papers(f).at(-1)?.id, ...serving.initial?.(f, me) }),
  fields: [{ name: 'document', label: 'lst.paper', kind: 'choice', required: true, options: (_w, _me, f) => (f ? papers(f) : []).map((d) => ({ value: d.id, label: `${d.title} ${d.number ?? ''}` })) }, ...serving.fields!],
  clocks: (v, f) => (v.method === 'notice' ? [{ rule: 'T18', from: String(v.on ?? '') }] : starts(v, f)),
})
