import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ActDrawer } from '@/components/act-drawer'
import { CaseTable } from '@/components/case-table'
import { DataTable } from '@/components/data-table'
import { Page } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { options, partyKinds, title } from '@/lib/titles'
import { ImportDrawer } from './import-drawer'

/** The register of those the bureau deals with. */
export function PartiesPage() {
  const { t, lang } = useT()
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const [open, setOpen] = useState<'new' | 'import' | null>(null)
  const filter = { q: query.get('q') ?? undefined, kind: query.get('kind') ?? undefined, township: query.get('township') ?? undefined }
  const asked = useInfiniteQuery(queries.parties(filter as Parameters<typeof queries.parties>[0]))
  const rows = asked.data?.pages.flatMap((p) => p.items ?? [])
  const chosen = query.get('party')
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const [word, setWord] = useState(filter.q ?? '')
  useEffect(() => {
    if (word.trim() === (query.get('q') ?? '')) return
    const timer = setTimeout(() => set({ q: word.trim() || undefined }), 300)
    return () => clearTimeout(timer)
  })
  return (
    <Page title={t('parties.title')} hint={asked.data && t('common.totalRows', { n: formatCount(asked.data.pages[0]!.total) })} extra={can(me, 'party.register') && (
      <>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>{t('parties.new')}</Button>
        <Button icon={<ImportOutlined aria-hidden />} onClick={() => setOpen('import')}>{t('parties.import')}</Button>
      </>
    )}>
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <Input type="search" className="filters-q" allowClear aria-label={t('parties.name')} placeholder={t('parties.name')} value={word} onChange={(e) => setWord(e.target.value)} />
        <Select aria-label={t('parties.kind')} placeholder={t('parties.kind')} allowClear value={filter.kind} options={options(partyKinds, lang)} onChange={(v: string | undefined) => set({ kind: v })} />
        {(me.agency.townships?.length ?? 0) > 0 && <Select aria-label={t('case.township')} placeholder={t('case.township')} allowClear showSearch value={filter.township} options={me.agency.townships.map((s) => ({ value: s, label: s }))} onChange={(v: string | undefined) => set({ township: v })} />}
      </div>
      <Answered query={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }} rows={10}>
        {(list) => list.length === 0 ? <Empty>{t('parties.empty')}</Empty> : (
          <DataTable caption={t('parties.title')} rows={list} rowKey={(p) => p.id} columns={[
            { key: 'name', title: t('parties.name'), head: true, render: (p) => <button type="button" className="link" onClick={() => set({ party: p.id })}>{p.name}</button> },
            { key: 'kind', title: t('parties.kind'), wrap: false, render: (p) => title(partyKinds, p.kind, lang) },
            { key: 'township', title: t('case.township'), wrap: false, render: (p) => p.township || '—' },
            { key: 'address', title: t('parties.address'), render: (p) => p.address || '—' },
            { key: 'uscc', title: t('parties.uscc'), wrap: false, render: (p) => <span className="num">{p.uscc || '—'}</span> },
            { key: 'files', title: t('parties.history'), wrap: false, render: (p) => <Link to={paths.cases({ party: p.id })} aria-label={`${p.name} ${t('parties.history')}`}>{t('parties.history')}</Link> },
          ]} foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />
        )}
      </Answered>
      {open === 'new' && (
        <ActDrawer act={{ name: 'party.register', title: '登记当事人', english: 'Register a party' }} onClose={() => setOpen(null)}>
          {() => <PartyFields />}
        </ActDrawer>
      )}
      {open === 'import' && <ImportDrawer onClose={() => setOpen(null)} />}
      {chosen && <PartyDrawer id={chosen} onClose={() => set({ party: undefined })} />}
    </Page>
  )
}

function PartyFields() {
  const { t, lang } = useT()
  const me = useMe()
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <>
      <Form.Item name="kind" label={t('parties.kind')} rules={need(t('parties.kind'))}><Select options={options(partyKinds, lang)} /></Form.Item>
      <Form.Item name="name" label={t('parties.name')} rules={need(t('parties.name'))}><Input maxLength={120} /></Form.Item>
      <Form.Item name="uscc" label={t('parties.uscc')}><Input maxLength={18} /></Form.Item>
      <Form.Item name="township" label={t('case.township')}><Select allowClear showSearch options={(me.agency.townships ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
      <Form.Item name="address" label={t('parties.address')}><Input maxLength={200} /></Form.Item>
      <Form.Item name="contact" label={t('parties.contact')}><Input maxLength={60} /></Form.Item>
      <Form.Item name="phone" label={t('parties.phone')}><Input maxLength={30} type="tel" /></Form.Item>
    </>
  )
}

function PartyDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, lang } = useT()
  const me = useMe()
  const asked = useQuery(queries.party(id))
  const [amend, setAmend] = useState(false)
  const p = asked.data
  if (amend && p) {
    const { kind, name, uscc, township, address, contact, phone } = p
    return (
      <ActDrawer act={{ name: 'party.amend', title: '变更当事人信息', english: 'Amend a party' }} caseId={id} initial={{ kind, name, uscc, township, address, contact, phone }} onClose={() => setAmend(false)}>
        {() => <><PartyFields /><Form.Item name="reason" label={t('parties.amendReason')} rules={[{ required: true, message: `${t('parties.amendReason')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={200} /></Form.Item></>}
      </ActDrawer>
    )
  }
  return (
    <Drawer open onClose={onClose} size={760} title={p?.name ?? t('parties.title')} aria-label={p?.name ?? t('parties.title')} closable={{ 'aria-label': t('common.close') }}>
      <Answered query={asked}>
        {(x) => (
          <>
            <dl className="facts facts-wide">
              <div><dt>{t('parties.kind')}</dt><dd>{title(partyKinds, x.kind, lang)}</dd></div>
              <div><dt>{t('case.township')}</dt><dd>{x.township || '—'}</dd></div>
              <div><dt>{t('parties.uscc')}</dt><dd className="num">{x.uscc || '—'}</dd></div>
              <div><dt>{t('parties.address')}</dt><dd>{x.address || '—'}</dd></div>
              <div><dt>{t('parties.contact')}</dt><dd>{x.contact || '—'}</dd></div>
              <div><dt>{t('parties.phone')}</dt><dd className="num">{x.phone || '—'}</dd></div>
            </dl>
            <p className="act-buttons">
              {can(me, 'party.amend') && <Button onClick={() => setAmend(true)}>{t('parties.amend')}</Button>}
              {can(me, 'inspection.assign') && <Link className="button-link" to={paths.newInspection(x.id)}>{t('parties.inspect')}</Link>}
            </p>
            <h2 className="drawer-head">{t('parties.history')}</h2>
            {x.history?.length ? <CaseTable caption={t('parties.history')} rows={x.history} procedure /> : <Empty>{t('case.empty')}</Empty>}
          </>
        )}
      </Answered>
    </Drawer>
  )
}
