import { useQueries } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type CaseQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'

/** The files of a procedure by where they wait, in the groups an office asks for. Each group is a filter in the address. */
interface Queue {
  procedure: string
  heading: Key
  label: Key
  to: (query?: Record<string, string | undefined>) => string
  /** What opens a new file, and who may. The first is the usual one. */
  begins: readonly (readonly [power: string, to: string, title: Key])[]
  groups: readonly { key: Key; stage?: string; state?: string; tone?: string }[]
  /** Whether each group says how many wait in it. */
  counted?: boolean
}

const queue = ({ procedure, heading, label, to, begins, groups, counted = false }: Queue) => function QueuePage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const counts = useQueries({ queries: counted ? groups.map((g) => queries.caseList({ procedure, stage: g.stage, state: g.state, limit: 1 } as CaseQuery)) : [] })
  const here = (g: Queue['groups'][number]) => (query.get('stage') ?? undefined) === g.stage && (query.get('state') ?? undefined) === g.state
  return (
    <CaseListPage procedure={procedure} heading={t(heading)} extra={begins.map(([power, path, title], i) => can(me, power) && <Link key={path} className={i === 0 ? 'button-link button-primary' : 'button-link'} to={path}>{t(title)}</Link>)}>
      <nav className="tabs" aria-label={t(label)}>
        {groups.map((g, i) => {
          const n = counts[i]?.data?.total
          return <Link key={g.key} to={to({ stage: g.stage, state: g.state })} aria-current={here(g) ? 'page' : undefined}>{t(g.key)}{n !== undefined && <span className={`tab-count num ${n ? g.tone ?? '' : ''}`}>{formatCount(n)}</span>}</Link>
        })}
      </nav>
    </CaseListPage>
  )
}

export const PenaltiesPage = queue({
  procedure: 'penalty', heading: 'pen.list', label: 'pen.groups', to: paths.penalties,
  begins: [['penalty.open_clue', paths.newClue(), 'pen.new'], ['penalty.decide_on_spot', paths.newSpot(), 'spot.title'], ['view.rules', paths.range(), 'nav.range']],
  groups: [
    { key: 'pen.group.open', state: 'open' },
    { key: 'pen.group.clue', stage: 'clue' },
    { key: 'pen.group.inquiry', stage: 'filed,pen_suspended' },
    { key: 'pen.group.review', stage: 'reported_out,examining,disputed,legal_review' },
    { key: 'pen.group.notice', stage: 'examined,noticed,hearing_set,heard,post_notice' },
    { key: 'pen.group.decide', stage: 'to_discuss,to_decide,decided' },
    { key: 'pen.group.perform', stage: 'served,instalment,pay_overdue,demanded,in_court' },
    { key: 'pen.group.close', stage: 'performed,concluded' },
    { key: 'pen.group.all' },
  ],
})

/** The queue of the reviewer, the nearest day first. */
export const ReviewsPage = queue({
  procedure: 'legality', heading: 'rev.desk', label: 'rev.groups', to: paths.reviews, begins: [['legality.submit', paths.newReview, 'rev.new']],
  groups: [
    { key: 'rev.group.open', state: 'open' },
    { key: 'rev.group.submitted', stage: 'review_submitted' },
    { key: 'rev.group.reviewing', stage: 'under_review' },
    { key: 'rev.group.back', stage: 'review_returned,review_opined' },
    { key: 'rev.group.later', stage: 'review_passed,paper_adopted,paper_signed,paper_numbered,paper_published,paper_filed,paper_in_force' },
    { key: 'rev.group.all' },
  ],
})

export const MeetingsPage = queue({
  procedure: 'meeting', heading: 'meet.list', label: 'meet.groups', to: paths.meetings, begins: [['meeting.convene', paths.newMeeting(), 'meet.new']],
  groups: [{ key: 'meet.group.open', state: 'open' }, { key: 'meet.group.all' }],
})

/** What was passed on to others, the nearest day first: destination in the title, status as the stage. */
export const ReferralsPage = queue({
  procedure: 'referral', heading: 'ref.list', label: 'ref.groups', to: paths.referrals, begins: [['referral.open', paths.newReferral(), 'ref.new'], ['referral.receive', paths.receiveReferral, 'ref.receive']],
  groups: [{ key: 'ref.group.open', state: 'open' }, { key: 'ref.group.overdue', state: 'overdue' }, { key: 'ref.group.due_soon', state: 'due_soon' }, { key: 'ref.group.all' }],
})

/** The applications, the nearest day first. */
export const RegistrationsPage = queue({
  procedure: 'registration', heading: 'reg.list', label: 'reg.groups', to: paths.registrations, begins: [['registration.begin', paths.newRegistration(), 'reg.new']], counted: true,
  groups: [
    { key: 'reg.group.open', state: 'open' },
    { key: 'reg.group.before', stage: 'reg_draft,reg_noticed,reg_named,reg_liquidating,reg_liquidated' },
    { key: 'reg.group.window', stage: 'reg_received,reg_deficient,reg_accepted' },
    { key: 'reg.group.review', stage: 'reg_review,reg_paused,reg_legal' },
    { key: 'reg.group.decide', stage: 'reg_discuss,reg_to_decide' },
    { key: 'reg.group.hand', stage: 'reg_granted,reg_certified,reg_refused' },
    { key: 'reg.group.overdue', state: 'overdue', tone: 'n-late' },
    { key: 'reg.group.all' },
  ],
})

/** The clean-up campaigns, by how far they are. */
export const CleanupsPage = queue({
  procedure: 'cleanup', heading: 'cln.list', label: 'cln.groups', to: paths.cleanups, begins: [['cleanup.draft', paths.newCleanup(), 'cln.new']],
  groups: [
    { key: 'cln.group.open', state: 'open' },
    { key: 'cln.group.prepare', stage: 'cl_preparing,cl_approved,cl_screening' },
    { key: 'cln.group.work', stage: 'cl_verifying,cl_announced,cl_handling,cl_closing,cl_paused' },
    { key: 'cln.group.done', stage: 'cl_reported,cl_cancelled' },
    { key: 'cln.group.all' },
  ],
})
