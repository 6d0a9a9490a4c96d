import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFile, ListGround, Listing } from '@/api/types'
import { ClockBadge, Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { FreshPapers } from '@/components/fresh-papers'
import { Section } from '@/components/page'
import { useT } from '@/lib/i18n'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { orgLists, orgPenalties, removalWhys, title } from '@/lib/titles'

type GroundOf = Listing['ground']
interface P { file: CaseFile; l: Listing; name: (id: string | undefined) => string }

/** A ground of listing: its number, its words, whether its text was confirmed. */
export function GroundText({ g }: { g: Pick<GroundOf, 'code' | 'text' | 'english' | 'article' | 'status'> }) {
  const { pick } = useT()
  return <span title={g.article}><span className="num">{g.code}</span> {pick(g.text, g.english)} {g.status !== 'confirmed' && <Unconfirmed />}</span>
}
export const asGround = (g: ListGround): GroundOf => ({ code: g.id, text: g.text, english: g.english ?? '', article: g.article, status: g.status }) as GroundOf

/** What an entry of a credit list holds besides what every file holds. */
export function ListingFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t } = useT()
  const l = file.case.listing
  if (!l) return null
  const p: P = { file, l, name }
  return (
    <>
      <FreshPapers file={file} />
      {l.excuse && <p className="notice notice-warn notice-block">{t('lst.excuseBar', { by: l.excuse.by, on: l.excuse.on })} {l.excuse.text}</p>}
      {l.existing && !l.listed_on && <p className="notice notice-block">{t('lst.existing')}：<Link to={paths.case(l.existing)}>{l.existing}</Link>。{t('lst.existingSays')}</p>}
      <Entry {...p} />
      <Letters {...p} />
      <Move {...p} />
      {l.reply && (
        <Section id="reply" title={t('lst.reply')} extra={<span className={l.reply.answer ? 'badge badge-plain' : 'badge badge-soon'}>{t(l.reply.answer ? (l.reply.adopted ? 'lst.adoptYes' : 'lst.adoptNo') : 'lst.notAnswered')}</span>}>
          <p className="prose"><span className="num quiet">{l.reply.on}</span> {l.reply.text}</p>
          {l.reply.answer && <p className="prose"><span className="quiet">{t('lst.answer')}：</span>{l.reply.answer}</p>}
        </Section>
      )}
      {l.decision && (
        <Section id="decision" title={t('lst.decision')} extra={<span className="tag">{t(l.decision.list ? 'lst.decideList' : 'lst.decideNot')}</span>}>
          <p className="prose">{l.decision.reasons}</p>
          <p className="quiet">{name(l.decision.by)} <span className="num">{l.decision.on}</span></p>
        </Section>
      )}
      {(l.more?.length ?? 0) > 0 && (
        <Section id="more" title={t('lst.more')} flush>
          <DataTable caption={t('lst.more')} rows={l.more!} rowKey={(_, i) => String(i)} columns={[
            { key: 'on', title: t('common.date'), head: true, wrap: false, render: (x) => <span className="num">{x.on}</span> },
            { key: 'ground', title: t('lst.ground'), render: (x) => <GroundText g={x.ground} /> },
            { key: 'file', title: t('case.reference'), wrap: false, render: (x) => (x.file === file.case.id ? '—' : <Link to={paths.case(x.file)}>{x.file}</Link>) },
          ]} />
        </Section>
      )}
      {(l.asked || l.removed) && <Removal {...p} />}
    </>
  )
}

function Entry({ file, l }: P) {
  const { t, lang } = useT()
  const org = file.case.party
  const q = l.penalty
  const ends = file.clocks.filter((k) => (l.list === 'severe' ? ['T23'] : ['T20', 'T21']).includes(k.rule) && !k.stopped_on)
  return (
    <Section id="facts" title={t('lst.entry')} extra={<span className={l.listed_on && !l.removed ? 'mark mark-bad' : 'tag'}>{title(orgLists, l.list, lang)}</span>}>
      <dl className="facts facts-wide">
        <div><dt>{t('reg.org')}</dt><dd>{org && <Link to={paths.organization(org.id)}>{org.name}</Link>}</dd></div>
        <div><dt>{t('lst.ground')}</dt><dd><GroundText g={l.ground} /><span className="block quiet">{l.ground.article}</span></dd></div>
        {q && <div><dt>{t('lst.penalty')}</dt><dd>{q.on} {q.by} {title(orgPenalties, q.kind, lang)} {q.fine_fen ? formatFen(q.fine_fen) : ''} <span className="quiet">{q.number}</span>{(q.annulled_on || q.changed_on) && <span className="block"><span className="mark mark-warn">{t(q.annulled_on ? 'lst.penaltyGone' : 'lst.penaltyChanged', { on: q.annulled_on || q.changed_on || '' })}</span> <span className="quiet">{q.because}</span></span>}</dd></div>}
        {l.listed_on && <div><dt>{t('lst.listedOn')}</dt><dd><DayText date={l.listed_on} /></dd></div>}
        {l.since && l.since !== l.listed_on && <div><dt>{t('lst.since')}</dt><dd><DayText date={l.since} /></dd></div>}
        {l.moved && <div><dt>{t('lst.moved')}</dt><dd><DayText date={l.moved} /></dd></div>}
        {ends.map((k) => <div key={k.id}><dt>{k.title}</dt><dd><DayText date={k.due} /> {k.status && <ClockBadge caseId={file.case.id} clock={k.id} title={k.title} status={k.status} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} />}</dd></div>)}
        {l.listed_on && <div><dt>{t('lst.published')}</dt><dd>{l.public ? <>{l.public} <span className="quiet">{t('lst.credit')} {l.credit} <span className="num">{l.public_on}</span></span></> : <span className="mark mark-warn">{t('lst.notPublished')}</span>}</dd></div>}
        {l.eligible && !l.removed && <div><dt>{t('lst.removal')}</dt><dd>{t('lst.eligible')}</dd></div>}
      </dl>
      <p className="prose"><span className="quiet">{t('lst.facts')}：</span>{l.facts}</p>
    </Section>
  )
}

/** The move to the severe list that the two years call for: what was told, what was said to it, what was decided. */
function Move({ file, l, name }: P) {
  const { t, pick } = useT()
  const m = l.move
  if (!m) return null
  const notice = file.case.documents?.find((d) => d.id === m.notice)
  const served = file.case.services?.find((s) => s.document === m.notice && !s.superseded)?.deemed_on
  const reply = file.clocks.filter((k) => k.rule === 'CR-01' && !k.stopped_on).at(-1)
  return (
    <Section id="move" title={t('lst.move')} extra={m.decision && <span className="tag">{t(m.decision.list ? 'lst.moveYes' : 'lst.moveNo')}</span>}>
      {!m.decision && <p className="notice notice-block">{t('lst.moveSays')}{m.into && <> {t('lst.moveOnSevere')} <Link to={paths.case(m.into)}>{m.into}</Link></>}</p>}
      <dl className="facts facts-wide">
        <div><dt>{t('lst.ground')}</dt><dd><GroundText g={m.ground} /><span className="block quiet">{m.ground.article}</span></dd></div>
        <div><dt>{t('lst.moveBegun')}</dt><dd><DayText date={m.on} /></dd></div>
        {notice && <div><dt>{notice.title}</dt><dd><span className="num">{notice.number}</span> {served ? <DayText date={served} /> : <span className="mark mark-warn">{t('lst.step.serve')}</span>}</dd></div>}
        {served && reply && <div><dt>{reply.title}</dt><dd><DayText date={reply.due} /> {reply.status && !m.decision && <ClockBadge caseId={file.case.id} clock={reply.id} title={reply.title} status={reply.status} provisional={reply.provisional} unconfirmed={reply.rule_status !== 'confirmed'} />}</dd></div>}
      </dl>
      <p className="prose"><span className="quiet">{t('lst.facts')}：</span>{m.facts}</p>
      {m.reply && <p className="prose"><span className="quiet">{t('lst.reply')} <span className="num">{m.reply.on}</span>：</span>{m.reply.text}</p>}
      {m.reply && <p className="prose"><span className="quiet">{t('lst.answer')}{m.reply.answer && pick(`（${t(m.reply.adopted ? 'lst.adoptYes' : 'lst.adoptNo')}）`, ` (${t(m.reply.adopted ? 'lst.adoptYes' : 'lst.adoptNo')})`)}：</span>{m.reply.answer || t('lst.notAnswered')}</p>}
      {m.decision && <p className="prose"><span className="quiet">{t('lst.decision')} {name(m.decision.by)} <span className="num">{m.decision.on}</span>：</span>{m.decision.reasons}</p>}
    </Section>
  )
}

/** Between which days the second letter goes out, as the clocks of the file count them. */
export function Interval({ file }: { file: CaseFile }) {
  const { t } = useT()
  const runs = (id: string) => file.clocks.find((k) => k.id.startsWith(id) && !k.met_on && !k.stopped_on && !k.lapsed_on)
  const rows = ([['letter_min', 'lst.secondFrom'], ['letter_max', 'lst.secondUntil']] as const).flatMap(([id, label]) => { const k = runs(id); return k ? [{ k, label }] : [] })
  if (rows.length === 0) return null
  return (
    <div className="limits">
      {rows.map(({ k, label }) => (
        <div key={k.id} className="limit">
          <span className="quiet">{t('lst.interval')} {t(label)}</span>
          <strong><DayText date={k.due} /></strong>
          {k.status && <ClockBadge caseId={file.case.id} clock={k.id} title={k.title} status={k.status} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} />}
        </div>
      ))}
    </div>
  )
}

function Letters({ file, l }: P) {
  const { t } = useT()
  const grounds = useQuery(queries.listingGrounds())
  const needed = grounds.data?.find((g) => g.id === l.ground.code)?.test === 'letters'
  if (!needed && !l.letters?.length) return null
  return (
    <Section id="letters" title={t('lst.letters')} flush={(l.letters?.length ?? 0) > 0}>
      <div className={l.letters?.length ? 'card-pad' : undefined}><p className="quiet">{t('lst.lettersHint')}</p><Interval file={file} /></div>
      {(l.letters?.length ?? 0) > 0 && (
        <DataTable caption={t('lst.letters')} rows={l.letters!} rowKey={(x) => x.document} columns={[
          { key: 'on', title: t('lst.sentOn'), head: true, wrap: false, render: (x) => <span className="num">{x.on}</span> },
          { key: 'round', title: t('lst.round'), wrap: false, render: (x) => <span className="num">{x.round}</span> },
          { key: 'address', title: t('lst.address'), render: (x) => x.address },
          { key: 'tracking', title: t('lst.tracking'), wrap: false, render: (x) => <span className="num">{x.tracking}</span> },
          { key: 'result', title: t('lst.result'), render: (x) => x.result ? <><span className={x.result === 'signed' ? 'badge badge-kept' : 'badge badge-soon'}>{t(x.result === 'signed' ? 'lst.signed' : 'lst.unsigned')}</span> <span className="quiet"><span className="num">{x.result_on}</span> {x.note}</span></> : <span className="badge badge-plain">{t('lst.waiting')}</span> },
        ]} />
      )}
    </Section>
  )
}

function Removal({ file, l }: P) {
  const { t, lang } = useT()
  const a = l.asked
  const paper = (id: string | undefined) => file.case.documents?.find((d) => d.id === id)?.number
  return (
    <Section id="removal" title={t('lst.removal')} extra={a?.judged && !l.removed && <span className={a.met ? 'badge badge-kept' : 'badge badge-late'}>{t(a.met ? 'lst.met' : 'lst.notMet')}</span>}>
      <dl className="facts facts-wide">
        {a && <div><dt>{t('lst.askedOn')}</dt><dd><DayText date={a.on} /><span className="block">{a.text}</span></dd></div>}
        {a?.judged && <div><dt>{t('lst.verifyNote')}</dt><dd><DayText date={a.judged} /><span className="block">{a.note}</span></dd></div>}
        {l.removed && <div><dt>{t('lst.removedOn')}</dt><dd><DayText date={l.removed.on} /> {title(removalWhys, l.removed.why, lang)} <span className="num quiet">{paper(l.removed.document)}</span>{l.removed.text && <span className="block">{l.removed.text}</span>}</dd></div>}
      </dl>
    </Section>
  )
}
