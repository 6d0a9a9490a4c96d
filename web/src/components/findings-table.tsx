import { Link } from 'react-router'
import type { Finding } from '@/api/types'
import { useT } from '@/lib/i18n'
import { formatCount, formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { categories, exits, title } from '@/lib/titles'
import { DataTable, type Column } from './data-table'

/** A finding not disposed of, ordered to be corrected, or proposed for a case, may become one; what left another way does not. */
export const mayBecomeCase = (f: Finding) => (f.exits ?? []).every((x) => x.exit === 'case' || x.exit === 'order') && !(f.exits ?? []).some((x) => x.exit === 'case' && x.case)

/** Findings with their quantities and the ways in which they left. */
export function FindingsTable({ findings, exits: withExits = true, more }: { findings: Finding[]; exits?: boolean; more?: Column<Finding>[] }) {
  const { t, lang } = useT()
  const amounts = findings.some((f) => f.amount_fen)
  return (
    <DataTable caption={t('insp.findings')} rows={findings} rowKey={(f) => String(f.line)} columns={[
      { key: 'n', title: '#', head: true, align: 'right', width: 40, render: (f) => <span className="num">{f.line}</span> },
      { key: 'cat', title: t('f.category'), render: (f) => title(categories, f.category, lang) },
      { key: 'fact', title: t('f.fact'), render: (f) => <>{f.fact}{f.violation && <span className="quiet"> {f.violation}</span>}</> },
      { key: 'q', title: t('f.quantity'), align: 'right', wrap: false, render: (f) => <span className="num">{formatCount(f.quantity)} {f.unit}</span> },
      ...(amounts ? [{ key: 'amt', title: t('f.amount'), align: 'right' as const, wrap: false, render: (f: Finding) => <span className="num">{f.amount_fen ? formatFen(f.amount_fen) : '—'}</span> }] : []),
      ...(withExits ? [{ key: 'exit', title: t('f.exit'), render: (f: Finding) => f.exits?.length
        ? <ul className="served">{f.exits.map((x, i) => <li key={i}>{x.case ? <Link to={paths.case(x.case)}>{title(exits, x.exit, lang)}</Link> : title(exits, x.exit, lang)} <span className="num quiet">{x.on}</span> <span className="quiet">{[x.to, x.note].filter(Boolean).join(' · ')}</span></li>)}</ul>
        : <span className="mark mark-warn">{t('insp.undisposed')}</span> }] : []),
      ...(more ?? []),
    ]} />
  )
}
