import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { AnnualCheck, CaseFile, CheckFinding, CheckGround } from '@/api/types'
import { ClockBadge, Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { FreshPapers } from '@/components/fresh-papers'
import { Money } from '@/components/money-input'
import { Section } from '@/components/page'
import { unitText } from '@/lib/clock-text'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { checkAsks, checkConclusions, checkKinds, checkWeights, methods, title } from '@/lib/titles'

interface P { file: CaseFile; a: AnnualCheck; name: (id: string | undefined) => string; grounds: CheckGround[] }

/** What an annual check holds besides what every file holds. */
export function AnnualCheckFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const a = file.case.annual_check
  const asked = useQuery({ ...queries.checkGrounds(file.case.id), enabled: !!a })
  if (!a) return null
  const p: P = { file, a, name, grounds: asked.data ?? [] }
  return (
    <>
      <FreshPapers file={file} />
      {a.lead && <Lead {...p} />}
      <State {...p} />
      {(a.conclusions?.length ?? 0) > 0 && <Conclusions {...p} />}
      {a.rectify && <Rectification {...p} />}
      {(a.flags?.length ?? 0) > 0 && <Flags {...p} />}
      {a.review && <Review {...p} />}
      {a.report && <Report {...p} />}
      {(a.asked?.length ?? 0) > 0 && <Asked {...p} />}
      {(a.visits?.length ?? 0) > 0 && <Visits {...p} />}
    </>
  )
}

/** A ground by its words; what is not confirmed is marked so. */
function Ground({ id, grounds }: { id: string; grounds: CheckGround[] }) {
  const g = grounds.find((x) => x.id === id)
  if (!g) return <span>{id}</span>
  return <span title={`${g.id} ${g.article}`}>{g.text} {g.status !== 'confirmed' && <Unconfirmed />}</span>
}

function State({ file, a }: P) {
  const { t, lang } = useT()
  const org = file.case.party
  return (
    <Section id="facts" title={t(a.track === 'charity' ? 'chk.factsCharity' : 'chk.facts')} extra={<span className="tag">{t('chk.yearN', { n: a.year })}</span>}>
      <dl className="facts facts-wide">
        <div><dt>{t('reg.org')}</dt><dd>{org && <Link to={paths.organization(org.id)}>{org.name}</Link>} <span className="quiet">{title(checkKinds, a.kind, lang)}</span>{a.newcomer && <span className="mark">{t('chk.newcomer')}</span>}</dd></div>
        <div><dt>{t('chk.way')}</dt><dd>{a.track === 'charity' ? t('chk.charities') : t(a.direct || a.kind === 'foundation' ? 'chk.straight' : 'chk.viaUnit')}</dd></div>
        {a.announced_on && <div><dt>{t('chk.announcedOn')}</dt><dd><DayText date={a.announced_on} /></dd></div>}
        {a.reported_on && <div><dt>{t('chk.reportedOn')}</dt><dd><DayText date={a.reported_on} /></dd></div>}
        {a.filed_on && <div><dt>{t('chk.filedWith')}</dt><dd><DayText date={a.filed_on} /> {a.late && <span className="mark mark-warn">{t('chk.isLate')}</span>} {a.unit_late && <span className="mark">{t('chk.unitLate')}</span>}</dd></div>}
        {a.missed_on && <div><dt>{t('chk.missedOn')}</dt><dd><DayText date={a.missed_on} /></dd></div>}
        {a.published_on && <div><dt>{t('chk.published')}</dt><dd><DayText date={a.published_on} /> {a.published_at}</dd></div>}
        {(a.listings?.length ?? 0) > 0 && <div><dt>{t('chk.listings')}</dt><dd>{a.listings!.map((id) => <Link key={id} className="block" to={paths.case(id)}>{file.children?.find((c) => c.id === id)?.reference ?? id}</Link>)}</dd></div>}
      </dl>
      {a.opinion && <p className="prose"><span className="quiet">{t('chk.opinion')}：</span><span className={a.opinion.agree ? 'badge badge-kept' : 'badge badge-soon'}>{t(a.opinion.agree ? 'chk.agree' : 'chk.disagree')}</span> {a.opinion.text} <span className="quiet">{a.opinion.by} <span className="num">{a.opinion.on}</span></span></p>}
    </Section>
  )
}

function Lead({ file, a }: P) {
  const { t } = useT()
  const l = a.lead!
  const violations = useQuery(queries.violations())
  const named = violations.data?.find((v) => v.id === l.violation)?.title ?? l.violation
  return (
    <p className="notice notice-warn notice-block">
      <strong>{t('chk.lead')}</strong> {t(l.count === 'missed' ? 'chk.leadText.missed' : 'chk.leadText.failed', { years: l.years.join('、'), violation: named })} <span className="quiet">{l.article}</span> {l.confirmed !== 'confirmed' && <Unconfirmed />}
      {a.clue && <> <Link to={paths.case(a.clue)}>{t('chk.clueOpened')}：{file.children?.find((c) => c.id === a.clue)?.reference ?? a.clue}</Link></>}
    </p>
  )
}

const tone: Record<string, string> = { passed: 'badge badge-kept', fair: 'badge badge-soon', failed: 'badge badge-late', filed: 'badge badge-plain' }

function Found({ list, grounds }: { list?: CheckFinding[] | null; grounds: CheckGround[] }) {
  const { t, lang } = useT()
  if (!list?.length) return <span className="quiet">{t('chk.noFindings')}</span>
  return (
    <ol className="plain-list">
      {list.map((f, i) => <li key={i}><Ground id={f.ground} grounds={grounds} />：{f.facts} <span className="quiet">{title(checkWeights, f.weight, lang)}{f.corrected && ` · ${t('chk.corrected')}`}</span></li>)}
    </ol>
  )
}

/** The conclusion that holds stands first; those it replaced stay under it. */
function Conclusions({ file, a, name, grounds }: P) {
  const { t, lang } = useT()
  const list = a.conclusions!.toReversed()
  const number = (id: string) => file.case.documents?.find((d) => d.id === id)?.number
  return (
    <Section id="conclusions" title={t(a.track === 'charity' ? 'chk.takenSection' : list.length > 1 ? 'chk.conclusions' : 'chk.conclusion')}>
      <ol className="entries">
        {list.map((k, i) => (
          <li key={k.document}>
            <div className="entry-head">
              {i === 0 ? <span className={tone[k.conclusion]}>{title(checkConclusions, k.conclusion, lang)}</span> : <del className="plain-del quiet">{title(checkConclusions, k.conclusion, lang)}</del>}
              {list.length > 1 && <span className={i === 0 ? 'mark' : 'mark mark-warn'}>{t(i === 0 ? 'chk.holds' : 'chk.replaced')}</span>}
              <span className="num">{k.on}</span><span className="quiet">{name(k.by)}</span><span className="num quiet">{number(k.document)}</span>{i === 0 && k.serve && <Reached file={file} paper={k.document} />}
            </div>
            {a.track === 'check' && <Found list={k.findings} grounds={grounds} />}
            {k.struck?.map((x, n) => <p key={n} className="prose"><del className="plain-del quiet"><Ground id={x.ground} grounds={grounds} /></del> <span className="quiet">{t('chk.struck')}：</span>{x.why}</p>)}
            {k.reasons && <p className="prose"><span className="quiet">{t('chk.reasons')}：</span>{k.reasons}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** When a paper of the check reached the organization. */
function Reached({ file, paper }: { file: CaseFile; paper: string }) {
  const { t, lang } = useT()
  const s = file.case.services?.findLast((x) => x.document === paper && !x.superseded)
  if (!s) return <span className="mark mark-warn">{t('chk.unserved')}</span>
  if (!s.deemed_on) return <span className="mark">{t('chk.noticeRuns')}</span>
  return <span className="quiet">{t('chk.servedOn', { day: s.deemed_on })}，{title(methods, s.method, lang)}</span>
}

function Rectification({ file, a }: P) {
  const { t, lang } = useT()
  const r = a.rectify!
  const k = file.clocks.findLast((c) => c.id.startsWith('rectify'))
  return (
    <Section id="rectify" title={t('chk.rectifySection')} extra={r.result ? <span className={r.result === 'passed' ? 'badge badge-kept' : 'badge badge-late'}>{t(r.result === 'passed' ? 'chk.rectPassed' : 'chk.rectFailed')}</span>
      : k?.status && <ClockBadge caseId={file.case.id} clock={k.id} title={k.title} status={k.status} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} />}>
      <ol className="measures">{r.items.map((x, i) => <li key={i}>{x}</li>)}</ol>
      <dl className="facts facts-wide">
        <div><dt>{t('chk.until')}</dt><dd>{r.due ? <DayText date={r.due} /> : <span className="mark mark-warn">{t('chk.unserved')}</span>} {r.within && <span className="quiet">{t('chk.fromService', { term: unitText(r.within.n, r.within.unit, lang) })}</span>}</dd></div>
        {r.within && <div><dt>{t('chk.served')}</dt><dd><Reached file={file} paper={r.document} /></dd></div>}
        {r.overdue_on && <div><dt>{t('chk.overdueOn')}</dt><dd><DayText date={r.overdue_on} /></dd></div>}
        {r.reported && <div><dt>{t('chk.rectified')}</dt><dd><DayText date={r.reported} /><span className="block">{r.report}</span></dd></div>}
      </dl>
    </Section>
  )
}

/** What the machine saw, and what a person made of it. */
function Flags({ a, grounds }: P) {
  const { t } = useT()
  const v = a.review
  return (
    <Section id="flags" title={t('chk.flags')}>
      <p className="quiet">{t('chk.flagsHint')}</p>
      <ul className="entries">
        {a.flags!.map((id) => {
          const taken = v?.findings?.some((f) => f.ground === id)
          const why = v?.aside?.find((x) => x.ground === id)?.why
          return (
            <li key={id}>
              <div className="entry-head"><Ground id={id} grounds={grounds} /> <span className={taken ? 'badge badge-soon' : why ? 'badge badge-ended' : 'badge badge-plain'}>{t(taken ? 'chk.flagFound' : why ? 'chk.flagAside' : 'chk.flagOpen')}</span></div>
              {why && <p className="prose">{why}</p>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Review({ a, name, grounds }: P) {
  const { t, lang } = useT()
  const v = a.review!
  return (
    <Section id="review" title={t('chk.review')} extra={<span className="tag">{title(checkConclusions, v.conclusion, lang)}</span>}>
      <p className="prose">{v.text}</p>
      <p className="quiet">{name(v.by)} <span className="num">{v.on}</span></p>
      {a.track === 'check' && <Found list={v.findings} grounds={grounds} />}
    </Section>
  )
}

function Report({ a }: P) {
  const { t } = useT()
  const r = a.report!
  const members = r.members && [r.members.persons ? `${t('reg.persons')} ${r.members.persons}` : '', r.members.units ? `${t('reg.units')} ${r.members.units}` : ''].filter(Boolean).join('，')
  return (
    <Section id="report" title={t('chk.report')}>
      <dl className="facts facts-wide">
        <div><dt>{t('chk.income')}</dt><dd><Money fen={r.income_fen} /></dd></div>
        <div><dt>{t('chk.spending')}</dt><dd><Money fen={r.spending_fen} /></dd></div>
        <div><dt>{t('chk.assets')}</dt><dd><Money fen={r.assets_fen} /></dd></div>
        {members && <div><dt>{t('chk.members')}</dt><dd>{members}</dd></div>}
        <div><dt>{t('chk.meetings')}</dt><dd>{t('chk.meetingsN', { a: r.assemblies, b: r.councils })}</dd></div>
        {!!r.branches && <div><dt>{t('chk.branches')}</dt><dd className="num">{r.branches}</dd></div>}
        {(r.officers?.length ?? 0) > 0 && <div><dt>{t('chk.officers')}</dt><dd>{r.officers!.map((o) => `${o.post} ${o.name}`).join('、')}</dd></div>}
      </dl>
      {r.activities?.length
        ? <><h3 className="sub-head">{t('chk.activities')}</h3><ul className="plain-list">{r.activities.map((x, i) => <li key={i}><span className="num">{x.on}</span> {x.what}</li>)}</ul></>
        : <p><span className="mark mark-warn">{t('chk.noActivity')}</span></p>}
      {r.changes && <p className="prose"><span className="quiet">{t('chk.changes')}：</span>{r.changes}</p>}
      {r.party_work && <p className="prose"><span className="quiet">{t('chk.partyWork')}：</span>{r.party_work}</p>}
      <p className="prose"><span className="quiet">{t('chk.selfCheck')}：</span>{r.self_check}</p>
    </Section>
  )
}

function Asked({ a }: P) {
  const { t, lang } = useT()
  return (
    <Section id="asked" title={t('chk.asked')} flush>
      <DataTable caption={t('chk.asked')} rows={a.asked!} rowKey={(_, i) => String(i)} columns={[
        { key: 'what', title: t('chk.askWhat'), head: true, wrap: false, render: (x) => title(checkAsks, x.what, lang) },
        { key: 'text', title: t('chk.askText'), render: (x) => x.text },
        { key: 'until', title: t('chk.until'), wrap: false, render: (x) => <span className="num">{x.until}</span> },
        { key: 'answer', title: t('chk.answer'), render: (x) => x.answered ? <>{x.answer} <span className="num quiet">{x.answered}</span></> : <span className="mark mark-warn">{t('chk.noAnswer')}</span> },
      ]} />
    </Section>
  )
}

function Visits({ a, name }: P) {
  const { t } = useT()
  return (
    <Section id="visits" title={t('chk.visits')}>
      <ul className="entries">
        {a.visits!.map((x) => <li key={x.at}><div className="entry-head"><strong className="num">{timeText(x.at)}</strong><span>{x.place}</span><span className="quiet">{x.officers.map(name).join('、')}</span></div><p className="prose">{x.found}</p></li>)}
      </ul>
    </Section>
  )
}
