import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { Link, Navigate, useNavigate } from 'react-router'
import type { Board, BoardGroup } from '@/api/types'
import { CaseTable } from '@/components/case-table'
import { DataTable } from '@/components/data-table'
import { useDayText } from '@/components/day-text'
import { NumberLink } from '@/components/links'
import { Page, Section } from '@/components/page'
import { Answered, Empty, Loading } from '@/components/states'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { queries, type CaseQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { boardCounts, title } from '@/lib/titles'

const Chart = lazy(() => import('@/components/chart'))
const colours = { ink: '#1d3f72', late: '#b3261e', soon: '#b87a00', kept: '#2c7a4b', quiet: '#8fa1b8' }
const tones: Record<string, string> = { overdue: 'counter-late', due_soon: 'counter-soon', not_passed: 'counter-late' }

/** What managers watch: overdue and due soon, by officer, section and township. Every number opens its cases. */
export function BoardPage() {
  const { t } = useT()
  const me = useMe()
  const board = useQuery({ ...queries.board(), enabled: can(me, 'view.board') })
  const day = useDayText(board.data?.as_of)
  if (!can(me, 'view.board')) return <Navigate to={paths.cases({ procedure: 'rectification', state: 'open' })} replace />
  return (
    <Page title={t('board.title')} hint={day && t('board.asOf', { day })} extra={<Link className="button-link" to={paths.cases({ procedure: 'rectification' })}>{t('nav.cases')}</Link>}>
      <Answered query={board} rows={12}>{(b) => <BoardView board={b} />}</Answered>
    </Page>
  )
}

const listOf = (query: Record<string, string> | null | undefined) => paths.cases(query ?? { procedure: 'rectification' })

function BoardView({ board }: { board: Board }) {
  const { t, lang } = useT()
  const late = board.counts.find((c) => c.key === 'overdue')?.query ?? { procedure: 'rectification', deadline: 'overdue' }
  const overdue = useQuery(queries.caseList({ ...late, sort: 'due', limit: 20 } as CaseQuery))
  const busiest = (board.by_section ?? []).length + (board.by_officer ?? []).length + (board.by_township ?? []).length
  return (
    <>
      <div className="counters">
        {board.counts.map((c) => (
          <Link key={c.key} to={listOf(c.query)} className={`counter ${c.count > 0 ? tones[c.key] ?? '' : ''}`}>
            <span className="counter-n num">{c.count}</span>
            <span>{title(boardCounts, c.key, lang)}</span>
          </Link>
        ))}
      </div>
      <Section id="overdue" title={t('board.overdueList')} flush extra={<Link to={listOf(late)}>{t('common.all')}</Link>}>
        <Answered query={overdue} rows={3}>
          {(p) => p.items.length ? <CaseTable caption={t('board.overdueList')} rows={p.items} /> : <Empty>{t('board.overdueNone')}</Empty>}
        </Answered>
      </Section>
      {busiest === 0 ? <Empty>{t('board.empty')}</Empty> : (
        <div className="board-grid">
          <Group id="by-section" titleKey="board.bySection" rows={board.by_section ?? []} />
          <Group id="by-officer" titleKey="board.byOfficer" rows={board.by_officer ?? []} />
          <Group id="by-township" titleKey="board.byTownship" rows={board.by_township ?? []} />
          <Trend months={board.by_month ?? []} />
        </div>
      )}
      {(board.coldest ?? []).length > 0 && (
        <Section id="coldest" title={t('board.coldest')} flush>
          <CaseTable caption={t('board.coldest')} rows={board.coldest} more={[{ key: 'last', title: t('board.last'), wrap: false, render: (r) => <span className="num">{timeText(r.last_at).slice(0, 10)}</span> }]} />
        </Section>
      )}
    </>
  )
}

const axis = { axisLine: { lineStyle: { color: '#8fa1b8' } }, axisTick: { show: false }, axisLabel: { color: '#1b2430' } }

function Group({ id, titleKey, rows }: { id: string; titleKey: Key; rows: BoardGroup[] }) {
  const { t } = useT()
  const navigate = useNavigate()
  const top = useMemo(() => rows.slice(0, 8), [rows])
  const option = useMemo(() => {
    const names = top.map((r) => r.name || r.key || '—').toReversed()
    const side = (f: (r: BoardGroup) => number) => top.map(f).toReversed()
    const bar = (name: string, color: string, data: number[]) => ({ name, type: 'bar', stack: 'open', barMaxWidth: 16, itemStyle: { color }, data })
    return {
      grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, selectedMode: false, textStyle: { color: '#1b2430' } },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#e6eaf0' } }, ...axis },
      yAxis: { type: 'category', data: names, ...axis },
      series: [
        bar(t('board.overdue'), colours.late, side((r) => r.overdue)),
        bar(t('board.dueSoon'), colours.soon, side((r) => r.due_soon)),
        bar(t('board.inTime'), colours.ink, side((r) => Math.max(0, r.open - r.overdue - r.due_soon))),
      ],
    }
  }, [top, t])
  const name = t(titleKey)
  return (
    <Section id={id} title={name}>
      {rows.length === 0 ? <Empty>{t('board.empty')}</Empty> : (
        <>
          <Suspense fallback={<Loading rows={4} />}>
            <Chart option={option} label={t('board.chartOf', { title: name })} height={Math.max(110, 44 + top.length * 30)}
              onPick={(i, s) => { const r = top[top.length - 1 - i]; if (r) void navigate(listOf({ ...r.query, ...(s === 0 ? { deadline: 'overdue' } : s === 1 ? { deadline: 'due_soon' } : {}) })) }} />
          </Suspense>
          <DataTable keep caption={name} rows={rows} rowKey={(r) => r.key} columns={[
            { key: 'name', title: name.replace(/^按|^By /, ''), head: true, render: (r) => r.name || r.key || '—' },
            { key: 'open', title: t('board.open'), align: 'right', render: (r) => <NumberLink n={r.open} label={`${r.name} ${t('board.open')}`} to={listOf(r.query)} /> },
            { key: 'late', title: t('board.overdue'), align: 'right', render: (r) => <span className={r.overdue ? 'n-late' : undefined}><NumberLink n={r.overdue} label={`${r.name} ${t('board.overdue')}`} to={listOf({ ...r.query, deadline: 'overdue' })} /></span> },
            { key: 'soon', title: t('board.dueSoon'), align: 'right', render: (r) => <span className={r.due_soon ? 'n-soon' : undefined}><NumberLink n={r.due_soon} label={`${r.name} ${t('board.dueSoon')}`} to={listOf({ ...r.query, deadline: 'due_soon' })} /></span> },
          ]} />
        </>
      )}
    </Section>
  )
}

function Trend({ months }: { months: Board['by_month'] }) {
  const { t } = useT()
  const option = useMemo(() => ({
    grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, selectedMode: false, textStyle: { color: '#1b2430' } },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: months.map((m) => m.month.slice(2)), ...axis },
    yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#e6eaf0' } }, ...axis },
    series: [
      { name: t('board.served'), type: 'bar', barMaxWidth: 12, itemStyle: { color: colours.quiet }, data: months.map((m) => m.served) },
      { name: t('board.closed'), type: 'bar', barMaxWidth: 12, itemStyle: { color: colours.kept }, data: months.map((m) => m.closed) },
      { name: t('board.overdue'), type: 'line', symbol: 'rect', symbolSize: 7, lineStyle: { color: colours.late, width: 2 }, itemStyle: { color: colours.late }, data: months.map((m) => m.overdue) },
    ],
  }), [months, t])
  const month = (m: string) => {
    const [y, n] = m.split('-').map(Number)
    const last = new Date(Date.UTC(y!, n!, 0)).getUTCDate()
    return { procedure: 'rectification', opened_from: `${m}-01`, opened_to: `${m}-${String(last).padStart(2, '0')}` }
  }
  return (
    <Section id="trend" title={t('board.trend')}>
      <Suspense fallback={<Loading rows={4} />}><Chart option={option} label={t('board.chartOf', { title: t('board.trend') })} height={220} /></Suspense>
      <DataTable keep caption={t('board.trend')} rows={months.toReversed()} rowKey={(m) => m.month} columns={[
        { key: 'month', title: t('board.month'), head: true, wrap: false, render: (m) => <Link className="num plain" to={paths.cases(month(m.month))}>{m.month}</Link> },
        { key: 'served', title: t('board.served'), align: 'right', render: (m) => <span className="num">{m.served}</span> },
        { key: 'closed', title: t('board.closed'), align: 'right', render: (m) => <span className="num">{m.closed}</span> },
        { key: 'late', title: t('board.overdue'), align: 'right', render: (m) => <span className={m.overdue ? 'num n-late' : 'num'}>{m.overdue}</span> },
      ]} />
    </Section>
  )
}
