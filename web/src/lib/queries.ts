// Every question the pages ask of the API, with the key under which the answer is kept.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ProposalRow } from '@/api/types'
import type { paths } from '@/api/schema'
import { answer, client } from './http'
import { Problem } from './problem'

type Ask<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } } ? NonNullable<Q> : never

export type CaseQuery = Ask<'/cases'>
export type PartyQuery = Ask<'/parties'>
export type OrganizationQuery = Ask<'/organizations'>
export type PublicOrganizationQuery = Ask<'/public/organizations'>
export type ClockQuery = Ask<'/clock'>
export type HearingQuery = Ask<'/hearings'>
export type WhatIfQuery = Ask<'/cases/{id}/what-if'>
export type NormQuery = Ask<'/law/norms'>
export type GuideQuery = Ask<'/public/registration/materials'>
export type NameQuery = Ask<'/public/registration/name'>
export type CheckQuery = Ask<'/annual-checks'>
export type ElectionQuery = Ask<'/elections'>
export type LedgerQuery = Ask<'/cleanups/{id}/ledger'>
export type ScreenedQuery = Ask<'/cleanups/{id}/screening'>
export type TaskScope = NonNullable<Ask<'/tasks'>['scope']>

const forever = { staleTime: Infinity }

export const queries = {
  me: () => queryOptions({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await answer(client.GET('/session'))
      } catch (err) {
        if (err instanceof Problem && err.status === 401) return null
        throw err
      }
    },
    staleTime: 60_000,
  }),
  sessions: () => queryOptions({ queryKey: ['sessions'], queryFn: () => answer(client.GET('/sessions')) }),
  cases: (query: CaseQuery) => infiniteQueryOptions({
    queryKey: ['cases', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/cases', { params: { query: { ...query, cursor: pageParam || undefined } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  caseList: (query: CaseQuery) => queryOptions({ queryKey: ['cases', 'once', query], queryFn: ({ signal }) => answer(client.GET('/cases', { params: { query }, signal })) }),
  case: (id: string) => queryOptions({ queryKey: ['case', id], queryFn: () => answer(client.GET('/cases/{id}', { params: { path: { id } } })) }),
  clock: (id: string, clock: string) => queryOptions({
    queryKey: ['case', id, 'clock', clock],
    queryFn: () => answer(client.GET('/cases/{id}/clocks/{clock}', { params: { path: { id, clock } } })),
  }),
  events: (id: string) => queryOptions({ queryKey: ['case', id, 'events'], queryFn: () => answer(client.GET('/cases/{id}/events', { params: { path: { id } } })) }),
  proposals: (id: string) => queryOptions({
    queryKey: ['case', id, 'proposals'],
    // not in the generated shapes yet
    queryFn: () => answer((client.GET as unknown as (path: string, init: unknown) => Promise<{ data?: ProposalRow[] }>)('/cases/{id}/proposals', { params: { path: { id } } })),
  }),
  whatIf: (id: string, query: WhatIfQuery) => queryOptions({ queryKey: ['case', id, 'what-if', query], queryFn: () => answer(client.GET('/cases/{id}/what-if', { params: { path: { id }, query } })), retry: false }),
  hearings: (query: HearingQuery) => queryOptions({ queryKey: ['hearings', query], queryFn: () => answer(client.GET('/hearings', { params: { query } })) }),
  tasks: (scope: TaskScope) => infiniteQueryOptions({
    queryKey: ['tasks', scope],
    queryFn: ({ pageParam }) => answer(client.GET('/tasks', { params: { query: { scope, cursor: pageParam || undefined } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  taskList: (scope: TaskScope) => queryOptions({ queryKey: ['tasks', 'once', scope], queryFn: () => answer(client.GET('/tasks', { params: { query: { scope, limit: 200 } } })) }),
  board: () => queryOptions({ queryKey: ['board'], queryFn: () => answer(client.GET('/board/rectification')) }),
  report: (year: number) => queryOptions({ queryKey: ['report', year], queryFn: () => answer(client.GET('/report', { params: { query: { year } } })) }),
  duties: (year: number) => queryOptions({ queryKey: ['report', 'duties', year], queryFn: () => answer(client.GET('/reports/duties', { params: { query: { year } } })) }),
  enforcement: (year: number) => queryOptions({ queryKey: ['report', 'enforcement', year], queryFn: () => answer(client.GET('/report/enforcement', { params: { query: { year } } })) }),
  licences: (year: number, asOf?: string) => queryOptions({ queryKey: ['report', 'licences', year, asOf ?? ''], queryFn: () => answer(client.GET('/report/licences', { params: { query: { year, as_of: asOf } } })) }),
  agency: () => queryOptions({ queryKey: ['agency'], queryFn: () => answer(client.GET('/agency')), staleTime: 60_000 }),
  people: () => queryOptions({ queryKey: ['people'], queryFn: () => answer(client.GET('/people')), staleTime: 60_000 }),
  partyList: (query: PartyQuery) => queryOptions({ queryKey: ['parties', 'once', query], queryFn: ({ signal }) => answer(client.GET('/parties', { params: { query }, signal })), staleTime: 30_000 }),
  parties: (query: PartyQuery) => infiniteQueryOptions({
    queryKey: ['parties', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/parties', { params: { query: { ...query, cursor: pageParam || undefined } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  party: (id: string) => queryOptions({ queryKey: ['party', id], queryFn: () => answer(client.GET('/parties/{id}', { params: { path: { id } } })) }),
  violations: () => queryOptions({ queryKey: ['violations'], queryFn: () => answer(client.GET('/violations')), ...forever }),
  rules: () => queryOptions({ queryKey: ['rules'], queryFn: () => answer(client.GET('/rules')), staleTime: 300_000 }),
  calendarYears: () => queryOptions({ queryKey: ['calendar', 'years'], queryFn: () => answer(client.GET('/calendar/years')) }),
  calendar: (year: number) => queryOptions({ queryKey: ['calendar', year], queryFn: () => answer(client.GET('/calendar/{year}', { params: { path: { year } } })), staleTime: 3_600_000 }),
  calculation: (query: ClockQuery) => queryOptions({ queryKey: ['calculation', query], queryFn: () => answer(client.GET('/clock', { params: { query } })), retry: false }),
  previews: (id: string) => queryOptions({ queryKey: ['case', id, 'previews'], queryFn: () => answer(client.GET('/cases/{id}/previews', { params: { path: { id } } })) }),
  fileReview: (id: string) => queryOptions({ queryKey: ['case', id, 'review'], queryFn: () => answer(client.GET('/cases/{id}/review', { params: { path: { id } } })), retry: false }),
  normRows: (query: NormQuery) => queryOptions({ queryKey: ['norms', 'rows', query], queryFn: ({ signal }) => answer(client.GET('/law/norms', { params: { query }, signal })) }),
  registrationDesk: (id: string) => queryOptions({ queryKey: ['case', id, 'registration'], queryFn: () => answer(client.GET('/cases/{id}/registration', { params: { path: { id } } })) }),
  registrationGuide: (query: GuideQuery) => queryOptions({ queryKey: ['public', 'guide', query], queryFn: () => answer(client.GET('/public/registration/materials', { params: { query }, querySerializer: { array: { style: 'form', explode: false } } })), staleTime: 300_000, placeholderData: keepPreviousData }),
  nameFree: (query: NameQuery) => queryOptions({ queryKey: ['public', 'name', query], queryFn: ({ signal }) => answer(client.GET('/public/registration/name', { params: { query }, signal })), staleTime: 10_000, retry: false }),
  registeredOrg: (uscc: string) => queryOptions({ queryKey: ['public', 'organization', uscc], queryFn: () => answer(client.GET('/public/registration/organization', { params: { query: { uscc } } })), retry: false }),
  application: () => queryOptions({ queryKey: ['public', 'application'], queryFn: () => answer(client.GET('/public/application')), retry: false }),
  filing: () => queryOptions({ queryKey: ['public', 'filing'], queryFn: () => answer(client.GET('/public/filing')), retry: false }),
  annualChecks: (query: CheckQuery) => infiniteQueryOptions({
    queryKey: ['cases', 'checks', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/annual-checks', { params: { query: { ...query, after: pageParam || undefined } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => (last.more ? last.rows.at(-1)?.case : undefined),
    placeholderData: keepPreviousData,
  }),
  unopenedChecks: (year: number) => queryOptions({ queryKey: ['cases', 'unopened', year], queryFn: () => answer(client.GET('/annual-checks/unopened', { params: { query: { year } } })) }),
  checkGrounds: (id: string) => queryOptions({ queryKey: ['case', id, 'grounds'], queryFn: () => answer(client.GET('/cases/{id}/annual-check', { params: { path: { id } } })), staleTime: 300_000 }),
  elections: (query: ElectionQuery) => queryOptions({ queryKey: ['parties', 'elections', query], queryFn: ({ signal }) => answer(client.GET('/elections', { params: { query }, signal })), placeholderData: keepPreviousData }),
  listings: () => queryOptions({ queryKey: ['cases', 'listings'], queryFn: () => answer(client.GET('/listings')) }),
  listingLeads: () => queryOptions({ queryKey: ['cases', 'leads'], queryFn: () => answer(client.GET('/listings/leads')) }),
  listingGrounds: () => queryOptions({ queryKey: ['norms', 'listing'], queryFn: () => answer(client.GET('/listings/grounds')), staleTime: 300_000 }),
  sampling: (id: string) => queryOptions({ queryKey: ['case', id, 'sampling'], queryFn: () => answer(client.GET('/cases/{id}/sampling', { params: { path: { id } } })) }),
  publicListings: () => queryOptions({ queryKey: ['public', 'listings'], queryFn: () => answer(client.GET('/public/listings')) }),
  cleanupBoard: (id: string) => queryOptions({ queryKey: ['case', id, 'cleanup', 'board'], queryFn: () => answer(client.GET('/cleanups/{id}/board', { params: { path: { id } } })) }),
  cleanupLedger: (id: string, query: LedgerQuery) => infiniteQueryOptions({
    queryKey: ['cleanup', id, 'ledger', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/cleanups/{id}/ledger', { params: { path: { id }, query: { ...query, cursor: pageParam || undefined } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  cleanupRows: (id: string, query: LedgerQuery) => queryOptions({ queryKey: ['cleanup', id, 'rows', query], queryFn: ({ signal }) => answer(client.GET('/cleanups/{id}/ledger', { params: { path: { id }, query }, signal })) }),
  cleanupScreened: (id: string, query: ScreenedQuery) => infiniteQueryOptions({
    queryKey: ['cleanup', id, 'screened', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/cleanups/{id}/screening', { params: { path: { id }, query: { ...query, cursor: pageParam || undefined } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    ...forever,
  }),
  cleanupWhy: (id: string, party: string) => queryOptions({ queryKey: ['cleanup', id, 'why', party], queryFn: () => answer(client.GET('/cleanups/{id}/screening/{party}', { params: { path: { id, party } } })), retry: false, ...forever }),
  templates: () => queryOptions({ queryKey: ['templates'], queryFn: () => answer(client.GET('/templates')) }),
  template: (template: string) => queryOptions({ queryKey: ['templates', template], queryFn: () => answer(client.GET('/templates/{template}', { params: { path: { template } } })) }),
  organizations: (query: OrganizationQuery) => infiniteQueryOptions({
    queryKey: ['organizations', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/organizations', { params: { query: { ...query, cursor: pageParam || undefined } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  organization: (id: string) => queryOptions({ queryKey: ['organization', id], queryFn: () => answer(client.GET('/organizations/{id}', { params: { path: { id } } })) }),
  publicOrganizations: (query: PublicOrganizationQuery) => infiniteQueryOptions({
    queryKey: ['public', 'organizations', query],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/public/organizations', { params: { query: { ...query, cursor: pageParam || undefined, limit: 30 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  publicOrganization: (uscc: string) => queryOptions({ queryKey: ['public', 'organization', uscc], queryFn: () => answer(client.GET('/public/organizations/{uscc}', { params: { path: { uscc } } })) }),
  publicPenalties: (q: string) => infiniteQueryOptions({
    queryKey: ['public', 'penalties', q],
    queryFn: ({ pageParam, signal }) => answer(client.GET('/public/penalties', { params: { query: { q: q || undefined, cursor: pageParam || undefined, limit: 50 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  }),
  policy: () => queryOptions({ queryKey: ['policy'], queryFn: () => answer(client.GET('/policy')), ...forever }),
}
