import { DownOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { ElectionRow } from '@/api/types'
import { ActDrawer } from '@/components/act-drawer'
import { ActFields } from '@/components/act-fields'
import { DataTable } from '@/components/data-table'
import { NumberLink } from '@/components/links'
import { Page } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type ElectionQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { checkKinds, electionStates, options, stages, title } from '@/lib/titles'
import { registerActs } from './acts'

const tones: Record<string, string> = { overdue: 'badge badge-late', ending: 'badge badge-soon', extended: 'badge badge-paused', never: 'badge badge-ended', runs: 'badge badge-kept' }
const drawers = {
  'party.record_election': { name: 'party.record_election', title: '登记换届', english: 'Record the election' },
  'party.extend_term': { name: 'party.extend_term', title: '延期换届', english: 'Extend the term' },
  'party.order_election': { name: 'party.order_election', title: '责令限期换届', english: 'Order the election', article: '行政处罚法第二十八条第一款', starts: '开立责令改正案卷，由负责人审批后送达' },
} as const

/** Whose council is over its term or soon will be; from here to what can be done about it. */
export function ElectionsPage() {
  const { t, lang } = useT()
  const me = useMe()
  const qc = useQueryClient()
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const [doing, setDoing] = useState<{ act: keyof typeof drawers; row: ElectionRow }>()
  const [shown, setShown] = useState(100)
  const state = query.get('state') ?? undefined
  const kind = query.get('kind') ?? undefined
  const ahead = Number(query.get('ahead')) || 90
  const asked = useQuery(queries.elections({ ahead, state } as ElectionQuery))
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const states = Object.keys(electionStates)
  return (
    <Page title={t('ele.title')} hint={asked.data && t('ele.hint', { day: asked.data.as_of })}>
      {asked.data && (
        <nav className="tabs" aria-label={t('ele.state')}>
          <Link to={paths.elections({ kind, ahead: query.get('ahead') })} aria-current={state ? undefined : 'page'}>{t('common.all')}<span className="tab-count num">{formatCount(states.filter((s) => s !== 'runs').reduce((n, s) => n + (asked.data.counts[s] ?? 0), 0))}</span></Link>
          {states.map((s) => <Link key={s} to={paths.elections({ state: s, kind, ahead: query.get('ahead') })} aria-current={state === s ? 'page' : undefined}>{title(electionStates, s, lang)}<span className={`tab-count num ${s === 'overdue' && asked.data.counts[s] ? 'n-late' : ''}`}>{formatCount(asked.data.counts[s] ?? 0)}</span></Link>)}
        </nav>
      )}
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <Select aria-label={t('reg.kind')} placeholder={t('reg.kind')} allowClear value={kind} options={options(checkKinds, lang)} onChange={(v: string | undefined) => set({ kind: v })} />
        <Select aria-label={t('ele.ahead')} value={ahead} options={[30, 60, 90, 180, 365].map((n) => ({ value: n, label: `${t('ele.ahead')} ${t('ele.aheadN', { n })}` }))} popupMatchSelectWidth={false} onChange={(n: number) => set({ ahead: n === 90 ? undefined : String(n) })} />
      </div>
      <Answered query={{ ...asked, data: asked.data?.rows.filter((r) => !kind || r.kind === kind) }} rows={10}>
        {(rows) => rows.length === 0 ? <Empty>{t('ele.empty')}</Empty> : (
          <DataTable caption={t('ele.title')} rows={rows.slice(0, shown)} rowKey={(r) => r.org} foot={rows.length > shown && <div className="table-foot"><Button onClick={() => setShown(shown + 200)}>{t('common.loadMore')}</Button></div>} columns={[
            { key: 'name', title: t('reg.org'), head: true, render: (r) => <Link to={paths.organization(r.org)}>{r.name}</Link> },
            { key: 'kind', title: t('reg.kind'), wrap: false, render: (r) => title(checkKinds, r.kind, lang) },
            { key: 'supervisor', title: t('reg.supervisor'), render: (r) => r.supervisor || '—' },
            { key: 'no', title: t('ele.no'), wrap: false, render: (r) => (r.no ? t('ele.noN', { n: r.no }) : '—') },
            { key: 'until', title: t('ele.until'), render: (r) => <><span className="num nowrap">{r.until ?? '—'}</span>{r.extended_until && <span className="block quiet">{t('ele.extended', { day: r.extended_until })}</span>}</> },
            { key: 'state', title: t('ele.state'), wrap: false, render: (r) => <><span className={tones[r.state]}>{title(electionStates, r.state, lang)}</span> {r.until && <span className="num quiet">{r.days < 0 ? t('ele.over', { n: formatCount(-r.days) }) : r.days === 0 ? t('ele.today') : t('ele.left', { n: formatCount(r.days) })}</span>}</> },
            { key: 'order', title: t('ele.order'), render: (r) => <Followed row={r} /> },
            { key: 'files', title: t('ele.files'), align: 'right', render: (r) => <NumberLink n={r.files ?? 0} label={`${r.name} ${t('ele.files')}`} to={paths.cases({ party: r.org, state: 'open' })} /> },
            { key: 'acts', title: t('ele.what'), wrap: false, render: (r) => <RowActs row={r} onAct={(act) => setDoing({ act, row: r })} /> },
          ]} />
        )}
      </Answered>
      {doing && (
        <ActDrawer act={drawers[doing.act]} caseId={doing.row.org} initial={doing.act === 'party.record_election' ? { assembly_on: me.today } : undefined} toData={registerActs[doing.act]!.toData} onClose={() => setDoing(undefined)}
          onDone={(r) => { if (r.opened?.[0]) { void navigate(paths.case(r.opened[0])); return } for (const k of ['organization', 'organizations', 'parties']) void qc.invalidateQueries({ queryKey: [k] }) }}>
          {(values) => <><p><strong>{doing.row.name}</strong></p>{registerActs[doing.act]!.hint && <p className="quiet">{t(registerActs[doing.act]!.hint!)}</p>}<ActFields fields={registerActs[doing.act]!.fields} values={values} /></>}
        </ActDrawer>
      )}
    </Page>
  )
}

/** The order to elect, or the clean-up that does it. */
function Followed({ row }: { row: ElectionRow }) {
  const { t, lang } = useT()
  if (!row.order && !row.clearance) return <>—</>
  return (
    <>
      {row.order && <Link to={paths.case(row.order)}>{t('ele.ordered')}</Link>} {row.order && <span className="tag">{title(stages, row.order_stage, lang)}</span>}
      {row.clearance && row.clearance !== row.order && <Link className="block" to={paths.case(row.clearance)}>{t('ele.inCleanup')}</Link>}
    </>
  )
}

/** What the law lets one open for an election that is due: none of it follows by itself. */
function RowActs({ row, onAct }: { row: ElectionRow; onAct: (act: keyof typeof drawers) => void }) {
  const { t } = useT()
  const me = useMe()
  const items = [
    ...(can(me, 'party.record_election') ? [{ key: 'record', label: t('ele.record'), onClick: () => onAct('party.record_election') }] : []),
    ...(can(me, 'party.extend_term') && ['ending', 'runs'].includes(row.state) ? [{ key: 'extend', label: t('ele.extend'), onClick: () => onAct('party.extend_term') }] : []),
    ...(can(me, 'party.order_election') && row.state === 'overdue' && !row.order_open && !row.clearance ? [{ key: 'order', label: t('ele.orderIt'), onClick: () => onAct('party.order_election') }] : []),
    ...(can(me, 'inspection.assign') ? [{ key: 'inspect', label: <Link to={paths.newInspection(row.org)}>{t('ele.inspect')}</Link> }] : []),
    ...(can(me, 'penalty.open_clue') ? [{ key: 'clue', label: <Link to={paths.newClue({ party: row.org })}>{t('ele.clue')}</Link> }] : []),
    ...(can(me, 'listing.open') ? [{ key: 'listing', label: <Link to={paths.newListing({ party: row.org })}>{t('lst.new')}</Link> }] : []),
  ]
  if (items.length === 0) return <>—</>
  return <Dropdown trigger={['click']} menu={{ items }} getPopupContainer={() => document.getElementById('main') ?? document.body}><Button size="small" aria-label={t('ele.actsOf', { name: row.name })}>{t('ele.act')} <DownOutlined aria-hidden /></Button></Dropdown>
}
