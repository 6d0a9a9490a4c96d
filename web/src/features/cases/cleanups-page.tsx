import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'

// Campaigns by how far they are. Each group is a filter in the address.
const groups: { key: Key; stage?: string; state?: string }[] = [
  { key: 'cln.group.open', state: 'open' }, { key: 'cln.group.prepare', stage: 'cl_preparing,cl_approved,cl_screening' }, { key: 'cln.group.work', stage: 'cl_verifying,cl_announced,cl_handling,cl_closing,cl_paused' },
  { key: 'cln.group.done', stage: 'cl_reported,cl_cancelled' }, { key: 'cln.group.all' },
]

/** The clean-up campaigns. */
export function CleanupsPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const at = (g: (typeof groups)[number]) => (query.get('stage') ?? undefined) === g.stage && (query.get('state') ?? undefined) === g.state
  return (
    <CaseListPage procedure="cleanup" heading={t('cln.list')} extra={can(me, 'cleanup.draft') && <Link className="button-link button-primary" to={paths.newCleanup()}>{t('cln.new')}</Link>}>
      <nav className="tabs" aria-label={t('cln.groups')}>
        {groups.map((g) => <Link key={g.key} to={paths.cleanups({ stage: g.stage, state: g.state })} aria-current={at(g) ? 'page' : undefined}>{t(g.key)}</Link>)}
      </nav>
    </CaseListPage>
  )
}
