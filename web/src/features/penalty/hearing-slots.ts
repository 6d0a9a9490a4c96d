// What is taken when a hearing is set: the room, and whoever hosts or records (store/hearings.go, clash).
import type { HearingRow } from '@/api/types'
import { timeText } from '@/lib/dates'

export interface Slot { from: string; until: string }
const bare = (room: string) => room.replace(/ /g, '')
const clock = (at: string) => timeText(at).slice(11)

/** Half hours of an office day. */
export const times = Array.from({ length: 24 }, (_, i) => `${String(8 + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`)

/** The hearings of the day that stand in the way: in the same room, or with one of the people. */
export function inTheWay(rows: HearingRow[], day: string, room: string, people: (string | undefined)[], caseId: string): HearingRow[] {
  const who = people.filter(Boolean)
  return rows.filter((r) => r.case !== caseId && (r.state === 'set' || r.state === 'told') && timeText(r.at).slice(0, 10) === day
    && ((room.trim() !== '' && bare(r.room) === bare(room)) || who.includes(r.host) || (!!r.recorder && who.includes(r.recorder))))
}

export const overlaps = (rows: HearingRow[], s: Slot) => rows.find((r) => clock(r.at) < s.until && clock(r.until) > s.from)
/** Whether a hearing could begin then, and whether one begun at `from` could last until then. */
export const mayBegin = (rows: HearingRow[], from: string) => !rows.some((r) => clock(r.at) <= from && from < clock(r.until))
export const mayLast = (rows: HearingRow[], from: string, until: string) => until > from && !overlaps(rows, { from, until })

/** Pairs that collide: what the calendar marks. */
export function clashes(rows: HearingRow[]): Set<HearingRow> {
  const out = new Set<HearingRow>()
  const open = rows.filter((r) => r.state === 'set' || r.state === 'told')
  for (const a of open) for (const b of open) {
    if (a === b || !(a.at < b.until && b.at < a.until)) continue
    if (bare(a.room) === bare(b.room) || [a.host, a.recorder].some((p) => p && (p === b.host || p === b.recorder))) { out.add(a); out.add(b) }
  }
  return out
}
