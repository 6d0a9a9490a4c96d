import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { TaskRow } from '@/api/types'
import { ClockMark } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { useDayText } from '@/components/day-text'
import { StageTag } from '@/components/links'
import { Page, Section } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { paths, taskPath } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { grouped } from './groups'

/** Everything that waits for the approval, decision or signature of a leader; the whole file is one click away. */
export function LeaderPage() {
  const { t } = useT()
  const me = useMe()
  const day = useDayText(me.today)
  const mine = useQuery(queries.taskList('mine'))
  const team = useQuery(queries.taskList('team'))
  const rows = mine.data && team.data ? [...mine.data.items, ...team.data.items] : undefined
  return (
    <Page title={t('lead.title')} hint={t('lead.hint', { name: me.person.name, day })} extra={<Link className="button-link" to={paths.worklist('team')}>{t('lead.all')}</Link>}>
      <Answered query={{ data: rows, error: mine.error ?? team.error, isPending: !rows, refetch: () => { void mine.refetch(); void team.refetch() } }} rows={10}>
        {(list) => <Board rows={list} />}
      </Answered>
    </Page>
  )
}

function Board({ rows }: { rows: TaskRow[] }) {
  const { t, pick } = useT()
  const me = useMe()
  const all = grouped(rows)
  if (all.length === 0) return <Empty>{t('lead.none')}</Empty>
  return (
    <>
      <nav className="counters" aria-label={t('lead.groups')}>
        {all.map(([g, list]) => (
          <a key={g.id} href={`#g-${g.id}`} className={`counter ${list.some((r) => (r.days_left ?? 1) < 0) ? 'counter-late' : list.some((r) => (r.days_left ?? 9) <= 3) ? 'counter-soon' : ''}`}
            onClick={(e) => { e.preventDefault(); const h = document.getElementById(`g-${g.id}`); h?.scrollIntoView({ block: 'center' }); h?.focus() }}>
            <span className="counter-n num">{list.length}</span><span>{t(g.key)}</span>
          </a>
        ))}
      </nav>
      {all.map(([g, list]) => (
        <Section key={g.id} id={`g-${g.id}`} title={<span tabIndex={-1}>{t(g.key)} <span className="num quiet">{list.length}</span></span>} flush>
          <DataTable caption={t(g.key)} rows={list} rowKey={(r) => `${r.case}/${r.id}`} columns={[
            { key: 'what', title: t('task.what'), head: true, render: (r) => (can(me, r.kind) ? <Link to={taskPath(r.case, r.kind)}>{pick(r.title, r.english)}</Link> : pick(r.title, r.english)) },
            { key: 'ref', title: t('case.reference'), wrap: false, render: (r) => <Link to={paths.case(r.case)} className="ref">{r.reference}</Link> },
            { key: 'case', title: t('case.title'), render: (r) => r.case_title },
            { key: 'stage', title: t('case.stage'), wrap: false, render: (r) => <StageTag stage={r.stage} text={r.stage_title} /> },
            { key: 'due', title: t('task.due'), wrap: false, render: (r) => (r.due && r.days_left !== undefined ? <span className="due"><ClockMark status={{ state: r.days_left < 0 ? 'overdue' : r.days_left === 0 ? 'due_today' : 'running', days: Math.abs(r.days_left), unit: 'calendar' }} /><span className="num quiet">{r.due}</span></span> : <span className="quiet">{t('task.noDue')}</span>) },
            { key: 'do', title: t('common.columnActions'), wrap: false, render: (r) => <span className="row-acts">{can(me, r.kind) && <Link className="button-link" to={taskPath(r.case, r.kind)} aria-label={`${t('lead.do')}：${pick(r.title, r.english)} ${r.reference}`}>{t('lead.do')}</Link>}<Link className="button-link" to={paths.case(r.case)} aria-label={`${t('lead.file')}：${r.reference}`}>{t('lead.file')}</Link></span> },
          ]} />
        </Section>
      ))}
    </>
  )
}
