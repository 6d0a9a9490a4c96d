import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'

export function MeetingsPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const open = query.get('state') === 'open'
  return (
    <CaseListPage procedure="meeting" heading={t('meet.list')} extra={can(me, 'meeting.convene') && <Link className="button-link button-primary" to={paths.newMeeting()}>{t('meet.new')}</Link>}>
      <nav className="tabs" aria-label={t('meet.groups')}>
        <Link to={paths.meetings({ state: 'open' })} aria-current={open ? 'page' : undefined}>{t('meet.group.open')}</Link>
        <Link to={paths.meetings()} aria-current={!query.get('state') ? 'page' : undefined}>{t('meet.group.all')}</Link>
      </nav>
    </CaseListPage>
  )
}
