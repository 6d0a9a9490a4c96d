import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { AllowedAct } from '@/api/types'
import type { components } from '@/api/schema'
import { ActDrawer } from '@/components/act-drawer'
import { ActFields } from '@/components/act-fields'
import { CaseTable } from '@/components/case-table'
import { DataTable } from '@/components/data-table'
import { Page, Section } from '@/components/page'
import { Empty, Loading, Wrong } from '@/components/states'
import { yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { formatFen } from '@/lib/money'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { branchKinds, orgChecks, orgFilings, orgForms, orgLists, orgModes, orgPenalties, partyKinds, title } from '@/lib/titles'
import { registerActs } from './acts'
import { Status } from './register-page'

type File = components['schemas']['OrganizationFile']
type Org = components['schemas']['Organization']

/** Everything the register holds of an organization. */
export function OrganizationPage() {
  const { id = '' } = useParams()
  const { t } = useT()
  const asked = useQuery(queries.organization(id))
  if (!asked.data) return <div className="page">{asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading />}<span className="visually-hidden">{t('reg.title')}</span></div>
  return <Shown id={id} file={asked.data} />
}

function Shown({ id, file }: { id: string; file: File }) {
  const { t, lang, pick } = useT()
  const me = useMe()
  const qc = useQueryClient()
  const [doing, setDoing] = useState<AllowedAct>()
  const p = file.party
  const o = p.org
  const ask = doing && registerActs[doing.name]
  const cleared = file.cases.filter((c) => c.procedure === 'clearance')
  const others = file.cases.filter((c) => c.procedure !== 'clearance')
  const acts = file.acts.filter((a) => registerActs[a.name])
  return (
    <Page title={p.name} hint={<>{title(partyKinds, p.kind, lang)} {o && <Status of={o.status} />} <span className="num">{p.uscc}</span></>} crumbs={[{ label: t('reg.title'), to: paths.organizations() }, { label: p.name }]}
      extra={p.uscc && o && <Link className="button-link" to={paths.publicOrganization(p.uscc)}>{t('reg.publicPage')}</Link>}>
      {p.merged_into && <p className="notice notice-warn">{t('org.mergedInto')} <Link to={paths.organization(p.merged_into)}>{t('org.goToKept')}</Link></p>}
      {o?.rep_pending && <p className="notice notice-warn">{t('org.repPending', { name: o.rep_pending.name, on: o.rep_pending.on })}</p>}
      {o?.same_name && <p className="notice">{t('org.sameName', { why: o.same_name })}</p>}
      {o?.no_code && !p.uscc && <p className="notice notice-warn">{t('org.noCode', { why: o.no_code })}</p>}
      <div className="case-grid">
        <div className="case-main">
          {o ? <Facts file={file} o={o} /> : <Section id="items" title={t('org.items')}><Empty>{t('org.none')}</Empty></Section>}
          {cleared.length > 0 && <Section id="cleanups" title={t('cln.clearances')} flush><CaseTable caption={t('cln.clearances')} rows={cleared} own /></Section>}
          <Section id="cases" title={t('org.cases')} flush>{others.length ? <CaseTable caption={t('org.cases')} rows={others} procedure own /> : <Empty>{t('case.empty')}</Empty>}</Section>
          {file.more && <p className="quiet">{t('org.caseMore')}</p>}
        </div>
        <div className="case-side">
          {o && !['deregistered', 'annulled', 'merged'].includes(o.status) && <Supervision id={id} checks={o.checks ?? []} />}
          {acts.length > 0 && (
            <Section id="acts" title={t('org.acts')}>
              <ul className="act-list">
                {acts.map((a) => (
                  <li key={a.name}>
                    <Button block disabled={!!a.refused} aria-describedby={a.refused ? `why-${a.name}` : undefined} onClick={() => setDoing(a)}>{pick(a.title, a.english)}</Button>
                    {a.refused && <span className="quiet" id={`why-${a.name}`}>{pick(a.refused.detail, a.refused.detail_en)}</span>}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section id="life" title={t('org.life')}>
            {file.life.length === 0 ? <Empty>{t('org.none')}</Empty> : (
              <ol className="timeline">
                {file.life.map((m, i) => (
                  <li key={i} className={m.public ? undefined : 'tl-system'}>
                    <div className="tl-head"><span className="tl-title">{m.file ? <Link to={paths.case(m.file)}>{pick(m.text, m.english)}</Link> : pick(m.text, m.english)}</span><time className="num quiet" dateTime={m.on}>{m.on}</time></div>
                  </li>
                ))}
              </ol>
            )}
          </Section>
        </div>
      </div>
      {doing && ask && (
        <ActDrawer act={doing} caseId={id} initial={ask.initial?.(p, me.today)} toData={ask.toData} onClose={() => setDoing(undefined)}
          onDone={() => { for (const k of ['organization', 'organizations', 'parties', 'party']) void qc.invalidateQueries({ queryKey: [k] }) }}>
          {(values) => <>{ask.hint && <p className="quiet">{t(ask.hint)}</p>}<ActFields fields={ask.fieldsOf?.(p) ?? ask.fields} values={values} /></>}
        </ActDrawer>
      )}
    </Page>
  )
}

/** The files of supervision that may be opened for it, and those that are. */
function Supervision({ id, checks }: { id: string; checks: NonNullable<Org['checks']> }) {
  const { t } = useT()
  const me = useMe()
  const year = yearOf(me.today) - 1
  const open = checks.some((k) => k.year === year && k.file)
  const links: [string, string][] = [
    ...(can(me, 'annual_check.open') && !open ? [[`${t('chk.openOne')}（${t('chk.yearN', { n: year })}）`, paths.annualChecks({ open: id })] as [string, string]] : []),
    ...(can(me, 'listing.open') ? [[t('lst.new'), paths.newListing({ party: id })] as [string, string]] : []),
    ...(['annual_check', 'listing'] as const).map((procedure): [string, string] => [t(procedure === 'listing' ? 'lst.title' : 'chk.title'), paths.cases({ procedure, party: id })]),
  ]
  return <Section id="supervision" title={t('org.supervision')}><ul className="plain-list">{links.map(([text, to]) => <li key={to}><Link to={to}>{text}</Link></li>)}</ul></Section>
}

/** Terms and values; what there is none of is left out. */
function List({ of }: { of: [string, ReactNode][] }) {
  return <dl className="facts facts-wide">{of.filter(([, v]) => v !== undefined && v !== '' && v !== null).map(([k, v]) => <div key={k}><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
}

function Facts({ file, o }: { file: File; o: Org }) {
  const { t, lang, pick } = useT()
  const me = useMe()
  const p = file.party
  const day = (d?: string) => <span className="num">{d ?? '—'}</span>
  const finding = (k: string) => { const x = file.finding_titles[k]; return x ? pick(x[0]!, x[1]!) : k }
  const gone = ['deregistered', 'annulled', 'merged'].includes(o.status)
  return (
    <>
      <Section id="items" title={t('org.items')}>
        <List of={[
          [t('reg.name'), p.name], [t('reg.uscc'), <span key="c" className="num">{p.uscc || '—'}</span>], [t('ent.form'), o.form && title(orgForms, o.form, lang)], [t('reg.legalRep'), o.legal_rep], [t('ent.address'), o.address], [t('case.township'), o.township],
          [t('reg.mode'), title(orgModes, o.mode, lang)], [t('reg.supervisor'), o.supervisor], [t('ent.purpose'), o.purpose], [t('ent.scope'), o.scope], [t('ent.area'), o.area], [t('ent.capital'), o.capital_fen ? formatFen(o.capital_fen) : undefined],
          [t('reg.registeredOn'), day(o.registered_on)], [t('reg.endedOn'), o.ended_on && day(o.ended_on)], [t('org.members'), o.members && `${t('org.membersText', { p: o.members.persons, u: o.members.units })}${o.members.as_of ? `（${o.members.as_of}）` : ''}`],
          [t('reg.charity'), o.charity && `${o.charity.since}${o.charity.public_on ? ` · ${t('ent.publicOn')} ${o.charity.public_on}` : ''}`], [t('org.phone'), p.phone], [t('org.source'), o.source],
        ]} />
      </Section>
      {file.changes.length > 1 && (
        <Section id="versions" title={t('org.versions')}>
          {file.changes.slice(0, -1).map((v, i) => (
            <div key={i} className="fold">
              <p><strong className="num">{v.on}</strong> {v.why} {v.file && <Link to={paths.case(v.file)}>{t('org.cases')}</Link>}</p>
              <DataTable caption={`${v.on} ${v.why}`} rows={v.items} rowKey={(x) => x.item} columns={[
                { key: 'item', title: t('org.item'), head: true, wrap: false, render: (x) => pick(x.title, x.title_en) },
                { key: 'from', title: t('org.from'), render: (x) => <del>{x.from || '—'}</del> },
                { key: 'to', title: t('org.to'), render: (x) => <ins>{x.to || '—'}</ins> },
              ]} />
            </div>
          ))}
        </Section>
      )}
      {!!o.officers?.length && (
        <Section id="officers" title={t('org.officers')} flush>
          <DataTable caption={t('org.officers')} rows={o.officers} rowKey={(_, i) => String(i)} columns={[
            { key: 'name', title: t('org.person'), head: true, wrap: false, render: (x) => x.name }, { key: 'post', title: t('org.post'), wrap: false, render: (x) => x.post },
            { key: 'period', title: t('org.period'), wrap: false, render: (x) => <span className="num">{x.from ?? '…'} – {x.until ?? t('org.current')}</span> }, { key: 'born', title: t('org.born'), wrap: false, render: (x) => <span className="num">{x.born || '—'}</span> },
            { key: 'phone', title: t('org.phone'), wrap: false, render: (x) => <span className="num">{x.phone || '—'}</span> }, { key: 'serving', title: t('reg.marks'), render: (x) => (x.serving ? <span className={x.approved ? 'mark' : 'mark mark-warn'}>{t('org.serving')}</span> : '—') },
          ]} />
          {!!o.former?.length && <p className="quiet card-pad">{t('org.former')}：{o.former.map((x) => `${x.post} ${x.name}（${x.from ?? '…'} – ${x.until ?? '…'}）`).join('、')}</p>}
        </Section>
      )}
      {!!o.terms?.length && (
        <Section id="terms" title={t('org.terms')} flush>
          <DataTable caption={t('org.terms')} rows={o.terms.toReversed()} rowKey={(x) => String(x.no)} columns={[
            { key: 'no', title: t('ent.termNo'), head: true, wrap: false, render: (x) => t('org.termNo', { n: x.no }) },
            { key: 'period', title: t('org.period'), render: (x) => <><span className={!gone && x === o.terms!.at(-1) && (x.extended_until ?? x.until) < me.today ? 'num n-late' : 'num'}>{x.from} – {x.until}</span> {x.extended_until && <span className="mark">{t('org.extended', { on: x.extended_until })}</span>}</> },
            { key: 'elected', title: t('ent.assemblyOn'), wrap: false, render: (x) => day(x.elected_on) }, { key: 'audited', title: t('org.audited'), wrap: false, render: (x) => (x.audited ? '✓' : '—') },
            { key: 'findings', title: t('reg.marks'), render: (x) => (x.findings?.length ? x.findings.map((k) => <span key={k}><span className="mark mark-warn">{finding(k)}</span> </span>) : '—') },
          ]} />
        </Section>
      )}
      {!!o.certificates?.length && (
        <Section id="certificates" title={t('org.certificates')} flush>
          <DataTable caption={t('org.certificates')} rows={o.certificates.toReversed()} rowKey={(_, i) => String(i)} columns={[
            { key: 'number', title: t('ent.certNo'), head: true, render: (x) => x.number }, { key: 'issued', title: t('reg.issuedOn'), wrap: false, render: (x) => day(x.issued_on) },
            { key: 'until', title: t('reg.validUntil'), wrap: false, render: (x) => <span className={x.valid_until && x.valid_until < me.today && !x.ended_on ? 'num n-late' : 'num'}>{x.valid_until ?? '—'}</span> }, { key: 'why', title: t('org.why'), wrap: false, render: (x) => x.why },
            { key: 'ended', title: t('reg.status'), render: (x) => (x.ended_on ? t('org.ended', { on: x.ended_on, by: x.ended_by ?? '' }) : '—') },
          ]} />
        </Section>
      )}
      {!!o.branches?.length && (
        <Section id="branches" title={t('org.branches')} flush>
          <DataTable caption={t('org.branches')} rows={o.branches} rowKey={(_, i) => String(i)} columns={[
            { key: 'name', title: t('reg.name'), head: true, render: (x) => x.name }, { key: 'kind', title: t('ent.branchKind'), wrap: false, render: (x) => title(branchKinds, x.kind, lang) }, { key: 'from', title: t('ent.since'), wrap: false, render: (x) => day(x.from) }, { key: 'ended', title: t('reg.endedOn'), wrap: false, render: (x) => day(x.ended_on) },
          ]} />
        </Section>
      )}
      {!!o.checks?.length && (
        <Section id="checks" title={t('org.checks')} flush>
          <DataTable caption={t('org.checks')} keep rows={o.checks.toReversed()} rowKey={(x) => String(x.year)} columns={[
            { key: 'year', title: t('org.year'), head: true, wrap: false, render: (x) => <span className="num">{x.file ? <Link to={paths.case(x.file)}>{x.year}</Link> : x.year}</span> },
            { key: 'conclusion', title: t('org.conclusion'), render: (x) => <span className={['failed', 'missed'].includes(x.conclusion) ? 'mark mark-bad' : undefined}>{title(orgChecks, x.conclusion, lang)}</span> }, { key: 'filed', title: t('org.filedOn'), wrap: false, render: (x) => <>{day(x.filed_on)} {x.late && <span className={x.unit_late ? 'mark' : 'mark mark-warn'}>{t(x.unit_late ? 'chk.unitLate' : 'chk.isLate')}</span>}{x.reported_on && x.reported_on !== x.filed_on && <span className="quiet block">{t('chk.reportedOn')} <span className="num">{x.reported_on}</span></span>}</> },
          ]} />
        </Section>
      )}
      {!!o.lists?.length && (
        <Section id="lists" title={t('org.lists')}>
          <ul className="plain-list">{o.lists.map((x, i) => <li key={i}>{x.file ? <Link to={paths.case(x.file)}>{title(orgLists, x.list, lang)}</Link> : title(orgLists, x.list, lang)} {x.ground} <span className="num">{x.on} – {x.removed_on ?? '…'}</span> {!x.removed_on && <span className="mark mark-bad">{t('lst.stands')}</span>}</li>)}</ul>
        </Section>
      )}
      {!!o.penalties?.length && (
        <Section id="penalties" title={t('org.penalties')} flush>
          <DataTable caption={t('org.penalties')} rows={o.penalties.toReversed()} rowKey={(_, i) => String(i)} columns={[
            { key: 'on', title: t('common.date'), head: true, wrap: false, render: (x) => day(x.on) }, { key: 'by', title: t('org.by'), render: (x) => x.by }, { key: 'kind', title: t('org.penaltyKind'), wrap: false, render: (x) => `${title(orgPenalties, x.kind, lang)}${x.fine_fen ? ` ${formatFen(x.fine_fen)}` : ''}${x.annulled_on ? ` · ${t('org.annulled')}` : ''}` },
            { key: 'number', title: t('org.number'), render: (x) => (x.file ? <Link to={paths.case(x.file)}>{x.number || x.file}</Link> : x.number || '—') }, { key: 'facts', title: t('org.facts'), render: (x) => x.facts || '—' },
          ]} />
        </Section>
      )}
      {!!o.filings?.length && (
        <Section id="filings" title={t('org.filings')} flush>
          <DataTable caption={t('org.filings')} rows={o.filings.toReversed()} rowKey={(_, i) => String(i)} columns={[
            { key: 'on', title: t('common.date'), head: true, wrap: false, render: (x) => day(x.on) }, { key: 'what', title: t('ent.what'), wrap: false, render: (x) => title(orgFilings, x.what, lang) }, { key: 'text', title: t('ent.content'), render: (x) => x.text },
            { key: 'files', title: t('org.papers'), wrap: false, render: (x) => (x.files?.length ? x.files.map((h, i) => <a key={h} className="file-link" href={api.file(p.id, h)} target="_blank" rel="noreferrer">{t('org.paperN', { n: i + 1 })}</a>) : '—') },
          ]} />
        </Section>
      )}
      {!!p.absorbed?.length && (
        <Section id="absorbed" title={t('org.absorbed')}>
          <ul className="plain-list">{p.absorbed.map((x) => <li key={x.id}><Link to={paths.organization(x.id)}>{x.name}</Link> <span className="num">{x.uscc} {x.on}</span></li>)}</ul>
        </Section>
      )}
    </>
  )
}
