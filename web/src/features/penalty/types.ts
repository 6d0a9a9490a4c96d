// The penalty case as the API sends it. Parts that grow with the procedure are read as they come: what is absent is not shown.
import type { CaseFile } from '@/api/types'
import type { components } from '@/api/schema'

type S = components['schemas']

type Loose<T, K extends keyof T = never> = Omit<T, K> & { [P in K]?: unknown }

export interface LedgerEntry { no: number; on: string; kind: string; account: string; debit?: string; credit?: string; fen: number; receipt?: string; note?: string; seq: number }
export interface HearingView extends Loose<S['Hearing'], 'adjourned'> {
  late?: boolean; cause?: string; refusal?: string; until?: string; served_on?: string; notice_by?: string; posted_on?: string; ended_on?: string; account?: string; facts?: string; present?: { name: string; role: string }[]; officers?: string[]
  adjourned?: (string | { at?: string; on?: string; cause?: string; reason?: string })[]
}
export interface RecusalView extends Loose<S['Recusal']> { replacement?: string; meeting?: string }
export type PenaltyView = Omit<S['Penalty'], 'hearings' | 'ledger' | 'appraisals' | 'samples' | 'payments' | 'refunds'> & {
  hearings?: HearingView[] | null
  ledger?: LedgerEntry[] | null
  payments?: { receipt: string; cash?: boolean; paid_on: string; fen: number; payer?: string; cancelled_on?: string; cancelled?: string; seq: number }[] | null
  refunds?: { no: number; fen: number; reason: string; approved_on: string; paid_on?: string; voucher?: string }[] | null
  appraisals?: { no: number; form: string; body: string; matter: string; sent_on: string; expected?: string; returned_on?: string; result?: string }[] | null
  samples?: { no: number; items: string[]; place: string; on: string }[] | null
}

export const penaltyOf = (file: CaseFile | undefined) => file?.case.penalty as PenaltyView | undefined

/** The instruments of the file that the law wants served and that have not been. A notice that still runs may be overtaken by a signature. */
export function toServe(file: CaseFile | undefined, types: string[]): S['Document'][] {
  const services = file?.case.services ?? []
  return (file?.case.documents ?? []).filter((d) => types.includes(d.type) && !d.voided_on
    && !services.some((s) => s.document === d.id && !s.failed_for && !s.superseded && s.deemed_on && s.method !== 'notice'))
}
