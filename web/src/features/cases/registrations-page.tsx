import { useQueries } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type CaseQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'

// Where applications wait, in the groups a window asks for. Each is a filter in the address.
const groups: { key: Key; stage?: string; state?: string; tone?: string }[] = [
  { key: 'reg.group.open', state: 'open' },
  { key: 'reg.group.before', stage: 'reg_draft,reg_noticed,reg_named,reg_liquidating,reg_liquidated' },
  { key: 'reg.group.window', stage: 'reg_received,reg_deficient,reg_accepted' },
  { key: 'reg.group.review', stage: 'reg_review,reg_paused,reg_legal' },
  { key: 'reg.group.decide', stage: 'reg_discuss,reg_to_decide' },
  { key: 'reg.group.hand', stage: 'reg_granted,reg_certified,reg_refused' },
  { key: 'reg.group.overdue', state: 'overdue', tone: 'n-late' },
  { key: 'reg.group.all' },
]

/** The applications, by where they wait, the nearest day first. */
export function RegistrationsPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const counts = useQueries({ queries: groups.map((g) => queries.caseList({ procedure: 'registration', stage: g.stage, state: g.state, limit: 1 } as CaseQuery)) })
  const at = (g: (typeof groups)[number]) => (query.get('stage') ?? undefined) === g.stage && (query.get('state') ?? undefined) === g.state
  return (
    <CaseListPage procedure="registration" heading={t('reg.list')} extra={can(me, 'registration.begin') && <Link className="button-link button-primary" to={paths.newRegistration()}>{t('reg.new')}</Link>}>
      <nav className="tabs" aria-label={t('reg.groups')}>
        {groups.map((g, i) => {
          const n = counts[i]?.data?.total
          return <Link key={g.key} to={paths.registrations({ stage: g.stage, state: g.state })} aria-current={at(g) ? 'page' : undefined}>{t(g.key)}{n !== undefined && <span className={`tab-count num ${n ? g.tone ?? '' : ''}`}>{formatCount(n)}</span>}</Link>
        })}
      </nav>
    </CaseListPage>
  )
}
