import { Link } from 'react-router'
import type { CaseRow } from '@/api/types'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { procedures, stages, title } from '@/lib/titles'

export function CaseLink({ row }: { row: Pick<CaseRow, 'id' | 'reference' | 'title'> }) {
  return <Link to={paths.case(row.id)} className="ref">{row.reference || row.title}</Link>
}

export function StageTag({ stage, text, procedure }: { stage: string; text?: string; procedure?: string }) {
  const { lang } = useT()
  const label = lang === 'zh' && text ? text : title(stages, stage, lang)
  return <span className="tag">{procedure && <span className="tag-quiet">{title(procedures, procedure, lang)}</span>}{label}</span>
}

/** A number that opens the cases behind it; zero opens nothing. */
export function NumberLink({ n, to, label }: { n: number; to?: string; label: string }) {
  if (!n || !to) return <span className="num">{formatCount(n)}</span>
  return <Link to={to} className="num" aria-label={`${label}：${formatCount(n)}`}>{formatCount(n)}</Link>
}
