import { CheckCircleOutlined, CloseSquareOutlined, MinusCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import { ClockBadge, Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { StageTag } from '@/components/links'
import { Money } from '@/components/money-input'
import { Section } from '@/components/page'
import { Digest, SanctionText } from '@/components/sanction-text'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import {
  advices, clueSources, closedReasons, hearingEnds, ledgerAccounts, ledgerKinds, outcomes, parts, preservationOutcomes, publicityStates, referStates, referTargets, regimes, remedyKinds, remedyResults, resolutions, retentions, rulings, reviewItems, reviewKinds, reviewOpinions,
  sanctionKinds, suspendCauses, title, tracks, verdicts,
} from '@/lib/titles'
import { DossierCard } from './dossier-card'
import { WhatIf } from './what-if'
import type { Ground } from './law'
import { penaltyOf, type LedgerEntry, type PenaltyView } from './types'

type Name = (id: string | undefined) => string
interface PartProps { file: CaseFile; p: PenaltyView; name: Name }

/** What a penalty case holds besides what every file holds; what has not happened yet is not shown. */
export function PenaltyFacts({ file, name }: { file: CaseFile; name: Name }) {
  const p = penaltyOf(file)
  if (!p) return null
  const all = { file, p, name }
  return (
    <>
      <Standing {...all} />
      <Regions {...all} />
      <DecisionCard {...all} />
      <MoneyCard {...all} />
      <ProposalCard {...all} />
      <ReviewsCard {...all} />
      <NoticesCard {...all} />
      <HearingsCard {...all} />
      <DiscussionsCard {...all} />
      <ClueCard {...all} />
      <InquiryCard {...all} />
      <ClosingCard {...all} />
      <DossierCard file={file} />
      <WhatIf file={file} />
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return <div><dt>{label}</dt><dd>{children}</dd></div>
}

function Grounds({ list }: { list?: Ground[] | null }) {
  const { pick } = useT()
  if (!list?.length) return null
  return <ul className="reasons">{list.map((g, i) => <li key={g.code + i}>{pick(g.text, g.english)} <span className="quiet">{g.article}</span> {g.status === 'unconfirmed' && <Unconfirmed />}</li>)}</ul>
}

// --- what stands in the way now

function Standing({ file, p, name }: PartProps) {
  const { t, lang } = useT()
  const last = p.reviews?.at(-1)
  const back = file.case.stage === 'reported_out' && last?.opinion && last.opinion !== 'PASS'
  const open = (p.recusals ?? []).filter((r) => !r.decided_on)
  return (
    <>
      {p.suspended && file.case.stage === 'pen_suspended' && <p className="notice notice-warn">{t('pen.suspended', { day: p.suspended.from, cause: title(suspendCauses, p.suspended.cause, lang), why: p.suspended.reason })} <strong>{t(p.suspended.clock ? 'pen.clockStands' : 'pen.clockRuns')}</strong></p>}
      {file.case.stage === 'with_police' && <p className="notice notice-warn">{t('pen.withPolice')}</p>}
      {p.merged_into && <p className="notice notice-warn">{t('pen.mergedInto')} <Link to={paths.case(p.merged_into)}>{p.merged_into}</Link></p>}
      {open.map((r) => <p key={r.no} className="notice notice-warn">{t('pen.recusalOpen', { name: name(r.person), part: title(parts, r.part, lang), why: r.reason })}</p>)}
      {back && (
        <div className="notice notice-warn notice-block">
          <strong>{t('pen.reviewBack', { opinion: title(reviewOpinions, last.opinion, lang) })}</strong>
          {(last.points ?? []).some((x) => !x.ok) && <ul>{last.points!.filter((x) => !x.ok).map((x, i) => <li key={i}>{title(reviewItems, x.item, lang)}：{x.comment}</li>)}</ul>}
        </div>
      )}
    </>
  )
}

// --- what goes on beside the main line

function Regions({ file, p }: PartProps) {
  const { t, lang } = useT()
  const children = file.children ?? []
  const orders = children.filter((c) => c.procedure === 'rectification')
  const clues = (p.refers ?? []).filter((r) => r.to === 'discipline')
  const refers = (p.refers ?? []).filter((r) => r.to !== 'discipline')
  const clock = (...ids: string[]) => file.clocks?.find((k) => ids.includes(k.id.replace(/#\d+$/, '')) && k.status && !k.met_on && !k.stopped_on && !k.lapsed_on)
  const badge = (k: ReturnType<typeof clock>) => k && <ClockBadge caseId={file.case.id} clock={k.id} title={k.title} status={k.status!} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} />
  const refer = (r: (typeof refers)[number]) => (
    <li key={r.case}><Link to={paths.case(r.case)}>{title(referTargets, r.to, lang)}</Link> <span className="tag">{title(referStates, r.status, lang)}</span> <span className="quiet num">{r.on}</span>{r.hidden && <> <span className="mark">{t('pen.hidden')}</span></>}</li>
  )
  const regions: [string, ReactNode][] = []
  if (p.publicity) regions.push([t('pen.publicity'), <li key="p"><span className="tag">{title(publicityStates, p.publicity.state, lang)}</span> {p.publicity.on && <DayText date={p.publicity.on} />}{p.publicity.until && <span className="quiet"> – <span className="num">{p.publicity.until}</span></span>} {badge(clock('publish', 'withdraw'))}{(p.publicity.withheld || p.publicity.why) && <span className="quiet"> {p.publicity.withheld || p.publicity.why}</span>}</li>])
  if (orders.length) regions.push([t('pen.orders'), orders.map((c) => <li key={c.id}><Link to={paths.case(c.id)}>{c.reference || c.title}</Link> <StageTag stage={c.stage} text={c.stage_title} />{c.outcome && <span className="quiet"> {title(outcomes, c.outcome, lang)}</span>}</li>)])
  if (refers.length) regions.push([t('pen.refers'), refers.map(refer)])
  if (p.remedies?.length) regions.push([t('pen.remedies'), p.remedies.map((r) => <li key={r.no}>{title(remedyKinds, r.kind, lang)} · {r.organ} <span className="quiet num">{r.filed_on}</span> <span className="tag">{r.result ? title(remedyResults, r.result, lang) : t('pen.pendingRemedy')}</span>{r.ended_on && <span className="quiet num"> {r.ended_on}</span>}{r.note && <span className="quiet"> {r.note}</span>}</li>)])
  else if (clock('review') ?? clock('sue')) regions.push([t('pen.remedies'), ['review', 'sue'].map((id) => { const k = clock(id); return k && <li key={id}>{k.title} {badge(k)}</li> })])
  if (clues.length) regions.push([t('pen.clues'), clues.map(refer)])
  if (p.demand || p.court) regions.push([t('pen.enforcement'), <>
    {p.demand && <li>{t('pen.demand')} <DayText date={p.demand.on} />{p.demand.served_on && <span className="quiet"> {t('case.docServed')} <span className="num">{p.demand.served_on}</span></span>} {badge(clock('demand'))}{p.demand.views && <span className="quiet"> {p.demand.views}</span>}</li>}
    {p.court && <li>{t('pen.court')} <DayText date={p.court.applied_on} />{p.court.ruling && <> <span className="tag">{title(rulings, p.court.ruling, lang)}</span></>}{p.court.note && <span className="quiet"> {p.court.note}</span>}</li>}
  </>])
  if (regions.length === 0) return null
  return (
    <Section id="regions" title={t('pen.regions')}>
      <dl className="regions">
        {regions.map(([label, body]) => <div key={label}><dt>{label}</dt><dd><ul className="served">{body}</ul></dd></div>)}
      </dl>
    </Section>
  )
}

// --- the decision and its money

function DecisionCard({ file, p, name }: PartProps) {
  const { t, lang } = useT()
  const d = p.decision
  if (!d) return null
  const doc = file.case.documents?.find((x) => x.id === d.document)
  const imposed = d.verdict === 'penalty' || d.verdict === 'ban' ? d.varied ?? p.proposal?.sanctions ?? [] : []
  return (
    <Section id="decision" title={t('pen.decision')} extra={<span className="tag">{title(verdicts, d.verdict, lang)}</span>}>
      {d.revoked_on && <p className="notice notice-bad">{t('pen.revoked', { day: d.revoked_on, why: d.revoked_for ?? '' })}</p>}
      <dl className="facts facts-wide">
        {doc && <Fact label={t('case.docNumber')}>{doc.number || '—'}</Fact>}
        <Fact label={t('pen.decidedOn')}><DayText date={d.on} /> {name(d.by)}</Fact>
        <Fact label={t('case.docServed')}>{d.served_on ? <DayText date={d.served_on} /> : d.document ? <span className="mark mark-warn">{t('case.notServed')}</span> : '—'}</Fact>
        <Fact label={t('pen.digest')}><Digest of={d.digest} /> <span className="quiet">{t('pen.roundN', { n: d.round })}</span></Fact>
        {(d.corrected?.length ?? 0) > 0 && <Fact label={t('pen.correctedBy')}>{d.corrected!.map((id) => file.case.documents?.find((x) => x.id === id)?.number || id).join('、')}</Fact>}
      </dl>
      {imposed.length > 0 && <ul className="sanctions">{imposed.map((s, i) => <li key={i}><SanctionText s={s} /></li>)}</ul>}
      {d.varied && <p className="quiet">{t('pen.varied')}</p>}
      {d.remedies && <p className="prose"><span className="quiet">{t('pen.remediesText')}：</span>{d.remedies}</p>}
    </Section>
  )
}

/** What stands on each account: debits less credits. What is to be refunded is a debt of the bureau and shown positive. */
export function balances(entries: LedgerEntry[]): [string, number][] {
  const sum = new Map<string, number>()
  for (const e of entries) {
    if (e.debit) sum.set(e.debit, (sum.get(e.debit) ?? 0) + e.fen)
    if (e.credit) sum.set(e.credit, (sum.get(e.credit) ?? 0) - e.fen)
  }
  return ['owed.fine', 'owed.gains', 'owed.surcharge', 'bank', 'cash', 'office', 'refundable'].flatMap((a): [string, number][] => {
    const n = sum.get(a)
    return n === undefined || (n === 0 && !a.startsWith('owed')) ? [] : [[a, a === 'refundable' ? -n : n]]
  })
}

function MoneyCard({ file, p }: PartProps) {
  const { t, lang } = useT()
  const list = p.ledger ?? []
  const duties = p.obligations ?? []
  if (list.length === 0 && !p.plan && !p.goods?.length && duties.length === 0) return null
  const pad = list.length ? 'card-pad' : undefined
  // While the days to pay run the file has no day yet on which they ended.
  const due = p.pay_due || file.clocks?.findLast((k) => k.rule.startsWith('PEN-4.16') && !k.stopped_on)?.due
  return (
    <Section id="money" title={t('pen.money')} extra={due && <span className="quiet">{t('pen.payDue')} <DayText date={due} /></span>} flush={list.length > 0}>
      {list.length > 0 && (
        <>
          <ul className="balances">{balances(list).map(([a, n]) => <li key={a}><span className="quiet">{title(ledgerAccounts, a, lang)}</span><strong className={a.startsWith('owed') && n > 0 ? 'num bad' : 'num'}>{formatFen(n)}</strong></li>)}</ul>
          <DataTable caption={t('pen.ledger')} rows={list} rowKey={(e) => String(e.no)} columns={[
            { key: 'no', title: '#', head: true, align: 'right', width: 44, render: (e) => <span className="num">{e.no}</span> },
            { key: 'on', title: t('common.date'), wrap: false, render: (e) => <span className="num">{e.on}</span> },
            { key: 'kind', title: t('pen.entry'), render: (e) => <>{title(ledgerKinds, e.kind, lang)} <span className="quiet">{title(ledgerAccounts, e.account, lang)}</span></> },
            { key: 'fen', title: t('pen.amount'), align: 'right', wrap: false, render: (e) => <span className="num">{formatFen(e.fen)}</span> },
            { key: 'note', title: t('pen.receipt'), render: (e) => [e.receipt, e.note].filter(Boolean).join(' · ') || '—' },
          ]} />
        </>
      )}
      {duties.length > 0 && (
        <div className={pad}>
          <h3>{t('pen.duties')}</h3>
          <ul className="served">{duties.map((x) => <li key={x.no}>{title(sanctionKinds, x.kind, lang) === x.kind ? '' : `${title(sanctionKinds, x.kind, lang)}：`}{x.text} {x.lifted_on ? <span className="mark">{t('pen.lifted', { day: x.lifted_on })}</span> : x.done_on ? <span className="badge badge-kept"><CheckCircleOutlined aria-hidden />{t('pen.dutyDone', { day: x.done_on })}</span> : <span className="mark mark-warn">{x.due ? t('pen.dutyDue', { day: x.due }) : t('pen.dutyOpen')}</span>}{x.how && <span className="quiet"> {x.how}</span>}</li>)}</ul>
        </div>
      )}
      {(p.cash ?? []).some((x) => !x.banked_on) && <div className={pad}><h3>{t('pen.cash')}</h3><ul className="served">{p.cash!.filter((x) => !x.banked_on).map((x) => <li key={x.no}><span className="num">{x.on}</span> <Money fen={x.fen} /> <span className="quiet">{x.receipt}</span> <span className="mark mark-warn">{title(ledgerAccounts, x.handed_on ? 'office' : 'cash', lang)}</span></li>)}</ul></div>}
      {(p.refunds?.length ?? 0) > 0 && <div className={pad}><h3>{t('pen.refunds')}</h3><ul className="served">{p.refunds!.map((x) => <li key={x.no}><Money fen={x.fen} /> {x.reason} {x.paid_on ? <span className="quiet num">{x.paid_on} {x.voucher}</span> : <span className="mark mark-warn">{t('pen.refundOwed')}</span>}</li>)}</ul></div>}
      {p.plan && (
        <div className={pad}>
          <h3>{t('pen.plan')} {p.plan.refused ? <span className="mark mark-bad">{p.plan.refused}</span> : !p.plan.approved_on && <span className="mark mark-warn">{t('pen.planAsked')}</span>}</h3>
          <ul className="served">{p.plan.parts?.map((x, i) => <li key={i}><DayText date={x.due} /> <Money fen={x.fen} /></li>)}</ul>
        </div>
      )}
      {(p.goods?.length ?? 0) > 0 && (
        <div className={pad}>
          <h3>{t('pen.goods')}</h3>
          <ul className="served">{p.goods!.map((g) => <li key={g.no}>{g.name} <span className="num">{g.quantity} {g.unit}</span> <span className="quiet">{t('pen.keeper')} {g.keeper}</span>{g.out && <span className="quiet num"> → {g.out} {g.how}</span>}{!!g.fen && <> <Money fen={g.fen} /></>}</li>)}</ul>
        </div>
      )}
    </Section>
  )
}

// --- what is proposed, and who looked at it

function ProposalCard({ p }: PartProps) {
  const { t, lang } = useT()
  const x = p.proposal
  if (!x) return null
  const digests = [...(p.reviews ?? []), ...(p.notices ?? []), ...(p.discussions ?? [])]
  const now = digests.findLast((d) => d.round === p.round)?.digest
  return (
    <Section id="proposal" title={t('pen.proposal')} extra={<span className="quiet">{t('pen.roundN', { n: p.round ?? 1 })} <Digest of={now} /></span>}>
      <p><span className="tag">{title(verdicts, x.outcome, lang)}</span></p>
      {(x.sanctions?.length ?? 0) > 0 && <ul className="sanctions">{x.sanctions!.map((s, i) => <li key={i}><SanctionText s={s} /></li>)}</ul>}
      <details>
        <summary>{t('pen.proposalMore')}</summary>
        <Allegations list={x.allegations} />
        <p className="prose"><span className="quiet">{t('pen.facts')}：</span>{x.facts}</p>
        <p className="prose"><span className="quiet">{t('pen.reasons')}：</span>{x.reasons}</p>
        {x.correct && <p className="prose"><span className="quiet">{t('pen.correct')}：</span>{x.correct}{x.correct_days ? `（${x.correct_days}）` : ''}</p>}
        {p.report && <p className="prose"><span className="quiet">{t('pen.nature')}：</span>{p.report.nature}</p>}
      </details>
    </Section>
  )
}

function Allegations({ list }: { list: PenaltyView['allegations'] }) {
  const { t } = useT()
  return (
    <ol className="measures">
      {list.map((a, i) => (
        <li key={i}><span>{a.fact} <span className="quiet">{a.violation}</span></span><span className="quiet num">{a.from} – {a.to || t('pen.goesOn')}</span>{a.harm && <span className="mark">{t('pen.harmShort')}</span>}</li>
      ))}
    </ol>
  )
}

function ReviewsCard({ file, p, name }: PartProps) {
  const { t, lang } = useT()
  if (!p.reviews?.length) return null
  const refOf = (id: string) => file.children?.find((c) => c.id === id)?.reference || t('pen.reviewFile')
  return (
    <Section id="reviews" title={t('pen.reviews')}>
      <ol className="entries">
        {p.reviews.toReversed().map((r) => (
          <li key={r.case}>
            <div className="entry-head">
              <strong>{title(reviewKinds, r.kind, lang)}</strong>
              {r.opinion ? <span className={`badge ${r.opinion === 'PASS' ? 'badge-kept' : 'badge-soon'}`}>{r.opinion === 'PASS' ? <CheckCircleOutlined aria-hidden /> : <CloseSquareOutlined aria-hidden />}{title(reviewOpinions, r.opinion, lang)}</span> : <span className="badge badge-plain"><MinusCircleOutlined aria-hidden />{t('pen.reviewRuns')}</span>}
              <Link to={paths.case(r.case)}>{refOf(r.case)}</Link>
              <span className="quiet">{t('pen.roundN', { n: r.round })} <Digest of={r.digest} /> · <span className="num">{r.asked_on}{r.on && ` → ${r.on}`}</span> {name(r.reviewer)}</span>
            </div>
            {r.insisted && <p className="quiet">{t('pen.insisted', { why: r.insisted })}</p>}
            <Points list={r.points} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** What the reviewer objected to or remarked on; what is merely in order is folded. */
function Points({ list }: { list?: NonNullable<PenaltyView['reviews']>[number]['points'] }) {
  const { t, lang } = useT()
  const said = (list ?? []).filter((x) => !x.ok || x.comment)
  const rest = (list ?? []).filter((x) => x.ok && !x.comment)
  const line = (x: (typeof said)[number], i: number) => <li key={i}>{x.ok ? <CheckCircleOutlined className="ok" aria-label={t('pen.pointOK')} /> : <CloseSquareOutlined className="bad" aria-label={t('pen.pointBad')} />} {title(reviewItems, x.item, lang)}{x.comment && <span className="quiet">：{x.comment}</span>}</li>
  return (
    <>
      {said.length > 0 && <ul className="points">{said.map(line)}</ul>}
      {rest.length > 0 && <details><summary className="quiet">{t('pen.pointsOK', { n: rest.length })}</summary><ul className="points">{rest.map(line)}</ul></details>}
    </>
  )
}

// --- notice, defence, hearing, discussion

function NoticesCard({ file, p }: PartProps) {
  const { t, lang } = useT()
  if (!p.notices?.length) return null
  return (
    <Section id="notices" title={t('pen.noticesDefence')}>
      <ol className="entries">
        {p.notices.toReversed().map((n, i) => {
          const doc = file.case.documents?.find((d) => d.id === n.document)
          const said = (p.defences ?? []).filter((d) => d.round === n.round)
          return (
            <li key={n.document}>
              <div className="entry-head">
                <strong>{doc?.title ?? t('pen.notice')}</strong> {doc?.number}
                {n.served_on ? <span className="quiet">{t('case.docServed')} <DayText date={n.served_on} /></span> : <span className="mark mark-warn">{t('case.notServed')}</span>}
                <span className="quiet">{t('pen.roundN', { n: n.round })} <Digest of={n.digest} /></span>
                {i > 0 && <span className="mark">{t('pen.overtaken')}</span>}
              </div>
              <ul className="sanctions">{(n.sanctions ?? []).map((s, j) => <li key={j}><SanctionText s={s} /></li>)}{!n.sanctions?.length && <li>{title(verdicts, n.outcome, lang)}</li>}</ul>
              <dl className="facts">
                <Fact label={t('pen.defence')}>{n.waived ? t('pen.waivedHow', { how: n.waived }) : said.length ? t('pen.defenceGiven') : n.defence_over ? t('pen.defenceOver') : n.served_on ? t('pen.defenceOpen') : '—'}</Fact>
                <Fact label={t('pen.hearingRight')}>{!n.hearing ? t(n.views ? 'pen.viewsOnly' : 'pen.hearingNone') : n.waived_hearing ? t('pen.waivedHow', { how: n.waived_hearing }) : n.request_over ? t('pen.requestOver') : t('pen.hearingTold')}<Grounds list={n.grounds} /></Fact>
              </dl>
              {said.map((d, j) => (
                <div key={j} className="defence">
                  <p><strong>{t(d.oral ? 'pen.defenceOral' : 'pen.defenceWritten', { by: d.by })}</strong> <span className="quiet num">{d.on}</span> {d.late && <span className="mark mark-warn">{t('pen.late')}</span>} {d.answered ? <span className="quiet">{t('pen.answeredOn', { day: d.answered })}</span> : <span className="mark mark-warn">{t('pen.unanswered')}</span>}</p>
                  <table className="table table-keep sides">
                    <caption className="visually-hidden">{t('pen.sides')}</caption>
                    <thead><tr><th scope="col">{t('pen.pointText')}</th><th scope="col">{t('pen.answer')}</th></tr></thead>
                    <tbody>{d.points.map((x, k) => <tr key={k}><td>{k + 1}. {x.text}</td><td>{x.answer ? <><span className={`badge ${x.adopted ? 'badge-kept' : 'badge-ended'}`}>{t(x.adopted ? 'pen.adoptedYes' : 'pen.adoptedNo')}</span> {x.answer}</> : <span className="quiet">—</span>}</td></tr>)}</tbody>
                  </table>
                </div>
              ))}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function HearingsCard({ file, p, name }: PartProps) {
  const { t, lang } = useT()
  if (!p.hearings?.length) return null
  const paper = (id: string | undefined) => file.case.documents?.find((d) => d.id === id)
  return (
    <Section id="hearings" title={t('pen.hearing')}>
      <ol className="entries">
        {p.hearings.toReversed().map((h) => (
          <li key={h.no}>
            <div className="entry-head">
              <strong>{t('pen.hearingN', { n: h.no })}</strong>
              {h.ended ? <span className="tag">{title(hearingEnds, h.ended, lang)}</span> : h.at ? <span className="badge badge-plain">{timeText(h.at)}</span> : <span className="badge badge-soon">{t('pen.hearingAsked')}</span>}
              {h.late && <span className="mark mark-warn">{t('pen.late')}</span>}
            </div>
            <dl className="facts facts-wide">
              <Fact label={t('pen.askedBy')}>{h.asked_by} <span className="num quiet">{h.asked_on}</span> {h.oral && <span className="mark">{t('pen.oralShort')}</span>}</Fact>
              {h.host && <Fact label={t('pen.host')}>{name(h.host)}</Fact>}
              {h.recorder && <Fact label={t('pen.recorder')}>{name(h.recorder)}</Fact>}
              {(h.listeners?.length ?? 0) > 0 && <Fact label={t('pen.listeners')}>{h.listeners!.map(name).join('、')}</Fact>}
              {h.at && <Fact label={t('pen.hearingAt')}><span className="num">{timeText(h.at)}</span> {h.room}</Fact>}
              {h.at && <Fact label={t('pen.publicity.hearing')}>{h.public ? t('pen.public') : t('pen.closed', { why: title(closedReasons, h.closed, lang) })}</Fact>}
              {h.notice_on && <Fact label={t('pen.hearingNotice')}><span className="num">{h.notice_on}</span> {paper(h.notice)?.number}{h.served_on && <span className="quiet"> {t('case.docServed')} <span className="num">{h.served_on}</span></span>}{!h.served_on && h.notice_by && <span className="mark mark-warn">{t('pen.noticeBy', { day: h.notice_by })}</span>}</Fact>}
              {(h.agents?.length ?? 0) > 0 && <Fact label={t('pen.agents')}>{h.agents!.map((a) => a.name).join('、')}</Fact>}
              {(h.adjourned?.length ?? 0) > 0 && <Fact label={t('pen.adjourned')}>{h.adjourned!.map((a) => (typeof a === 'string' ? a : [timeText(a.at), a.reason].filter(Boolean).join(' '))).join('；')}</Fact>}
              {h.minutes && <Fact label={t('pen.minutes')}>{paper(h.minutes)?.title ?? h.minutes}{h.signatures && <span className="quiet"> {h.signatures}</span>}</Fact>}
              {h.report_on && <Fact label={t('pen.hearingReport')}><DayText date={h.report_on} /> {paper(h.report)?.number} {h.new_facts && <span className="mark mark-warn">{t('pen.newFacts')}</span>}</Fact>}
            </dl>
            {(h.refusal || h.account) && <p className="prose">{h.refusal || h.account}</p>}
            {h.opinion && <p className="prose"><span className="quiet">{t('pen.hostOpinion')}：</span>{h.opinion}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function DiscussionsCard({ p, name }: PartProps) {
  const { t, lang } = useT()
  if (!p.discussions?.length) return null
  return (
    <Section id="discussions" title={t('pen.discussions')}>
      <ol className="entries">
        {p.discussions.toReversed().map((d, i) => (
          <li key={i}>
            <div className="entry-head">
              <strong><DayText date={d.on} /></strong> <span className={`badge ${d.result === 'agree' ? 'badge-kept' : 'badge-soon'}`}>{title(resolutions, d.result, lang)}</span>
              <Link to={paths.case(d.meeting)}>{t('pen.meetingFile', { n: d.item })}</Link> <span className="quiet">{t('pen.roundN', { n: d.round })} <Digest of={d.digest} /></span>
            </div>
            <p className="prose">{d.text}{d.days ? `（${t('pen.daysN', { n: d.days })}）` : ''}</p>
            {(d.voters?.length ?? 0) > 0 && <p className="quiet">{t('pen.voters')}：{d.voters!.map(name).join('、')}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

// --- where it came from, what was gathered, how it ended

function ClueCard({ p, name }: PartProps) {
  const { t, lang } = useT()
  const f = p.filing
  return (
    <Section id="facts" title={t('pen.clue')}>
      <dl className="facts facts-wide">
        <Fact label={t('pen.track')}>{title(tracks, p.track, lang)}</Fact>
        <Fact label={t('pen.regime')}>{title(regimes, p.regime, lang)}</Fact>
        <Fact label={t('pen.source')}>{title(clueSources, p.source, lang)}</Fact>
        <Fact label={t('pen.receivedOn')}><DayText date={p.received_on} /></Fact>
        {f && <Fact label={t('pen.filing')}>{f.on ? <><DayText date={f.on} /> {name(f.approved_by)}</> : <span className="mark mark-warn">{title(advices, f.advice, lang)}，{t('pen.awaitsApproval')}</span>}</Fact>}
        {f?.discovered && <Fact label={t('pen.discovered')}><DayText date={f.discovered} /></Fact>}
        {f && <Fact label={t('pen.jurisdiction')}>{f.jurisdiction}</Fact>}
        {p.split_from && <Fact label={t('pen.splitFrom')}><Link to={paths.case(p.split_from)}>{p.split_from}</Link></Fact>}
        {(p.merged?.length ?? 0) > 0 && <Fact label={t('pen.merged')}>{p.merged!.map((m) => <Link key={m} to={paths.case(m)}>{m} </Link>)}</Fact>}
      </dl>
      <p className="prose">{p.clue}</p>
      {f && <p className="prose"><span className="quiet">{t('pen.filingOpinion')}：</span>{f.opinion}</p>}
      <h3>{t('pen.allegations')}</h3>
      <Allegations list={p.allegations} />
    </Section>
  )
}

function InquiryCard({ p, name }: PartProps) {
  const { t, lang } = useT()
  const none = ![p.interviews, p.visits, p.preservations, p.samples, p.appraisals, p.recusals].some((x) => x?.length)
  if (none) return null
  const span = (a?: string, b?: string) => <span className="num quiet">{timeText(a)}{b && ` – ${timeText(b).slice(11)}`}</span>
  return (
    <Section id="inquiry" title={t('pen.inquiry')}>
      {(p.interviews?.length ?? 0) > 0 && (
        <>
          <h3>{t('pen.interviews')}</h3>
          <ul className="served">{p.interviews!.map((x) => (
            <li key={x.no}><details><summary>{x.no}. {x.name}（{x.relation}） {span(x.started_at, x.ended_at)} <span className="quiet">{(x.officers ?? []).map(name).join('、')} · {t('pen.signedPages', { a: x.signed, b: x.pages })}</span>{x.refusal && <> <span className="mark mark-warn">{t('insp.refusedSign', { why: x.refusal })}</span></>}</summary>
              <dl className="qa">{(x.answers ?? []).map((a, i) => <div key={i}><dt>{t('pen.q')}{a.q}</dt><dd>{t('pen.a')}{a.a}</dd></div>)}</dl></details></li>
          ))}</ul>
        </>
      )}
      {(p.visits?.length ?? 0) > 0 && (
        <>
          <h3>{t('pen.visits')}</h3>
          <ul className="served">{p.visits!.map((x) => <li key={x.no}>{x.no}. {x.place} {span(x.started_at, x.ended_at)} <span className="quiet">{(x.officers ?? []).map(name).join('、')}</span><p className="prose">{x.facts}</p></li>)}</ul>
        </>
      )}
      {(p.samples?.length ?? 0) > 0 && <><h3>{t('pen.samples')}</h3><ul className="served">{p.samples!.map((x) => <li key={x.no}>{x.no}. {x.items.join('、')} <span className="quiet num">{x.on} {x.place}</span></li>)}</ul></>}
      {(p.appraisals?.length ?? 0) > 0 && <><h3>{t('pen.appraisals')}</h3><ul className="served">{p.appraisals!.map((x) => <li key={x.no}>{x.no}. {x.body}：{x.matter} <span className="quiet num">{x.sent_on} → {x.returned_on ?? x.expected}</span>{x.result ? <span> {x.result}</span> : <> <span className="mark">{t('pen.awaited')}</span></>}</li>)}</ul></>}
      {(p.preservations?.length ?? 0) > 0 && (
        <>
          <h3>{t('pen.preservations')}</h3>
          <ul className="served">{p.preservations!.map((x) => (
            <li key={x.no}>{x.no}. {(x.items ?? []).join('、')} <span className="quiet">{x.place}</span> {x.on ? <span className="quiet num">{x.on}</span> : <span className="mark mark-warn">{t('pen.awaitsApproval')}</span>} {x.urgent && <span className="mark">{t('pen.urgentShort')}</span>} {x.settled_on ? <span className="tag">{title(preservationOutcomes, x.outcome, lang)} <span className="num">{x.settled_on}</span></span> : x.on && <span className="mark mark-warn">{t('pen.notSettled')}</span>}</li>
          ))}</ul>
        </>
      )}
      {(p.recusals?.length ?? 0) > 0 && (
        <>
          <h3>{t('pen.recusals')}</h3>
          <ul className="served">{p.recusals!.map((x) => <li key={x.no}>{name(x.person)}（{title(parts, x.part, lang)}）：{x.reason} <span className="quiet num">{x.asked_on}</span> {x.decided_on ? <span className="tag">{t(x.granted ? 'pen.recusalGranted' : 'pen.recusalRefused')} <span className="num">{x.decided_on}</span></span> : <span className="mark mark-warn">{t('pen.awaitsDecision')}</span>}{x.why && <span className="quiet"> {x.why}</span>}</li>)}</ul>
        </>
      )}
    </Section>
  )
}

function ClosingCard({ p, name }: PartProps) {
  const { t, lang } = useT()
  if (!p.closing && !p.archive) return null
  return (
    <Section id="closing" title={t('pen.closing')}>
      <dl className="facts facts-wide">
        {p.closing && <Fact label={t('pen.concludedOn')}><DayText date={p.closing.on} /> {name(p.closing.by)}</Fact>}
        {p.closing && <Fact label={t('pen.ground')}>{title(outcomes, p.closing.ground, lang)}</Fact>}
        {p.archive && <Fact label={t('pen.archivedOn')}><DayText date={p.archive.on} /> {name(p.archive.by)}</Fact>}
        {p.archive && <Fact label={t('pen.archiveNumber')}><span className="num">{p.archive.number}</span></Fact>}
        {p.archive && <Fact label={t('pen.retention')}>{title(retentions, p.archive.retention, lang)}{p.archive.pages ? ` · ${t('pen.pagesN', { n: p.archive.pages })}` : ''}</Fact>}
      </dl>
    </Section>
  )
}
