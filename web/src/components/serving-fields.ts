import { methods, options } from '@/lib/titles'
import type { FieldSpec } from './act-def'

const is = (...m: string[]) => (v: { method?: string }) => m.includes(v.method ?? '')

/** How a paper was served: what each way of serving must say (domain.Serving). */
export const servingFields: FieldSpec[] = [
  { name: 'method', label: 'f.method', kind: 'select', required: true, options: ({ lang }) => options(methods, lang) },
  { name: 'on', label: 'f.on', kind: 'date', required: true },
  { name: 'recipient', label: 'f.recipient', kind: 'text', required: true, max: 60, show: is('direct', 'post', 'entrusted') },
  { name: 'relation', label: 'f.relation', kind: 'text', max: 60, show: is('direct', 'post', 'entrusted') },
  { name: 'witness', label: 'f.witness', kind: 'text', max: 60, hint: 'visit.witnessHint', show: is('leaving') },
  { name: 'consent', label: 'f.consent', kind: 'text', required: true, max: 200, show: is('electronic') },
  { name: 'tracking', label: 'f.tracking', kind: 'text', required: true, max: 60, show: is('post') },
  { name: 'reason', label: 'f.noticeReason', kind: 'area', required: true, max: 500, show: is('notice') },
  { name: 'evidence', label: 'f.receipt', kind: 'evidence', camera: true },
]
