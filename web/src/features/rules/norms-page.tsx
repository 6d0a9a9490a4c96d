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
import { checkKinds, cleanupKinds, competents, orgLists, orgModes, regItems, regKinds, sanctionKinds, title } from '@/lib/titles'

type S = components['schemas']
const groups = {
  sanctions: ['violations', 'circumstances', 'benchmarks', 'grounds', 'quorums', 'columns', 'ceilings'],
  registration: ['materials', 'conditions', 'refusals', 'registration_needs'],
  supervision: ['check_grounds', 'check_limits', 'list_grounds'],
  cleanup: ['cleanup_criteria', 'cleanup_points', 'cleanup_dispositions', 'cleanup_bases'],
} as const
type Group = keyof typeof groups
type Kind = (typeof groups)[Group][number]
const groupNames = Object.keys(groups) as Group[]
const kinds: Kind[] = groupNames.flatMap((g) => [...groups[g]])
interface Row { key: string; id: string; text: ReactNode; what: ReactNode; basis: ReactNode; source?: string; status: string; from?: string; to?: string; raw: unknown }

const matterNames = { ...regKinds, replace: ['补领证书', 'Replacement'] } satisfies typeof regKinds
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
  const row = (id: string, x: { status: string; valid_from?: string; valid_to?: string; note?: string; source?: string }, text: ReactNode, what: ReactNode, basis: ReactNode): Row =>
    ({ key: `${id}/${x.valid_from ?? ''}`, id, text: <>{text}{x.note && <span className="quiet block">{x.note}</span>}</>, what, basis, source: x.source, status: x.status, from: x.valid_from, to: x.valid_to, raw: x })
  const who = (subjects?: string[] | null) => (subjects ?? []).map((k) => title(checkKinds, k, lang)).join('、')
  const matters = (x: { for?: string[] | null; items?: string[] | null; subjects?: string[] | null; mode?: string }) =>
    joined([(x.for ?? []).map((k) => title(matterNames, k, lang)).join('、'), x.items?.length && x.items.map((k) => title(regItems, k, lang)).join('、'), who(x.subjects), x.mode && title(orgModes, x.mode, lang)])
  const campaigns = (x: { for?: string[] | null; subjects?: string[] | null; violations?: string[] | null }) => joined([(x.for ?? []).map((k) => title(cleanupKinds, k, lang)).join('、'), who(x.subjects), (x.violations ?? []).join('、')])
  switch (kind) {
    case 'materials': return (all.materials ?? []).map((x) => row(x.key, x, <>{x.title} {x.main && <span className="mark">{t('reg.main')}</span>}{x.optional && <span className="mark">{t('reg.optional')}</span>}</>, matters(x), x.article))
    case 'conditions': return (all.conditions ?? []).map((x) => row(x.id, x, x.title, joined([matters(x), x.persons && t('norm.persons', { n: x.persons }), x.units && t('norm.units', { n: x.units }), x.mixed && t('norm.mixed', { n: x.mixed }), x.fen && t('norm.from', { fen: formatFen(x.fen) }), x.of ? t('norm.share', { a: x.least ?? 0, b: x.of }) : x.least && t('norm.min', { n: x.least }), x.most && t('norm.max', { n: x.most })]), x.article))
    case 'refusals': return (all.refusals ?? []).map((x) => row(x.id, x, x.text, joined([matters(x), x.fraud && t('norm.warned')]), x.article))
    case 'registration_needs': return (all.registration_needs ?? []).map((x) => row(x.id, x, pick(x.text, x.english), joined([t(`norm.${x.step}`), matters(x), t(`norm.when.${x.when}` as Key)]), x.article))
    case 'check_grounds': return (all.check_grounds ?? []).map((x) => row(x.id, x, x.text, joined([x.always ? t('chk.always') : t('norm.byGravity'), who(x.subjects), x.flag && t('norm.flagged')]), x.article))
    case 'check_limits': return (all.check_limits ?? []).map((x) => row(x.id, x, joined([t(x.count === 'missed' ? 'norm.missedYears' : 'norm.failedYears', { n: x.years }), x.in_row && t('norm.inRow')]), joined([who(x.subjects), x.violation]), x.article))
    case 'list_grounds': return (all.list_grounds ?? []).map((x) => row(x.id, x, pick(x.text, x.english), joined([title(orgLists, x.list, lang), x.fen && `${yuan(x.fen)}`, x.times && t('norm.timesN', { n: x.times }), x.auto && t('norm.auto'), x.ended && t('norm.ended')]), x.article))
    case 'cleanup_criteria': return (all.cleanup_criteria ?? []).map((x) => row(x.id, x, x.title, joined([campaigns(x), x.years && t('norm.years', { n: x.years }), x.check_years?.length && x.check_years.join('、'), x.since && t('norm.since', { day: x.since }), x.months && t('norm.lookBack', { n: x.months })]), x.article))
    case 'cleanup_points': return (all.cleanup_points ?? []).map((x) => row(x.id, x, x.title, campaigns(x), x.article))
    case 'cleanup_dispositions': return (all.cleanup_dispositions ?? []).map((x) => ({ ...row(x.id, x, x.title, campaigns(x), x.article), key: `${x.id}/${x.for[0]}/${x.valid_from ?? ''}` })) // a row for each law it rests on
    case 'cleanup_bases': return (all.cleanup_bases ?? []).map((x) => row(x.id, x, title(cleanupKinds, x.id, lang), '', x.article))
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
  const group = groupNames.find((g) => (groups[g] as readonly Kind[]).includes(kind))!
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
              <nav className="tabs" aria-label={t('norm.groups')}>
                {groupNames.map((g) => <Link key={g} to={at(groups[g][0])} replace aria-current={g === group ? 'true' : undefined}>{t(`norm.g.${g}`)} <span className="num">{groups[g].reduce((n, k) => n + (all[k]?.length ?? 0), 0)}</span></Link>)}
              </nav>
              <nav className="tabs" aria-label={t('norm.kinds')}>
                {groups[group].map((k) => <Link key={k} to={at(k)} replace aria-current={k === kind ? 'page' : undefined}>{t(`norm.${k}` as Key)} <span className="num">{all[k]?.length ?? 0}</span></Link>)}
              </nav>
              {rows.length === 0 ? <Empty>{t('norm.empty')}</Empty> : (
                <DataTable caption={t(`norm.${kind}` as Key)} rows={rows} rowKey={(r, i) => `${r.key}${i}`} columns={[
                  { key: 'id', title: t('norm.id'), head: true, wrap: false, render: (r) => <span className="num">{r.id}</span> },
                  { key: 'text', title: t('norm.name'), render: (r) => r.text },
                  { key: 'what', title: t('norm.what'), render: (r) => r.what },
                  { key: 'basis', title: t('norm.basis'), render: (r) => <>{r.basis}{r.source && <span className="quiet block">{t('norm.source')}：{r.source}</span>}</> },
                  { key: 'status', title: t('norm.status'), wrap: false, render: (r) => (r.status === 'confirmed' ? <span className="quiet">{t('norm.confirmed')}</span> : <Unconfirmed />) },
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
  materials: { key: '', title: '', for: ['establish'], article: '', status: 'unconfirmed' },
  conditions: { id: '', title: '', for: ['establish'], test: 'person', article: '', status: 'unconfirmed' },
  refusals: { id: '', text: '', for: ['establish'], article: '', status: 'unconfirmed' },
  registration_needs: { id: '', step: 'review', for: ['establish'], when: 'always', text: '', english: '', article: '', status: 'unconfirmed' },
  check_grounds: { id: '', text: '', subjects: ['association'], article: '', status: 'unconfirmed', valid_from: '' },
  check_limits: { id: '', subjects: ['association'], count: 'missed', in_row: true, years: 2, violation: '', article: '', status: 'unconfirmed' },
  list_grounds: { id: '', list: 'abnormal', text: '', english: '', article: '', status: 'unconfirmed' },
  cleanup_criteria: { id: '', title: '', for: ['zombie'], test: 'dormant', months: 12, article: '', status: 'unconfirmed' },
  cleanup_points: { id: '', title: '', for: ['fees'], violations: [], article: '', status: 'unconfirmed' },
  cleanup_dispositions: { id: 'rectify', title: '', for: ['zombie'], article: '', status: 'unconfirmed' },
  cleanup_bases: { id: 'zombie', article: '', status: 'unconfirmed' },
}
