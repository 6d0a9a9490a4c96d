import { ArrowUpOutlined, DownloadOutlined, FileTextOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Modal, Segmented } from 'antd'
import { useState, type ComponentType } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { AllowedAct, CaseFile, Clock, Document, Receipt, Service, Task } from '@/api/types'
import type { ActRegistry } from '@/components/act-def'
import { Acknowledge } from '@/components/acknowledge'
import { CaseTable } from '@/components/case-table'
import { ClockBadge, ClockMark } from '@/components/clock-badge'
import { DayText } from '@/components/day-text'
import { StageTag } from '@/components/links'
import { Crumbs, Section, useTitle } from '@/components/page'
import { ReceiptNotice } from '@/components/receipt'
import { Empty, Loading, Wrong } from '@/components/states'
import { daysBetween, timeText } from '@/lib/dates'
import { post } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { useIdempotencyKey } from '@/lib/idempotency'
import { api, paths, taskPath } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { evidenceClasses, evidenceKinds, methods, outcomeTitle, parts, partyKinds, roles, servable, stageArticles, title } from '@/lib/titles'
import { Ask } from './act-page'

export interface FactsProps { file: CaseFile; name: (id: string | undefined) => string }
type FactsOf = Record<string, ComponentType<FactsProps>>

export function CasePage({ registry, facts }: { registry: ActRegistry; facts: FactsOf }) {
  const { id = '' } = useParams()
  const asked = useQuery(queries.case(id))
  const c = asked.data?.case
  useTitle(c ? `${c.reference || c.title}` : '')
  if (!asked.data) return <div className="page">{asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={12} />}</div>
  return <CaseView key={id} file={asked.data} registry={registry} facts={facts} />
}

/** Clocks that still run come first, the nearest one at the head. */
function orderClocks(clocks: Clock[] | null): Clock[] {
  const ended = (k: Clock) => (k.met_on || k.lapsed_on || k.stopped_on ? 1 : 0)
  return [...(clocks ?? [])].sort((a, b) => ended(a) - ended(b) || (a.due ?? '9999').localeCompare(b.due ?? '9999'))
}

function CaseView({ file, registry, facts }: { file: CaseFile; registry: ActRegistry; facts: FactsOf }) {
  const { t, lang } = useT()
  const me = useMe()
  const c = file.case
  const Facts = facts[c.procedure]
  const name = (id: string | undefined) => (id ? file.people?.[id]?.name ?? (id === 'system' ? t('common.system') : id === 'applicant' ? title(roles, id, lang) : id) : '')
  const clocks = orderClocks(file.clocks)
  return (
    <div className="page case">
      <Crumbs items={[{ label: t('case.list'), to: paths.cases() }, ...(file.parent ? [{ label: file.parent.reference || file.parent.title, to: paths.case(file.parent.id) }] : []), { label: c.reference || c.title }]} />
      <CaseHeader file={file} clocks={clocks} name={name} registry={registry} />
      <ReceiptNotice />
      {file.backfilling_until && <Backfilling until={file.backfilling_until} />}
      <Stepper file={file} />
      <div className="case-grid">
        <div className="case-main">
          {Facts && <Facts file={file} name={name} />}
          <Documents file={file} />
          {(file.children?.length ?? 0) > 0 && <Section id="children" title={t('case.children')} flush><CaseTable caption={t('case.children')} rows={file.children!} /></Section>}
          <Timeline file={file} />
        </div>
        <aside className="case-side" aria-label={t('case.facts')}>
          <Tasks file={file} name={name} registry={registry} />
          <Section id="clocks" title={t('case.clocks')}>
            {clocks.length === 0 ? <Empty>{t('case.clocksEmpty')}</Empty> : (
              <ul className="clock-list">
                {clocks.map((k) => (
                  <li key={k.id}>
                    <span className="clock-title">{k.title}</span>
                    {k.status && <ClockBadge caseId={c.id} clock={k.id} title={k.title} status={k.status} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} />}
                    <span className="quiet clock-days"><span className="num">{k.from}</span> → <DayText date={k.due} /></span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section id={c.party ? 'party' : 'about'} title={t(c.party ? 'case.party' : 'case.about')}>
            <dl className="facts">
              {c.party && <>
                <div><dt>{t('parties.name')}</dt><dd><Link to={paths.cases({ party: c.party.id })}>{c.party.name}</Link></dd></div>
                <div><dt>{t('parties.kind')}</dt><dd>{title(partyKinds, c.party.kind, lang)}</dd></div>
                {c.party.township && <div><dt>{t('case.township')}</dt><dd>{c.party.township}</dd></div>}
              </>}
              {c.section && <div><dt>{t('case.section')}</dt><dd>{c.section}</dd></div>}
              <div><dt>{t('case.opened')}</dt><dd><DayText date={c.opened_on} /></dd></div>
              {file.parent && <div><dt>{t('case.parentLink')}</dt><dd><Link to={paths.case(file.parent.id)}>{file.parent.reference || file.parent.title}</Link></dd></div>}
            </dl>
          </Section>
          {(c.parts?.length ?? 0) > 0 && <Section id="people" title={t('case.people')}>
            <ul className="people-list">
              {groupParts(c.parts ?? []).map(([who, list]) => <li key={who}><span>{name(who)}</span><span className="quiet">{list.map((p) => title(parts, p, lang)).join('、')}</span></li>)}
            </ul>
          </Section>}
          <Evidences file={file} name={name} />
          <p className="case-tools">
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t('top.print')}</Button>
            {can(me, 'view.audit') && <Link className="button-link button-quiet" to={paths.caseChain(c.id)}>{t('case.chainOpen')}</Link>}
            {can(me, 'view.audit') && <a className="button-link button-quiet" href={api.export(c.id)} download><DownloadOutlined aria-hidden /> {t('case.export')}</a>}
          </p>
        </aside>
      </div>
      <DialogAct file={file} registry={registry} />
    </div>
  )
}

/** Between two acts that are entered afterwards the law's time stands still here; who enters them says when there are no more. */
function Backfilling({ until }: { until: string }) {
  const { t } = useT()
  const qc = useQueryClient()
  const key = useIdempotencyKey()
  const end = useMutation({ mutationFn: () => post('/backfill/end', {}, key.get()), onSettled: () => qc.invalidateQueries({ queryKey: ['case'] }) })
  return (
    <p className="notice notice-block" role="status">
      <span>{t('case.backfilling', { until: timeText(until) })}</span>{' '}
      {can(useMe(), 'case.backfill') && <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>{t('case.backfillEnd')}</Button>}
    </p>
  )
}

function groupParts(list: { person: string; part: string }[]): [string, string[]][] {
  const by = new Map<string, string[]>()
  for (const p of list) by.set(p.person, [...(by.get(p.person) ?? []), p.part])
  return [...by]
}

// --- header and acts

function actLink(caseId: string, act: string, registry: ActRegistry) {
  return registry[act]?.dialog ? paths.caseDialog(caseId, act) : paths.act(caseId, act)
}

/** The acts that go on from where a file stands; the procedures that are not here know no others. */
const mainLine: Record<string, RegExp> = {
  annual_check: /^(report|unit_opinion|answer|review|conclude|publish|report_rectified|verify_rectified|open_clue)$/,
  listing: /^(letter_result|notice|serve|record_reply|answer_reply|decide|publish|ask_removal|verify|remove)$/,
  cleanup: /^(approve|screen|review_legality|announce|resume|close|report)$/,
  clearance: /^(verify|propose|decide|serve|report|check_rectified|case_result|open_deregistration|settle|answer|close)$/,
  registration: /^(sign_notice|check_name|receive|accept|list_gaps|supplement|assign|visit|propose|review_legality|discuss|decide|certify|deliver|announce|collect|form_liquidation|notify_creditors|end_liquidation|resume|set_hearing|hold_hearing)$/,
  penalty: /^(assign|propose_filing|file|interview|report|submit_review|notify|serve|answer_defence|submit_decision|decide|conclude|archive|appoint_host|set_hearing|hold_hearing|report_hearing|resume)$/,
}

/** The acts of the header: what an open task asks of the reader, then what moves the procedure. At most two. */
export function primaryActs(file: CaseFile, me: string): AllowedAct[] {
  // Going there before the approval is for urgent visits; for others it is no next step, though the stage knows it.
  const early = file.case.stage === 'assigned' && !file.case.inspection?.urgent
  // Where the pool is frozen, the draw goes on from it; once drawn, no other draw is a next step.
  const sampling = file.case.campaign?.sampling
  const drawn = sampling && /^campaign\.(draw|set_targets|freeze_pool)$/
  const open = (file.allowed_acts ?? []).filter((a) => !a.refused && !a.name.startsWith('case.') && !(early && a.name === 'inspection.arrive') && !drawn?.test(a.name))
  const owed = (file.case.tasks ?? []).filter((x) => !x.done_at).map((x) => ({ kind: x.kind, mine: x.person === me ? 0 : 1, due: x.due ?? '9999' })).sort((a, b) => a.mine - b.mine || a.due.localeCompare(b.due))
  const first = owed.flatMap((o) => open.filter((a) => a.name === o.kind))
  const counter = (a: AllowedAct) => /\.(return|cancel|void|revoke|suspend|recuse|refuse_extension|service_failed|withhold|refuse_entry|not_found|return_incomplete|withdraw|reassign|repeal|amend_agenda|reject)$/.test(a.name)
  const onward = (a: AllowedAct) => {
    const [procedure, act] = a.name.split('.') as [string, string]
    if (a.name === 'cleanup.announce' && !file.case.cleanup?.legal?.pass || a.name === 'clearance.open_deregistration' && file.case.clearance?.registration) return false
    return (mainLine[procedure]?.test(act) ?? true) || a.name === 'clearance.log_contact' && file.case.stage === 'clr_suspect'
  }
  return [...new Set([...first, ...open.filter((a) => !counter(a) && onward(a))])].slice(0, 2)
}

function CaseHeader({ file, clocks, name, registry }: { file: CaseFile; clocks: Clock[]; name: (id?: string) => string; registry: ActRegistry }) {
  const { t, pick, lang } = useT()
  const me = useMe()
  const [all, setAll] = useState(false)
  const c = file.case
  const first = primaryActs(file, me.person.id)
  const looks = (c.tasks ?? []).some((x) => x.kind === 'look' && !x.done_at)
  const listed = (file.allowed_acts ?? []).filter((a) => a.name !== 'case.acknowledge' || looks)
  const rest = listed.filter((a) => !first.includes(a))
  const shown = clocks.filter((k) => k.status && !k.met_on && !k.stopped_on && !k.lapsed_on).slice(0, 2)
  return (
    <header className="case-head" aria-label={t('case.header')}>
      <div className="case-head-main">
        <div className="case-name">
          <h1>{c.reference || c.title}</h1>
          <StageTag stage={c.stage} text={file.stage_title} />
          {c.closed_on && <span className="quiet">{t('case.closedAs', { day: c.closed_on, outcome: outcomeTitle(c.procedure, c.outcome, lang) })}</span>}
        </div>
        <div className="case-sub">
          <span>{c.title}</span>
          {c.handler && <span><span className="quiet">{t('case.handler')}</span> {name(c.handler)}</span>}
        </div>
      </div>
      <div className="case-head-clocks">
        {shown.map((k) => (
          <span key={k.id} className="head-clock"><span className="quiet">{k.title}</span> <ClockBadge caseId={c.id} clock={k.id} title={k.title} status={k.status!} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} /></span>
        ))}
      </div>
      <div className="case-head-acts">
        {first.map((a, i) => <Link key={a.name} className={i === 0 ? 'button-link button-primary' : 'button-link'} to={actLink(c.id, a.name, registry)}>{pick(a.title, a.english)}</Link>)}
        {rest.length > 0 && <Button onClick={() => setAll(true)} aria-haspopup="dialog">{first.length ? t('common.more') : t('case.actsAll')}</Button>}
        {c.closed_on && rest.length === 0 && first.length === 0 && <span className="quiet">{t('case.closedNote')}</span>}
      </div>
      <Drawer open={all} onClose={() => setAll(false)} size={460} title={t('case.actsAll')} aria-label={t('case.actsAll')} closable={{ 'aria-label': t('common.close') }}>
        <p className="quiet">{t('case.actsHint')}</p>
        <ul className="act-list">
          {listed.toSorted((a, b) => Number(!!a.refused) - Number(!!b.refused)).map((a) => (
            <li key={a.name} className={a.refused ? 'act-refused' : undefined}>
              {a.refused
                ? <span className="act-name" aria-disabled="true" role="link">{pick(a.title, a.english)}</span>
                : <Link className="act-name" to={actLink(c.id, a.name, registry)} onClick={() => setAll(false)}>{pick(a.title, a.english)}</Link>}
              {a.refused
                ? <span className="act-why">{t('act.refused')}：{pick(a.refused.detail, a.refused.detail_en)} {a.refused.article && <span className="quiet">{a.refused.article}</span>}</span>
                : <span className="quiet">{[a.starts, a.article].filter(Boolean).join(' · ')}</span>}
            </li>
          ))}
        </ul>
      </Drawer>
    </header>
  )
}

/** Small acts stand over the case; the address names them, so that Back closes them. */
function DialogAct({ file, registry }: { file: CaseFile; registry: ActRegistry }) {
  const { t, pick } = useT()
  const [query, setQuery] = useSearchParams()
  const navigate = useNavigate()
  const asked = query.get('act')
  const act = file.allowed_acts?.find((a) => a.name === asked)
  if (!asked || !registry[asked]?.dialog) return null
  const title = act ? pick(act.title, act.english) : t('act.notHere')
  const close = () => setQuery((q) => { q.delete('act'); return q }, { replace: true })
  const done = (receipt: Receipt) => void navigate(paths.case(file.case.id), { replace: true, state: { receipt, title } })
  return (
    <Modal open title={title} footer={null} onCancel={close} width={600} mask={{ closable: false }} closable={{ 'aria-label': t('common.close') }}>
      {!act || act.refused
        ? <p className="notice notice-warn">{act?.refused ? pick(act.refused.detail, act.refused.detail_en) : t('act.notHere')}</p>
        : <Ask act={act} def={registry[asked]} file={file} onCancel={close} onDone={done} />}
    </Modal>
  )
}

// --- parts of the page

function Stepper({ file }: { file: CaseFile }) {
  const { t, pick } = useT()
  const steps = file.steps ?? []
  if (steps.length === 0) return null
  const word = (s: string) => (s === 'done' ? t('case.step.done') : s === 'current' ? t('case.step.current') : t('case.step.todo'))
  return (
    <ol className="stepper" aria-label={t('case.steps')}>
      {steps.map((s) => (
        <li key={s.stage} className={`step step-${s.state === 'done' || s.state === 'current' ? s.state : 'todo'}`} aria-current={s.state === 'current' ? 'step' : undefined} title={stageArticles[s.stage]}>
          <span className="step-dot" aria-hidden />
          <span className="step-name">{pick(s.title, s.english)}</span>
          <span className="visually-hidden">{word(s.state)}{stageArticles[s.stage] && `，${stageArticles[s.stage]}`}</span>
        </li>
      ))}
    </ol>
  )
}

function Tasks({ file, name, registry }: { file: CaseFile; name: (id?: string) => string; registry: ActRegistry }) {
  const { t, lang, pick } = useT()
  const me = useMe()
  const open = (file.case.tasks ?? []).filter((x) => !x.done_at)
  const may = new Set((file.allowed_acts ?? []).filter((a) => !a.refused).map((a) => a.name))
  const owner = (x: Task) => (x.person ? name(x.person) : x.role ? t('task.role', { role: title(roles, x.role, lang) }) : '')
  const mine = (x: Task) => (x.person ? x.person === me.person.id : me.roles.some((r) => r.role === x.role))
  const duties = open.filter((x) => x.kind !== 'look')
  const looks = open.filter((x) => x.kind === 'look')
  return (
    <Section id="tasks" title={t('case.tasks')}>
      {duties.length === 0 && <p className="quiet">{file.case.closed_on ? t('case.closedNote') : t('case.tasksEmpty')}</p>}
      <ul className="task-list">
        {duties.map((x) => {
          const left = x.due ? daysBetween(me.today, x.due) : undefined
          return (
            <li key={x.id}>
              {may.has(x.kind) ? <Link to={actLink(file.case.id, x.kind, registry)}>{pick(x.title, x.english)}</Link> : x.kind === 'meeting.convene' && can(me, x.kind) ? <Link to={taskPath(file.case.id, x.kind)}>{pick(x.title, x.english)}</Link> : <span>{pick(x.title, x.english)}</span>}
              <span className="quiet">{owner(x)}</span>
              {left !== undefined && <ClockMark status={{ state: left < 0 ? 'overdue' : left === 0 ? 'due_today' : 'running', days: Math.abs(left), unit: 'calendar' }} />}
            </li>
          )
        })}
      </ul>
      {looks.length > 0 && (
        <details className="looks" open={looks.some(mine)}>
          <summary>{t('case.reminders', { n: looks.length })}</summary>
          <ul className="task-list">
            {looks.toSorted((x, y) => Number(mine(y)) - Number(mine(x))).map((x) => (
              <li key={x.id}>
                <span>{pick(x.title, x.english)}</span>
                <span className="quiet">{owner(x)}</span>
                {mine(x) && may.has('case.acknowledge') && <Acknowledge caseId={file.case.id} task={x.id} title={pick(x.title, x.english)} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

const needsService = new Set(servable)

function Documents({ file }: { file: CaseFile }) {
  const { t, lang } = useT()
  const docs = file.case.documents ?? []
  const services = file.case.services ?? []
  return (
    <Section id="documents" title={t('case.documents')} flush={docs.length > 0}>
      {docs.length === 0 ? <Empty>{t('case.docsEmpty')}</Empty> : (
        <table className="table">
          <caption className="visually-hidden">{t('case.documents')}</caption>
          <thead><tr><th scope="col">{t('case.docNumber')}</th><th scope="col">{t('case.docTitle')}</th><th scope="col">{t('case.docIssued')}</th><th scope="col">{t('case.docServed')}</th><th scope="col">{t('case.files')}</th></tr></thead>
          <tbody>
            {docs.map((d) => (
              <tr key={d.id} className={d.voided_on ? 'row-void' : undefined}>
                <th scope="row" className="nowrap cell-head">{d.number || '—'}</th>
                <td data-label={t('case.docTitle')}>{d.title}{d.voided_on && <> <span className="mark mark-bad">{t('case.voided')}</span> <span className="quiet">{d.voided_reason}</span></>}</td>
                <td data-label={t('case.docIssued')} className="num nowrap">{d.issued_on}</td>
                <td data-label={t('case.docServed')}><Served doc={d} services={services.filter((s) => s.document === d.id)} lang={lang} /></td>
                <td data-label={t('case.files')}>
                  {d.files?.length ? d.files.map((f) => <a key={f.hash} className="file-link" href={api.file(file.case.id, f.hash)} target="_blank" rel="noreferrer"><FileTextOutlined aria-hidden /> {extension(f.name)}</a>)
                    : d.voided_on ? '—' : <span className="quiet">{t('case.rendering')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

const extension = (name: string) => (name.includes('.') ? name.split('.').pop()!.toUpperCase() : name)

function Served({ doc, services, lang }: { doc: Document; services: Service[]; lang: 'zh' | 'en' }) {
  const { t } = useT()
  if (services.length === 0) return needsService.has(doc.type) && !doc.voided_on ? <span className="mark mark-warn">{t('case.notServed')}</span> : <span className="quiet">—</span>
  return (
    <ul className="served">
      {services.map((s) => (
        <li key={s.seq}>
          {title(methods, s.method, lang)} <span className="num">{s.on}</span>{' '}
          {s.failed_for ? <span className="mark mark-bad">{t('case.serviceFailed')}：{s.failed_for}</span>
            : s.superseded ? <span className="mark">{t('case.superseded')}</span>
              : s.deemed_on ? <span className="quiet">{s.recipient || s.witness} {s.deemed_on !== s.on && t('case.deemed', { day: s.deemed_on })}</span>
                : <span className="mark mark-warn">{t('case.noticeRuns')}</span>}
        </li>
      ))}
    </ul>
  )
}

function Evidences({ file, name }: { file: CaseFile; name: (id?: string) => string }) {
  const { t, lang } = useT()
  const list = file.case.evidence ?? []
  const moves = (n: number) => (file.case.penalty?.custody ?? []).filter((m) => m.evidence === n)
  return (
    <Section id="evidence" title={t('case.evidence')} extra={list.length > 0 && <span className="quiet num">{list.length}</span>}>
      {list.length === 0 ? <p className="quiet">{t('case.evidenceEmpty')}</p> : (
        <ul className="evidence-list">
          {list.map((e, i) => (
            <li key={`${e.hash}${e.seq}`}>
              {e.type.startsWith('image/') && <img src={api.file(file.case.id, e.hash)} alt={e.title} loading="lazy" />}
              <span>
                <span className="num">{i + 1}. </span><a href={api.file(file.case.id, e.hash)} target="_blank" rel="noreferrer">{e.title || e.name}</a>
                <span className="quiet">{[e.class ? title(evidenceClasses, e.class, lang) : title(evidenceKinds, e.kind, lang), timeText(e.taken_at), name(e.taken_by), e.line ? t('case.evidenceLine', { n: e.line }) : '', e.source].filter(Boolean).join(' · ')}</span>
                {moves(i + 1).length > 0 && (
                  <details className="custody">
                    <summary>{t('case.custody', { who: moves(i + 1).at(-1)!.to })}</summary>
                    <ol className="plain-list">{moves(i + 1).map((m, n) => <li key={n}><span className="num">{timeText(m.at)}</span> {m.from} → {m.to} {m.place} <span className="quiet">{m.reason}</span></li>)}</ol>
                  </details>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Timeline({ file }: { file: CaseFile }) {
  const { t, pick } = useT()
  const [who, setWho] = useState<'all' | 'people' | 'system'>('all')
  const rows = (file.timeline ?? []).filter((r) => who === 'all' || (who === 'system') === !!r.system).toSorted((a, b) => b.seq - a.seq)
  return (
    <Section id="timeline" title={t('case.timeline')} extra={(
      <Segmented<'all' | 'people' | 'system'> size="small" aria-label={t('case.timelineFilter')} value={who} onChange={setWho}
        options={[{ value: 'all', label: t('case.tl.all') }, { value: 'people', label: t('case.tl.people') }, { value: 'system', label: t('case.tl.system') }]} />
    )}>
      <ol className="timeline">
        {rows.map((r) => (
          <li key={r.seq} className={r.system ? 'tl-system' : undefined} id={`e${r.seq}`}>
            <div className="tl-head">
              <span className="tl-title">{pick(r.title, r.title_en)}</span>
              <time dateTime={r.occurred_at} className="num quiet">{timeText(r.occurred_at)}</time>
            </div>
            <div className="quiet">
              <span>{r.system ? t('common.system') : r.actor_name}</span>
              {r.recorded_by_name && r.recorded_by_name !== r.actor_name && !r.system && <span> · {t('case.recordedBy', { name: r.recorded_by_name })}</span>}
              {(r.late_days ?? 0) > 0 && <span className="mark">{t('case.late', { n: r.late_days! })}</span>}
              {r.backfill && <span className="mark">{t('case.backfill')}：{r.backfill.replace(/^补录：/, '')}</span>}
            </div>
            {r.summary && <p>{r.summary}</p>}
          </li>
        ))}
      </ol>
      <p className="back-top"><a href="#main" onClick={(e) => { e.preventDefault(); window.scrollTo({ top: 0 }) }}><ArrowUpOutlined aria-hidden /> {t('case.header')}</a></p>
    </Section>
  )
}
