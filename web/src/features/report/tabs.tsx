import { NavLink } from 'react-router'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'

/** The reports of the bureau, side by side. */
export function ReportTabs() {
  const { t } = useT()
  const me = useMe()
  return (
    <nav className="tabs" aria-label={t('stat.tabs')}>
      {can(me, 'view.report') && <NavLink to={paths.report()} end>{t('stat.year')}</NavLink>}
      {can(me, 'view.report') && <NavLink to={paths.enforcement()}>{t('stat.enforcement')}</NavLink>}
      {can(me, 'view.report') && <NavLink to={paths.licences()}>{t('stat.licences')}</NavLink>}
      {can(me, 'view.duties') && <NavLink to={paths.duties()}>{t('duty.title')}</NavLink>}
    </nav>
  )
}
