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
      <Answered query={report} rows={12}>
        {(r) => Object.keys(r.figures).length === 0 ? <Empty>{t('report.empty')}</Empty> : <FigureTable report={r} />}
      </Answered>
    </Page>
  )
}

/** fun.find.urn_price belongs under fun.find; what has no dots stands alone. */
function groups(keys: string[]): [string, string[]][] {
  const by = new Map<string, string[]>()
  for (const k of keys) {
    const g = k.includes('.') ? k.slice(0, k.lastIndexOf('.')) : k.replace(/_[^_]+$/, '')
    by.set(g, [...(by.get(g) ?? []), k])
  }
  return [...by]
}

function FigureTable({ report }: { report: Report }) {
  const { t, pick } = useT()
  const label = (k: string) => pick(report.labels?.[k]?.zh, report.labels?.[k]?.en) || k
  return (
    <table className="table table-keep table-report">
      <caption className="visually-hidden">{t('report.title')} {report.year}</caption>
      <thead><tr><th scope="col">{t('report.figure')}</th><th scope="col" className="right">{t('report.value')}</th></tr></thead>
      {groups(Object.keys(report.figures)).map(([g, keys]) => (
        <tbody key={g}>
          {keys.map((k) => {
            const n = report.figures[k] ?? 0
            const text = k.endsWith('_fen') || k.endsWith('.fen') ? formatFen(n) : formatCount(n)
            const q = report.queries?.[k]
            return (
              <tr key={k}>
                <th scope="row">{label(k)}</th>
                <td className="right num">{q && n !== 0 ? <Link to={`${paths.cases()}?${q.replace(/^\?/, '')}`} aria-label={`${label(k)}：${text}`}>{text}</Link> : text}</td>
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
