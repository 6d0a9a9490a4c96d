import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { Section } from '@/components/page'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { officialKinds, referralSteps, referTargets, title } from '@/lib/titles'

/** What a referral holds besides what every file holds: to whom, what, and what the other side did. */
export function ReferralFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const r = file.case.referral
  if (!r) return null
  return (
    <>
      {r.hidden && <p className="notice notice-warn">{t('ref.hiddenSays')}</p>}
      <Section id="facts" title={t(r.incoming ? 'ref.came' : 'ref.content')}>
        <dl className="facts facts-wide">
          <div><dt>{t(r.incoming ? 'ref.sender' : 'ref.organ')}</dt><dd>{r.name} <span className="quiet">{title(referTargets, r.to, lang)}</span></dd></div>
          {r.number && <div><dt>{t('ref.number')}</dt><dd>{r.number}</dd></div>}
          {r.addressee && <div><dt>{t('ref.addressee')}</dt><dd>{r.addressee}</dd></div>}
          {r.found_at && <div><dt>{t('ref.foundAt')}</dt><dd className="num">{timeText(r.found_at)}</dd></div>}
          {r.approved_on && <div><dt>{t('ref.approved')}</dt><dd><DayText date={r.approved_on} /> {name(r.approved_by)}</dd></div>}
          {r.sent_at && <div><dt>{t('ref.sentAt')}</dt><dd><span className="num">{timeText(r.sent_at)}</span> {r.sent_late && <span className="mark mark-bad">{t('pen.late')}</span>}</dd></div>}
          {r.delivered_on && <div><dt>{t('ref.delivered')}</dt><dd><DayText date={r.delivered_on} /></dd></div>}
          {(r.clues?.length ?? 0) > 0 && <div><dt>{t('ref.takenUp')}</dt><dd>{r.clues!.map((c) => <Link key={c} to={paths.case(c)}>{c} </Link>)}</dd></div>}
          {r.declined && <div><dt>{t('ref.declined')}</dt><dd>{r.declined}</dd></div>}
        </dl>
        <p className="prose">{r.summary}</p>
        {r.basis && <p className="prose"><span className="quiet">{t('f.basis')}：</span>{r.basis}</p>}
      </Section>
      {r.report && (
        <Section id="report" title={t('ref.report')}>
          <p><strong>{r.report.crime}</strong> <span className="tag">{t(r.report.suspected ? 'ref.suspectedYes' : 'ref.suspectedNo')}</span> <span className="quiet">{(r.report.by ?? []).map(name).join('、')}</span></p>
          <p className="prose">{r.report.facts}</p><p className="prose">{r.report.standard}</p>
        </Section>
      )}
      {(r.steps?.length ?? 0) > 0 && (
        <Section id="steps" title={t('ref.steps')} flush>
          <DataTable caption={t('ref.steps')} rows={r.steps!} rowKey={(_, i) => String(i)} columns={[
            { key: 'on', title: t('common.date'), head: true, wrap: false, render: (s) => <span className="num">{s.on}</span> },
            { key: 'what', title: t('ref.what'), render: (s) => title(referralSteps, s.what, lang) },
            { key: 'by', title: t('ref.receiver'), render: (s) => s.by || '—' },
            { key: 'number', title: t('ref.number'), wrap: false, render: (s) => s.number || '—' },
            { key: 'text', title: t('ref.text'), render: (s) => s.text || '—' },
          ]} />
        </Section>
      )}
      {(r.subjects?.length ?? 0) > 0 && <Section id="subjects" title={t('ref.subjects')}><ul className="served">{r.subjects!.map((s, i) => <li key={i}>{s.name} <span className="quiet">{s.post}</span> {s.official !== 'none' && <span className="tag">{title(officialKinds, s.official, lang)}</span>}</li>)}</ul></Section>}
      {(r.materials?.length ?? 0) > 0 && <Section id="materials" title={t('ref.materials')}><ol className="plain-list">{r.materials!.map((m, i) => <li key={i}>{m.title} {m.pages ? <span className="quiet">{t('pen.pagesN', { n: m.pages })}</span> : null} {m.original && <span className="mark">{t('file.original')}</span>}</li>)}</ol></Section>}
    </>
  )
}
