import { Link } from 'react-router'
import type { CaseRow } from '@/api/types'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { outcomeTitle, referTargets, title } from '@/lib/titles'
import { RowClock } from './clock-badge'
import { DataTable, type Column } from './data-table'
import { CaseLink, StageTag } from './links'

/** Files in a list: reference first, clock and handler last. `own`: the files of one party, whose township goes without saying. */
export function CaseTable({ caption, rows, procedure, own, foot, more }: { caption: string; rows: CaseRow[]; procedure?: boolean; own?: boolean; foot?: React.ReactNode; more?: Column<CaseRow>[] }) {
  const { t, lang } = useT()
  const columns: Column<CaseRow>[] = [
    { key: 'ref', title: t('case.reference'), head: true, wrap: false, render: (r) => <CaseLink row={r} /> },
    { key: 'title', title: t('case.title'), render: (r) => <span className="case-title">{r.title}</span> },
    ...(rows.some((r) => r.to)
      ? [{ key: 'to', title: t('ref.toFrom'), render: (r: CaseRow) => r.to ? <>{r.incoming && <span className="tag">{t('ref.incomingMark')}</span>}{title(referTargets, r.to, lang)} <span className="quiet">{r.organ}</span></> : '—' } satisfies Column<CaseRow>]
      : own ? [] : [{ key: 'township', title: t('case.township'), wrap: false, render: (r: CaseRow) => r.township || '—' } satisfies Column<CaseRow>]),
    { key: 'stage', title: t('case.stage'), wrap: false, render: (r) => <StageTag stage={r.stage} text={r.stage_title} procedure={procedure ? r.procedure : undefined} /> },
    { key: 'opened', title: t('case.opened'), wrap: false, render: (r) => <span className="num">{r.opened_on}</span> },
    ...(more ?? []),
    { key: 'clock', title: t('case.clock'), wrap: false, render: (r) => r.closed_on
      ? <span className="quiet"><span className="num">{r.closed_on}</span> {outcomeTitle(r.procedure, r.outcome, lang)}</span>
      : <RowClock row={r} /> },
    { key: 'handler', title: t('case.handler'), wrap: false, render: (r) => r.handler ? <Link className="plain" to={paths.cases({ handler: r.handler })}>{r.handler_name || r.handler}</Link> : '—' },
  ]
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(r) => r.id} foot={foot} />
}
