// The penalty case as the API sends it. Parts that grow with the procedure are read as they come: what is absent is not shown.
import type { CaseFile } from '@/api/types'
import type { components } from '@/api/schema'

type S = components['schemas']

export interface LedgerEntry { no: number; on: string; kind: string; account: string; debit?: string; credit?: string; fen: number; receipt?: string; note?: string; seq: number }

export type PenaltyView = Omit<S['Penalty'], 'ledger'> & {
  ledger?: LedgerEntry[] | null
  payments?: { receipt: string; cash?: boolean; paid_on: string; fen: number; payer?: string; cancelled_on?: string; cancelled?: string; seq: number }[] | null
  refunds?: { no: number; fen: number; reason: string; approved_on: string; paid_on?: string; voucher?: string }[] | null
}

export const penaltyOf = (file: CaseFile | undefined) => file?.case.penalty as PenaltyView | undefined

/** The instruments of the file that the law wants served and that have not been. A notice that still runs may be overtaken by a signature. */
export function toServe(file: CaseFile | undefined, types: string[]): S['Document'][] {
  const services = file?.case.services ?? []
  return (file?.case.documents ?? []).filter((d) => types.includes(d.type) && !d.voided_on
    && !services.some((s) => s.document === d.id && !s.failed_for && !s.superseded && s.deemed_on && s.method !== 'notice'))
}
