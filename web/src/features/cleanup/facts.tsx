import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import type { components } from '@/api/schema'
import { Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { NumberLink } from '@/components/links'
import { Section } from '@/components/page'
import { usePeople } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { clearOutcomes, cleanupKinds, partyKinds, title } from '@/lib/titles'
import { parameters } from './criteria'
import { FileLink } from './file-link'

type Cleanup = components['schemas']['Cleanup']
type Name = (id: string | undefined) => string

/** What a clean-up campaign holds: how it stands, what the screening found, the scheme, and the report. */
export function CleanupFacts({ file, name }: { file: CaseFile; name: Name }) {
  const k = file.case.cleanup
  if (!k) return null
  return (
    <>
      {file.case.stage === 'cl_screening' && <Running id={file.case.id} />}
      {(file.case.stage === 'cl_paused' || file.case.stage === 'cl_cancelled') && <Stopped stage={file.case.stage} k={k} name={name} />}
      {k.result && <Standing id={file.case.id} k={k} />}
      {k.result && <Sums id={file.case.id} k={k} />}
      {k.tally && <Tally id={file.case.id} k={k} />}
      <Scheme file={file} k={k} name={name} />
    </>
  )
}

/** While the register is screened the page asks again every second; an event tells it too. */
function Running({ id }: { id: string }) {
  const { t } = useT()
  useQuery({ ...queries.case(id), refetchInterval: 1000 })
  return <div className="notice" role="status"><span>{t('cln.running')}</span><progress className="screening-bar" aria-label={t('cln.running')} /></div>
}

/** A campaign that is paused or was cancelled says why, and what goes on all the same. */
function Stopped({ stage, k, name }: { stage: string; k: Cleanup; name: Name }) {
  const { t } = useT()
  const people = usePeople()
  return (
    <div className="notice notice-warn" role="status">
      <span>{stage === 'cl_paused' ? t('cln.pausedSays') : k.owner ? t('cln.cancelledSays', { who: people.get(k.owner)?.name ?? name(k.owner) }) : t('cln.cancelledNone')}{k.why && <> {t('cln.because', { why: k.why })}</>}</span>
    </div>
  )
}

/** The views of a campaign, with what leads on. */
export function CleanupTabs({ id, at }: { id: string; at?: 'board' | 'ledger' | 'screened' }) {
  const { t } = useT()
  const me = useMe()
  const tab = (key: typeof at, to: string, text: string) => <Link to={to} aria-current={at === key ? 'page' : undefined}>{text}</Link>
  return (
    <nav className="tabs" aria-label={t('cln.views')}>
      {tab('board', paths.cleanupBoard(id), t('cln.board'))}
      {tab('ledger', paths.cleanupLedger(id), t('cln.ledger'))}
      {tab('screened', paths.cleanupScreened(id), t('cln.screened'))}
      <Link to={paths.case(id)}>{t('cln.file')}</Link>
      {can(me, 'view.report') && <a href={api.cleanupXLSX(id)} download>{t('cln.xlsx')}</a>}
    </nav>
  )
}

export const percent = (a: number, b: number) => (b ? `${(Math.floor((a / b) * 1000) / 10).toFixed(1)}%` : '—')

/** How far the list is worked off, each number with the rows behind it. */
function Standing({ id, k }: { id: string; k: Cleanup }) {
  const { t } = useT()
  const me = useMe()
  const asked = useQuery(queries.cleanupBoard(id))
  const b = asked.data
  return (
    <Section id="standing" title={t('cln.rate')} extra={<span className="card-links"><Link to={paths.cleanupBoard(id)}>{t('cln.board')}</Link> <Link to={paths.cleanupLedger(id)}>{t('cln.ledger')}</Link> <Link to={paths.cleanupScreened(id)}>{t('cln.screened')}</Link>{can(me, 'view.report') && <a href={api.cleanupXLSX(id)} download>{t('cln.xlsx')}</a>}</span>}>
      {b && (
        <>
          <p className="progress-line"><span>{t('cln.rateOf', { a: formatCount(b.closed), b: formatCount(b.listed), p: percent(b.closed, b.listed) })}</span><progress max={Math.max(b.listed, 1)} value={b.closed} aria-label={t('cln.rate')} /></p>
          {b.unopened > 0 && <p className="progress-line"><span>{t('cln.opened', { a: formatCount(b.listed - b.unopened), b: formatCount(b.listed) })}</span><progress max={Math.max(b.listed, 1)} value={b.listed - b.unopened} aria-label={t('cln.open')} /></p>}
          <Counters id={id} b={b} removed={k.removed ?? 0} />
        </>
      )}
    </Section>
  )
}

/** The counts of a list as links into its ledger. */
export function Counters({ id, b, removed }: { id: string; b: components['schemas']['CleanupBoard']; removed: number }) {
  const { t } = useT()
  const all: [string, number, Record<string, string>, string?][] = [
    [t('cln.listed'), b.listed, { state: 'listed' }], [t('cln.unopened'), b.unopened, { state: 'unopened' }], [t('cln.open'), b.open, { state: 'open' }], [t('cln.overdue'), b.overdue, { state: 'overdue' }, b.overdue ? 'counter-late' : ''],
    [t('cln.closed'), b.closed, { state: 'closed' }], [t('cln.removed'), removed, { state: 'removed' }],
  ]
  return (
    <ul className="counters">
      {all.map(([label, n, q, tone]) => <li key={label}><Link className={`counter ${tone ?? ''}`} to={paths.cleanupLedger(id, q)}><span className="counter-n num">{formatCount(n)}</span>{label}</Link></li>)}
    </ul>
  )
}

/** 筛查 = 范围外 + 未命中 + 命中: every number opens its rows. */
function Sums({ id, k }: { id: string; k: Cleanup }) {
  const { t, lang } = useT()
  const r = k.result!
  const n = (count: number, label: string, state?: string) => <NumberLink n={count} label={label} to={paths.cleanupScreened(id, { state })} />
  const titles = new Map(k.rows.map((x) => [x.id, x]))
  return (
    <Section id="sums" title={t('cln.sums')} extra={<span className="quiet"><DayText date={r.on} /> {t('cln.sumsOf', { d: k.cut_off })}</span>} flush>
      <p className="sum-line card-pad">
        <span>{t('cln.seen')} <strong>{n(r.seen, t('cln.seen'))}</strong></span><span aria-hidden>=</span>
        <span>{t('cln.outside')} <strong>{n(r.outside, t('cln.outside'), 'outside')}</strong></span><span aria-hidden>+</span>
        <span>{t('cln.missed')} <strong>{n(r.missed, t('cln.missed'), 'missed')}</strong>{r.unknown > 0 && <span className="quiet">（{t('cln.unknown')} {n(r.unknown, t('cln.unknown'), 'unknown')}）</span>}</span><span aria-hidden>+</span>
        <span>{t('cln.hit')} <strong>{n(r.hit, t('cln.hit'), 'hit')}</strong></span>
      </p>
      <DataTable keep caption={t('cln.byCriterion')} rows={k.rows.map((x) => x.id)} rowKey={(c) => c} columns={[
        { key: 'c', title: t('cln.criterion'), head: true, render: (c) => <>{titles.get(c)?.title ?? c} {titles.get(c)?.status !== 'confirmed' && <Unconfirmed />}</> },
        { key: 'n', title: t('cln.hit'), align: 'right', render: (c) => <NumberLink n={r.by[c] ?? 0} label={titles.get(c)?.title ?? c} to={paths.cleanupScreened(id, { criterion: c })} /> },
      ]} />
      {r.hit > 0 && <p className="quiet card-pad">{Object.entries(r.by_kind).map(([x, c]) => `${title(partyKinds, x, lang)} ${formatCount(c)}`).join('，')}</p>}
    </Section>
  )
}

function Scheme({ file, k, name }: { file: CaseFile; k: Cleanup; name: Name }) {
  const w = useT()
  const { t, lang } = w
  const me = useMe()
  const people = usePeople()
  const who: Name = (id) => people.get(id ?? '')?.name ?? name(id)
  const again = can(me, 'cleanup.draft') && (file.case.closed_on || file.case.stage === 'cl_closing')
  return (
    <Section id="facts" title={t('cln.scheme')} extra={again ? <Link to={paths.newCleanup({ earlier: file.case.id })}>{t('cln.again')}</Link> : undefined}>
      <dl className="facts facts-wide">
        <div><dt>{t('cln.kind')}</dt><dd>{title(cleanupKinds, k.kind, lang)}</dd></div>
        <div><dt>{t('cln.period')}</dt><dd><span className="num">{k.from} – {k.until}</span></dd></div>
        <div><dt>{t('cln.cutOff')}</dt><dd><DayText date={k.cut_off} /></dd></div>
        <div><dt>{t('cln.kinds')}</dt><dd>{k.kinds.map((x) => title(partyKinds, x, lang)).join('、')}</dd></div>
        <div><dt>{t('cln.townships')}</dt><dd>{k.townships?.join('、') || t('cln.all')}</dd></div>
        <div><dt>{t('cln.window')}</dt><dd className="num">{formatCount(k.window ?? 0)}</dd></div>
        <div><dt>{t('cln.basis')}</dt><dd>{k.basis}</dd></div>
        {k.norm && !k.basis.includes(k.norm) && <div><dt>{t('cln.norm')}</dt><dd>{k.norm}</dd></div>}
        {k.earlier && <div><dt>{t('cln.earlier')}</dt><dd><Link to={paths.case(k.earlier)}>{t('common.open')}</Link></dd></div>}
        {k.legal && <div><dt>{t('cln.legal')}</dt><dd>{t(k.legal.pass ? 'cln.pass' : 'cln.noPass')} <span className="quiet">{name(k.legal.by)} <span className="num">{k.legal.on}</span></span><span className="block">{k.legal.text}</span></dd></div>}
        {k.notice && <div><dt>{t('cln.notice')}</dt><dd><DayText date={k.notice.on} /><span className="block">{t('cln.noticeAt', { where: k.notice.where, phone: k.notice.hotline, n: k.notice.days, until: k.notice.until })}</span></dd></div>}
        {(!!k.later?.length || !!k.late?.length) && <div><dt>{t('cln.later')}</dt><dd>{(k.later ?? []).map((x) => <span key={x.document} className="block">{t('cln.laterAt', { on: x.on, n: x.parties?.length ?? 0, until: x.until })}</span>)}{!!k.late?.length && <span className="mark mark-warn">{t('cln.late', { n: k.late.length })}</span>}</dd></div>}
        {k.owner && <div><dt>{t('cln.owner')}</dt><dd>{who(k.owner)}</dd></div>}
      </dl>
      <h3>{t('cln.criteria')}</h3>
      <ul className="plain-list">{k.rows.map((x) => <li key={x.id}><span className="num quiet">{x.id}</span> {x.title}{parameters(x, w) && `（${parameters(x, w)}）`} {x.status !== 'confirmed' && <Unconfirmed />} <span className="quiet">{x.article}</span></li>)}</ul>
      {!!k.points?.length && <><h3>{t('cln.points')}</h3><ul className="plain-list">{k.points.map((x) => <li key={x.id}><span className="num quiet">{x.id}</span> {x.title} {x.status !== 'confirmed' && <Unconfirmed />}</li>)}</ul></>}
      {!!k.teams?.length && <><h3>{t('cln.teams')}</h3><ul className="plain-list">{k.teams.map((x, i) => <li key={i}>{x.townships?.join('、') || t(k.teams!.length === 1 ? 'cln.all' : 'cln.teamRest')}：{x.officers.map(who).join('、')}</li>)}</ul></>}
      {!!k.exceptions?.length && <><h3>{t('cln.exceptions')}</h3><ul className="plain-list">{k.exceptions.map((x) => <li key={x.case}><FileLink id={x.case} whose /> {who(x.owner)} <span className="quiet">{x.reason}</span></li>)}</ul></>}
    </Section>
  )
}

/** The result table as it was frozen; its sums come out. */
function Tally({ id, k }: { id: string; k: Cleanup }) {
  const { t, lang } = useT()
  const y = k.tally!
  const closed = Object.values(y.outcomes).reduce((a, b) => a + b, 0)
  return (
    <Section id="tally" title={t('cln.tally')} extra={<span className="quiet">{t('cln.tallyOf', { d: y.as_of })}</span>} flush>
      <ul className="card-pad num">
        <li>{t('cln.equals', { a: y.seen, b: y.outside, c: y.missed, d: y.hit })}</li>
        <li>{t('cln.listEquals', { a: y.items, b: y.hit, c: y.added, d: y.removed })}</li>
        <li>{t('cln.doneEquals', { a: y.items, b: closed, c: y.open })}</li>
      </ul>
      <DataTable keep caption={t('cln.tally')} rows={Object.entries(y.outcomes)} rowKey={([o]) => o} columns={[
        { key: 'o', title: t('cln.outcome'), head: true, render: ([o]) => title(clearOutcomes, o, lang) },
        { key: 'n', title: t('cln.count'), align: 'right', render: ([o, n]) => <NumberLink n={n} label={title(clearOutcomes, o, lang)} to={paths.cleanupLedger(id, { outcome: o })} /> },
      ]} />
    </Section>
  )
}
