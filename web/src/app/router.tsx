import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { createBrowserRouter, RouterProvider, useRouteError } from 'react-router'
import { Button } from 'antd'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'
import { Page } from '@/components/page'
import { CasePage } from '@/features/cases/case-page'
import { ActPage } from '@/features/cases/act-page'
import { CaseListPage } from '@/features/cases/list-page'
import { ChainPage } from '@/features/cases/chain-page'
import { LegalityFacts } from '@/features/legality/facts'
import { MeetingFacts } from '@/features/meeting/facts'
import { AnnualCheckFacts } from '@/features/annual-check/facts'
import { CleanupFacts } from '@/features/cleanup/facts'
import { ClearanceFacts } from '@/features/cleanup/clearance-facts'
import { CampaignFacts } from '@/features/campaign/facts'
import { InspectionFacts } from '@/features/inspection/facts'
import { ListingFacts } from '@/features/listing/facts'
import { PenaltyFacts } from '@/features/penalty/facts'
import { CleanupsPage, MeetingsPage, PenaltiesPage, ReferralsPage, RegistrationsPage, ReviewsPage } from '@/features/cases/queues'
import { ReferralFacts } from '@/features/referral/facts'
import { RegistrationFacts } from '@/features/registration/facts'
import { RectificationFacts } from '@/features/rectification/facts'
import { SignInPage } from '@/features/session/sign-in-page'
import { acts } from './acts'
import { Home, SignedIn } from './shell'

const page = <T extends string>(load: () => Promise<Record<T, ComponentType>>, name: T) => {
  const C = lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }))
  return <C />
}
/** A page for who holds the power; others are told so instead of being shown a page that fails. */
const needs = (power: string, element: ReactNode) => <Needs power={power}>{element}</Needs>
const facts = { campaign: CampaignFacts, inspection: InspectionFacts, rectification: RectificationFacts, penalty: PenaltyFacts, legality: LegalityFacts, meeting: MeetingFacts, referral: ReferralFacts, registration: RegistrationFacts, annual_check: AnnualCheckFacts, listing: ListingFacts, cleanup: CleanupFacts, clearance: ClearanceFacts }

const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage />, errorElement: <Crash /> },
  { path: '/public', element: <Suspense fallback={null}>{page(() => import('@/features/public/public-page'), 'PublicPage')}</Suspense>, errorElement: <Crash /> },
  { path: '/public/organizations', element: <Suspense fallback={null}>{page(() => import('@/features/organization/public-register'), 'PublicRegister')}</Suspense>, errorElement: <Crash /> },
  { path: '/public/organizations/:uscc', element: <Suspense fallback={null}>{page(() => import('@/features/organization/public-register'), 'PublicOrganizationPage')}</Suspense>, errorElement: <Crash /> },
  { path: '/public/listings', element: <Suspense fallback={null}>{page(() => import('@/features/listing/public-listings'), 'PublicListings')}</Suspense>, errorElement: <Crash /> },
  { path: '/apply', element: <Suspense fallback={null}>{page(() => import('@/features/registration/apply-page'), 'ApplyPage')}</Suspense>, errorElement: <Crash /> },
  { path: '/apply/mine', element: <Suspense fallback={null}>{page(() => import('@/features/registration/mine-page'), 'MinePage')}</Suspense>, errorElement: <Crash /> },
  { path: '/apply/filing', element: <Suspense fallback={null}>{page(() => import('@/features/registration/filing-page'), 'FilingPage')}</Suspense>, errorElement: <Crash /> },
  {
    element: <SignedIn />,
    errorElement: <Crash />,
    children: [
      {
        errorElement: <Crash />,
        children: [
          { path: '/', element: <Home /> },
          { path: '/cases', element: needs('view.cases', <CaseListPage />) },
          { path: '/cases/:id', element: needs('view.cases', <CasePage registry={acts} facts={facts} />) },
          { path: '/cases/:id/acts/:act', element: needs('view.cases', <ActPage registry={acts} />) },
          { path: '/cases/:id/chain', element: needs('view.cases', <ChainPage />) },
          { path: '/inspections', element: needs('view.cases', page(() => import('@/features/inspection/list-page'), 'InspectionsPage')) },
          { path: '/inspections/new', element: needs('inspection.assign', page(() => import('@/features/inspection/assign-page'), 'AssignPage')) },
          { path: '/inspections/new-campaign', element: needs('campaign.draft', page(() => import('@/features/campaign/draft-page'), 'DraftPage')) },
          { path: '/penalties', element: needs('view.cases', <PenaltiesPage />) },
          { path: '/penalties/new', element: needs('penalty.open_clue', page(() => import('@/features/penalty/clue-page'), 'CluePage')) },
          { path: '/penalties/spot', element: needs('penalty.decide_on_spot', page(() => import('@/features/penalty/spot-page'), 'SpotPage')) },
          { path: '/waiting', element: needs('view.cases', page(() => import('@/features/leader/leader-page'), 'LeaderPage')) },
          { path: '/hearings', element: needs('view.cases', page(() => import('@/features/penalty/hearings-page'), 'HearingsPage')) },
          { path: '/reviews', element: needs('view.cases', <ReviewsPage />) },
          { path: '/reviews/new', element: needs('legality.submit', page(() => import('@/features/legality/submit-page'), 'SubmitPage')) },
          { path: '/meetings', element: needs('view.cases', <MeetingsPage />) },
          { path: '/meetings/new', element: needs('meeting.convene', page(() => import('@/features/meeting/convene-page'), 'ConvenePage')) },
          { path: '/referrals', element: needs('view.cases', <ReferralsPage />) },
          { path: '/referrals/new', element: needs('referral.open', page(() => import('@/features/referral/open-page'), 'OpenReferralPage')) },
          { path: '/referrals/receive', element: needs('referral.receive', page(() => import('@/features/referral/open-page'), 'ReceiveReferralPage')) },
          { path: '/registrations', element: needs('view.cases', <RegistrationsPage />) },
          { path: '/registrations/new', element: needs('registration.begin', page(() => import('@/features/registration/new-page'), 'NewRegistrationPage')) },
          { path: '/annual-checks', element: needs('view.cases', page(() => import('@/features/annual-check/desk-page'), 'ChecksPage')) },
          { path: '/elections', element: needs('view.cases', page(() => import('@/features/organization/elections-page'), 'ElectionsPage')) },
          { path: '/listings', element: needs('view.cases', page(() => import('@/features/listing/listings-page'), 'ListingsPage')) },
          { path: '/listings/new', element: needs('listing.open', page(() => import('@/features/listing/new-page'), 'NewListingPage')) },
          { path: '/cleanups', element: needs('view.cases', <CleanupsPage />) },
          { path: '/cleanups/new', element: needs('cleanup.draft', page(() => import('@/features/cleanup/draft-page'), 'DraftCleanupPage')) },
          { path: '/cleanups/:id', element: needs('view.cases', page(() => import('@/features/cleanup/board-page'), 'CleanupBoardPage')) },
          { path: '/cleanups/:id/ledger', element: needs('view.cases', page(() => import('@/features/cleanup/ledger-page'), 'CleanupLedgerPage')) },
          { path: '/cleanups/:id/screening', element: needs('view.cases', page(() => import('@/features/cleanup/screened-page'), 'CleanupScreenedPage')) },
          { path: '/payments', element: needs('penalty.record_payment', page(() => import('@/features/cases/payments-page'), 'PaymentsPage')) },
          { path: '/report/duties', element: needs('view.duties', page(() => import('@/features/report/duties-page'), 'DutiesPage')) },
          { path: '/report/licences', element: needs('view.report', page(() => import('@/features/report/licences-page'), 'LicencesPage')) },
          { path: '/report/enforcement', element: needs('view.report', page(() => import('@/features/report/enforcement-page'), 'EnforcementPage')) },
          { path: '/range', element: needs('view.rules', page(() => import('@/features/penalty/range-page'), 'RangePage')) },
          { path: '/rectification', element: needs('view.board', page(() => import('@/features/board/board-page'), 'BoardPage')) },
          { path: '/report', element: needs('view.report', page(() => import('@/features/report/report-page'), 'ReportPage')) },
          { path: '/parties', element: needs('view.cases', page(() => import('@/features/parties/parties-page'), 'PartiesPage')) },
          { path: '/organizations', element: needs('view.cases', page(() => import('@/features/organization/register-page'), 'RegisterPage')) },
          { path: '/organizations/:id', element: needs('view.cases', page(() => import('@/features/organization/organization-page'), 'OrganizationPage')) },
          { path: '/people', element: needs('view.people', page(() => import('@/features/people/people-page'), 'PeoplePage')) },
          { path: '/calendar', element: needs('view.calendar', page(() => import('@/features/calendar/calendar-page'), 'CalendarPage')) },
          { path: '/rules', element: needs('view.rules', page(() => import('@/features/rules/rules-page'), 'RulesPage')) },
          { path: '/norms', element: needs('view.rules', page(() => import('@/features/rules/norms-page'), 'NormsPage')) },
          { path: '/templates', element: needs('view.templates', page(() => import('@/features/rules/templates-page'), 'TemplatesPage')) },
          { path: '/templates/:template', element: needs('view.templates', page(() => import('@/features/rules/templates-page'), 'TemplatePage')) },
          { path: '/clock', element: needs('view.rules', page(() => import('@/features/rules/clock-page'), 'ClockPage')) },
          { path: '/policy', element: needs('view.policy', page(() => import('@/features/rules/policy-page'), 'PolicyPage')) },
          { path: '/account', element: page(() => import('@/features/session/account-page'), 'AccountPage') },
          { path: '/account/password', element: page(() => import('@/features/session/account-page'), 'PasswordPage') },
          { path: '*', element: <Missing /> },
        ],
      },
    ],
  },
])

export function Routes() { return <RouterProvider router={router} /> }

function Needs({ power, children }: { power: string; children: ReactNode }) {
  const me = useMe()
  const { t } = useT()
  if (can(me, power)) return <>{children}</>
  return <Page title={t('app.notYours')}><p>{t('app.notYoursHint')}</p><p><a href={paths.home}>{t('app.home')}</a></p></Page>
}

function Missing() {
  const { t } = useT()
  return <Page title={t('app.notFound')}><p>{t('app.notFoundHint')}</p><p><a href={paths.home}>{t('app.home')}</a></p></Page>
}

function Crash() {
  const { t } = useT()
  const err = useRouteError()
  return (
    <main className="crash">
      <h1>{t('app.crash')}</h1>
      <p>{t('app.crashHint')}</p>
      <p><Button type="primary" onClick={() => location.reload()}>{t('app.reload')}</Button></p>
      <pre>{err instanceof Error ? err.message : String(err)}</pre>
    </main>
  )
}
