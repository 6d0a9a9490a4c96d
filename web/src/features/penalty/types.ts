// The penalty case as the API sends it. Parts that grow with the procedure are read as they come: what is absent is not shown.
import type { CaseFile } from '@/api/types'
import type { components } from '@/api/schema'

type S = components['schemas']

export interface LedgerEntry { no: number; on: string; kind: string; account: string; debit?: string; credit?: string; fen: number; receipt?: string; note?: string; seq: number }

/** What the money of a case adds to what the schema names; it is read as it comes. */
interface MoneyView {
  ledger?: LedgerEntry[] | null
  pay_due?: string
  cash?: { no: number; on: string; by: string; fen: number; receipt: string; handed_on?: string; banked_on?: string }[] | null
  refunds?: { no: number; fen: number; reason: string; approved_on: string; paid_on?: string; voucher?: string }[] | null
  obligations?: { no: number; kind: string; text: string; due?: string; done_on?: string; how?: string; lifted_on?: string }[] | null
}
export type PenaltyView = Omit<S['Penalty'], keyof MoneyView> & MoneyView

export const penaltyOf = (file: CaseFile | undefined) => file?.case.penalty as PenaltyView | undefined

/** The instruments of the file that the law wants served and that have not been. A notice that still runs may be overtaken by a signature. */
export function toServe(file: CaseFile | undefined, types: string[]): S['Document'][] {
  const services = file?.case.services ?? []
  return (file?.case.documents ?? []).filter((d) => types.includes(d.type) && !d.voided_on
    && !services.some((s) => s.document === d.id && !s.failed_for && !s.superseded && s.deemed_on && s.method !== 'notice'))
}
