// What waits for a leader, by what is asked of them.
import type { TaskRow } from '@/api/types'
import type { Key } from '@/lib/messages'

export interface Group { id: string; key: Key; kinds: RegExp }

export const groups: Group[] = [
  { id: 'decision', key: 'lead.decision', kinds: /^penalty\.(decide|return_decision|revoke_decision)$/ },
  { id: 'discussion', key: 'lead.discussion', kinds: /^meeting\./ },
  { id: 'filing', key: 'lead.filing', kinds: /^penalty\.(file|assign|move|refuse_filing|return_filing)$/ },
  { id: 'hearing', key: 'lead.hearing', kinds: /^penalty\.(appoint_host|refuse_hearing|grant_hearing)$/ },
  { id: 'recusal', key: 'lead.recusal', kinds: /^penalty\.decide_recusal$/ },
  { id: 'measures', key: 'lead.measures', kinds: /^penalty\.(approve|settle)_preservation$/ },
  { id: 'money', key: 'lead.money', kinds: /^penalty\.(.*(instal|plan|defer|waive_surcharge|refund|demand|court|remedy).*)$/ },
  { id: 'registration', key: 'lead.registration', kinds: /^registration\./ },
  { id: 'supervision', key: 'lead.supervision', kinds: /^(annual_check|listing)\./ },
  { id: 'cleanup', key: 'lead.cleanup', kinds: /^(cleanup|clearance)\./ },
  { id: 'referral', key: 'lead.referral', kinds: /^referral\.|^penalty\.refer/ },
  { id: 'publicity', key: 'lead.publicity', kinds: /publi[cs]|publicity|repair|withhold|redact/ },
  { id: 'conclusion', key: 'lead.conclusion', kinds: /^penalty\.(conclude|dissolve|resume|settle_jurisdiction)$/ },
  { id: 'papers', key: 'lead.papers', kinds: /^legality\./ },
  { id: 'inspection', key: 'lead.inspection', kinds: /^(campaign|inspection|rectification)\./ },
  { id: 'other', key: 'lead.other', kinds: /./ },
]

/** Tasks by group in the order above, each once and the nearest day first; reminders are no decisions. */
export function grouped(rows: TaskRow[]): [Group, TaskRow[]][] {
  const seen = new Set<string>()
  const by = new Map<Group, TaskRow[]>()
  for (const r of rows) {
    const id = `${r.case}/${r.id}`
    if (r.kind === 'look' || seen.has(id)) continue
    seen.add(id)
    const g = groups.find((x) => x.kinds.test(r.kind))!
    by.set(g, [...(by.get(g) ?? []), r])
  }
  return groups.flatMap((g): [Group, TaskRow[]][] => { const list = by.get(g); return list ? [[g, list.toSorted((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))]] : [] })
}
