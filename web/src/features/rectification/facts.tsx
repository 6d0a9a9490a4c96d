import { CheckCircleOutlined, CloseSquareOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DayText } from '@/components/day-text'
import { FindingsTable } from '@/components/findings-table'
import { Section } from '@/components/page'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { results, title } from '@/lib/titles'

/** What an order to correct holds besides what every file holds. */
export function RectificationFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const r = file.case.rectification
  if (!r) return null
  return (
    <>
      {r.returned && !r.approved_by && <p className="notice notice-warn notice-block">{t('rect.returned', { why: r.returned })}</p>}
      {r.asked && file.case.stage === 'extension_asked' && <p className="notice notice-warn notice-block">{t('rect.asked', { day: r.asked.on, n: r.asked.days, why: r.asked.reason })}</p>}
      <Section id="measures" title={t('rect.measures')} extra={<span className="quiet">{t('rect.round', { n: r.round })}</span>}>
        <ol className="measures">
          {r.measures.map((m, n) => {
            const it = r.items?.find((x) => x.item === n + 1)
            return (
              <li key={n}>
                <span>{m}</span>
                {it ? <span className={`badge ${it.passed ? 'badge-kept' : 'badge-late'}`}>{it.passed ? <CheckCircleOutlined aria-hidden /> : <CloseSquareOutlined aria-hidden />}{t(it.passed ? 'rect.itemPassed' : 'rect.itemFailed')}</span>
                  : <span className="badge badge-ended"><MinusCircleOutlined aria-hidden />{t('rect.itemOpen')}</span>}
                {it?.note && <span className="quiet">{it.note}</span>}
              </li>
            )
          })}
        </ol>
        <dl className="facts facts-wide">
          <div><dt>{t('f.days')}</dt><dd className="num">{r.days}</dd></div>
          <div><dt>{t('rect.served')}</dt><dd>{r.served_on ? <DayText date={r.served_on} /> : <span className="mark mark-warn">{t('case.notServed')}</span>}</dd></div>
          <div><dt>{t('f.orderBasis')}</dt><dd>{r.basis}</dd></div>
          <div><dt>{t('insp.approvedOn')}</dt><dd>{name(r.approved_by) || '—'}</dd></div>
          {r.result && <div><dt>{t('rect.result')}</dt><dd>{title(results, r.result, lang)}</dd></div>}
          {r.next && <div><dt>{t('rect.next')}</dt><dd><Link to={paths.case(r.next)}>{r.next}</Link></dd></div>}
        </dl>
        {r.report && <p className="prose"><span className="quiet">{t('rect.report')}（{r.reported_on}）：</span>{r.report}</p>}
      </Section>
      {(r.findings?.length ?? 0) > 0 && <Section id="findings" title={t('insp.findings')} flush><FindingsTable findings={r.findings!} exits={false} /></Section>}
    </>
  )
}
