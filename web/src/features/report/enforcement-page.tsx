import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Enforcement } from '@/api/types'
import { Unconfirmed } from '@/components/clock-badge'
import { useDayText } from '@/components/day-text'
import { Page, Section } from '@/components/page'
import { Answered } from '@/components/states'
import { yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { ReportTabs } from './tabs'

/** Fen as 万元 with six decimals, as the template has them: 4.500000. */
export const wan = (fen: number) => `${formatCount(Math.floor(fen / 1_000_000))}.${String(fen % 1_000_000).padStart(6, '0')}`
const listOf = (query: string) => `${paths.cases()}?${query.replace(/^\?/, '')}`

/** The statistics of a year of enforcement; every number opens the cases it was counted from. */
export function EnforcementPage() {
  const { t } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const now = yearOf(me.today)
  const year = Number(query.get('year')) || now
  const asked = useQuery(queries.enforcement(year))
  const day = useDayText(asked.data?.as_of)
  const years = Array.from({ length: Math.max(now, year) - 2019 }, (_, i) => now - i)
  return (
    <Page title={t('stat.enforcement')} hint={<>{t('stat.hint')} {day && t('board.asOf', { day })}</>} extra={(
      <>
        <Select aria-label={t('common.year')} value={year} options={years.map((y) => ({ value: y, label: String(y) }))} onChange={(y: number) => setQuery({ year: String(y) })} />
        <a className="button-link" href={api.enforcementXLSX(year)} download><DownloadOutlined aria-hidden /> {t('report.xlsx')}</a>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t('top.print')}</Button>
      </>
    )}>
      <ReportTabs />
      <Answered query={asked} rows={14}>{(e) => <Columns e={e} />}</Answered>
    </Page>
  )
}

function Columns({ e }: { e: Enforcement }) {
  const { t, pick } = useT()
  return (
    <>
      {e.unconfirmed && <p className="notice notice-warn">{t('stat.unconfirmedHint')}</p>}
      <table className="table table-keep table-report">
        <caption className="visually-hidden">{t('stat.enforcement')} {e.year}</caption>
        <thead><tr><th scope="col">{t('stat.column')}</th><th scope="col" className="right">{t('stat.count')}</th><th scope="col" className="right">{t('stat.amount')}</th></tr></thead>
        <tbody>
          {e.columns.map((c) => (
            <tr key={c.number}>
              <th scope="row"><span className="num">（{c.number}）</span>{c.title} {c.unconfirmed && <Unconfirmed />}</th>
              <td className="right num">{c.count && c.query ? <Link to={listOf(c.query)} aria-label={`${c.title} ${t('stat.count')}：${c.count}`}>{formatCount(c.count)}</Link> : formatCount(c.count)}</td>
              <td className="right num">{c.fen && c.query ? <Link to={listOf(c.query)} aria-label={`${c.title} ${t('stat.amount')}：${wan(c.fen)}`}>{wan(c.fen)}</Link> : wan(c.fen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr className="report-group"><th scope="row">{t('stat.total')}</th><td className="right num">{formatCount(e.total)}</td><td className="right num">{wan(e.fen)}</td></tr></tfoot>
      </table>
      {e.revoked > 0 && <p className="quiet">{t('stat.revoked', { n: e.revoked })}</p>}
      <Section id="others" title={t('stat.others')} flush>
        <table className="table table-keep">
          <caption className="visually-hidden">{t('stat.others')}</caption>
          <thead><tr><th scope="col">{t('stat.figure')}</th><th scope="col" className="right">{t('stat.value')}</th></tr></thead>
          <tbody>
            {e.others.map((l) => {
              const text = /fen$/.test(l.key) ? wan(l.count) : formatCount(l.count)
              return <tr key={l.key}><th scope="row">{pick(l.title, l.english)}</th><td className="right num">{l.count && l.query ? <Link to={listOf(l.query)} aria-label={`${pick(l.title, l.english)}：${text}`}>{text}</Link> : text}</td></tr>
            })}
          </tbody>
        </table>
      </Section>
    </>
  )
}
