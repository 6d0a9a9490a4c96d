import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Report } from '@/api/types'
import { useDayText } from '@/components/day-text'
import { Page } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { formatCount, formatFen } from '@/lib/money'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { ReportTabs } from './tabs'

/** The figures of a year as a report has them; each opens the cases it was counted from. */
export function ReportPage() {
  const { t } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const now = yearOf(me.today)
  const asked = Number(query.get('year')) || now
  const report = useQuery(queries.report(asked))
  const day = useDayText(report.data?.as_of)
  const years = Array.from({ length: Math.max(now, asked) - 2019 }, (_, i) => now - i)
  return (
    <Page title={t('report.title')} hint={<>{t('report.hint')} {day && t('board.asOf', { day })}</>} extra={(
      <>
        <Select aria-label={t('common.year')} value={asked} options={years.map((y) => ({ value: y, label: String(y) }))} onChange={(y: number) => setQuery({ year: String(y) })} />
        <a className="button-link" href={api.reportXLSX(asked)} download><DownloadOutlined aria-hidden /> {t('report.xlsx')}</a>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t('top.print')}</Button>
      </>
    )}>
      <ReportTabs />
      <Answered query={report} rows={12}>
        {(r) => Object.keys(r.figures).length === 0 ? <Empty>{t('report.empty')}</Empty> : <FigureTable report={r} />}
      </Answered>
    </Page>
  )
}

// The order of the bureau's own report; what is not named here follows in the order of its key.
const order = ['urn_price', 'sold_outside', 'over_std_profit', 'finance', 'private', 'other', 'correct_on_spot', 'notices_deadline', 'establish', 'change', 'cancel']
const units: Record<string, string> = { urn_price: '个', sold_outside: '个', over_std_profit: '个', finance: '个', private: '个', correct_on_spot: '条', notices_deadline: '份', establish: '个', change: '个', cancel: '个' }
const last = (k: string) => k.slice(k.lastIndexOf('.') + 1)
const rank = (k: string) => { const i = order.indexOf(last(k)); return i < 0 ? order.length : i }

/** Figures by what they tell: what was found, what was done about it, and the rest. */
export function figureGroups(keys: string[]): [group: 'report.found' | 'report.disposed' | 'report.registered' | 'report.other', keys: string[]][] {
  const sorted = keys.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b))
  const found = sorted.filter((k) => k.includes('find'))
  const registered = sorted.filter((k) => k.startsWith('so.reg.'))
  const disposed = sorted.filter((k) => !k.includes('find') && !registered.includes(k) && rank(k) < order.length)
  const rest = sorted.filter((k) => !found.includes(k) && !disposed.includes(k) && !registered.includes(k))
  return ([['report.found', found], ['report.disposed', disposed], ['report.registered', registered], ['report.other', rest]] as const).filter(([, list]) => list.length > 0).map(([g, list]) => [g, [...list]])
}

function FigureTable({ report }: { report: Report }) {
  const { t, pick, lang } = useT()
  const label = (k: string) => pick(report.labels?.[k]?.zh, report.labels?.[k]?.en) || k
  return (
    <table className="table table-keep table-report">
      <caption className="visually-hidden">{t('report.title')} {report.year}</caption>
      <thead><tr><th scope="col">{t('report.figure')}</th><th scope="col" className="right">{t('report.value')}</th>{lang === 'zh' && <th scope="col">{t('report.unit')}</th>}</tr></thead>
      {figureGroups(Object.keys(report.figures)).map(([g, keys]) => (
        <tbody key={g}>
          <tr className="report-group"><th scope="rowgroup" colSpan={3}>{t(g)}</th></tr>
          {keys.map((k) => {
            const n = report.figures[k] ?? 0
            const money = k.endsWith('_fen') || k.endsWith('.fen')
            const text = money ? formatFen(n) : formatCount(n)
            const q = report.queries?.[k]
            return (
              <tr key={k}>
                <th scope="row">{label(k)}</th>
                <td className="right num">{q && n !== 0 ? <Link to={`${paths.cases()}?${q.replace(/^\?/, '')}`} aria-label={`${label(k)}：${text}`}>{text}</Link> : text}</td>
                {lang === 'zh' && <td className="quiet">{money ? '元' : units[last(k)] ?? '件'}</td>}
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
