import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'

const groups: { key: Key; state?: string }[] = [{ key: 'ref.group.open', state: 'open' }, { key: 'ref.group.overdue', state: 'overdue' }, { key: 'ref.group.due_soon', state: 'due_soon' }, { key: 'ref.group.all' }]

/** What was passed on to others, the nearest day first: destination in the title, status as the stage. */
export function ReferralsPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  return (
    <CaseListPage procedure="referral" heading={t('ref.list')} extra={<>{can(me, 'referral.open') && <Link className="button-link button-primary" to={paths.newReferral()}>{t('ref.new')}</Link>}{can(me, 'referral.receive') && <Link className="button-link" to={paths.receiveReferral}>{t('ref.receive')}</Link>}</>}>
      <nav className="tabs" aria-label={t('ref.groups')}>
        {groups.map((g) => <Link key={g.key} to={paths.referrals({ state: g.state })} aria-current={(query.get('state') ?? undefined) === g.state ? 'page' : undefined}>{t(g.key)}</Link>)}
      </nav>
    </CaseListPage>
  )
}
