import { ImportOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Day } from '@/api/types'
import { Page } from '@/components/page'
import { Answered } from '@/components/states'
import { addDays, weekday, yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { ImportNotice } from './import-notice'

/** The official calendar of a year: what is off, and which weekends are worked. */
export function CalendarPage() {
  const { t } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const year = Number(query.get('year')) || yearOf(me.today)
  const asked = useQuery(queries.calendar(year))
  const years = useQuery(queries.calendarYears())
  const [open, setOpen] = useState(false)
  const published = years.data?.find((y) => y.year === year)?.published ?? asked.data?.published
  const to = (y: number) => setQuery({ year: String(y) })
  return (
    <Page title={`${t('cal.title')} ${year}`} extra={(
      <>
        <Button icon={<LeftOutlined aria-hidden />} aria-label={String(year - 1)} onClick={() => to(year - 1)} />
        <Button icon={<RightOutlined aria-hidden />} aria-label={String(year + 1)} onClick={() => to(year + 1)} />
        {can(me, 'calendar.import') && <Button type="primary" icon={<ImportOutlined aria-hidden />} onClick={() => setOpen(true)}>{t('cal.import')}</Button>}
      </>
    )}>
      {published === false && <p className="notice notice-warn">{t('cal.missing', { year })}</p>}
      <ul className="legend" aria-label={t('cal.legend')}>
        <li><span className="cal-key cal-holiday">休</span>{t('cal.holiday')}</li>
        <li><span className="cal-key cal-makeup">班</span>{t('cal.makeup')}</li>
        <li><span className="cal-key cal-weekend">6</span>{t('cal.weekend')}</li>
      </ul>
      <Answered query={asked} rows={14}>
        {(c) => (
          <>
            <div className="year">{Array.from({ length: 12 }, (_, m) => <Month key={m} year={year} month={m + 1} days={c.days ?? []} today={me.today} />)}</div>
            {(c.number || c.source) && <p className="quiet">{t('cal.source')}：{c.number} {(c.source ?? '').split(' ').filter((s) => s.startsWith('http')).map((s) => <a key={s} href={s} target="_blank" rel="noreferrer">{s}</a>)}</p>}
          </>
        )}
      </Answered>
      {open && <ImportNotice onClose={() => setOpen(false)} />}
    </Page>
  )
}

function Month({ year, month, days, today }: { year: number; month: number; days: Day[]; today: string }) {
  const { t, lang } = useT()
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const known = new Map(days.map((d) => [d.date, d]))
  const cells: (string | null)[] = Array.from({ length: (weekday(first) + 6) % 7 }, () => null)
  for (let d = first; d.slice(0, 7) === first.slice(0, 7); d = addDays(d, 1)) cells.push(d)
  while (cells.length % 7) cells.push(null)
  const rows = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
  const worked = cells.filter((d) => d && (known.get(d)?.working ?? ![0, 6].includes(weekday(d)))).length
  const names = lang === 'zh' ? ['一', '二', '三', '四', '五', '六', '日'] : ['M', 'T', 'W', 'T', 'F', 'S', 'S']
  const name = lang === 'zh' ? t('cal.month', { n: month }) : new Date(Date.UTC(2026, month - 1, 1)).toLocaleDateString('en', { month: 'long', timeZone: 'UTC' })
  return (
    <table className="month">
      <caption>{name}<span className="quiet num"> {t('cal.workdays', { n: worked })}</span></caption>
      <thead><tr>{names.map((n, i) => <th key={i} scope="col">{n}</th>)}</tr></thead>
      <tbody>
        {rows.map((r, i) => (
          <tr key={i}>
            {r.map((d, j) => {
              if (!d) return <td key={j} />
              const day = known.get(d)
              const kind = day?.kind ?? ([0, 6].includes(weekday(d)) ? 'weekend' : 'weekday')
              return (
                <td key={j} className={`cal-${kind}${d === today ? ' cal-today' : ''}`} aria-current={d === today ? 'date' : undefined} title={day?.name}>
                  <span className="num">{Number(d.slice(8))}</span>
                  {kind === 'holiday' && <span className="cal-mark">休</span>}
                  {kind === 'makeup' && <span className="cal-mark">班</span>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
