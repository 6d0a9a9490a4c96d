import { NavLink } from 'react-router'
import { useT } from '@/lib/i18n'

/** The reports of the bureau, side by side. */
export function ReportTabs() {
  const { t } = useT()
  return (
    <nav className="tabs" aria-label={t('stat.tabs')}>
      <NavLink to="/report" end>{t('stat.year')}</NavLink>
      <NavLink to="/report/enforcement">{t('stat.enforcement')}</NavLink>
    </nav>
  )
}
