import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DayText } from '@/components/day-text'
import { Section } from '@/components/page'
import { Digest } from '@/components/sanction-text'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { paperOpinions, resolutions, reviewKinds, reviewObjects, reviewOpinions, title } from '@/lib/titles'
import { isMissing, legalityOf, PackageTable, PointMark, RoundChanges } from './package'

const opinionNames = { ...reviewOpinions, ...paperOpinions }
const Fact = ({ label, children }: { label: string; children: ReactNode }) => <div><dt>{label}</dt><dd>{children}</dd></div>

/** What a legality review holds besides what every file holds. */
export function LegalityFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t, pick, lang } = useT()
  const l = legalityOf(file)
  if (!l) return null
  const titleOf = (key: string) => { const p = l.points.find((x) => x.key === key); return p ? pick(p.title, p.english) : key }
  const lacks = l.required.filter((n) => isMissing(l, n)).length
  const flags = (['operators', 'expert', 'risk', 'hearing', 'emergency', 'collective'] as const).filter((k) => l.flags?.[k])
  const paper = l.signed_on || l.published_on || l.filed_on || l.in_force_on || l.valid_until || l.repealed_for
  return (
    <>
      {l.insisted && <p className="notice notice-warn">{t('rev.insisted', { why: l.insisted })}</p>}
      <Section id="facts" title={t('rev.facts')}>
        <dl className="facts facts-wide">
          <Fact label={t('rev.object')}>{title(reviewObjects, l.object, lang)}</Fact>
          {l.kind && <Fact label={t('rev.kind')}>{title(reviewKinds, l.kind, lang)}</Fact>}
          {file.parent && <Fact label={t('rev.case')}><Link to={paths.case(file.parent.id)}>{file.parent.reference}</Link> {file.parent.title}</Fact>}
          <Fact label={t('rev.version')}>{t('rev.versionN', { n: l.version })} <Digest of={l.digest} /></Fact>
          <Fact label={t('rev.submitter')}>{name(l.submitter)}</Fact>
          {l.reviewer && <Fact label={t('rev.reviewer')}>{name(l.reviewer)}</Fact>}
          {l.accepted_on && <Fact label={t('rev.accepted')}><DayText date={l.accepted_on} /></Fact>}
          {flags.length > 0 && <Fact label={t('rev.flags')}>{flags.map((k) => t(`rev.flag.${k}`)).join('；')}</Fact>}
          {l.flags?.comment_from && <Fact label={t('rev.flag.comment_from')}><span className="num">{l.flags.comment_from} – {l.flags.comment_to}</span></Fact>}
        </dl>
        {l.note && <p className="prose">{l.note}</p>}
        {(l.grounds?.length ?? 0) > 0 && <><h3>{t('rev.grounds')}</h3><ul className="reasons">{l.grounds!.map((g, i) => <li key={i}>{pick(g.text, g.english)} <span className="quiet">{g.article}</span></li>)}</ul></>}
      </Section>
      <Section id="package" title={t('rev.package')} flush extra={<span className={`badge ${lacks ? 'badge-soon' : 'badge-kept'}`}>{lacks ? t('rev.lacks', { n: lacks }) : t('rev.complete')}</span>}><PackageTable file={file} l={l} /></Section>
      {l.fair && (
        <Section id="fair" title={t('rev.fair')}>
          {l.fair.digest !== l.digest && <p className="notice notice-warn">{t('rev.fairStale')}</p>}
          <p><strong>{t('rev.fairOf', { what: t(`fair.${l.fair.conclusion === 'exception' ? 'exceptionC' : l.fair.conclusion}`), basis: l.fair.basis })}</strong> <span className="num quiet">{l.fair.on}</span> {name(l.fair.by)}</p>
          <ul className="points">{l.fair.standards.map((s) => <li key={s.item}><PointMark ok={s.ok} /> {t(`fair.${s.item as 'entry'}`)}{s.comment && <span className="quiet">：{s.comment}</span>}</li>)}</ul>
          <p className="prose">{l.fair.text}</p>
        </Section>
      )}
      {file.parent && l.object === 'penalty' && l.version > 1 && <RoundChanges caseId={file.parent.id} round={l.version} />}
      <Section id="opinions" title={t('rev.opinions')}>
        {!l.opinions?.length ? <p className="quiet">{t('rev.noOpinion')}</p> : (
          <ol className="entries">
            {l.opinions.toReversed().map((o) => (
              <li key={o.document}>
                <div className="entry-head">
                  <strong>{title(opinionNames, o.opinion, lang)}</strong><span className="quiet">{t('rev.versionN', { n: o.version })} <Digest of={o.digest} /> · <span className="num">{o.on}</span> {name(o.reviewer)} {file.case.documents?.find((d) => d.id === o.document)?.number}</span>
                </div>
                <p className="prose">{o.text}</p>
                {o.adviser && <p className="prose"><span className="quiet">{t('rev.adviser')}：</span>{o.adviser}</p>}
                <ul className="points">{o.points.map((p) => { const a = o.answers?.find((x) => x.item === p.item); return <li key={p.item}><PointMark ok={p.ok} /> {titleOf(p.item)}{p.comment && <span className="quiet">：{p.comment}</span>}{a && <span className="quiet"> → {t(a.adopted ? 'rev.adopted' : 'rev.notAdopted')} {a.text}</span>}</li> })}</ul>
              </li>
            ))}
          </ol>
        )}
      </Section>
      {(l.returns?.length ?? 0) > 0 && <Section id="returns" title={t('rev.returns')}><ul className="served">{l.returns!.map((r, i) => <li key={i}><span className="num">{r.on}</span> {name(r.by)}：{r.items.join('、')} <span className="quiet">{r.reason}</span></li>)}</ul></Section>}
      {(l.results?.length ?? 0) > 0 && <Section id="results" title={t('rev.results')}><ul className="served">{l.results!.map((r, i) => <li key={i}><DayText date={r.on} /> <span className="tag">{title(resolutions, r.result, lang)}</span> <Link to={paths.case(r.meeting)}>{t('pen.meetingFile', { n: r.item })}</Link> {r.text}</li>)}</ul></Section>}
      {paper && (
        <Section id="paper" title={t('rev.paper')}>
          <dl className="facts facts-wide">
            {l.signed_on && <Fact label={t('paper.signer')}><DayText date={l.signed_on} /> {name(l.signer)} {l.counterpart}</Fact>}
            {l.paper && <Fact label={t('case.docNumber')}>{file.case.documents?.find((d) => d.id === l.paper)?.number}</Fact>}
            {l.published_on && <Fact label={t('paper.publishedOn')}><DayText date={l.published_on} /> {l.published}</Fact>}
            {(l.in_force_on || l.effective_on) && <Fact label={t('paper.inForce')}><DayText date={l.in_force_on ?? l.effective_on} /></Fact>}
            {l.valid_until && <Fact label={t('paper.validUntil')}><DayText date={l.valid_until} /></Fact>}
            {l.filed_on && <Fact label={t('paper.filedOn')}><DayText date={l.filed_on} /> {l.filed_with}</Fact>}
            {l.repealed_for && <Fact label={t('paper.repealFor')}>{l.repealed_for}</Fact>}
          </dl>
        </Section>
      )}
    </>
  )
}
