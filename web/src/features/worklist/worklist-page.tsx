import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { TaskRow } from '@/api/types'
import { Acknowledge } from '@/components/acknowledge'
import { ClockMark } from '@/components/clock-badge'
import { DataTable, type Column } from '@/components/data-table'
import { useDayText } from '@/components/day-text'
import { StageTag } from '@/components/links'
import { Page } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { soonDays } from '@/lib/clock-text'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths, taskPath } from '@/lib/paths'
import { queries, type TaskScope } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { roles, title } from '@/lib/titles'

const scopes: { scope: TaskScope; key: Key; power?: string }[] = [
  { scope: 'mine', key: 'task.mine' }, { scope: 'team', key: 'task.team' }, { scope: 'all', key: 'task.all', power: 'view.tasks_all' }, { scope: 'done', key: 'task.done' },
]

/** What a person owes today, by deadline. */
export function WorklistPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const asked = query.get('scope') ?? 'mine'
  const shown = scopes.filter((s) => !s.power || can(me, s.power))
  const scope = shown.find((s) => s.scope === asked)?.scope ?? 'mine'
  const day = useDayText(me.today)
  const due = query.get('due') === 'overdue' ? 'overdue' : query.get('due') === 'due_soon' ? 'due_soon' : undefined
  const heading = due ? t(due === 'overdue' ? 'task.overdue' : 'task.dueSoon') : t(scopes.find((s) => s.scope === scope)!.key)
  const count: Record<string, number | undefined> = { mine: me.counters.mine, team: me.counters.team }
  return (
    <Page title={heading} hint={t('task.greeting', { name: me.person.name, day })}
      extra={<>{me.roles.some((r) => r.role === 'clerk') && can(me, 'registration.begin') && <Link className="button-link" to={paths.newRegistration()}>{t('reg.new')}</Link>}{can(me, 'inspection.assign') && <Link className="button-link" to={paths.newInspection()}>{t('insp.new')}</Link>}{can(me, 'penalty.open_clue') && <Link className="button-link" to={paths.newClue()}>{t('pen.new')}</Link>}</>}>
      <div className="counters">
        <Counter label={t('task.overdue')} n={me.counters.overdue} tone="late" to={paths.worklistDue('overdue')} />
        <Counter label={t('task.dueSoon')} n={me.counters.due_soon} tone="soon" to={paths.worklistDue('due_soon')} />
        <Counter label={t('task.mine')} n={me.counters.mine} to={paths.worklist('mine')} />
        <Counter label={t('task.team')} n={me.counters.team} to={paths.worklist('team')} />
      </div>
      <nav className="tabs" aria-label={t('task.views')}>
        {shown.map((s) => (
          <Link key={s.scope} to={paths.worklist(s.scope)} aria-current={!due && s.scope === scope ? 'page' : undefined}>
            {t(s.key)}{count[s.scope] !== undefined && <span className="tab-count num">{count[s.scope]}</span>}
          </Link>
        ))}
      </nav>
      {due ? <DueTasks due={due} /> : <ScopeTasks key={scope} scope={scope} />}
    </Page>
  )
}

function Counter({ label, n, tone, to }: { label: string; n: number; tone?: 'late' | 'soon'; to: string }) {
  return (
    <Link to={to} className={`counter ${n > 0 && tone ? `counter-${tone}` : ''}`}>
      <span className="counter-n num">{n}</span>
      <span>{label}</span>
    </Link>
  )
}

function ScopeTasks({ scope }: { scope: TaskScope }) {
  const { t } = useT()
  const team = useMe().counters.team
  const asked = useInfiniteQuery(queries.tasks(scope))
  const rows = asked.data?.pages.flatMap((p) => p.items ?? [])
  const done = scope === 'done'
  return (
    <Answered query={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }}>
      {(list) => list.length === 0
        ? <Empty action={scope === 'mine' && team > 0 && <Link className="button-link" to={paths.worklist('team')}>{t('task.team')} <span className="num">{team}</span></Link>}>{t(done ? 'task.emptyDone' : scope === 'team' ? 'task.emptyTeam' : scope === 'mine' && team > 0 ? 'task.emptyMine' : 'task.empty')}</Empty>
        : <TaskTable rows={list} done={done} caption={t(scopes.find((s) => s.scope === scope)!.key)}
            foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />}
    </Answered>
  )
}

/** What the counters count: of the reader's own tasks and those of the section and offices, by how near the day is. */
export function dueTasks(rows: TaskRow[], due: 'overdue' | 'due_soon'): TaskRow[] {
  const seen = new Set<string>()
  return rows.filter((r) => {
    const key = `${r.case}/${r.id}`
    const d = r.days_left
    if (seen.has(key) || d === undefined || d === null) return false
    seen.add(key)
    return due === 'overdue' ? d < 0 : d >= 0 && d <= soonDays
  }).sort((a, b) => a.days_left! - b.days_left!)
}

function DueTasks({ due }: { due: 'overdue' | 'due_soon' }) {
  const { t } = useT()
  const mine = useQuery(queries.taskList('mine'))
  const team = useQuery(queries.taskList('team'))
  const rows = mine.data && team.data ? dueTasks([...mine.data.items, ...team.data.items], due) : undefined
  return (
    <Answered query={{ data: rows, error: mine.error ?? team.error, isPending: !rows, refetch: () => { void mine.refetch(); void team.refetch() } }}>
      {(list) => list.length === 0 ? <Empty>{t('task.emptyTeam')}</Empty> : <TaskTable rows={list} caption={t(due === 'overdue' ? 'task.overdue' : 'task.dueSoon')} />}
    </Answered>
  )
}

function TaskTable({ rows, caption, done, foot }: { rows: TaskRow[]; caption: string; done?: boolean; foot?: ReactNode }) {
  const { t, lang, pick } = useT()
  const me = useMe()
  const columns: Column<TaskRow>[] = [
    { key: 'what', title: t('task.what'), head: true, render: (r) => (
      <span className="task-what">
        <Link to={done || r.kind === 'look' || !can(me, r.kind) ? paths.case(r.case) : taskPath(r.case, r.kind)}>{pick(r.title, r.english)}</Link>
        {r.kind === 'look' && !done && <Acknowledge caseId={r.case} task={r.id} title={pick(r.title, r.english)} />}
      </span>
    ) },
    { key: 'ref', title: t('case.reference'), wrap: false, render: (r) => <Link to={paths.case(r.case)} className="ref">{r.reference}</Link> },
    { key: 'case', title: t('case.title'), render: (r) => r.case_title },
    { key: 'stage', title: t('case.stage'), wrap: false, render: (r) => <StageTag stage={r.stage} text={r.stage_title} /> },
    done
      ? { key: 'done', title: t('task.doneAt'), wrap: false, render: (r) => <span className="num">{timeText(r.done_at)}</span> }
      : { key: 'due', title: t('task.due'), wrap: false, render: (r) => <TaskDue row={r} /> },
    { key: 'who', title: t('task.whose'), wrap: false, render: (r) => r.person_name || (r.role ? t('task.role', { role: title(roles, r.role, lang) }) : '—') },
  ]
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(r) => `${r.case}/${r.id}`} foot={foot} />
}

function TaskDue({ row }: { row: TaskRow }) {
  const { t } = useT()
  if (!row.due || row.days_left === undefined) return <span className="quiet">{t('task.noDue')}</span>
  const d = row.days_left
  return (
    <span className="due">
      <ClockMark status={{ state: d < 0 ? 'overdue' : d === 0 ? 'due_today' : 'running', days: Math.abs(d), unit: 'calendar' }} />
      <span className="num quiet">{row.due}</span>
    </span>
  )
}
