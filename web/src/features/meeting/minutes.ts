// The minutes of a leaders' meeting as the editor holds them, and what the law and the rules ask of them before the meeting
// can be closed (domain/meeting.go, complete).
import type { Meeting } from '@/api/types'
import type { Values } from '@/components/act-def'
import { localToInstant, timeText } from '@/lib/dates'
import type { Key } from '@/lib/messages'

export type Minutes = NonNullable<Meeting['minutes']>
export interface MemberValues { person: string; recused?: boolean; why?: string; text?: string; vote?: string; dissent?: string }
export interface ItemValues { members: MemberValues[]; reports?: { who?: string; text?: string }[]; result?: string; text?: string; days?: number; head_why?: string }
export interface MinutesValues { started_at?: string; ended_at?: string; attendance: Record<string, { present?: boolean; reason?: string } | undefined>; observers?: { name?: string; as?: string }[]; items: ItemValues[] }
export interface Lack { key: Key; vars?: Record<string, string | number> }

/** The order in which they speak: the head last. */
export const inOrder = (people: string[], heads: string[]) => [...people.filter((p) => !heads.includes(p)), ...people.filter((p) => heads.includes(p))]

/** What may be resolved on an item. */
export function resolutionsOf(a: { subject: string; disputed?: boolean }): string[] {
  if (a.subject === 'extension') return ['extend', 'reject', 'defer']
  if (a.subject === 'recusal') return ['agree', 'reject', 'defer']
  return a.disputed || a.subject === 'registration' ? ['agree', 'reject', 'inquire', 'defer'] : ['agree', 'change', 'inquire', 'reject', 'defer']
}

/** The editor as it opens: everybody due is taken to be there; minutes taken before are taken up again. */
export function minutesValues(m: Meeting, heads: string[]): MinutesValues {
  const was = m.minutes
  const local = (at: string) => timeText(at).replace(' ', 'T')
  const absent = new Map((was?.absent ?? []).map((a) => [a.person, a.reason]))
  return {
    started_at: local(was?.started_at ?? m.at), ended_at: was ? local(was.ended_at) : '',
    attendance: Object.fromEntries(m.due.map((p) => [p, absent.has(p) ? { present: false, reason: absent.get(p) } : { present: true }])),
    observers: was?.observers ?? [],
    items: m.agenda.map((a) => {
      const it = was?.items.find((x) => x.item === a.no)
      const spoke = (it?.opinions ?? []).map((o) => o.person)
      const order = inOrder([...spoke, ...m.due.filter((p) => !spoke.includes(p))], heads)
      return {
        members: order.map((person) => {
          const out = it?.recused?.find((r) => r.person === person)
          const vote = it?.votes?.find((x) => x.person === person)
          return { person, recused: !!out, why: out?.reason, text: it?.opinions?.find((o) => o.person === person)?.text, vote: vote?.vote, dissent: vote?.dissent }
        }),
        reports: it?.reports ?? [], result: it?.result, text: it?.text, days: it?.days || undefined, head_why: it?.head_why,
      }
    }),
  }
}

/** What the editor holds, as the command wants it. */
export function minutesOf(v: Values | MinutesValues): Omit<Minutes, 'started_at' | 'ended_at'> & { started_at: string; ended_at: string } {
  const x = v as MinutesValues
  const there = (p: string) => x.attendance?.[p]?.present !== false
  const everybody = Object.keys(x.attendance ?? {})
  return {
    started_at: localToInstant(x.started_at ?? ''), ended_at: localToInstant(x.ended_at ?? ''),
    present: everybody.filter(there),
    absent: everybody.filter((p) => !there(p)).map((person) => ({ person, reason: x.attendance[person]?.reason?.trim() ?? '' })),
    observers: (x.observers ?? []).map((o) => ({ name: o?.name?.trim() ?? '', as: o?.as?.trim() ?? '' })),
    items: (x.items ?? []).map((it, i) => {
      const here = (it.members ?? []).filter((m) => there(m.person))
      const says = here.filter((m) => !m.recused)
      return {
        item: i + 1,
        reports: (it.reports ?? []).map((r) => ({ who: r?.who?.trim() ?? '', text: r?.text?.trim() ?? '' })),
        recused: here.filter((m) => m.recused).map((m) => ({ person: m.person, reason: m.why?.trim() ?? '' })),
        opinions: says.filter((m) => m.text?.trim()).map((m) => ({ person: m.person, text: m.text!.trim() })),
        votes: says.filter((m) => m.vote).map((m) => ({ person: m.person, vote: m.vote as 'agree', ...(m.vote === 'oppose' && m.dissent?.trim() ? { dissent: m.dissent.trim() } : {}) })),
        result: it.result as 'agree', text: it.text?.trim() ?? '',
        ...(it.result === 'extend' && it.days ? { days: it.days } : {}), ...(it.head_why?.trim() ? { head_why: it.head_why.trim() } : {}),
      }
    }),
  }
}

/** What the minutes lack before the meeting can be closed; the API has the last word on quorum and majority. */
export function lacks(m: Pick<Meeting, 'agenda' | 'chair' | 'due'>, minutes: ReturnType<typeof minutesOf> | Minutes, heads: string[], name: (p: string) => string): Lack[] {
  const out: Lack[] = []
  const present = minutes.present ?? []
  for (const a of minutes.absent ?? []) if (!a.reason) out.push({ key: 'meet.m.absent', vars: { name: name(a.person) } })
  if (!present.includes(m.chair)) out.push({ key: 'meet.m.chair', vars: { name: name(m.chair) } })
  for (const a of m.agenda) {
    const n = a.no
    const it = minutes.items.find((x) => x.item === n)
    if (!it?.result) { out.push({ key: 'meet.m.item', vars: { n } }); continue }
    if (!it.text) out.push({ key: 'meet.m.text', vars: { n } })
    const away = new Set((it.recused ?? []).map((r) => r.person))
    const voters = present.filter((p) => !away.has(p))
    for (const p of voters) {
      if (!(it.opinions ?? []).some((o) => o.person === p)) out.push({ key: 'meet.m.opinion', vars: { n, name: name(p) } })
      const vote = (it.votes ?? []).find((v) => v.person === p)
      if (!vote) out.push({ key: 'meet.m.vote', vars: { n, name: name(p) } })
      else if (vote.vote === 'oppose' && !vote.dissent) out.push({ key: 'meet.m.dissent', vars: { n, name: name(p) } })
    }
    const last = it.opinions?.at(-1)?.person
    if (last && voters.some((p) => heads.includes(p)) && !heads.includes(last)) out.push({ key: 'meet.m.head', vars: { n } })
    const may = m.due.filter((p) => !away.has(p)).length
    const agree = (it.votes ?? []).filter((v) => v.vote === 'agree').length
    if (it.result !== 'defer' && (it.votes ?? []).length === voters.length && agree * 2 <= may && !it.head_why) out.push({ key: 'meet.m.majority', vars: { n, a: agree, b: may } })
  }
  return out
}
