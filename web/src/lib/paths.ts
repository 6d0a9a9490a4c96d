// Every address of the pages, and of the API, in one file.

type Query = Record<string, string | number | boolean | undefined | null>
export function withQuery(path: string, query?: Query | null): string {
  const p = new URLSearchParams()
  for (const [k, v] of Object.entries(query ?? {})) if (v !== undefined && v !== null && v !== '') p.set(k, String(v))
  const s = p.toString()
  return s ? `${path}?${s}` : path
}

const id = encodeURIComponent

export const paths = {
  home: '/',
  worklist: (scope?: string) => withQuery('/', { scope }),
  worklistDue: (due: 'overdue' | 'due_soon') => `/?due=${due}`,
  signIn: (next?: string) => withQuery('/sign-in', { next: next && next !== '/' ? next : undefined }),
  account: '/account',
  password: '/account/password',
  cases: (query?: Query | null) => withQuery('/cases', query),
  case: (c: string) => `/cases/${id(c)}`,
  caseDialog: (c: string, act: string) => `/cases/${id(c)}?act=${id(act)}`,
  caseChain: (c: string) => `/cases/${id(c)}/chain`,
  act: (c: string, act: string, query?: Query) => withQuery(`/cases/${id(c)}/acts/${id(act)}`, query),
  inspections: '/inspections',
  newInspection: (party?: string) => withQuery('/inspections/new', { party }),
  newCampaign: '/inspections/new-campaign',
  penalties: (query?: Query) => withQuery('/penalties', query),
  newClue: (query?: Query) => withQuery('/penalties/new', query),
  range: (query?: Query) => withQuery('/range', query),
  hearings: (query?: Query) => withQuery('/hearings', query),
  reviews: (query?: Query) => withQuery('/reviews', query),
  newReview: '/reviews/new',
  meetings: (query?: Query) => withQuery('/meetings', query),
  newMeeting: (query?: Query) => withQuery('/meetings/new', query),
  referrals: (query?: Query) => withQuery('/referrals', query),
  newReferral: (query?: Query) => withQuery('/referrals/new', query),
  receiveReferral: '/referrals/receive',
  registrations: (query?: Query) => withQuery('/registrations', query),
  newRegistration: (query?: Query) => withQuery('/registrations/new', query),
  annualChecks: (query?: Query) => withQuery('/annual-checks', query),
  elections: (query?: Query) => withQuery('/elections', query),
  listings: (query?: Query) => withQuery('/listings', query),
  newListing: (query?: Query) => withQuery('/listings/new', query),
  publicListings: (query?: Query) => withQuery('/public/listings', query),
  cleanups: (query?: Query) => withQuery('/cleanups', query),
  newCleanup: (query?: Query) => withQuery('/cleanups/new', query),
  cleanupBoard: (c: string) => `/cleanups/${id(c)}`,
  cleanupLedger: (c: string, query?: Query) => withQuery(`/cleanups/${id(c)}/ledger`, query),
  cleanupScreened: (c: string, query?: Query) => withQuery(`/cleanups/${id(c)}/screening`, query),
  payments: '/payments',
  duties: (year?: number) => withQuery('/report/duties', { year }),
  leader: '/waiting',
  enforcement: (year?: number) => withQuery('/report/enforcement', { year }),
  licences: (year?: number) => withQuery('/report/licences', { year }),
  board: '/rectification',
  report: (year?: number) => withQuery('/report', { year }),
  parties: '/parties',
  organizations: (query?: Query) => withQuery('/organizations', query),
  organization: (o: string, query?: Query) => withQuery(`/organizations/${id(o)}`, query),
  publicOrganizations: (query?: Query) => withQuery('/public/organizations', query),
  publicOrganization: (code: string) => `/public/organizations/${id(code)}`,
  people: '/people',
  calendar: (year?: number) => withQuery('/calendar', { year }),
  rules: '/rules',
  clock: (query?: Query) => withQuery('/clock', query),
  policy: '/policy',
  newSpot: (query?: Query) => withQuery('/penalties/spot', query),
  norms: (query?: Query) => withQuery('/norms', query),
  templates: '/templates',
  template: (t: string) => `/templates/${id(t)}`,
  publicPenalties: '/public',
  apply: (query?: Query) => withQuery('/apply', query),
  myApplication: '/apply/mine',
  filing: '/apply/filing',
} as const

/** Where an act is done that a task of a file asks for: some open a file of their own. */
export function taskPath(c: string, act: string): string {
  return act === 'meeting.convene' ? paths.newMeeting({ file: c }) : paths.act(c, act)
}

export const api = {
  base: '/api/v1',
  stream: '/api/v1/stream',
  file: (c: string, hash: string) => `/api/v1/cases/${id(c)}/files/${id(hash)}`,
  export: (c: string) => `/api/v1/cases/${id(c)}/export`,
  preview: (c: string, type: string) => `/api/v1/cases/${id(c)}/preview/${id(type)}`,
  publicPaper: (c: string, d: string) => `/api/v1/cases/${id(c)}/documents/${id(d)}/public.pdf`,
  print: (ids: string[], copies: number) => `/api/v1/documents.pdf?ids=${ids.map(id).join(',')}&copies=${copies}`,
  dossier: (c: string, copy: 'full' | 'party') => `/api/v1/cases/${id(c)}/dossier.pdf?copy=${copy}`,
  dossierZIP: (c: string) => `/api/v1/cases/${id(c)}/dossier.zip`,
  organizationsTable: (type: 'xlsx' | 'csv', query?: Query) => withQuery(`/api/v1/organizations.${type}`, query),
  cleanupXLSX: (c: string) => `/api/v1/cleanups/${id(c)}/result.xlsx`,
  applicationFile: (hash: string) => `/api/v1/public/application/files/${id(hash)}`,
  filingFile: (hash: string) => `/api/v1/public/filing/files/${id(hash)}`,
  publicCSV: '/api/v1/public/penalties.csv',
  enforcementXLSX: (year: number) => `/api/v1/report/enforcement.xlsx?year=${year}`,
  licencesXLSX: (year: number, asOf?: string) => withQuery('/api/v1/report/licences.xlsx', { year, as_of: asOf }),
  reportXLSX: (year: number) => `/api/v1/report.xlsx?year=${year}`,
} as const
