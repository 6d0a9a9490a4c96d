import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { SearchField } from '@/components/inputs'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type ScreenedQuery } from '@/lib/queries'
import { options, partyKinds, screenedStates, title } from '@/lib/titles'
import { CampaignFrame } from './campaign-frame'
import { Why } from './why'

/** The rows behind the sums of a screening: who was outside, missed, hit, and why. */
export function CleanupScreenedPage() {
  return <CampaignFrame at="screened">{(file) => <Rows file={file} />}</CampaignFrame>
}

function Rows({ file }: { file: CaseFile }) {
  const { t, lang } = useT()
  const id = file.case.id
  const k = file.case.cleanup!
  const [query, setQuery] = useSearchParams()
  const filter = Object.fromEntries(['q', 'state', 'criterion'].flatMap((n) => (query.get(n) ? [[n, query.get(n)!]] : []))) as Record<string, string | undefined>
  const asked = useInfiniteQuery(queries.cleanupScreened(id, filter as ScreenedQuery))
  const rows = asked.data?.pages.flatMap((p) => p.items)
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [n, v] of Object.entries(part)) if (v) next.set(n, v); else next.delete(n)
    return next
  }, { replace: true })
  const party = query.get('party')
  const named = rows?.find((r) => r.party === party)?.name
  const label = t('cln.whyOf', { name: named ?? '' })
  const names = new Map(k.rows.map((r) => [r.id, r.title]))
  return (
    <>
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <SearchField value={filter.q ?? ''} onSearch={(q) => set({ q: q || undefined })} label={t('cln.q')} />
        <Select aria-label={t('cln.result')} placeholder={t('cln.result')} allowClear popupMatchSelectWidth={false} value={filter.state} options={options(screenedStates, lang)} onChange={(v: string | undefined) => set({ state: v })} />
        <Select aria-label={t('cln.criterion')} placeholder={t('cln.criterion')} allowClear popupMatchSelectWidth={false} value={filter.criterion} options={k.rows.map((r) => ({ value: r.id, label: `${r.id} ${r.title}` }))} onChange={(v: string | undefined) => set({ criterion: v })} />
        <span className="quiet" role="status">{asked.data && t('common.totalRows', { n: formatCount(asked.data.pages[0]!.total) })}</span>
      </div>
      <Answered query={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }} rows={10}>
        {(list) => list.length === 0 ? <Empty>{t('cln.empty')}</Empty> : (
          <DataTable caption={t('cln.screened')} rows={list} rowKey={(r) => r.party} columns={[
            { key: 'name', title: t('cln.name'), head: true, render: (r) => <Link to={paths.organization(r.party)}>{r.name}</Link> },
            { key: 'uscc', title: t('reg.uscc'), wrap: false, render: (r) => <span className="num">{r.uscc || '—'}</span> },
            { key: 'town', title: t('case.township'), render: (r) => <>{r.township || '—'} <span className="quiet">{title(partyKinds, r.kind, lang)}</span></> },
            { key: 'state', title: t('cln.result'), render: (r) => <><span className={`badge ${r.state === 'hit' ? 'badge-late-soft' : r.state === 'outside' ? 'badge-ended' : r.unknown ? 'badge-soon' : 'badge-kept'}`}>{t(`cln.r.${r.state}` as Key)}{r.unknown && ` · ${t('cln.r.unknown')}`}</span> <span className="quiet">{r.why ?? r.hits?.map((h) => names.get(h) ?? h).join('；')}</span></> },
            { key: 'why', title: t('cln.whyOpen'), wrap: false, render: (r) => <Button size="small" onClick={() => set({ party: r.party })} aria-label={`${t('cln.whyOpen')} ${r.name}`}>{t('cln.whyOpen')}</Button> },
          ]} foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />
        )}
      </Answered>
      {party && (
        <Drawer open onClose={() => set({ party: undefined })} size={640} title={label} aria-label={label} closable={{ 'aria-label': t('common.close') }}>
          <p className="card-links"><span className="quiet">{t('cln.sumsOf', { d: k.cut_off })}</span> <Link to={paths.organization(party)}>{t('clr.orgPage')}</Link></p>
          <Why campaign={id} party={party} />
        </Drawer>
      )}
    </>
  )
}
