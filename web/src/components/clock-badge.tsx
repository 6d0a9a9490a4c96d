import { CheckCircleOutlined, ClockCircleOutlined, CloseSquareOutlined, ExclamationCircleOutlined, HistoryOutlined, MinusCircleOutlined, PauseCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState, type ComponentType } from 'react'
import type { CaseRow, ClockState, ClockStatus } from '@/api/types'
import { clockText, type Tone } from '@/lib/clock-text'
import { useT } from '@/lib/i18n'

const ClockDrawer = lazy(() => import('./clock-drawer'))

// One shape for each state, so that the badge reads without colour.
const icons: Record<ClockState, ComponentType<{ 'aria-hidden'?: boolean }>> = {
  running: ClockCircleOutlined, due_today: ExclamationCircleOutlined, overdue: CloseSquareOutlined, suspended: PauseCircleOutlined,
  met: CheckCircleOutlined, met_late: HistoryOutlined, lapsed: MinusCircleOutlined, stopped: MinusCircleOutlined,
}

export function ClockMark({ status }: { status: ClockStatus }) {
  const { lang } = useT()
  const { text, tone } = clockText(status, lang)
  const Icon = status.state === 'running' && tone === 'soon' ? WarningOutlined : icons[status.state as ClockState] ?? ClockCircleOutlined
  return <span className={`badge badge-${tone satisfies Tone}`}><Icon aria-hidden />{text}</span>
}

export function Provisional() {
  const { t } = useT()
  return <span className="mark" title={t('clock.provisionalHint')}>{t('clock.provisional')}</span>
}
export function Unconfirmed() {
  const { t } = useT()
  return <span className="mark" title={t('clock.unconfirmedHint')}>{t('clock.unconfirmed')}</span>
}

/** The state of a clock in words, with colour beside them; it opens the calculation day by day. */
export function ClockBadge({ caseId, clock, rule, title, status, provisional, unconfirmed }: {
  caseId: string; clock?: string; rule?: string; title: string; status: ClockStatus; provisional?: boolean; unconfirmed?: boolean
}) {
  const { t, lang } = useT()
  const [open, setOpen] = useState(false)
  return (
    <span className="badge-group">
      <button type="button" className="badge-button" onClick={() => setOpen(true)} aria-label={t('clock.explain', { title, text: clockText(status, lang).text })}>
        <ClockMark status={status} />
      </button>
      {provisional && <Provisional />}
      {unconfirmed && <Unconfirmed />}
      {open && <Suspense><ClockDrawer caseId={caseId} clock={clock} rule={rule} title={title} onClose={() => setOpen(false)} /></Suspense>}
    </span>
  )
}

/** The nearest clock of a file in a list. */
export function RowClock({ row }: { row: CaseRow }) {
  if (!row.clock_state || !row.due) return <span className="quiet">—</span>
  return (
    <ClockBadge caseId={row.id} rule={row.due_rule} title={row.due_clock ?? ''} provisional={row.provisional}
      status={{ state: row.clock_state, days: Math.abs(row.days_left), unit: row.unit ?? 'calendar' }} />
  )
}
