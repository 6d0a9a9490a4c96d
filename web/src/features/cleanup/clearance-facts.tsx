import { ArrowLeftOutlined, ArrowRightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import type { components } from '@/api/schema'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { Section } from '@/components/page'
import { Empty } from '@/components/states'
import { asQuery, keptFilter } from './ledger'
import { useFilterText } from './ledger-page'
import { Why } from './why'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { clearOutcomes, contactChannels, dispositions, endBecause, letterResults, rectifyKinds, title, type Pair } from '@/lib/titles'
import { FileLink } from './file-link'
import { questionsOf } from './points'

type Clearance = components['schemas']['Clearance']
type Disposal = components['schemas']['Disposal']
type Name = (id: string | undefined) => string

/** The file of one organization in a clean-up: what was found, what was learned, what is done about it. */
export function ClearanceFacts({ file, name }: { file: CaseFile; name: Name }) {
  const { t } = useT()
  const k = file.case.clearance
  if (!k) return null
  return (
    <>
      <Neighbours file={file} k={k} />
      <Section id="found" title={t('clr.found')} extra={<span className="card-links">{file.case.party!.kind !== 'unregistered' && <Link to={paths.organization(file.case.party!.id)}>{t('clr.orgPage')}</Link>} <Link to={paths.cleanupScreened(k.campaign, { party: file.case.party!.id })}>{t('cln.why')}</Link></span>}>
        {k.added ? <p>{t('clr.handAdded', { why: k.added })}</p> : <Why campaign={k.campaign} party={file.case.party!.id} only="hit" />}
      </Section>
      {k.excuse && <p className="notice notice-warn notice-block">{t('lst.excuseBar', { by: k.excuse.by, on: k.excuse.on })} {k.excuse.text}</p>}
      <Contacts file={file} k={k} name={name} />
      {!!k.objections?.length && (
        <Section id="objections" title={t('clr.objection')}>
          <ul className="answers">{k.objections.map((o, i) => (
            <li key={i}><div><DayText date={o.on} /> {o.by} <span className={o.answered ? 'mark' : 'mark mark-warn'}>{o.answered ? t(o.upheld ? 'clr.upheld' : 'clr.rejected') : t('clr.unanswered')}</span></div><p>{o.text}</p>{o.answer && <p className="quiet">{t('clr.replyText')}：{o.answer} <span className="num">{o.answered}</span></p>}</li>
          ))}</ul>
        </Section>
      )}
      {k.verified && <Verified file={file} k={k} name={name} />}
      {k.proposal && <Way id="proposal" heading={t('clr.proposal')} d={k.proposal} />}
      {k.disposal && <Way id="disposal" heading={t('clr.disposal')} d={k.disposal} by={k.decided_by ? t('clr.decidedBy', { who: name(k.decided_by), d: k.decided_on ?? '' }) : undefined} />}
      {!!k.reports?.length && (
        <Section id="rectify" title={t('clr.rectify')}>
          <ul className="answers">{k.reports.map((r, i) => <li key={i}><div><DayText date={r.on} /> {r.passed && <span className="badge badge-kept">{t('clr.checkYes')}</span>}</div><p>{r.text}</p></li>)}</ul>
        </Section>
      )}
      {(k.case || k.registration || k.collected || k.settled) && <End file={file} k={k} />}
      {!!k.past?.length && <Section id="past" title={t('clr.past')}><Past list={k.past} /></Section>}
    </>
  )
}

/** From one organization of the ledger to the next, within the filter that was last looked through. */
function Neighbours({ file, k }: { file: CaseFile; k: Clearance }) {
  const { t } = useT()
  const kept = keptFilter(k.campaign, !!file.case.closed_on)
  // what was looked through for what has no file yet, or was taken off, leads from no file to the next
  const filter = kept.state === 'unopened' || kept.state === 'removed' ? { ...kept, state: 'open' } : kept
  const words = useFilterText()
  const party = file.case.party!.id
  const next = useQuery(queries.cleanupRows(k.campaign, { ...asQuery(filter), cursor: party, limit: 10 }))
  const prev = useQuery(queries.cleanupRows(k.campaign, { ...asQuery(filter), before: party, limit: 10 }))
  const a = prev.data?.items.find((r) => r.case)
  const b = next.data?.items.find((r) => r.case)
  return (
    <nav className="neighbours" aria-label={t('cln.ledger')}>
      {a ? <Link className="button-link" to={paths.case(a.case!)}><ArrowLeftOutlined aria-hidden /> {t('cln.prev')}<span className="neighbour-name">{a.name}</span></Link> : <span className="quiet">{prev.data && t('cln.first')}</span>}
      <Link className="quiet" to={paths.cleanupLedger(k.campaign, filter)}>{t('cln.nextHint', { f: words.all(filter) })}</Link>
      {b ? <Link className="button-link" to={paths.case(b.case!)}>{t('cln.next')}<span className="neighbour-name">{b.name}</span> <ArrowRightOutlined aria-hidden /></Link> : <span className="quiet">{next.data && t('cln.last')}</span>}
    </nav>
  )
}

function Contacts({ file, k, name }: { file: CaseFile; k: Clearance; name: Name }) {
  const { t, lang } = useT()
  const from = file.clocks.find((c) => c.id === 'second_from' && !c.stopped_on)
  const by = file.clocks.find((c) => c.id === 'second_by' && !c.stopped_on)
  const letters = k.letters ?? []
  const contacts = k.contacts ?? []
  return (
    <Section id="contact" title={t('clr.contact')} flush={letters.length + contacts.length > 0}>
      {letters.length + contacts.length === 0 && <Empty>{t('clr.contactNone')}</Empty>}
      {k.lost && <p className="card-pad"><span className="mark mark-warn">{t('clr.lost', { d: k.lost })}</span></p>}
      {letters.length > 0 && (
        <>
          {from && by && <p className="quiet card-pad">{t('clr.interval', { a: from.due ?? '', b: by.due ?? '' })}</p>}
          <DataTable caption={t('clr.letters')} rows={letters} rowKey={(l) => l.tracking} columns={[
            { key: 'no', title: t('clr.letters'), head: true, wrap: false, render: (l) => t('clr.letterN', { n: l.no }) },
            { key: 'on', title: t('clr.letterSent'), wrap: false, render: (l) => <DayText date={l.on} /> },
            { key: 'to', title: t('clr.letterTo'), render: (l) => <>{l.address} <span className="quiet num">{l.tracking}</span></> },
            { key: 'result', title: t('clr.letterResult'), render: (l) => l.result ? <>{title(letterResults, l.result, lang)} <span className="quiet"><span className="num">{l.result_on}</span> {l.note}</span></> : <span className="mark mark-warn">{t('clr.l.none')}</span> },
          ]} />
        </>
      )}
      {contacts.length > 0 && (
        <DataTable caption={t('clr.contact')} rows={contacts} rowKey={(_x, i) => String(i)} columns={[
          { key: 'how', title: t('clr.channel'), head: true, wrap: false, render: (x) => title(contactChannels, x.channel, lang) },
          { key: 'at', title: t('common.date'), wrap: false, render: (x) => <span className="num">{timeText(x.at)}</span> },
          { key: 'found', title: t('clr.foundText'), render: (x) => <>{x.found} {x.place && <span className="quiet">{x.place}</span>} <span className="mark">{t(x.reached ? 'clr.reached' : 'clr.notReached')}</span></> },
          { key: 'who', title: t('cln.officers'), render: (x) => x.officers.map(name).join('、') },
        ]} />
      )}
    </Section>
  )
}

function Verified({ file, k, name }: { file: CaseFile; k: Clearance; name: Name }) {
  const { t } = useT()
  const campaign = useQuery(queries.case(k.campaign))
  const v = k.verified!
  const titles = new Map(questionsOf(file.case, campaign.data?.case.cleanup).map((q) => [q.id, q.title]))
  return (
    <Section id="verified" title={t('clr.verified')} extra={<span className="tag">{t(v.holds ? 'clr.holds' : 'clr.holdsNot')}</span>} flush>
      <p className="card-pad">{v.reason} <span className="quiet">{v.officers.map(name).join('、')} <span className="num">{v.on}</span></span></p>
      <DataTable caption={t('clr.verified')} rows={v.points} rowKey={(p) => p.id} columns={[
        { key: 'p', title: t('clr.point'), head: true, render: (p) => <><span className="num quiet">{p.id}</span> {titles.get(p.id)}</> },
        { key: 'h', title: t('clr.answer'), wrap: false, render: (p) => <span className={p.holds ? 'badge badge-late-soft' : 'badge badge-kept'}>{t(p.holds ? 'clr.holds' : 'clr.holdsNot')}</span> },
        { key: 'n', title: t('clr.note'), render: (p) => p.note },
      ]} />
    </Section>
  )
}

const reasonsOf: Record<string, Pair> = { ...endBecause.merge, ...endBecause.terminate }

function Way({ id, heading, d, by }: { id: string; heading: string; d: Disposal; by?: string }) {
  const { t, lang } = useT()
  return (
    <Section id={id} title={heading} extra={<span className="tag">{title(dispositions, d.way, lang)}</span>}>
      <dl className="facts facts-wide">
        {d.kind && <div><dt>{t('clr.rectKind')}</dt><dd>{title(rectifyKinds, d.kind, lang)}</dd></div>}
        {d.plan && <div><dt>{t(d.way === 'rectify' ? 'clr.plan' : 'clr.planOf')}</dt><dd>{d.plan}</dd></div>}
        {d.responsible && <div><dt>{t('clr.responsible')}</dt><dd>{d.responsible}</dd></div>}
        {!!d.days && <div><dt>{t('clr.days')}</dt><dd className="num">{d.days}</dd></div>}
        {d.because && <div><dt>{t('clr.because')}</dt><dd>{title(reasonsOf, d.because, lang)}</dd></div>}
        {d.by && <div><dt>{t(d.way === 'transfer' ? 'clr.receiver' : 'clr.byOrgan')}</dt><dd>{d.by}</dd></div>}
        {!!d.violations?.length && <div><dt>{t('clr.violations')}</dt><dd className="num">{d.violations.join('、')} {d.since && <span className="quiet">{t('cln.sinceN', { d: d.since })}</span>}</dd></div>}
        {d.into && <div><dt>{t('clr.into')}</dt><dd><Link to={paths.organization(d.into)}>{t('clr.orgPage')}</Link></dd></div>}
      </dl>
      <p className="prose">{d.reason}</p>
      {by && <p className="quiet">{by}</p>}
    </Section>
  )
}

function Past({ list }: { list: Disposal[] }) {
  const { lang } = useT()
  return <ul className="plain-list">{list.map((d, i) => <li key={i}><span className="tag">{title(dispositions, d.way, lang)}</span> {d.reason}</li>)}</ul>
}

function End({ file, k }: { file: CaseFile; k: Clearance }) {
  const { t, lang } = useT()
  return (
    <Section id="end" title={t(k.settled ? 'clr.settled' : 'clr.files')} extra={k.settled && <span className="tag">{title(clearOutcomes, k.settled.outcome, lang)}</span>}>
      <dl className="facts facts-wide">
        {k.case && <div><dt>{t('clr.penaltyFile')}</dt><dd><FileLink id={k.case} /></dd></div>}
        {k.registration && <div><dt>{t('clr.regFile')}</dt><dd><FileLink id={k.registration} /></dd></div>}
        {k.collected && <div><dt>{t('clr.collected')}</dt><dd>{t(k.collected.how === 'voided' ? 'clr.how.voided' : 'clr.how.collected')} <DayText date={k.collected.on} /> {k.collected.where}</dd></div>}
        {k.settled && <div><dt>{t('clr.settled')}</dt><dd>{k.settled.reason} <span className="num quiet">{k.settled.on}</span>{k.settled.court && <span className="block quiet">{t('clr.court')}</span>}</dd></div>}
        {file.case.closed_on && <div><dt>{t('cln.closed')}</dt><dd><DayText date={file.case.closed_on} /></dd></div>}
      </dl>
    </Section>
  )
}
