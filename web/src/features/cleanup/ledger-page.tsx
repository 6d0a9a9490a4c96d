import { CloseOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useEffect } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { SearchField } from '@/components/inputs'
import { StageTag } from '@/components/links'
import { PersonSelect, usePeople } from '@/components/pickers'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { clearOutcomes, cleanupStates, dispositions, options, partyKinds, stages, stagesOf, title } from '@/lib/titles'
import { CampaignFrame } from './campaign-frame'
import { asQuery, filterOf, keepFilter, ledgerFilters, type LedgerFilter } from './ledger'

const labels: Record<(typeof ledgerFilters)[number], Key> = { q: 'common.search', state: 'cln.state', stage: 'case.stage', disposition: 'cln.way', outcome: 'cln.outcome', criterion: 'cln.criterion', owner: 'case.handler', township: 'case.township' }

/** A filter in words. */
export function useFilterText(file?: CaseFile) {
  const { t, lang } = useT()
  const people = usePeople()
  const value = (k: string, v: string) => ({
    state: () => title(cleanupStates, v, lang), stage: () => title(stages, v, lang), disposition: () => title(dispositions, v, lang), outcome: () => title(clearOutcomes, v, lang), owner: () => people.get(v)?.name ?? v,
    criterion: () => file?.case.cleanup?.rows.find((r) => r.id === v)?.title ?? v,
  } as Record<string, () => string>)[k]?.() ?? v
  return { one: (k: (typeof ledgerFilters)[number], v: string) => `${t(labels[k])}：${value(k, v)}`, all: (f: LedgerFilter) => ledgerFilters.flatMap((k) => (f[k] ? [value(k, f[k])] : [])).join('、') || t('cln.all') }
}

/** Every organization of the list, one a line, and how it stands. */
export function CleanupLedgerPage() {
  return <CampaignFrame at="ledger">{(file) => <Ledger file={file} />}</CampaignFrame>
}

function Ledger({ file }: { file: CaseFile }) {
  const { t, lang } = useT()
  const me = useMe()
  const id = file.case.id
  const k = file.case.cleanup!
  const [query, setQuery] = useSearchParams()
  const filter = filterOf(query)
  const words = useFilterText(file)
  const asked = useInfiniteQuery(queries.cleanupLedger(id, asQuery(filter)))
  const rows = asked.data?.pages.flatMap((p) => p.items)
  const first = rows?.find((r) => r.case)
  useEffect(() => { keepFilter(id, filterOf(query)) }, [id, query])
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [n, v] of Object.entries(part)) if (v) next.set(n, v); else next.delete(n)
    return next
  }, { replace: true })
  const pick = (n: keyof typeof labels, opts: { value: string; label: string }[]) => <Select aria-label={t(labels[n])} placeholder={t(labels[n])} allowClear showSearch={opts.length > 8 ? { optionFilterProp: 'label' } : undefined} popupMatchSelectWidth={false} value={filter[n]} options={opts} onChange={(v: string | undefined) => set({ [n]: v })} />
  const may = new Set((file.allowed_acts ?? []).filter((a) => !a.refused).map((a) => a.name))
  const active = ledgerFilters.filter((n) => filter[n])
  return (
    <>
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <SearchField value={filter.q ?? ''} onSearch={(q) => set({ q: q || undefined })} label={t('cln.q')} />
        {pick('state', options(cleanupStates, lang))}
        {pick('stage', options(stages, lang, stagesOf.clearance))}
        {pick('disposition', options(dispositions, lang))}
        {pick('outcome', options(clearOutcomes, lang))}
        {pick('criterion', k.rows.map((r) => ({ value: r.id, label: `${r.id} ${r.title}` })))}
        {(me.agency.townships?.length ?? 0) > 0 && pick('township', me.agency.townships!.map((s) => ({ value: s, label: s })))}
        <PersonSelect aria-label={t('case.handler')} placeholder={t('case.handler')} value={filter.owner} onChange={(v?: string) => set({ owner: v })} role="officer" known={file.people} />
      </div>
      {active.length > 0 && (
        <ul className="chips" aria-label={t('common.filter')}>
          {active.map((n) => { const text = words.one(n, filter[n]!); return <li key={n}><button type="button" className="chip" onClick={() => set({ [n]: undefined })} aria-label={`${t('common.remove')} ${text}`}>{text}<CloseOutlined aria-hidden /></button></li> })}
          {active.length > 1 && <li><Button type="link" size="small" onClick={() => setQuery({}, { replace: true })}>{t('common.reset')}</Button></li>}
        </ul>
      )}
      <div className="ledger-bar">
        <span className="quiet" role="status">{asked.data && t('common.totalRows', { n: formatCount(asked.data.pages[0]!.total) })}</span>
        {first && <Link className="button-link button-primary" to={paths.case(first.case!)}>{t(file.case.closed_on ? 'cln.goThrough' : 'cln.begin')}</Link>}
        {may.has('cleanup.add_item') && <Link className="button-link" to={paths.act(id, 'cleanup.add_item')}>{t('cln.added')}</Link>}
      </div>
      <Answered query={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }} rows={10}>
        {(list) => list.length === 0 ? <Empty action={active.length > 0 && <Button onClick={() => setQuery({}, { replace: true })}>{t('common.reset')}</Button>}>{t('cln.empty')}</Empty> : (
          <DataTable caption={t('cln.ledger')} rows={list} rowKey={(r) => r.party} columns={[
            { key: 'name', title: t('cln.name'), head: true, render: (r) => <Link to={r.case ? paths.case(r.case) : paths.organization(r.party)}>{r.name}</Link> },
            { key: 'kind', title: t('case.township'), render: (r) => <>{r.township || '—'} <span className="quiet">{title(partyKinds, r.kind, lang)}</span></> },
            { key: 'hits', title: t('cln.hits'), render: (r) => <>{r.hits.map((h) => <span key={h} className="mark" title={k.rows.find((x) => x.id === h)?.title}>{h}</span>)}{r.added && <span className="quiet">{t('cln.byHand', { why: r.added })}</span>}</> },
            { key: 'stage', title: t('case.stage'), render: (r) => r.removed ? <span className="mark">{t('cln.takenOff', { why: r.removed })}</span> : r.stage ? <StageTag stage={r.stage} text={r.stage_title} /> : <>{t('cln.unopened')} {may.has('cleanup.remove_item') && <Link to={paths.act(id, 'cleanup.remove_item', { party: r.party })} aria-label={`${t('cln.takeOff')} ${r.name}`}>{t('cln.takeOff')}</Link>}</> },
            { key: 'way', title: t('cln.outcome'), render: (r) => <>{r.outcome ? title(clearOutcomes, r.outcome, lang) : r.disposition ? title(dispositions, r.disposition, lang) : '—'}{r.earlier && <span className="block quiet">{t('cln.was', { o: title(clearOutcomes, r.earlier, lang) })}</span>}{r.objected && <> <span className="mark mark-warn">{t('cln.objected')}</span></>}{r.lost && <> <span className="mark">{t('cln.lost')}</span></>}</> },
            { key: 'due', title: t('case.clock'), wrap: false, render: (r) => r.closed_on ? <span className="num quiet">{t('clr.closed', { d: r.closed_on })}</span> : r.due ? <span className={r.due < me.today ? 'num n-late' : 'num'}>{r.due}{r.due < me.today && ` ${t('cln.overdue')}`}</span> : '—' },
            { key: 'owner', title: t('case.handler'), wrap: false, render: (r) => r.owner_name || r.owner || '—' },
            { key: 'why', title: t('cln.whyOpen'), wrap: false, render: (r) => <Link to={paths.cleanupScreened(id, { party: r.party })} aria-label={`${t('cln.whyOpen')} ${r.name}`}>{t('cln.whyOpen')}</Link> },
          ]} foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />
        )}
      </Answered>
    </>
  )
}
