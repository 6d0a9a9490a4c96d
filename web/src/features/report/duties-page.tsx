import { CheckCircleOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { useDayText } from '@/components/day-text'
import { Page, Section } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { parts, procedures, title } from '@/lib/titles'
import { ReportTabs } from './tabs'

/** Who took which part in which file, and whether parts that must be apart were. */
export function DutiesPage() {
  const { t, pick, lang } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const now = yearOf(me.today)
  const year = Number(query.get('year')) || now
  const asked = useQuery(queries.duties(year))
  const day = useDayText(asked.data?.as_of)
  const years = Array.from({ length: Math.max(now, year) - 2019 }, (_, i) => now - i)
  return (
    <Page title={t('duty.title')} hint={<>{t('duty.hint')} {day && t('board.asOf', { day })}</>} extra={(
      <>
        <Select aria-label={t('common.year')} value={year} options={years.map((y) => ({ value: y, label: String(y) }))} onChange={(y: number) => setQuery({ year: String(y) })} />
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t('top.print')}</Button>
      </>
    )}>
      <ReportTabs />
      <Answered query={asked} rows={12}>
        {(d) => (
          <>
            {d.exceptions.length === 0 ? <p className="notice notice-good"><CheckCircleOutlined aria-hidden /> {t('duty.none')}</p> : (
              <Section id="exceptions" title={<>{t('duty.exceptions')} <span className="num">{d.exceptions.length}</span></>} flush>
                <DataTable caption={t('duty.exceptions')} rows={d.exceptions} rowKey={(_, i) => String(i)} columns={[
                  { key: 'ref', title: t('case.reference'), head: true, wrap: false, render: (x) => x.case ? <Link to={paths.case(x.case)} className="ref">{x.reference || x.title}</Link> : x.title || '—' },
                  { key: 'who', title: t('duty.person'), wrap: false, render: (x) => x.name },
                  { key: 'parts', title: t('duty.parts'), render: (x) => `${title(parts, x.a, lang)}、${title(parts, x.b, lang)}` },
                  { key: 'what', title: t('common.note'), render: (x) => x.what },
                ]} />
              </Section>
            )}
            <Section id="files" title={t('duty.files')} flush extra={<span className="num quiet">{d.files.length}</span>}>
              {d.files.length === 0 ? <Empty>{t('duty.empty')}</Empty> : (
                <DataTable caption={t('duty.files')} rows={d.files} rowKey={(f) => f.case} columns={[
                  { key: 'ref', title: t('case.reference'), head: true, wrap: false, render: (f) => <Link to={paths.case(f.case)} className="ref">{f.reference || f.title}</Link> },
                  { key: 'procedure', title: t('case.procedure'), wrap: false, render: (f) => title(procedures, f.procedure, lang) },
                  { key: 'title', title: t('case.title'), render: (f) => f.title },
                  { key: 'parts', title: t('duty.parts'), render: (f) => <ul className="served">{byPart(f.parts).map(([part, who]) => <li key={part}><span className="quiet">{title(parts, part, lang)}</span> {who.join('、')}</li>)}</ul> },
                ]} />
              )}
            </Section>
            <Section id="rules" title={t('duty.rules')} flush>
              <DataTable caption={t('duty.rules')} rows={d.rules} rowKey={(r) => String(r.row)} columns={[
                { key: 'row', title: '#', head: true, align: 'right', width: 44, render: (r) => <span className="num">{r.row}</span> },
                { key: 'title', title: t('duty.rules'), render: (r) => <>{pick(r.title, r.english)} {r.status !== 'confirmed' && <Unconfirmed />}</> },
                { key: 'basis', title: t('clock.basis'), render: (r) => r.basis },
              ]} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  )
}

/** People by the part they took, each once; a stand-in is shown with whom it was for. */
export function byPart(list: { part: string; name: string; for_name?: string }[] | null): [string, string[]][] {
  const by = new Map<string, string[]>()
  for (const p of list ?? []) {
    const who = p.for_name ? `${p.name}（代${p.for_name}）` : p.name
    const have = by.get(p.part) ?? []
    if (!have.includes(who)) by.set(p.part, [...have, who])
  }
  return [...by]
}
