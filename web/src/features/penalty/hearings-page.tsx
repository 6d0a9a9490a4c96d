import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { HearingRow } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { DateInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { addDays, timeText, weekday } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { hearingStates, title } from '@/lib/titles'
import { clashes } from './hearing-slots'

/** The Monday of the week of a day. */
export const monday = (d: string) => addDays(d, -((weekday(d) + 6) % 7))

/** Who hosts what, where and when. The week or list, the room and the host stand in the address. */
export function HearingsPage() {
  const { t } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const view = query.get('view') === 'list' ? 'list' : 'week'
  const given = query.get('from') ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : me.today
  const from = view === 'week' ? monday(day) : day
  const to = addDays(from, view === 'week' ? 6 : 60)
  const asked = useQuery(queries.hearings({ from, to }))
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const all = asked.data ?? []
  const room = query.get('room') ?? undefined
  const host = query.get('host') ?? undefined
  const pick = (rows: HearingRow[]) => rows.filter((r) => (!room || r.room === room) && (!host || r.host === host || r.recorder === host))
  const hosts = new Map(all.flatMap((r) => [[r.host, r.host_name] as const, ...(r.recorder ? [[r.recorder, r.recorder_name ?? ''] as const] : [])]))
  return (
    <Page title={t('hear.calendar')} hint={t('hear.calendarHint')}>
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <Segmented<'week' | 'list'> aria-label={t('hear.view')} value={view} onChange={(v) => set({ view: v === 'week' ? undefined : v })} options={[{ value: 'week', label: t('hear.week') }, { value: 'list', label: t('hear.list') }]} />
        {view === 'week' && <>
          <Button icon={<LeftOutlined aria-hidden />} aria-label={t('hear.prev')} onClick={() => set({ from: addDays(from, -7) })} />
          <Button onClick={() => set({ from: undefined })}>{t('hear.thisWeek')}</Button>
          <Button icon={<RightOutlined aria-hidden />} aria-label={t('hear.next')} onClick={() => set({ from: addDays(from, 7) })} />
        </>}
        <DateInput aria-label={t('common.from')} value={from} onChange={(v) => set({ from: v || undefined })} />
        <Select aria-label={t('hear.roomFilter')} placeholder={t('hear.roomFilter')} allowClear value={room} options={[...new Set(all.map((r) => r.room))].sort().map((value) => ({ value, label: value }))} onChange={(v?: string) => set({ room: v })} popupMatchSelectWidth={false} />
        <Select aria-label={t('hear.hostFilter')} placeholder={t('hear.hostFilter')} allowClear value={host} options={[...hosts].map(([value, label]) => ({ value, label: label || value }))} onChange={(v?: string) => set({ host: v })} popupMatchSelectWidth={false} />
      </div>
      <Answered query={asked}>
        {(rows) => (view === 'week' ? <Week from={from} rows={pick(rows)} /> : pick(rows).length === 0 ? <Empty>{t('hear.none')}</Empty> : <List rows={pick(rows)} />)}
      </Answered>
    </Page>
  )
}

function Enter({ row }: { row: HearingRow }) {
  const { t } = useT()
  const me = useMe()
  if ((row.state !== 'set' && row.state !== 'told') || (row.host !== me.person.id && row.recorder !== me.person.id) || timeText(row.at).slice(0, 10) > me.today) return null
  return <Link to={paths.act(row.case, 'penalty.hold_hearing')}>{t('hear.enter')}</Link>
}

function Week({ from, rows }: { from: string; rows: HearingRow[] }) {
  const { t, lang } = useT()
  const me = useMe()
  const bad = clashes(rows)
  const days = Array.from({ length: 7 }, (_, i) => addDays(from, i))
  return (
    <>
      {rows.length === 0 && <p className="quiet week-none">{t('hear.none')}</p>}
      <ol className="week">
        {days.map((d) => {
          const on = rows.filter((r) => timeText(r.at).slice(0, 10) === d)
          return (
            <li key={d} className={[d === me.today && 'week-today', on.length === 0 && 'week-free'].filter(Boolean).join(' ') || undefined} aria-current={d === me.today ? 'date' : undefined}>
              <h2><DayText date={d} /></h2>
              <ul>
                {on.map((r) => (
                  <li key={r.case + r.no} className={`slot slot-${r.state}`}>
                    <strong className="num">{timeText(r.at).slice(11)}–{timeText(r.until).slice(11)}</strong>
                    <span>{r.room}</span>
                    <Link to={paths.case(r.case)}>{r.reference}</Link>
                    <span className="quiet">{r.party} · {r.host_name}{r.recorder_name && `、${r.recorder_name}`}</span>
                    <span><span className="tag">{title(hearingStates, r.state, lang)}</span>{!r.public && <span className="mark">{t('rev.closedMark')}</span>}{bad.has(r) && <span className="mark mark-bad">{t('hear.clash')}</span>}</span>
                    <Enter row={r} />
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ol>
    </>
  )
}

function List({ rows }: { rows: HearingRow[] }) {
  const { t, lang } = useT()
  const bad = clashes(rows)
  return (
    <DataTable caption={t('hear.calendar')} rows={rows} rowKey={(r) => r.case + r.no} columns={[
      { key: 'when', title: t('hear.when'), head: true, wrap: false, render: (r) => <><DayText date={timeText(r.at).slice(0, 10)} /> <span className="num">{timeText(r.at).slice(11)}–{timeText(r.until).slice(11)}</span></> },
      { key: 'room', title: t('hear.room'), render: (r) => r.room },
      { key: 'case', title: t('hear.case'), render: (r) => <><Link to={paths.case(r.case)} className="ref">{r.reference}</Link> <span className="quiet">{r.party}</span></> },
      { key: 'host', title: t('hear.host'), wrap: false, render: (r) => r.host_name },
      { key: 'recorder', title: t('hear.recorder'), wrap: false, render: (r) => r.recorder_name || '—' },
      { key: 'public', title: t('hear.public'), wrap: false, render: (r) => (r.public ? t('common.yes') : t('common.no')) },
      { key: 'state', title: t('hear.state'), wrap: false, render: (r) => <><span className="tag">{title(hearingStates, r.state, lang)}</span>{bad.has(r) && <span className="mark mark-bad">{t('hear.clash')}</span>} <Enter row={r} /></> },
    ]} />
  )
}
