import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { Me } from '@/api/types'
import { queries } from './queries'

const MeContext = createContext<Me | null>(null)
export const MeProvider = MeContext.Provider

/** Who is signed in. Below the shell there always is somebody. */
export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('useMe outside of a signed-in page')
  return me
}
export function useMaybeMe() { return useQuery(queries.me()) }

/** Pages hide what a person may not do; the API refuses it. */
export function can(me: Me, ...powers: string[]): boolean { return powers.some((p) => me.powers.includes(p)) }
