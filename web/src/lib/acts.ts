import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Receipt } from '@/api/types'
import { post } from './http'
import { useIdempotencyKey } from './idempotency'
import { toProblem, type Problem } from './problem'

export interface ActRequest {
  act: string
  case?: string
  version?: number
  occurredAt?: string
  /** Why it is entered afterwards, and who did it then; only who may backfill sends these. */
  backfill?: string
  as?: string
  data: unknown
}

/** Fields left empty are not sent: an empty date is no date. */
export function clean(x: unknown): unknown {
  if (Array.isArray(x)) return x.map(clean)
  if (x && typeof x === 'object') return Object.fromEntries(Object.entries(x).filter(([, v]) => v !== undefined && v !== null && v !== '').map(([k, v]) => [k, clean(v)]))
  return x
}

/** Asks for an act. The key is made when the form opens and stays while it is retried; a new one follows success. */
export function useAct(onDone?: (r: Receipt) => void) {
  const qc = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation<Receipt, Problem, ActRequest>({
    mutationFn: async (r) => {
      const path = r.case ? `/cases/${encodeURIComponent(r.case)}/acts/${r.act}` : `/acts/${r.act}`
      try {
        return await post<Receipt>(path, { version: r.version, occurred_at: r.occurredAt, backfill: r.backfill || undefined, as: r.as || undefined, data: clean(r.data) ?? {} }, key.get())
      } catch (err) {
        const p = toProblem(err)
        // A refusal was answered: the next attempt is another request. A lost answer keeps the key.
        if (p.status > 0 && p.status < 500) key.renew()
        throw p
      }
    },
    onSuccess: (receipt) => {
      key.renew()
      for (const k of ['case', 'cases', 'tasks', 'board', 'me', 'parties', 'party', 'people', 'agency', 'report', 'hearings', 'cleanup']) void qc.invalidateQueries({ queryKey: [k] })
      onDone?.(receipt)
    },
  })
}
