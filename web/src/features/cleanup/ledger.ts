import type { LedgerQuery } from '@/lib/queries'
import { recall, remember } from '@/lib/storage'

/** The filters of a ledger, as they stand in the address. */
export const ledgerFilters = ['q', 'state', 'stage', 'disposition', 'outcome', 'criterion', 'owner', 'township'] as const
export type LedgerFilter = Partial<Record<(typeof ledgerFilters)[number], string>>

export function filterOf(query: URLSearchParams): LedgerFilter {
  return Object.fromEntries(ledgerFilters.flatMap((k) => (query.get(k) ? [[k, query.get(k)!]] : [])))
}
export const asQuery = (f: LedgerFilter) => f as LedgerQuery

/** The filter a person last looked through a ledger by: from one file of it to the next, also past the forms between. */
export function keepFilter(campaign: string, f: LedgerFilter) { remember(`ledger.${campaign}`, new URLSearchParams(f).toString()) }
export function keptFilter(campaign: string, closed?: boolean): LedgerFilter {
  const f = filterOf(new URLSearchParams(recall(`ledger.${campaign}`) ?? ''))
  return Object.keys(f).length || closed ? f : { state: 'open' } // somebody who comes from a task goes on with what is open; in what is closed they look back over all
}
