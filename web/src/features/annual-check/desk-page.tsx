import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { CheckDesk } from '@/api/types'
import type { FieldSpec } from '@/components/act-def'
import { ActDrawer } from '@/components/act-drawer'
import { ActFields } from '@/components/act-fields'
import { DataTable } from '@/components/data-table'
import { NumberLink, StageTag } from '@/components/links'
import { Page, Section } from '@/components/page'
import { Answered, Empty, Wrong } from '@/components/states'
import { yearOf } from '@/lib/dates'
import { post } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { uuid } from '@/lib/idempotency'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type CheckQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { checkKinds, checkStates, options, orgStatuses, stages, stagesOf, title } from '@/lib/titles'

const act = { name: 'annual_check.open', title: '开立年检', english: 'Open the check of a year', article: '社会团体登记管理条例第二十八条；民办非企业单位登记管理暂行条例第二十三条；基金会管理条例第三十六条', starts: '报送期限起算：业务主管单位3月31日，登记机关5月31日' }
const columns = ['open', 'unit', 'filed', 'passed', 'fair', 'failed', 'missed', 'exempt'] as const
const bad = new Set(['failed', 'missed'])

/** The annual check of a year: how it stands, and the files behind every number. */
export function ChecksPage() {
  const { t } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const last = yearOf(me.today) - 1
  const year = Number(query.get('year')) || last
  const get = (k: string) => query.get(k) ?? undefined
  const filter = { year, kind: get('kind'), track: get('track'), state: get('state'), stage: get('stage') } as CheckQuery
  const unopened = query.get('view') === 'unopened'
  const asked = useInfiniteQuery(queries.annualChecks(filter))
  const first = asked.data?.pages[0]
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const mayOpen = can(me, 'annual_check.open')
  const open = query.get('open')
  const fields: FieldSpec[] = [
    { name: 'party', label: 'reg.org', kind: 'party', required: true }, { name: 'year', label: 'chk.year', kind: 'int', required: true, min: 2000, max: last }, { name: 'announced_on', label: 'chk.announcedOn', kind: 'date' },
    { name: 'section', label: 'case.section', kind: 'select', options: () => (me.agency.sections ?? []).map((s) => ({ value: s, label: s })) },
  ]
  return (
    <Page title={t('chk.title')} hint={t('chk.yearN', { n: year })} extra={mayOpen && <Button type="primary" onClick={() => set({ open: '1' })}>{t('chk.openOne')}</Button>}>
      {first && <Counts desk={first} />}
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <Select aria-label={t('chk.year')} value={year} options={Array.from({ length: 8 }, (_, i) => last - i).map((y) => ({ value: y, label: t('chk.yearN', { n: y }) }))} onChange={(y: number) => set({ year: y === last ? undefined : String(y) })} />
        {!unopened && <Filters query={query} set={set} />}
        {([...query.keys()].some((k) => !['year', 'open'].includes(k))) && <Button type="link" onClick={() => setQuery(year === last ? {} : { year: String(year) }, { replace: true })}>{t('common.reset')}</Button>}
      </div>
      {unopened ? <UnopenedList year={year} mayOpen={mayOpen} /> : (
        <Answered query={{ data: asked.data?.pages.flatMap((p) => p.rows), error: asked.error, isPending: asked.isPending, refetch: asked.refetch }} rows={10}>
          {(rows) => rows.length === 0 ? <Empty action={first && first.unopened > 0 && <Link className="button-link" to={paths.annualChecks({ ...(year === last ? {} : { year }), view: 'unopened' })}>{t('chk.unopened')} {first.unopened}</Link>}>{t('chk.empty')}</Empty> : (
            <Rows rows={rows} foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />
          )}
        </Answered>
      )}
      {open && mayOpen && (
        <ActDrawer act={act} initial={{ year, party: open === '1' ? undefined : open, section: me.person.section }} onClose={() => set({ open: undefined })} onDone={(r) => void navigate(paths.case(r.case))}>
          {(values) => <ActFields fields={fields} values={values} />}
        </ActDrawer>
      )}
    </Page>
  )
}

function Filters({ query, set }: { query: URLSearchParams; set: (part: Record<string, string | undefined>) => void }) {
  const { t, lang } = useT()
  const pick = (k: string, label: Key, opts: { value: string; label: string }[]) => <Select aria-label={t(label)} placeholder={t(label)} allowClear value={query.get(k) ?? undefined} options={opts} onChange={(v: string | undefined) => set({ [k]: v })} popupMatchSelectWidth={false} />
  return (
    <>
      {pick('kind', 'reg.kind', options(checkKinds, lang))}
      {pick('track', 'chk.track', [{ value: 'check', label: t('chk.title') }, { value: 'charity', label: t('chk.charities') }])}
      {pick('state', 'chk.state', [...options(checkStates, lang), { value: 'late', label: t('chk.late') }])}
      {pick('stage', 'chk.stage', options(stages, lang, stagesOf.annual_check))}
    </>
  )
}

/** Kinds down, states across; every number opens its list. */
function Counts({ desk }: { desk: CheckDesk }) {
  const { t, lang } = useT()
  const me = useMe()
  const year = desk.year === yearOf(me.today) - 1 ? undefined : desk.year
  const groups = [...Object.keys(checkKinds).map((kind) => ({ key: kind, label: title(checkKinds, kind, lang), of: desk.counts.filter((c) => c.kind === kind && c.track === 'check'), at: { kind, track: 'check' } as Record<string, string> })),
    { key: 'charity', label: t('chk.charities'), of: desk.counts.filter((c) => c.track === 'charity'), at: { track: 'charity' } as Record<string, string> }].filter((g) => g.of.length)
  const sum = (list: CheckDesk['counts'], of: 'count' | 'late' = 'count') => list.reduce((n, c) => n + c[of], 0)
  const all = { key: 'all', label: t('common.all'), of: desk.counts, at: {} as Record<string, string> }
  const line = (g: typeof all) => (
    <tr key={g.key}>
      <th scope="row">{g.label}</th>
      <td className="right"><NumberLink n={sum(g.of)} label={`${g.label} ${t('chk.all')}`} to={paths.annualChecks({ year, ...g.at })} /></td>
      {columns.map((s) => <td key={s} className="right"><span className={bad.has(s) && sum(g.of.filter((c) => c.state === s)) ? 'n-late' : undefined}><NumberLink n={sum(g.of.filter((c) => c.state === s))} label={`${g.label} ${title(checkStates, s, lang)}`} to={paths.annualChecks({ year, ...g.at, state: s })} /></span></td>)}
      <td className="right"><NumberLink n={sum(g.of, 'late')} label={`${g.label} ${t('chk.late')}`} to={paths.annualChecks({ year, ...g.at, state: 'late' })} /></td>
    </tr>
  )
  return (
    <Section id="counts" title={t('chk.counts')} flush extra={<Link to={paths.annualChecks({ year, view: 'unopened' })}>{t('chk.unopened')} <strong className="num">{formatCount(desk.unopened)}</strong></Link>}>
      {groups.length > 0 && (
        <div className="table-wrap table-scroll" tabIndex={0} role="group" aria-label={t('chk.counts')}>
          <table className="table table-keep">
            <caption className="visually-hidden">{t('chk.counts')}</caption>
            <thead><tr><th scope="col">{t('reg.kind')}</th><th scope="col" className="right">{t('chk.all')}</th>{columns.map((s) => <th key={s} scope="col" className="right">{title(checkStates, s, lang)}</th>)}<th scope="col" className="right">{t('chk.late')}</th></tr></thead>
            <tbody>{groups.map(line)}</tbody>
            {groups.length > 1 && <tfoot>{line(all)}</tfoot>}
          </table>
        </div>
      )}
    </Section>
  )
}

function Rows({ rows, foot }: { rows: CheckDesk['rows']; foot?: React.ReactNode }) {
  const { t, lang } = useT()
  const me = useMe()
  const day = (d?: string) => <span className="num">{d ?? '—'}</span>
  return (
    <DataTable caption={t('chk.title')} rows={rows} rowKey={(r) => r.case} foot={foot} columns={[
      { key: 'ref', title: t('case.reference'), head: true, wrap: false, render: (r) => <Link className="ref" to={paths.case(r.case)}>{r.reference}</Link> },
      { key: 'name', title: t('reg.org'), render: (r) => <><Link to={paths.organization(r.org)}>{r.name}</Link> {r.newcomer && <span className="mark">{t('chk.newcomer')}</span>}</> },
      { key: 'kind', title: t('reg.kind'), wrap: false, render: (r) => <>{title(checkKinds, r.kind, lang)} {r.track === 'charity' && <span className="mark">{t('reg.charity')}</span>}</> },
      { key: 'stage', title: t('chk.stage'), wrap: false, render: (r) => <StageTag stage={r.stage} /> },
      { key: 'state', title: t('chk.state'), render: (r) => <><span className={bad.has(r.state) ? 'mark mark-bad' : undefined}>{title(checkStates, r.state, lang)}</span> {r.late && <span className="mark mark-warn">{t('chk.late')}</span>} {r.lead && <span className="mark mark-bad">{t('chk.leadMark')}</span>}</> },
      { key: 'filed', title: t('chk.filedOn'), wrap: false, render: (r) => day(r.filed_on) },
      { key: 'due', title: t('chk.due'), wrap: false, render: (r) => <span className={r.due && !r.filed_on && r.due < me.today && r.state !== 'exempt' ? 'num n-late' : 'num'}>{r.due ?? '—'}</span> },
      { key: 'concluded', title: t('chk.concludedOn'), wrap: false, render: (r) => day(r.concluded_on) },
    ]} />
  )
}

/** Who is due and has no file; all are opened, as many requests as it takes. */
function UnopenedList({ year, mayOpen }: { year: number; mayOpen: boolean }) {
  const { t, lang } = useT()
  const me = useMe()
  const qc = useQueryClient()
  const asked = useQuery(queries.unopenedChecks(year))
  const [shown, setShown] = useState(100)
  const [done, setDone] = useState<{ n: number; left: number }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const openAll = async () => {
    setBusy(true)
    setError(undefined)
    try {
      for (let n = 0, left = 1; left > 0;) {
        const b = await post<{ opened: string[]; left: number }>('/annual-checks/open-all', { year, section: me.person.section || undefined }, uuid())
        n += b.opened.length
        left = b.opened.length ? b.left : 0
        setDone({ n, left: b.left })
      }
    } catch (err) { setError(err) } finally {
      setBusy(false)
      void qc.invalidateQueries({ queryKey: ['cases'] })
    }
  }
  return (
    <>
      {error !== undefined && <Wrong error={error} />}
      {done && <p role="status" className="notice notice-good">{t('chk.openedN', { n: formatCount(done.n), left: formatCount(done.left) })}</p>}
      <Answered query={asked} rows={8}>
        {(rows) => rows.length === 0 ? <Empty>{t('chk.unopenedNone')}</Empty> : (
          <Section id="unopened" title={`${t('chk.unopened')} ${formatCount(rows.length)}`} flush extra={mayOpen && <Button loading={busy} onClick={() => void openAll()}>{t('chk.openAll', { n: formatCount(rows.length) })}</Button>}>
            <p className="quiet card-pad">{t('chk.unopenedHint', { year })}{mayOpen && ` ${t('chk.openAllHint')}`}</p>
            <DataTable caption={t('chk.unopened')} rows={rows.slice(0, shown)} rowKey={(r) => r.org} foot={rows.length > shown && <div className="table-foot"><Button onClick={() => setShown(shown + 200)}>{t('common.loadMore')}</Button></div>} columns={[
              { key: 'name', title: t('reg.org'), head: true, render: (r) => <Link to={paths.organization(r.org)}>{r.name}</Link> },
              { key: 'kind', title: t('reg.kind'), wrap: false, render: (r) => title(checkKinds, r.kind, lang) },
              { key: 'status', title: t('reg.status'), wrap: false, render: (r) => title(orgStatuses, r.status, lang) },
              { key: 'registered', title: t('reg.registeredOn'), wrap: false, render: (r) => <span className="num">{r.registered_on ?? '—'}</span> },
              { key: 'open', title: t('ele.what'), wrap: false, render: (r) => (mayOpen ? <Link to={paths.annualChecks({ year, view: 'unopened', open: r.org })} aria-label={`${t('chk.openOne')}：${r.name}`}>{t('chk.openOne')}</Link> : '—') },
            ]} />
          </Section>
        )}
      </Answered>
    </>
  )
}
