import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { components } from '@/api/schema'
import { Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { DateInput } from '@/components/inputs'
import { JsonAct } from '@/components/json-act'
import { Page } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT, type Words } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { competents, sanctionKinds, title } from '@/lib/titles'

type S = components['schemas']
const kinds = ['violations', 'circumstances', 'benchmarks', 'grounds', 'quorums', 'columns', 'ceilings'] as const
type Kind = (typeof kinds)[number]
interface Row { key: string; id: string; text: ReactNode; what: ReactNode; basis: ReactNode; status: string; from?: string; to?: string; raw: unknown }

const joined = (list: (string | false | undefined | null | 0)[]) => list.filter(Boolean).join(' · ')

function permitText(p: S['Permit'], { t, lang }: Words): string {
  return joined([title(sanctionKinds, p.kind, lang), t(p.must ? 'norm.must' : 'norm.may'), p.max_months && t('norm.months', { a: p.min_months ?? 0, b: p.max_months }), p.when && t(`norm.${p.when}`), p.person && t('norm.person'), p.one_of && `⇄ ${p.one_of}`, p.article])
}
function fineText(f: S['FineRule'], { t, lang }: Words): string {
  const bound = f.basis === 'gains' || f.basis === 'turnover'
    ? t('norm.times', { basis: t(`norm.${f.basis}`), a: (f.min_tenths ?? 0) / 10, b: (f.max_tenths ?? 0) / 10 })
    : `${formatFen(f.low_fen ?? 0)} – ${formatFen(f.high_fen ?? 0)} ${t('money.yuan')}`
  return joined([title(sanctionKinds, 'fine', lang), t(f.must ? 'norm.must' : 'norm.may'), bound, f.when && t(`norm.${f.when}`), f.person && t('norm.person'), f.article])
}
const list = (items: { text: string; open?: boolean }[]) => (items.length ? <ul className="reasons">{items.map((x, i) => <li key={i}>{x.text} {x.open && <Unconfirmed />}</li>)}</ul> : '—')

/** The rows of one kind, in what all kinds have in common. */
export function normTable(all: S['NormRows'], kind: Kind, w: Words): Row[] {
  const { t, pick, lang } = w
  const yuan = (fen: number) => `${formatFen(fen)} ${t('money.yuan')}`
  const row = (id: string, x: { status: string; valid_from?: string; valid_to?: string; note?: string }, text: ReactNode, what: ReactNode, basis: ReactNode): Row =>
    ({ key: `${id}/${x.valid_from ?? ''}`, id, text: <>{text}{x.note && <span className="quiet block">{x.note}</span>}</>, what, basis, status: x.status, from: x.valid_from, to: x.valid_to, raw: x })
  switch (kind) {
    case 'violations': return (all.violations ?? []).map((x) => row(x.id, x, <>{x.title} <span className="quiet">{title(competents, x.competent, lang)}</span></>,
      list([...(x.permits ?? []).map((p) => ({ text: permitText(p, w), open: p.status === 'unconfirmed' })), ...(x.fines ?? []).map((f) => ({ text: fineText(f, w), open: f.status === 'unconfirmed' }))]), <>{x.article.includes(x.law) ? x.article : `${x.law} ${x.article}`}{x.item && !x.article.includes(x.item) && ` ${x.item}`}</>))
    case 'circumstances': return (all.circumstances ?? []).map((x) => row(x.code, x, pick(x.text, x.english), t(`norm.${x.effect}`), x.article))
    case 'benchmarks': return (all.benchmarks ?? []).map((x) => row(`${x.violation} ${x.tier}`, x, x.text, joined([(x.kinds ?? []).map((k) => title(sanctionKinds, k, lang)).join('、'), x.high_pct !== undefined && `${x.low_pct ?? 0}–${x.high_pct}%`]) || '—', x.document))
    case 'grounds': return (all.grounds ?? []).map((x) => row(x.id, x, pick(x.text, x.english), joined([t(`norm.${x.for}`), x.kind && title(sanctionKinds, x.kind, lang), x.fen && t('norm.from', { fen: formatFen(x.fen) }), x.subject && t(`spot.${x.subject}`), x.region]), x.article))
    case 'quorums': return (all.quorums ?? []).map((x) => row(x.id, x, t('norm.quorums'), joined([t('norm.present', { a: x.present_num, b: x.present_den }), t('norm.agree', { a: x.agree_num, b: x.agree_den }), t('norm.least', { n: x.least })]), x.article))
    case 'columns': return (all.columns ?? []).map((x) => row(String(x.number), x, x.title, (x.kinds ?? []).map((k) => title(sanctionKinds, k, lang)).join('、') || '—', '—'))
    case 'ceilings': return (all.ceilings ?? []).map((x) => row(x.id, x, t(`norm.${x.use}`), joined([x.subject && t(`spot.${x.subject}`), x.times ? t('norm.atMost', { n: x.times }) : yuan(x.fen ?? 0)]), x.article))
  }
}

/** The law of sanctions: every row with its standing; who may, changes a row with a reason. */
export function NormsPage() {
  const w = useT()
  const { t } = w
  const me = useMe()
  const qc = useQueryClient()
  const [query, setQuery] = useSearchParams()
  const [edit, setEdit] = useState<{ row?: Row } | null>(null)
  const kind = kinds.find((k) => k === query.get('kind')) ?? 'violations'
  const on = query.get('on') ?? ''
  const open = query.get('status') === 'unconfirmed'
  const q = query.get('q') ?? ''
  const words = useDeferredValue(q.trim())
  const asked = useQuery({ ...queries.normRows({ on: on || undefined, status: open ? 'unconfirmed' : undefined, q: words || undefined }), placeholderData: keepPreviousData })
  const set = (k: string, v?: string) => setQuery((was) => { if (v) was.set(k, v); else was.delete(k); return was }, { replace: true })
  const may = can(me, 'norms.set')
  const at = (k: Kind) => { const p = new URLSearchParams(query); p.set('kind', k); return `?${p}` }
  return (
    <Page title={t('norm.title')} hint={t('norm.hint')} crumbs={[{ label: t('rules.title'), to: paths.rules }, { label: t('norm.title') }]}
      extra={may && <Button icon={<PlusOutlined aria-hidden />} onClick={() => setEdit({})}>{t('norm.new')}</Button>}>
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <Input type="search" className="filters-q" allowClear maxLength={60} aria-label={t('common.search')} placeholder={t('common.search')} value={q} onChange={(e) => set('q', e.target.value)} />
        <label className="filters-day"><span>{t('norm.on')}</span> <DateInput value={on || undefined} onChange={(d) => set('on', d)} /></label>
        <Checkbox checked={open} onChange={(e) => set('status', e.target.checked ? 'unconfirmed' : undefined)}>{t('clock.unconfirmed')}</Checkbox>
      </div>
      <Answered query={asked} rows={12}>
        {(all) => {
          const rows = normTable(all, kind, w)
          return (
            <>
              <nav className="tabs" aria-label={t('norm.kinds')}>
                {kinds.map((k) => <Link key={k} to={at(k)} replace aria-current={k === kind ? 'page' : undefined}>{t(`norm.${k}` as Key)} <span className="num">{all[k]?.length ?? 0}</span></Link>)}
              </nav>
              {rows.length === 0 ? <Empty>{t('norm.empty')}</Empty> : (
                <DataTable caption={t(`norm.${kind}` as Key)} rows={rows} rowKey={(r, i) => `${r.key}${i}`} columns={[
                  { key: 'id', title: t('norm.id'), head: true, wrap: false, render: (r) => <span className="num">{r.id}</span> },
                  { key: 'text', title: t('norm.name'), render: (r) => <>{r.text} {r.status !== 'confirmed' && <Unconfirmed />}</> },
                  { key: 'what', title: t('norm.what'), render: (r) => r.what },
                  { key: 'basis', title: t('norm.basis'), render: (r) => r.basis },
                  { key: 'valid', title: t('rules.valid'), wrap: false, render: (r) => <span className="num">{r.from || r.to ? `${r.from ?? ''} – ${r.to ?? ''}` : t('rules.always')}</span> },
                  ...(may ? [{ key: 'edit', title: t('norm.edit'), wrap: false, render: (r: Row) => <Button size="small" aria-label={t('norm.editOf', { id: r.id })} onClick={() => setEdit({ row: r })}>{t('norm.edit')}</Button> }] : []),
                ]} />
              )}
            </>
          )
        }}
      </Answered>
      {edit && (
        <JsonAct act={{ name: 'norms.set', title: '设置处罚规范', english: 'Set the law of sanctions' }} caseId="norms" hint={t('norm.editHint')} initial={JSON.stringify(edit.row?.raw ?? blank[kind], null, 2)}
          toData={(value, reason) => ({ [kind]: [value], reason })} onClose={() => setEdit(null)}
          onDone={() => { for (const k of ['norms', 'violations', 'range', 'case']) void qc.invalidateQueries({ queryKey: [k] }) }} />
      )}
    </Page>
  )
}

// What a new row starts from: its fields, to be filled. A row that nobody has checked is unconfirmed.
const blank: Record<Kind, object> = {
  violations: { id: '', title: '', competent: 'bureau', law: '', article: '', permits: [{ kind: 'warning' }], fines: [], status: 'unconfirmed', valid_from: '' },
  circumstances: { code: '', text: '', english: '', effect: 'lighten', article: '', status: 'unconfirmed' },
  benchmarks: { violation: '', tier: '', text: '', document: '', kinds: [], low_pct: 0, high_pct: 30, status: 'unconfirmed' },
  grounds: { id: '', for: 'hearing', when: 'kind', kind: 'fine', fen: 0, text: '', english: '', article: '', status: 'unconfirmed' },
  quorums: { id: '', present_num: 2, present_den: 3, least: 2, agree_num: 1, agree_den: 2, agree_over: true, article: '', status: 'unconfirmed' },
  columns: { number: 0, rank: 0, title: '', kinds: [], status: 'unconfirmed' },
  ceilings: { id: '', use: 'spot', subject: 'natural', fen: 0, article: '', status: 'unconfirmed' },
}
