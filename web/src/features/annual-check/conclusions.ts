import type { AnnualCheck, CheckFinding, CheckGround } from '@/api/types'

type Said = Partial<CheckFinding>

/**
 * What may be concluded from what is listed, as the domain reckons it (domain.Norms.concludes): nothing found is passed; a ground
 * of article 12 is failed whatever else; what is slight or was corrected may be passed over; the rest by its gravity.
 */
export function mayConclude(track: AnnualCheck['track'], findings: Said[], grounds: CheckGround[]): string[] {
  if (track === 'charity') return ['filed']
  const listed = findings.filter((f) => f?.ground)
  if (listed.some((f) => grounds.find((g) => g.id === f.ground)?.always)) return ['failed']
  const open = listed.filter((f) => !f.corrected && f.weight !== 'slight')
  if (open.some((f) => f.weight === 'grave')) return ['failed']
  if (open.length) return ['fair', 'failed']
  return listed.length ? ['passed', 'fair'] : ['passed']
}

/** What the machine sees and nobody has listed yet. */
export const openFlags = (check: AnnualCheck, findings: Said[]): string[] => (check.flags ?? []).filter((id) => !findings.some((f) => f?.ground === id))

/** What was found before and is not listed any more: a person says of each why it does not hold (domain.Norms.struck). */
export function leftOut(was: Said[], now: Said[]): string[] {
  const grounds = [...new Set(was.map((f) => f?.ground))].filter((g): g is string => !!g)
  const n = (list: Said[], g: string) => list.filter((f) => f?.ground === g).length
  return grounds.flatMap((g) => Array<string>(Math.max(0, n(was, g) - n(now, g))).fill(g))
}
