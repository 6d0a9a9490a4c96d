import type { Case } from '@/api/types'
import type { components } from '@/api/schema'

type Cleanup = components['schemas']['Cleanup']

/** Something two officers must answer: a criterion that hit, or a point of the check list. That everybody is looked at is no question. */
export interface Question { id: string; title: string; article?: string }

export function questionsOf(c: Case, campaign: Cleanup | undefined): Question[] {
  const rows = campaign?.rows ?? []
  const hits = (c.clearance?.hits ?? []).filter((h) => rows.find((x) => x.id === h)?.test !== 'every').map((h) => { const r = rows.find((x) => x.id === h); return { id: h, title: r?.title ?? h, article: r?.article } })
  const points = (campaign?.points ?? []).filter((x) => !x.subjects?.length || x.subjects.includes(c.party?.kind ?? '')).map((x) => ({ id: x.id, title: x.title, article: x.article }))
  const all = [...hits, ...points.filter((x) => !hits.some((h) => h.id === x.id))]
  // What was added by hand may have neither: then each criterion of the campaign may be looked at.
  return all.length ? all : rows.filter((r) => r.test !== 'every').map((r) => ({ id: r.id, title: r.title, article: r.article }))
}

/** The violations a case may rest on: those the criteria and points point to that two officers found to hold. */
export function groundsOf(c: Case, campaign: Cleanup | undefined): string[] {
  const held = new Set((c.clearance?.verified?.points ?? []).filter((p) => p.holds).map((p) => p.id))
  const rows = (campaign?.rows ?? []).filter((r) => held.has(r.id)).flatMap((r) => [...(r.violations ?? []), ...(r.charity ?? [])])
  return [...new Set([...rows, ...(campaign?.points ?? []).filter((p) => held.has(p.id)).flatMap((p) => p.violations ?? [])])]
}
