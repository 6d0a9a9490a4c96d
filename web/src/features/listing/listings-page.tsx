import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ListGround, ListingRow, OrgLead } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { SearchField } from '@/components/inputs'
import { StageTag } from '@/components/links'
import { Page, Section } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { options, orgLists, stages, stagesOf, title } from '@/lib/titles'
import { asGround, GroundText } from './facts'

// Where entries stand and wait; each group is a filter in the address, and its number counts what it lists.
const groups: { key: Key; at?: string; holds: (r: ListingRow) => boolean; late?: boolean }[] = [
  { key: 'lst.group.all', holds: () => true },
  { key: 'lst.group.abnormal', at: 'abnormal', holds: (r) => r.stands && r.list === 'abnormal', late: true },
  { key: 'lst.group.severe', at: 'severe', holds: (r) => r.stands && r.list === 'severe', late: true },
  { key: 'lst.group.candidate', at: 'candidate', holds: (r) => r.stage === 'list_candidate' },
  { key: 'lst.group.reply', at: 'reply', holds: (r) => ['list_noticed', 'list_reply', 'list_answer'].includes(r.stage) },
  { key: 'lst.group.decide', at: 'decide', holds: (r) => r.stage === 'list_to_decide' },
  { key: 'lst.group.moving', at: 'moving', holds: (r) => !!r.move_step },
  { key: 'lst.group.removal', at: 'removal', holds: (r) => ['list_removal', 'list_verified'].includes(r.stage) },
]

/** The two credit lists: what stands on them, what is under way, and what the register says and no file has taken up. */
export function ListingsPage() {
  const { t, lang } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const [shown, setShown] = useState(100)
  const asked = useQuery(queries.listings())
  const grounds = useQuery(queries.listingGrounds())
  const leads = useQuery(queries.listingLeads())
  const get = (k: string) => query.get(k) ?? undefined
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const group = groups.find((g) => g.at === get('group')) ?? groups[0]!
  const q = (get('q') ?? '').toLowerCase()
  const holds = (r: ListingRow) => (!get('list') || r.list === get('list')) && (!get('ground') || r.ground === get('ground')) && (!get('stage') || r.stage === get('stage')) && (!q || [r.name, r.uscc, r.reference].some((x) => x?.toLowerCase().includes(q)))
  const ground = (id: string) => grounds.data?.find((g) => g.id === id)
  const day = (d?: string) => <span className="num">{d ?? '—'}</span>
  return (
    <Page title={t('lst.title')} hint={t('lst.hint')} extra={(
      <>
        {can(me, 'listing.open') && <Link className="button-link button-primary" to={paths.newListing()}>{t('lst.new')}</Link>}
        <Link className="button-link" to={paths.cases({ procedure: 'listing', state: 'closed' })}>{t('lst.closed')}</Link>
        <Link className="button-link" to={paths.publicListings()}>{t('lst.public')}</Link>
      </>
    )}>
      <nav className="tabs" aria-label={t('case.state')}>
        {groups.map((g) => {
          const n = asked.data?.filter(g.holds).length
          return <Link key={g.key} to={paths.listings({ group: g.at })} aria-current={g === group && get('group') !== 'leads' ? 'page' : undefined}>{t(g.key)}{n !== undefined && <span className={`tab-count num ${g.late && n ? 'n-late' : ''}`}>{formatCount(n)}</span>}</Link>
        })}
        <Link to={paths.listings({ group: 'leads' })} aria-current={get('group') === 'leads' ? 'page' : undefined}>{t('lst.group.leads')}{leads.data && <span className="tab-count num">{formatCount(leads.data.length)}</span>}</Link>
      </nav>
      {get('group') === 'leads' ? <Leads grounds={grounds.data ?? []} /> : (
        <>
          <div className="filters" role="group" aria-label={t('common.filter')}>
            <SearchField value={get('q') ?? ''} onSearch={(v) => set({ q: v || undefined })} label={t('publ.search')} />
            <Select aria-label={t('lst.list')} placeholder={t('lst.list')} allowClear value={get('list')} options={options(orgLists, lang)} onChange={(v: string | undefined) => set({ list: v })} popupMatchSelectWidth={false} />
            <Select aria-label={t('lst.ground')} placeholder={t('lst.ground')} allowClear value={get('ground')} options={(grounds.data ?? []).map((g) => ({ value: g.id, label: `${g.id} ${lang === 'en' && g.english ? g.english : g.text}` }))} onChange={(v: string | undefined) => set({ ground: v })} popupMatchSelectWidth={false} classNames={{ popup: { root: 'select-long' } }} />
            <Select aria-label={t('case.stage')} placeholder={t('case.stage')} allowClear value={get('stage')} options={options(stages, lang, stagesOf.listing!.slice(0, 8))} onChange={(v: string | undefined) => set({ stage: v })} popupMatchSelectWidth={false} />
          </div>
          <Answered query={{ ...asked, data: asked.data?.filter((r) => group.holds(r) && holds(r)) }} rows={8}>
            {(rows) => rows.length === 0 ? (
              query.size > 0 ? <Empty action={<Button onClick={() => setQuery({}, { replace: true })}>{t('common.reset')}</Button>}>{t('lst.empty')}</Empty> : (
                <>
                  <Empty action={leads.data?.length ? <Link className="button-link button-primary" to={paths.listings({ group: 'leads' })}>{t('lst.emptyLeads', { n: leads.data.length })}</Link> : <p className="quiet">{t('lst.emptyAsk')}</p>}>{t('lst.emptyYet')}</Empty>
                  <Section id="sources" title={t('lst.sources')} flush><Sources grounds={grounds.data ?? []} leads={leads.data ?? []} /></Section>
                </>
              )
            ) : (
              <DataTable caption={t('lst.title')} rows={rows.slice(0, shown)} rowKey={(r) => r.case} foot={rows.length > shown && <div className="table-foot"><Button onClick={() => setShown(shown + 200)}>{t('common.loadMore')}</Button></div>} columns={[
                { key: 'ref', title: t('case.reference'), head: true, wrap: false, render: (r) => <Link className="ref" to={paths.case(r.case)}>{r.reference}</Link> },
                { key: 'name', title: t('reg.org'), render: (r) => <><Link to={paths.organization(r.org)}>{r.name}</Link> <span className="block num quiet">{r.uscc}</span></> },
                { key: 'list', title: t('lst.list'), render: (r) => <span className={r.stands ? (r.list === 'severe' ? 'mark mark-bad' : 'mark mark-warn') : 'quiet'}>{title(orgLists, r.list, lang)}</span> },
                { key: 'ground', title: t('lst.ground'), render: (r) => { const g = ground(r.ground); return g ? <GroundText g={asGround(g)} /> : r.ground } },
                { key: 'stage', title: t('case.stage'), wrap: false, render: (r) => <><StageTag stage={r.stage} />{r.move_step && <span className="block quiet">{t('lst.move')}：{t(`lst.step.${r.move_step}`)}</span>}</> },
                { key: 'listed', title: t('lst.listedOn'), wrap: false, render: (r) => <>{day(r.listed_on)}{r.since && r.since !== r.listed_on && <span className="block quiet">{t('lst.since')} <span className="num">{r.since}</span></span>}</> },
                { key: 'ends', title: t('lst.endsOn'), wrap: false, render: (r) => (r.stands && r.ends_on ? <>{day(r.ends_on)}<span className="block quiet">{t(r.list === 'severe' ? 'lst.endsRemove' : 'lst.endsMove')}</span></> : '—') },
              ]} />
            )}
          </Answered>
        </>
      )}
    </Page>
  )
}

/** For what an organization is listed, and where the leads to each ground come from. */
function Sources({ grounds, leads }: { grounds: ListGround[]; leads: OrgLead[] }) {
  const { t, lang } = useT()
  return (
    <>
      <p className="quiet card-pad">{t('lst.sourcesHint')}</p>
      <DataTable caption={t('lst.sources')} rows={grounds} rowKey={(g) => g.id} columns={[
        { key: 'ground', title: t('lst.ground'), head: true, render: (g) => <GroundText g={asGround(g)} /> },
        { key: 'list', title: t('lst.list'), wrap: false, render: (g) => title(orgLists, g.list, lang) },
        { key: 'source', title: t('lst.source'), render: (g) => t(g.id === 'AB-3' ? 'lst.src.AB-3' : `lst.src.${g.test ?? 'person'}`) },
        { key: 'leads', title: t('lst.sourceLeads'), wrap: false, align: 'right', render: (g) => { const n = leads.filter((x) => x.ground === g.id).length; return <span className={n ? 'num' : 'num quiet'}>{n ? formatCount(n) : '—'}</span> } },
      ]} />
    </>
  )
}

/** What the register speaks for and no file has taken up. */
function Leads({ grounds }: { grounds: ListGround[] }) {
  const { t, lang } = useT()
  const me = useMe()
  const asked = useQuery(queries.listingLeads())
  const [shown, setShown] = useState(20)
  const may = can(me, 'listing.open')
  return (
    <>
      <Section id="leads" title={<>{t('lst.leads')} <span className="num quiet">{asked.data && formatCount(asked.data.length)}</span></>} flush>
        <p className="quiet card-pad">{t('lst.leadsHint')}</p>
        <Answered query={asked} rows={4}>
          {(rows) => rows.length === 0 ? <p className="quiet card-pad">{t('lst.leadsNone')}</p> : (
            <DataTable caption={t('lst.leads')} rows={rows.slice(0, shown)} rowKey={(x) => `${x.org}/${x.key}`} foot={rows.length > shown && <div className="table-foot"><Button onClick={() => setShown(shown + 100)}>{t('lst.leadsMore', { n: Math.min(100, rows.length - shown) })}</Button></div>} columns={[
              { key: 'name', title: t('reg.org'), head: true, render: (x) => <Link to={paths.organization(x.org)}>{x.name}</Link> },
              { key: 'list', title: t('lst.list'), wrap: false, render: (x) => title(orgLists, x.list, lang) },
              { key: 'ground', title: t('lst.ground'), render: (x) => { const g = grounds.find((y) => y.id === x.ground); return g ? <GroundText g={asGround(g)} /> : x.ground } },
              { key: 'facts', title: t('lst.facts'), render: (x) => x.facts },
              { key: 'take', title: t('ele.what'), wrap: false, render: (x) => (may ? <Link to={paths.newListing({ party: x.org, ground: x.ground, lead: x.key })} aria-label={t('lst.takeUpOf', { name: x.name, ground: x.ground })}>{t('lst.takeUp')}</Link> : '—') },
            ]} />
          )}
        </Answered>
      </Section>
      <details className="card guide-fold"><summary><h2>{t('lst.sources')}</h2></summary><Sources grounds={grounds} leads={asked.data ?? []} /></details>
    </>
  )
}
