import type { OrgItems } from '@/api/types'
import type { Values } from '@/components/act-def'
import { formatFen } from '@/lib/money'
import type { GuideQuery } from '@/lib/queries'
import { regItems } from '@/lib/titles'

// The registered items as the forms hold them and as they are printed (domain/organization.go).

export const fullName = (n: Partial<OrgItems['name']> | undefined) => `${n?.district ?? ''}${n?.brand ?? ''}${n?.field ?? ''}${n?.form ?? ''}`

/** An item as it is printed. */
export function itemText(x: OrgItems, item: string): string {
  switch (item) {
    case 'name': return fullName(x.name)
    case 'address': return `${x.township ?? ''} ${x.address}`.trim()
    case 'capital': return formatFen(x.capital_fen)
    case 'purpose': case 'scope': case 'area': case 'legal_rep': case 'supervisor': return x[item] ?? ''
  }
  return ''
}

/** The items in which two versions differ: the materials depend on them. A change of the way of management is one of the supervising unit. */
export function changedItems(was: OrgItems | undefined, now: Partial<OrgItems> | undefined): string[] {
  if (!was || !now) return []
  const next = { ...was, ...now } as OrgItems
  return Object.keys(regItems).filter((i) => itemText(was, i) !== itemText(next, i) || (i === 'supervisor' && was.mode !== next.mode))
}

const filled = (x: unknown) => (typeof x === 'string' ? x.trim() : x) || undefined

/** The items as the command takes them: an association has no brand, direct registration no supervising unit. */
export function itemsData(v: Values, subject: string | undefined): Values {
  const { name, ...rest } = (v ?? {}) as Values
  return { ...rest, name: { ...name, brand: subject === 'association' ? undefined : filled(name?.brand) }, supervisor: rest.mode === 'direct' ? undefined : rest.supervisor }
}

/** The command of an application from what the form holds; what a matter does not ask for is left out. */
export function beginData(v: Values): Values {
  const base = { kind: v.kind, channel: v.channel, applicant: v.applicant, consent_on: v.consent_on, e_service: v.e_service || undefined }
  switch (v.kind) {
    case 'establish': {
      const members = v.subject === 'association' && v.members && (v.members.persons || v.members.units) ? { persons: v.members.persons ?? 0, units: v.members.units ?? 0 } : undefined
      const service = v.subject === 'service_org'
      return { ...base, subject: v.subject, form: service ? v.form : undefined, founders: service ? v.founders : undefined, items: itemsData(v.items, v.subject), members, officers: v.officers?.length ? v.officers : undefined, charity: v.charity || undefined }
    }
    case 'change': return { ...base, org: v.org, items: itemsData(v.items, v.subject) }
    case 'replace': return { ...base, org: v.org, ground: v.ground }
    case 'deregister': return { ...base, org: v.org, ground: v.ground, forced: v.forced, event_on: v.event_on }
  }
  return { ...base, org: v.org }
}

/** What the guide is asked for, from what the form holds. */
export function guideQuery(v: Values, was?: OrgItems): GuideQuery {
  return {
    kind: v.kind ?? 'establish', subject: v.subject === 'service_org' ? 'service_org' : 'association', mode: (v.kind === 'establish' || v.kind === 'change' ? v.items?.mode : was?.mode) ?? 'dual',
    items: v.kind === 'change' ? changedItems(was, v.items) : undefined, charity: v.kind === 'establish' && v.charity ? true : undefined,
  } as GuideQuery
}
