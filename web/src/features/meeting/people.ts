import type { CaseFile, Person } from '@/api/types'
import { holdsRole, usePeople } from '@/components/pickers'

/** The members of a meeting on a day: everybody who is leader or head, without choice. */
export const leadersOn = (people: Iterable<Person>, day: string) => [...people].filter((p) => holdsRole(p, 'leader', day) || holdsRole(p, 'head', day)).toSorted((a, b) => Number(holdsRole(a, 'head', day)) - Number(holdsRole(b, 'head', day)) || a.id.localeCompare(b.id))

/** Who is head on a day, and what people are called. */
export function useMembers(file: CaseFile | undefined, day: string) {
  const people = usePeople()
  return {
    people,
    heads: [...people.values()].filter((p) => holdsRole(p, 'head', day)).map((p) => p.id),
    name: (id: string | undefined) => (id ? people.get(id)?.name ?? file?.people?.[id]?.name ?? id : ''),
  }
}
