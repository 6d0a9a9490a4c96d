import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { LicenceItem, Licences } from '@/api/types'
import { useDayText } from '@/components/day-text'
import { DateInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { Answered } from '@/components/states'
import { yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { ReportTabs } from './tabs'

const listOf = (query: string) => `${paths.cases()}?${query}`

/** The statistics of a year of licences; every number opens the files it was counted from, as of the same day. */
export function LicencesPage() {
  const { t } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const now = yearOf(me.today)
  const year = Number(query.get('year')) || now
  const asOf = query.get('as_of') ?? undefined
  const asked = useQuery(queries.licences(year, asOf))
  const day = useDayText(asked.data?.as_of)
  const years = Array.from({ length: Math.max(now, year) - 2019 }, (_, i) => now - i)
  const set = (y: number, d?: string) => setQuery(d ? { year: String(y), as_of: d } : { year: String(y) }, { replace: true })
  return (
    <Page title={t('stat.licences')} hint={<>{t('stat.licencesHint')} {day && t('board.asOf', { day })}</>} extra={(
      <>
        <Select aria-label={t('common.year')} value={year} options={years.map((y) => ({ value: y, label: String(y) }))} onChange={(y: number) => set(y)} />
        <DateInput aria-label={t('stat.asOf')} value={asOf ?? ''} onChange={(d) => set(year, d || undefined)} />
        <a className="button-link" href={api.licencesXLSX(year, asOf)} download><DownloadOutlined aria-hidden /> {t('report.xlsx')}</a>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t('top.print')}</Button>
      </>
    )}>
      <ReportTabs />
      <Answered query={asked} rows={7}>{(l) => <LicenceTable l={l} />}</Answered>
    </Page>
  )
}

/** Items down, what became of them across; those of the yearly disclosure are marked. */
export function LicenceTable({ l }: { l: Licences }) {
  const { t, pick } = useT()
  const columns = l.columns ?? []
  const row = (i: LicenceItem) => columns.map((c) => {
    const cell = i.cells[c.key]
    const text = formatCount(cell?.count ?? 0)
    return <td key={c.key} className="right num">{cell?.count ? <Link to={listOf(cell.query)} aria-label={`${pick(i.title, i.english)} ${pick(c.title, c.english)}：${text}`}>{text}</Link> : text}</td>
  })
  return (
    <>
      <div className="table-scroll" role="region" aria-label={t('stat.licences')} tabIndex={0}>
        <table className="table table-keep">
          <caption className="visually-hidden">{t('stat.licences')} {l.year}</caption>
          <thead><tr><th scope="col">{t('stat.item')}</th>{columns.map((c) => <th key={c.key} scope="col" className={c.asked ? 'right' : 'right quiet'}>{pick(c.title, c.english)}</th>)}</tr></thead>
          <tbody>{(l.items ?? []).map((i) => <tr key={i.key}><th scope="row">{pick(i.title, i.english)}</th>{row(i)}</tr>)}</tbody>
          <tfoot><tr className="report-group"><th scope="row">{t('stat.total')}</th>{row(l.total)}</tr></tfoot>
        </table>
      </div>
      {l.deemed > 0 && <p><Link to={listOf(l.deemed_query)}>{t('stat.deemed', { n: formatCount(l.deemed) })}</Link></p>}
      <p className="quiet">{t('stat.disclosure')}</p>
    </>
  )
}
