import type { Sampling } from '@/api/types'

// The draw of the yearly sample, repeated in the browser of whoever doubts it: the same arithmetic as domain/sampling.go, written a
// second time on purpose. The digest fixes the pool before the public value exists, the value makes the seed, the seed the ranks.

type Pool = Pick<Sampling['pool'][number], 'id' | 'uscc' | 'kind'>[]

const bytes = new TextEncoder()
export const canDigest = () => typeof crypto !== 'undefined' && !!crypto.subtle
const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export async function sha256(text: string): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', bytes.encode(text))
  return [...new Uint8Array(sum)].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** The pool as it is digested: one organization a line in the order of their identifiers. */
export const poolText = (pool: Pool) => pool.toSorted((a, b) => byBytes(a.id, b.id)).map((p) => `${p.id}\t${p.uscc ?? ''}\t${p.kind}\n`).join('')

/** How many of n are drawn: the share rounded up. */
export const sampleSize = (n: number, perMille: number) => (n <= 0 || perMille <= 0 ? 0 : Math.min(n, Math.floor((n * perMille + 999) / 1000)))

export interface Drawn { id: string; rank: string }

/** Those with the smallest ranks, in that order; by kind, the share of every kind in the order of the kinds. */
export async function draw(pool: Pool, seed: string, perMille: number, byKind: boolean): Promise<Drawn[]> {
  const ranked = await Promise.all(pool.map(async (p) => ({ id: p.id, kind: byKind ? p.kind : '', rank: await sha256(`${seed}/${p.id}`) })))
  return [...new Set(ranked.map((r) => r.kind))].sort(byBytes).flatMap((kind) => {
    const group = ranked.filter((r) => r.kind === kind).sort((a, b) => byBytes(a.rank, b.rank) || byBytes(a.id, b.id))
    return group.slice(0, sampleSize(group.length, perMille)).map(({ id, rank }) => ({ id, rank }))
  })
}

/** How many the frozen pool will give. */
export function toDraw(s: Pick<Sampling, 'pool' | 'per_mille' | 'by_kind'>): number {
  const kinds = [...new Set(s.pool.map((p) => (s.by_kind ? p.kind : '')))]
  return kinds.reduce((n, k) => n + sampleSize(s.pool.filter((p) => !s.by_kind || p.kind === k).length, s.per_mille), 0)
}

export interface Replay { digest: boolean; seed: boolean; result: boolean; ranks: Drawn[] }

/** Repeats the whole draw and says of each step whether it gives what is recorded. */
export async function replay(s: Sampling): Promise<Replay> {
  const digest = await sha256(poolText(s.pool))
  const seed = await sha256(`${digest}\n${(s.public ?? '').trim()}`)
  const ranks = await draw(s.pool, seed, s.per_mille, !!s.by_kind)
  return { digest: digest === s.digest, seed: seed === s.seed, result: ranks.map((r) => r.id).join() === (s.drawn ?? []).join(), ranks }
}
