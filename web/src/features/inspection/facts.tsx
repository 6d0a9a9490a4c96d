import { Link } from 'react-router'
import type { CaseFile, Finding } from '@/api/types'
import { DayText } from '@/components/day-text'
import { Section } from '@/components/page'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { sources, title } from '@/lib/titles'
import { FindingsTable, mayBecomeCase } from '@/components/findings-table'

/** What an inspection file holds besides what every file holds. */
export function InspectionFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const i = file.case.inspection
  if (!i) return null
  const opens = file.allowed_acts?.some((a) => a.name === 'inspection.open_case' && !a.refused)
  const clueColumn = !opens ? [] : [{
    key: 'clue', title: t('pen.clue'), wrap: false, render: (f: Finding) => (mayBecomeCase(f)
      ? <Link to={paths.act(file.case.id, 'inspection.open_case', { lines: f.line })} aria-label={`${t('pen.new')}：${t('insp.line', { n: f.line })}`}>{t('pen.new')}</Link> : null),
  }]
  const r = i.record
  return (
    <>
      {i.urgent && !i.approved_on && <p className="notice notice-warn">{t('insp.urgentNote')}</p>}
      {i.withheld && <p className="notice notice-warn">{t('insp.withheld', { why: i.withheld })}</p>}
      <Section id="facts" title={t('case.facts')}>
        <dl className="facts facts-wide">
          <div><dt>{t('f.source')}</dt><dd>{title(sources, i.source, lang)}</dd></div>
          <div><dt>{t('f.officers')}</dt><dd>{(file.case.officers ?? []).map(name).join('、')}</dd></div>
          <div><dt>{t('f.basis')}</dt><dd>{i.basis}</dd></div>
          <div><dt>{t('f.place')}</dt><dd>{i.place || '—'}</dd></div>
          <div><dt>{t('f.items')}</dt><dd><ol className="plain-list">{i.items.map((x) => <li key={x}>{x}</li>)}</ol></dd></div>
          <div><dt>{t('insp.approvedOn')}</dt><dd>{i.approved_on ? <><DayText date={i.approved_on} /> {name(i.approved_by)}</> : '—'}</dd></div>
        </dl>
      </Section>
      {r && (
        <Section id="record" title={t('insp.record')}>
          <dl className="facts facts-wide">
            <div><dt>{t('insp.period')}</dt><dd className="num">{timeText(r.started_at)} – {timeText(r.ended_at).slice(11)}</dd></div>
            <div><dt>{t('f.place')}</dt><dd>{r.place}</dd></div>
            <div><dt>{t('f.officers')}</dt><dd>{r.officers.map(name).join('、')}</dd></div>
            <div><dt>{t('insp.signed')}</dt><dd>{r.signed_by ? t('insp.signedBy', { name: r.signed_by }) : t('insp.refusedSign', { why: r.refusal ?? '' })}{r.witness && ` · ${t('f.witness')} ${r.witness}`}</dd></div>
          </dl>
          <p className="prose">{r.summary}</p>
          {r.statement && <p className="prose"><span className="quiet">{t('insp.statement')}：</span>{r.statement}</p>}
        </Section>
      )}
      {(r || (i.findings?.length ?? 0) > 0) && (
        <Section id="findings" title={t('insp.findings')} extra={<span className="quiet num">{formatCount(i.findings?.length ?? 0)}</span>} flush={(i.findings?.length ?? 0) > 0}>
          {i.findings?.length ? <FindingsTable findings={i.findings} more={clueColumn} /> : <p className="quiet">{t('insp.findingsEmpty')}</p>}
        </Section>
      )}
    </>
  )
}
