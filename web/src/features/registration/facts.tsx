import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFile, Registration } from '@/api/types'
import { ClockBadge, Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { FreshPapers } from '@/components/fresh-papers'
import { Money } from '@/components/money-input'
import { Section } from '@/components/page'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { outcomeTitle, partyKinds, regChannels, regDeliveries, orgForms, founderKinds, regItems, regKinds, regResolutions, residueBases, orgModes, title, units } from '@/lib/titles'
import { MachineMark } from './forms'
import { fullName, itemText } from './items'
import { MaterialsTable } from './materials'

/** What a registration holds besides what every file holds. */
export function RegistrationFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t } = useT()
  const r = file.case.registration
  if (!r) return null
  return (
    <>
      <FreshPapers file={file} />
      <Limits file={file} />
      <Asked file={file} r={r} name={name} />
      {r.was && (r.changed?.length ?? 0) > 0 && <Changes r={r} />}
      {r.gaps && (
        <Section id="gaps" title={t('reg.toldOnce')} extra={<span className="quiet"><span className="num">{r.gaps.on}</span> {t('reg.gapDaysN', { n: r.gaps.days })}</span>}>
          <ol className="plain-list">{r.gaps.gaps.map((g) => <li key={g.key}>{r.materials?.find((m) => m.key === g.key)?.title}：{g.what}</li>)}</ol>
        </Section>
      )}
      {(r.materials?.length ?? 0) > 0 && <Section id="materials" title={t('reg.materials')} flush><MaterialsTable list={r.materials!} href={(hash) => api.file(file.case.id, hash)} /></Section>}
      {r.liquidation && <Winding r={r} caseId={file.case.id} />}
      {(r.visits?.length ?? 0) > 0 && (
        <Section id="visits" title={t('reg.visits')}>
          <ul className="entries">
            {r.visits!.map((x) => (
              <li key={x.at}>
                <div className="entry-head"><strong className="num">{timeText(x.at)}</strong><span>{x.place}</span><span className={x.fits ? 'badge badge-kept' : 'badge badge-soon'}>{t(x.fits ? 'reg.fits' : 'reg.unfit')}</span><span className="quiet">{x.officers.map(name).join('、')}</span></div>
                <p className="prose">{x.found}</p>
                {((x.signed?.length ?? 0) > 0 || x.must_sign) && (
                  <p className="quiet">{x.signed?.map((k) => <span key={k.by} className="signed">{t('reg.signedBy', { who: name(k.by), day: k.on })}{k.text && `：${k.text}`} </span>)}
                    {x.must_sign && (x.unsigned?.length ?? 0) > 0 && <span className="mark mark-warn">{t('reg.unsigned', { who: x.unsigned!.map(name).join('、') })}</span>}</p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(r.pauses?.length ?? 0) > 0 && (
        <Section id="pauses" title={t('reg.pauses')}>
          <ul className="entries">{r.pauses!.map((p) => (
            <li key={p.from + p.why}><div className="entry-head"><strong>{p.why}</strong><span><DayText date={p.from} />{p.until ? <> – <DayText date={p.until} /></> : <span className="mark mark-warn">{t('reg.notCounted')}</span>}</span>
              <span className="quiet">{p.document ? t('reg.pausePaper', { number: file.case.documents?.find((d) => d.id === p.document)?.number ?? '' }) : ''}</span></div></li>
          ))}</ul>
        </Section>
      )}
      {r.review && <Review file={file} r={r} name={name} />}
      <Decision file={file} r={r} name={name} />
    </>
  )
}

/** The limit of the law and the promised one of the matter, side by side: as they run, or as they will when it is accepted. */
function Limits({ file }: { file: CaseFile }) {
  const { t, lang } = useT()
  const labels = { decide: 'reg.byLaw', promised: 'reg.byPromise', statutory: 'reg.byLaw' } as const
  // a time that began anew is the last of its name
  const rows = (['decide', 'promised'] as const).flatMap((id) => { const k = file.clocks.findLast((c) => c.id.split('#')[0] === id); return k ? [{ id, k }] : [] })
  const before = rows.length === 0 && !file.case.outcome && ['reg_draft', 'reg_noticed', 'reg_named', 'reg_liquidated', 'reg_received', 'reg_deficient'].includes(file.case.stage)
  const desk = useQuery({ ...queries.registrationDesk(file.case.id), enabled: before }).data
  if (before && desk?.limits?.length) {
    return (
      <div className="limits">
        {desk.limits.map((l) => (
          <div key={l.title} className="limit">
            <span className="quiet">{t(labels[l.use as 'statutory' | 'promised'])}</span>
            <strong><span className="num">{l.n}</span> {title(units, l.unit, lang)}</strong> {!l.confirmed && <Unconfirmed />}
            <span className="quiet limit-of">{t('reg.fromAcceptance', { title: l.title })}</span>
          </div>
        ))}
      </div>
    )
  }
  if (rows.length === 0) return null
  return (
    <div className="limits">
      {rows.map(({ id, k }) => (
        <div key={k.id} className="limit">
          <span className="quiet">{t(labels[id])}</span>
          <strong>{k.due ? <DayText date={k.due} /> : t('reg.notCounted')}</strong>
          {k.status ? <ClockBadge caseId={file.case.id} clock={k.id} title={k.title} status={k.status} provisional={k.provisional} unconfirmed={k.rule_status !== 'confirmed'} /> : k.rule_status !== 'confirmed' && <Unconfirmed />}
          <span className="quiet limit-of">{k.title} <span className="num">{k.term.n}</span> {title(units, k.term.unit, lang)}</span>
        </div>
      ))}
    </div>
  )
}

function Asked({ file, r, name }: { file: CaseFile; r: Registration; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const x = r.items
  const members = r.members && [r.members.persons ? `${t('reg.persons')} ${r.members.persons}` : '', r.members.units ? `${t('reg.units')} ${r.members.units}` : ''].filter(Boolean).join('，')
  return (
    <Section id="facts" title={t('reg.facts')} extra={<span className="tag">{title(regKinds, r.kind, lang)}</span>}>
      <dl className="facts facts-wide">
        <div><dt>{t('reg.name')}</dt><dd><strong>{fullName(x.name)}</strong>{r.reserved?.until && <span className="block quiet">{t('reg.reservedUntil', { day: r.reserved.until })}</span>}</dd></div>
        <div><dt>{t('reg.subject')}</dt><dd>{title(partyKinds, r.subject, lang)} {r.form && <span className="quiet">{title(orgForms, r.form, lang)}</span>} {r.charity && <span className="mark">{t('reg.asCharity')}</span>}</dd></div>
        <div><dt>{t('reg.applicant')}</dt><dd>{r.applicant.name} <span className="num">{r.applicant.phone}</span>{r.applicant.agent && <span className="block quiet">{t('reg.agent')} {r.applicant.agent} {r.applicant.post}</span>}</dd></div>
        <div><dt>{t('reg.channel')}</dt><dd>{title(regChannels, r.channel, lang)}</dd></div>
        {r.ground && <div><dt>{t('reg.ground')}</dt><dd>{r.ground}</dd></div>}
        {r.forced && <div><dt>{t('reg.forced')}</dt><dd>{r.forced}</dd></div>}
        <div><dt>{t('reg.legalRepOr')}</dt><dd>{x.legal_rep}</dd></div>
        <div><dt>{t('reg.capital')}</dt><dd><Money fen={x.capital_fen} /></dd></div>
        <div><dt>{t('reg.mode')}</dt><dd>{title(orgModes, x.mode, lang)} {x.supervisor && <span className="quiet">{x.supervisor}</span>}</dd></div>
        <div><dt>{t('reg.address')}</dt><dd>{itemText(x, 'address')}</dd></div>
        {x.area && <div><dt>{t('reg.area')}</dt><dd>{x.area}</dd></div>}
        {members && <div><dt>{t('reg.members')}</dt><dd>{members}</dd></div>}
        {r.consent_on && <div><dt>{t('reg.consentOn')}</dt><dd><DayText date={r.consent_on} /> {r.late && <span className="mark mark-warn">{t('reg.late')}</span>}</dd></div>}
        {r.contact && <div><dt>{t('reg.contact')}</dt><dd>{name(r.contact)}</dd></div>}
        {r.notice && <div><dt>{t('reg.notice')}</dt><dd><DayText date={r.notice.on} /> <span className="quiet">{r.notice.signers.join('、')}</span></dd></div>}
        {r.assembly_on && <div><dt>{t('reg.assembly')}</dt><dd><DayText date={r.assembly_on} /></dd></div>}
        {r.received_on && <div><dt>{t('reg.received')}</dt><dd><DayText date={r.received_on} /></dd></div>}
        {r.accepted_on && <div><dt>{t('reg.accepted')}</dt><dd><DayText date={r.accepted_on} />{r.deemed && <span className="block mark mark-warn">{t('reg.deemed')}</span>}</dd></div>}
        {(file.case.officers?.length ?? 0) > 0 && <div><dt>{t('reg.reviewers')}</dt><dd>{file.case.officers!.map(name).join('、')}</dd></div>}
      </dl>
      <p className="prose"><span className="quiet">{t('reg.purpose')}：</span>{x.purpose}</p>
      <p className="prose"><span className="quiet">{t('reg.scope')}：</span>{x.scope}</p>
      {(r.founders?.length ?? 0) > 0 && (
        <p className="prose"><span className="quiet">{t('reg.founders')}：</span>{r.founders!.map((o, i) => (
          <span key={o.name}>{i > 0 && '、'}{o.name}（{title(founderKinds, o.kind, lang)}，{t('reg.founderFen')} <Money fen={o.fen} />{!!o.state_fen && <>，{t('reg.founderState')} <Money fen={o.state_fen} /></>}）</span>
        ))}</p>
      )}
      {(r.officers?.length ?? 0) > 0 && <p className="prose"><span className="quiet">{t('reg.officers')}：</span>{r.officers!.map((o) => `${o.name}（${o.post}${o.serving ? `，${t('reg.serving')}` : ''}）`).join('、')}</p>}
    </Section>
  )
}

function Changes({ r }: { r: Registration }) {
  const { t, lang } = useT()
  return (
    <Section id="changes" title={t('reg.changes')} flush>
      <DataTable caption={t('reg.changes')} rows={r.changed!} rowKey={(i) => i} columns={[
        { key: 'item', title: t('reg.item'), head: true, wrap: false, render: (i) => title(regItems, i, lang) },
        { key: 'was', title: t('reg.was'), render: (i) => <del>{itemText(r.was!, i) || '—'}</del> },
        { key: 'now', title: t('reg.becomes'), render: (i) => <ins>{itemText(r.items, i) || '—'}</ins> },
      ]} />
    </Section>
  )
}

function Winding({ r, caseId }: { r: Registration; caseId: string }) {
  const { t, lang } = useT()
  const l = r.liquidation!
  return (
    <Section id="liquidation" title={t('reg.liquidation')}>
      <dl className="facts facts-wide">
        {l.group_on && <div><dt>{t('reg.group')}</dt><dd><DayText date={l.group_on} /> <span className="quiet">{l.members?.join('、')} {l.by_court}</span></dd></div>}
        {l.petition_on && <div><dt>{t('reg.court')}</dt><dd><DayText date={l.petition_on} /> <span className="quiet">{l.petition_by}</span></dd></div>}
        {l.notified_on && <div><dt>{t('reg.notified')}</dt><dd><DayText date={l.notified_on} /></dd></div>}
        {l.announced_on && <div><dt>{t('reg.newspaper')}</dt><dd><DayText date={l.announced_on} /> <span className="quiet">{l.newspaper}</span></dd></div>}
        {l.claims_until && <div><dt>{t('reg.claims')}</dt><dd><DayText date={l.claims_until} /></dd></div>}
        {l.ended_on && <div><dt>{t('reg.report')}</dt><dd><DayText date={l.ended_on} /> {l.report && <a href={api.file(caseId, l.report)} target="_blank" rel="noreferrer">{t('common.open')}</a>}</dd></div>}
        {l.residual && <div><dt>{t('reg.residual')}</dt><dd><Money fen={l.residual_fen ?? 0} /> {l.residual}</dd></div>}
        {l.residue && (
          <div><dt>{t('reg.residue')}</dt><dd>{l.residue.org ? <Link to={paths.organization(l.residue.org)}>{l.residue.recipient}</Link> : l.residue.recipient} <span className="num quiet">{l.residue.uscc}</span>
            <span className="block quiet">{title(residueBases, l.residue.basis, lang)}{l.residue.announced && `，${l.residue.announced}`} <DayText date={l.residue.on} /> <a href={api.file(caseId, l.residue.paper)} target="_blank" rel="noreferrer">{t('reg.residuePaper')}</a></span></dd></div>
        )}
      </dl>
      {l.charity && (l.residual_fen ?? 0) > 0 && !l.residue && <p className="notice notice-warn">{t('reg.residueOwed')}</p>}
    </Section>
  )
}

function Review({ file, r, name }: { file: CaseFile; r: Registration; name: (id: string | undefined) => string }) {
  const { t, pick } = useT()
  const v = r.review!
  return (
    <Section id="review" title={t('reg.proposal')} extra={<span className="tag">{t(v.grant ? 'reg.grant' : 'reg.refuse')}</span>} flush>
      <div className="card-pad">
        <p className="prose">{v.reasons}</p>
        <p className="quiet">{name(v.by)} <span className="num">{v.on}</span></p>
        {v.second && <p className="quiet">{t('reg.secondBy', { who: name(v.second.by), day: v.second.on })}：{v.second.text}</p>}
        {v.unsigned && <p className="mark mark-warn">{t('reg.awaitsSecond', { who: (file.case.officers ?? []).filter((p) => p !== v.by).map(name).join('、') })}</p>}
        {v.objected?.map((k) => <p key={`${k.by}${k.on}`} className="quiet">{t('reg.objectedBy', { who: name(k.by), day: k.on })}：{k.text}</p>)}
        <Grounds ids={v.grounds} file={file} />
        {(v.needs?.length ?? 0) > 0 && <ul className="guide-list"><li className="quiet">{t('reg.needs')}</li>{v.needs!.map((n) => <li key={n.code}>{pick(n.text, n.english)} <span className="quiet">{n.article}</span> {n.status !== 'confirmed' && <Unconfirmed />}</li>)}</ul>}
      </div>
      <DataTable caption={t('reg.conditions')} rows={v.conditions} rowKey={(k) => k.id} columns={[
        { key: 'title', title: t('reg.conditions'), head: true, render: (k) => <>{k.title} {k.status !== 'confirmed' && <Unconfirmed />}<span className="block quiet">{k.article}</span></> },
        { key: 'machine', title: t('reg.machine'), render: (k) => <><MachineMark machine={k.machine} /> <span className="quiet">{k.why}</span></> },
        { key: 'person', title: t('reg.person'), render: (k) => <><MachineMark machine={k.person ?? ''} /> <span className="quiet">{k.note}</span></> },
      ]} />
    </Section>
  )
}

/** Grounds of refusal by their text, as far as the law of the day still knows them. */
function Grounds({ ids, file }: { ids?: string[]; file: CaseFile }) {
  const { t } = useT()
  const asked = useQuery({ ...queries.registrationDesk(file.case.id), enabled: (ids?.length ?? 0) > 0 })
  if (!ids?.length) return null
  return <p className="prose"><span className="quiet">{t('reg.grounds')}：</span>{ids.map((id) => asked.data?.refusals.find((g) => g.id === id)?.text ?? id).join('；')}</p>
}

function Decision({ file, r, name }: { file: CaseFile; r: Registration; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const word = (grant: boolean) => outcomeTitle('registration', grant ? 'granted' : 'refused', lang)
  if (!r.legal && !r.discussed && !r.decision && !r.deferred?.length) return null
  const d = r.decision
  return (
    <Section id="decision" title={t('reg.decision')} extra={d && <span className="tag">{word(d.grant)}</span>}>
      <dl className="facts facts-wide">
        {r.legal && <div><dt>{t('reg.legal')}</dt><dd>{t(r.legal.pass ? 'reg.pass' : 'reg.noPass')} <span className="quiet">{name(r.legal.by)} <span className="num">{r.legal.on}</span></span><span className="block">{r.legal.text}</span></dd></div>}
        {[...(r.deferred ?? []), ...(r.discussed ? [r.discussed] : [])].map((x) => (
          <div key={`${x.meeting}${x.on}${x.item}`}><dt>{t('reg.discussed')}</dt><dd>{x.result ? title(regResolutions, x.result, lang) : word(x.grant)} <span className="num quiet">{x.on}</span> {x.meeting && <Link to={paths.case(x.meeting)}>{t('reg.meeting')}</Link>}
            <span className="block">{x.text}</span>{(x.voters?.length ?? 0) > 0 && <span className="block quiet">{t('reg.voters')}：{x.voters!.map(name).join('、')}</span>}</dd></div>
        ))}
        {d && <div><dt>{t('reg.decision')}</dt><dd>{word(d.grant)} <span className="quiet">{name(d.by)} <span className="num">{d.on}</span></span></dd></div>}
        {r.uscc && <div><dt>{t('reg.uscc')}</dt><dd className="num big">{r.uscc}</dd></div>}
        {r.uscc && r.org && <div><dt>{t('reg.org')}</dt><dd><Link to={paths.organization(r.org)}>{fullName(r.items.name)}</Link></dd></div>}
        {r.delivered && <div><dt>{t('reg.delivered')}</dt><dd><DayText date={r.delivered.on} /> {title(regDeliveries, r.delivered.method, lang)} <span className="quiet">{r.delivered.who}</span></dd></div>}
        {r.announced && <div><dt>{t('reg.announced')}</dt><dd><DayText date={r.announced.on} /> {r.announced.where}</dd></div>}
        {r.collected && <div><dt>{t('reg.collected')}</dt><dd><DayText date={r.collected.on} /> {[r.collected.certificate && t('reg.collectedCert'), r.collected.seal && t('reg.collectedSeal'), r.collected.vouchers && t('reg.collectedBooks'), r.collected.voided].filter(Boolean).join('，')}</dd></div>}
      </dl>
      {d && !d.grant && <Grounds ids={d.grounds} file={file} />}
      {d?.reasons && <p className="prose">{d.reasons}</p>}
      {d?.remedies && <p className="prose quiet">{d.remedies}</p>}
    </Section>
  )
}
