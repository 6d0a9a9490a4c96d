import { useQuery } from '@tanstack/react-query'
import { Select, type SelectProps } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { Person } from '@/api/types'
import { useT } from '@/lib/i18n'
import { queries, type CaseQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { competents, partyKinds, title } from '@/lib/titles'

/** The people of the bureau by id. */
export function usePeople(): Map<string, Person> {
  const me = useMe()
  const q = useQuery({ ...queries.people(), enabled: can(me, 'view.people') })
  return new Map((q.data ?? []).map((p) => [p.id, p]))
}

export function holdsRole(p: Person, role: string, on: string): boolean {
  return !(p.left_on && on > p.left_on) && (p.grants ?? []).some((g) => g.role === role && on >= g.from && (!g.until || on <= g.until))
}
export function certificateOn(p: Person, on: string) {
  return (p.certificates ?? []).find((c) => on >= c.from && on <= c.until)
}

type Common = Pick<SelectProps, 'id' | 'disabled' | 'placeholder'> & { 'aria-label'?: string }

/** Licensed officers of the day; `only` narrows to the officers of a file. */
export function OfficersSelect({ value, onChange, only, ...rest }: Common & { value?: string[]; onChange?: (v: string[]) => void; only?: string[] | null }) {
  const me = useMe()
  const q = useQuery(queries.people())
  const list = (q.data ?? []).filter((p) => (only ? only.includes(p.id) : holdsRole(p, 'officer', me.today)))
  return (
    <Select<string[]> mode="multiple" {...rest} value={value} onChange={onChange} loading={q.isPending} showSearch={{ optionFilterProp: 'search' }}
      options={list.map((p) => {
        const cert = certificateOn(p, me.today)
        return { value: p.id, label: `${p.name}${p.section ? ` · ${p.section}` : ''}${cert ? '' : ' ✕'}`, search: `${p.name} ${p.login ?? ''}`, disabled: !cert }
      })} />
  )
}

type Known = Record<string, { name: string; section?: string }>

/** Whom one may choose. Who may not see the register of people chooses among those a file names. */
function useChoice(only: string[] | null | undefined, role: string | undefined, known: Known | undefined) {
  const me = useMe()
  const sees = can(me, 'view.people')
  const q = useQuery({ ...queries.people(), enabled: sees })
  const all: { id: string; name: string; section?: string; login?: string }[] = sees
    ? (q.data ?? []).filter((p) => !p.left_on && (only || !role || role.split(',').some((r) => holdsRole(p, r, me.today))))
    : Object.entries(known ?? {}).map(([id, p]) => ({ id, ...p }))
  const people = all.filter((p) => !only || only.includes(p.id)).map((p) => ({ value: p.id, label: `${p.name}${p.section ? ` · ${p.section}` : ''}`, search: `${p.name} ${p.login ?? ''}` }))
  return { people, pending: sees && q.isPending }
}

/** Somebody of the bureau. */
export function PersonSelect({ value, onChange, only, role, known, ...rest }: Common & { value?: string; onChange?: (v: string) => void; only?: string[] | null; role?: string; known?: Known }) {
  const { people, pending } = useChoice(only, role, known)
  return <Select<string> {...rest} value={value} onChange={onChange} loading={pending} showSearch={{ optionFilterProp: 'search' }} allowClear options={people} />
}

/** Several people of the bureau. */
export function PeopleSelect({ value, onChange, only, role, max, known, ...rest }: Common & { value?: string[]; onChange?: (v: string[]) => void; only?: string[] | null; role?: string; max?: number; known?: Known }) {
  const { people, pending } = useChoice(only, role, known)
  return <Select<string[]> mode="multiple" {...rest} value={value} onChange={onChange} maxCount={max} loading={pending} showSearch={{ optionFilterProp: 'search' }} options={people} />
}

/** Another file, found by words of its reference, title or party. */
export function CaseSelect({ value, onChange, procedure, stages, except, parent, ...rest }: Common & { value?: string; onChange?: (v: string) => void; procedure?: string; stages?: string; except?: string; parent?: string }) {
  const [word, setWord] = useState('')
  const q = useDeferredValue(word)
  const asked = useQuery(queries.caseList({ q: q || undefined, procedure, stage: stages, parent, state: 'open', sort: 'last', limit: 50 } as CaseQuery))
  return (
    <Select<string> {...rest} value={value} onChange={onChange} loading={asked.isFetching} showSearch={{ filterOption: false, onSearch: setWord }} allowClear
      options={(asked.data?.items ?? []).filter((c) => c.id !== except).map((c) => ({ value: c.id, label: `${c.reference} ${c.title}` }))} />
  )
}

/** A party of the register; two characters find it. */
export function PartySelect({ value, onChange, kinds, ...rest }: Common & { value?: string; onChange?: (v: string) => void; kinds?: string[] }) {
  const { lang } = useT()
  const [word, setWord] = useState('')
  const q = useDeferredValue(word)
  const asked = useQuery(queries.partyList({ q: q || undefined, limit: 50 }))
  const list = (asked.data?.items ?? []).filter((p) => !kinds || kinds.includes(p.kind))
  // One that was chosen elsewhere need not be among those listed: it is shown by its name all the same.
  const chosen = useQuery({ ...queries.party(value ?? ''), enabled: !!value && !!asked.data && !list.some((p) => p.id === value) }).data
  const label = (p: { name: string; kind: string; township?: string }) => `${p.name} · ${title(partyKinds, p.kind, lang)}${p.township ? ` · ${p.township}` : ''}`
  return (
    <Select<string> {...rest} value={value} onChange={onChange} loading={asked.isFetching} showSearch={{ filterOption: false, onSearch: setWord }}
      options={[...(chosen && !q && !list.some((p) => p.id === chosen.id) ? [chosen] : []), ...list].map((p) => ({ value: p.id, label: label(p) }))} />
  )
}

/** A violation of the catalogue, each once, with who punishes it now. */
export function ViolationSelect({ value, onChange, ...rest }: Common & { value?: string; onChange?: (v: string) => void }) {
  const { lang } = useT()
  const asked = useQuery(queries.violations())
  const newest = new Map((asked.data ?? []).toSorted((a, b) => (a.valid_from ?? '').localeCompare(b.valid_from ?? '')).map((v) => [v.id, v]))
  return (
    <Select<string> {...rest} value={value} onChange={onChange} loading={asked.isPending} showSearch={{ optionFilterProp: 'label' }}
      options={[...newest.values()].toSorted((a, b) => a.id.localeCompare(b.id)).map((v) => ({ value: v.id, label: `${v.id} ${v.title}${v.competent === 'bureau' ? '' : ` → ${title(competents, v.competent, lang)}`}` }))} />
  )
}
