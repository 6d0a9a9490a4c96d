import { DownloadOutlined, GlobalOutlined, ImportOutlined, PaperClipOutlined, PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { components } from '@/api/schema'
import { ActDrawer } from '@/components/act-drawer'
import { ActFields } from '@/components/act-fields'
import { DataTable } from '@/components/data-table'
import { Page } from '@/components/page'
import { Answered, Empty, Wrong } from '@/components/states'
import { upload } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { uuid } from '@/lib/idempotency'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { api, paths } from '@/lib/paths'
import { queries, type OrganizationQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { options, orgKinds, orgModes, orgStatuses, title } from '@/lib/titles'
import { registerActs } from './acts'

type Row = components['schemas']['OrganizationRow']
type Counts = components['schemas']['OrganizationCounts']
type Import = components['schemas']['OrganizationImport']

/** The numbers above the list; each leads to the list it counts. */
const figures: { key: Key; of: keyof Counts; query: Record<string, string>; late?: boolean }[] = [
  { key: 'reg.all', of: 'all', query: {} }, { key: 'reg.associations', of: 'associations', query: { kind: 'association' } }, { key: 'reg.serviceOrgs', of: 'service_orgs', query: { kind: 'service_org' } },
  { key: 'reg.direct', of: 'direct', query: { mode: 'direct' } }, { key: 'reg.charities', of: 'charities', query: { charity: 'true' } },
  { key: 'reg.overdue', of: 'overdue', query: { overdue: 'true', sort: 'term' }, late: true }, { key: 'reg.expired', of: 'expired', query: { expired: 'true' }, late: true }, { key: 'reg.repPending', of: 'rep_pending', query: { rep_pending: 'true' }, late: true },
  { key: 'reg.abnormal', of: 'abnormal', query: { listed: 'abnormal' }, late: true }, { key: 'reg.severe', of: 'severe', query: { listed: 'severe' }, late: true },
  { key: 'reg.stopped', of: 'stopped', query: { status: 'stopped' } }, { key: 'reg.liquidating', of: 'liquidating', query: { status: 'liquidating' } }, { key: 'reg.revoked', of: 'revoked', query: { status: 'revoked' } }, { key: 'reg.deregistered', of: 'deregistered', query: { status: 'deregistered' } },
]
const words = ['q', 'kind', 'status', 'mode', 'supervisor', 'township', 'listed', 'sort'] as const
const flags = ['overdue', 'expired', 'rep_pending', 'charity'] as const

/** The register of social organizations. */
export function RegisterPage() {
  const { t, lang } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const [open, setOpen] = useState<'new' | 'import' | null>(null)
  const filter: Record<string, string | boolean | undefined> = {}
  for (const k of words) filter[k] = query.get(k) ?? undefined
  for (const k of flags) filter[k] = query.get(k) === 'true' || undefined
  const asked = useInfiniteQuery(queries.organizations(filter as OrganizationQuery))
  const first = asked.data?.pages[0]
  const rows = asked.data?.pages.flatMap((p) => p.items)
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const [word, setWord] = useState(query.get('q') ?? '')
  useEffect(() => {
    if (word.trim() === (query.get('q') ?? '')) return
    const timer = setTimeout(() => set({ q: word.trim() || undefined }), 300)
    return () => clearTimeout(timer)
  })
  const pick = (k: string, label: Key, opts: { value: string; label: string }[]) => (
    <Select aria-label={t(label)} placeholder={t(label)} allowClear showSearch={opts.length > 8 ? { optionFilterProp: 'label' } : undefined} value={query.get(k) ?? undefined} options={opts} onChange={(v: string | undefined) => set({ [k]: v })} />
  )
  const plain = (list: string[] | undefined) => (list ?? []).map((s) => ({ value: s, label: s }))
  const table = Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined))
  return (
    <Page title={t('reg.title')} hint={first && t('common.totalRows', { n: formatCount(first.total) })} extra={(
      <>
        {can(me, 'party.enter_organization') && <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>{t('reg.enter')}</Button>}
        {can(me, 'party.enter_organization') && <Button icon={<ImportOutlined aria-hidden />} onClick={() => setOpen('import')}>{t('reg.import')}</Button>}
        <a className="button-link" href={api.organizationsTable('xlsx', table)} download><DownloadOutlined aria-hidden /> {t('reg.xlsx')}</a>
        <a className="button-link" href={api.organizationsTable('csv', table)} download>{t('reg.csv')}</a>
        <Link className="button-link" to={paths.publicOrganizations()}><GlobalOutlined aria-hidden /> {t('reg.publicPage')}</Link>
      </>
    )}>
      {first?.counts && (
        <ul className="chips" aria-label={t('common.filter')}>
          {figures.filter((f) => f.of === 'all' || (first.counts![f.of] as number) > 0).map((f) => (
            <li key={f.key}><Link className="chip" to={paths.organizations(f.query)}>{t(f.key)} <strong className={f.late ? 'num n-late' : 'num'}>{formatCount(first.counts![f.of] as number)}</strong></Link></li>
          ))}
        </ul>
      )}
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <Input type="search" className="filters-q" allowClear aria-label={t('reg.search')} placeholder={t('reg.search')} value={word} onChange={(e) => setWord(e.target.value)} />
        {pick('kind', 'reg.kind', options(orgKinds, lang))}
        {pick('status', 'reg.status', options(orgStatuses, lang))}
        {pick('mode', 'reg.mode', options(orgModes, lang))}
        {pick('supervisor', 'reg.supervisor', plain(first?.counts?.supervisors))}
        {pick('township', 'case.township', plain(first?.counts?.townships))}
        {pick('listed', 'reg.listed', [{ value: 'any', label: t('common.all') }, { value: 'abnormal', label: t('reg.abnormal') }, { value: 'severe', label: t('reg.severe') }])}
        {pick('sort', 'reg.sort', [{ value: 'name', label: t('reg.sortName') }, { value: 'registered', label: t('reg.sortRegistered') }, { value: 'term', label: t('reg.sortTerm') }])}
        {([['overdue', 'reg.overdue'], ['expired', 'reg.expired'], ['rep_pending', 'reg.repPending'], ['charity', 'reg.charity']] as const).map(([k, label]) => (
          <Checkbox key={k} checked={query.get(k) === 'true'} onChange={(e) => set({ [k]: e.target.checked ? 'true' : undefined })}>{t(label)}</Checkbox>
        ))}
      </div>
      <Answered query={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }} rows={10}>
        {(list) => list.length === 0 ? <Empty>{t('reg.empty')}</Empty> : (
          <DataTable caption={t('reg.title')} rows={list} rowKey={(o) => o.id} columns={[
            { key: 'name', title: t('reg.name'), head: true, render: (o) => <Link to={paths.organization(o.id)}>{o.name}</Link> },
            { key: 'kind', title: t('reg.kind'), wrap: false, render: (o) => title(orgKinds, o.kind, lang) },
            { key: 'uscc', title: t('reg.uscc'), wrap: false, render: (o) => <span className="num">{o.uscc || '—'}</span> },
            { key: 'status', title: t('reg.status'), wrap: false, render: (o) => <Status of={o.status} /> },
            { key: 'rep', title: t('reg.legalRep'), wrap: false, render: (o) => o.legal_rep },
            { key: 'supervisor', title: t('reg.supervisor'), render: (o) => o.supervisor || title(orgModes, o.mode, lang) },
            { key: 'registered', title: t('reg.registeredOn'), wrap: false, render: (o) => <span className="num">{o.registered_on ?? '—'}</span> },
            { key: 'term', title: t('reg.termUntil'), wrap: false, render: (o) => <span className={late(o, o.term_until, me.today) ? 'num n-late' : 'num'}>{o.term_until ?? '—'}</span> },
            { key: 'marks', title: t('reg.marks'), render: (o) => <Marks o={o} today={me.today} /> },
          ]} foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />
        )}
      </Answered>
      {open === 'new' && (
        <ActDrawer act={{ name: 'party.enter_organization', title: '录入社会组织', english: 'Enter an organization' }} initial={{ kind: 'association', mode: 'dual', district: me.agency.region }} toData={registerActs['party.enter_organization']!.toData}
          onClose={() => setOpen(null)} onDone={(r) => void navigate(paths.organization(r.case))}>
          {(values) => <><p className="quiet">{t('reg.enterHint')}</p><ActFields fields={registerActs['party.enter_organization']!.fields} values={values} /></>}
        </ActDrawer>
      )}
      {open === 'import' && <ImportDrawer onClose={() => setOpen(null)} />}
    </Page>
  )
}

const ended = (status: string) => ['deregistered', 'annulled', 'merged'].includes(status)
const late = (o: Row, until: string | undefined, today: string) => !!until && until < today && !ended(o.status)

/** How an organization stands, as a mark unless it is in order. */
export function Status({ of }: { of: string }) {
  const { lang } = useT()
  const name = title(orgStatuses, of, lang)
  if (of === 'active') return <>{name}</>
  return <span className={ended(of) ? 'mark' : 'mark mark-bad'}>{name}</span>
}

function Marks({ o, today }: { o: Row; today: string }) {
  const { t } = useT()
  const marks: [boolean, Key, string][] = [
    [o.severe, 'reg.severe', 'mark mark-bad'], [o.abnormal, 'reg.abnormal', 'mark mark-warn'], [late(o, o.term_until, today), 'reg.overdue', 'mark mark-warn'], [late(o, o.certificate_until, today), 'reg.expired', 'mark mark-warn'],
    [o.rep_pending, 'reg.repPending', 'mark mark-warn'], [o.charity, 'reg.charity', 'mark'],
  ]
  const shown = marks.filter(([on]) => on)
  return shown.length ? <>{shown.map(([, key, cls]) => <span key={key}><span className={cls}>{t(key)}</span> </span>)}</> : <>—</>
}

const tones: Record<string, string> = { ok: 'badge-plain', completes: 'badge-plain', recorded: 'badge-kept', already: 'badge-ended', duplicate: 'badge-soon', wrong: 'badge-late' }

/** Organizations from a table: every row is tried and reported before anything is entered. */
function ImportDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const qc = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [result, setResult] = useState<Import>()
  const key = useRef('')
  const send = async (f: File, dry: boolean) => {
    setBusy(true)
    setError(undefined)
    try {
      setResult(await upload<Import>('/organizations/import', f, { query: { dry_run: dry }, ...(dry ? {} : { key: key.current }) }))
      if (!dry) void qc.invalidateQueries({ queryKey: ['organizations'] })
    } catch (err) {
      setError(err)
    } finally {
      setBusy(false)
    }
  }
  const choose = (f: File | undefined) => {
    if (!f) return
    key.current = uuid()
    setFile(f)
    setResult(undefined)
    void send(f, true)
  }
  const ready = result?.dry_run ? result.ok + result.completes : 0
  return (
    <Drawer open onClose={onClose} size={860} title={t('reg.importTitle')} aria-label={t('reg.importTitle')} closable={{ 'aria-label': t('common.close') }}>
      <p className="quiet">{t('reg.importHint')}</p>
      <div className="uploads-head">
        <Button type={ready ? 'default' : 'primary'} icon={<PaperClipOutlined aria-hidden />} loading={busy} onClick={() => input.current?.click()}>{t('import.file')}</Button>
        <input ref={input} type="file" hidden aria-label={t('import.file')} accept=".xlsx,.csv" onChange={(e) => { choose(e.target.files?.[0]); e.target.value = '' }} />
        {file && <span>{file.name}</span>}
        {file && ready > 0 && <Button type="primary" loading={busy} onClick={() => void send(file, false)}>{t('reg.importRun', { n: ready })}</Button>}
      </div>
      {error !== undefined && <Wrong error={error} />}
      {result && (
        <>
          <p role="status" className={result.dry_run ? 'notice notice-block' : 'notice notice-good'}>{result.dry_run ? t('reg.importSummary', { ok: result.ok, completes: result.completes, already: result.already, duplicates: result.duplicates, wrong: result.wrong }) : t('reg.importDone', { n: result.recorded })}</p>
          <DataTable caption={t('reg.result')} rows={result.lines} rowKey={(l) => String(l.row)} columns={[
            { key: 'row', title: t('reg.row'), head: true, align: 'right', width: 56, render: (l) => <span className="num">{l.row}</span> },
            { key: 'name', title: t('reg.name'), render: (l) => (l.party ? <Link to={paths.organization(l.party)}>{l.name}</Link> : l.name) },
            { key: 'uscc', title: t('reg.uscc'), wrap: false, render: (l) => <span className="num">{l.uscc || '—'}</span> },
            { key: 'result', title: t('reg.result'), render: (l) => (
              <>
                <span className={`badge ${tones[l.result]}`}>{t(`reg.r.${l.result}` as Key)}</span> {l.because && <span className="quiet">{l.because}</span>}
                {l.faults && <ul className="plain-list">{l.faults.map((f, i) => <li key={i}>{f.message}</li>)}</ul>}
              </>
            ) },
          ]} />
        </>
      )}
    </Drawer>
  )
}
