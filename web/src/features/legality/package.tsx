import { CheckCircleOutlined, CloseSquareOutlined, FileTextOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { Link } from 'react-router'
import type { CaseFile, Legality } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { FileUpload, fileHashes, type FileEntry } from '@/components/file-upload'
import { StageTag } from '@/components/links'
import { Section } from '@/components/page'
import { Answered } from '@/components/states'
import { SanctionText } from '@/components/sanction-text'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { amendReasons, evidenceClasses, title, verdicts } from '@/lib/titles'
import { compare, textPieces } from './diff'

export const legalityOf = (file: CaseFile | undefined): Legality | undefined => file?.case.legality
export const isMissing = (l: Legality, n: Legality['required'][number]) => (n.key === 'fair' ? l.fair?.digest !== l.digest : !n.files?.length && !n.documents?.length && !n.note?.trim())

/** What the review needs, and what was handed in for it. */
export function PackageTable({ file, l }: { file: CaseFile; l: Legality }) {
  const { t, pick } = useT()
  const parent = file.parent?.id
  const asked = useQuery({ ...queries.case(parent ?? ''), enabled: !!parent })
  const paper = (id: string) => asked.data?.case.documents?.find((d) => d.id === id)
  return (
    <DataTable caption={t('rev.package')} rows={l.required} rowKey={(n) => n.key} columns={[
      { key: 'item', title: t('rev.item'), head: true, render: (n) => <>{pick(n.title, n.english)} {n.article && <span className="quiet">{n.article}</span>}</> },
      { key: 'handed', title: t('rev.handed'), render: (n) => (
        <ul className="served">
          {n.files?.map((f) => <li key={f.hash}><a className="file-link" href={api.file(file.case.id, f.hash)} target="_blank" rel="noreferrer"><FileTextOutlined aria-hidden /> {f.name}</a></li>)}
          {n.documents?.map((d) => { const p = paper(d); const f = p?.files?.[0]; return <li key={d}>{f && parent ? <a className="file-link" href={api.file(parent, f.hash)} target="_blank" rel="noreferrer"><FileTextOutlined aria-hidden /> {p!.title} {p!.number}</a> : <>{p?.title ?? d} {p?.number}</>}</li> })}
          {n.key === 'fair' && l.fair?.digest === l.digest && <li>{t(`fair.${l.fair.conclusion === 'exception' ? 'exceptionC' : l.fair.conclusion}`)}</li>}
          {n.note && <li className="quiet">{n.note}</li>}
          {isMissing(l, n) && <li><span className="mark mark-bad">{t('rev.missing')}</span></li>}
        </ul>
      ) },
    ]} />
  )
}

/** The papers of a package as fields: files and a note for each line. */
export function PackageSlots({ slots, required }: { slots: { key: string; title: string }[]; required?: string[] }) {
  const { t } = useT()
  return (
    <>
      {slots.map((s) => (
        <div key={s.key} className="finding" role="group" aria-label={s.title}>
          <div className="finding-head"><strong>{s.title}</strong></div>
          {s.key === 'fair' ? <p className="quiet fieldset-hint">{t('rev.slotFair')}</p> : (
            <>
              <Form.Item name={['slots', s.key, 'files']} rules={required?.includes(s.key) ? [{ validator: (_, v?: FileEntry[]) => (v?.length ? Promise.resolve() : Promise.reject(new Error(`${s.title}：${t('rev.draftNeeded')}`))) }] : undefined}><FileUpload label={s.title} max={s.key === 'draft' ? 1 : undefined} /></Form.Item>
              <Form.Item name={['slots', s.key, 'note']}><Input aria-label={`${s.title} ${t('rev.slotNote')}`} placeholder={t('rev.slotNote')} maxLength={2000} /></Form.Item>
            </>
          )}
        </div>
      ))}
    </>
  )
}

/** What of the slots goes into a command. */
export function packageData(slots: Record<string, { files?: FileEntry[]; note?: string } | undefined> | undefined, keys?: string[]) {
  return Object.entries(slots ?? {}).flatMap(([item, x]) => {
    const files = fileHashes(x?.files)
    if ((keys && !keys.includes(item)) || item === 'fair' || (!files.length && !x?.note?.trim())) return []
    return [{ item, ...(files.length ? { files } : {}), ...(x?.note?.trim() ? { note: x.note.trim() } : {}) }]
  })
}

/** What changed in the proposal since the round before. */
export function RoundChanges({ caseId, round }: { caseId: string; round?: number }) {
  const w = useT()
  const { t, lang } = w
  const asked = useQuery(queries.proposals(caseId))
  return (
    <Section id="changes" title={t('rev.changes')}>
      <Answered query={asked} rows={3}>
        {(rounds) => {
          const now = rounds.findLast((r) => !round || r.round === round) ?? rounds.at(-1)
          const was = now && rounds.findLast((r) => r.round < now.round)
          if (!now || !was) return <p className="quiet">{t('rev.firstRound')}</p>
          const list = compare(was.proposal, now.proposal, w)
          return (
            <>
              <p className="quiet">{t('rev.changesOf', { a: was.round, b: now.round })} · <span className="num">{now.on}</span> {now.by} {now.why && <span className="tag">{title(amendReasons, now.why, lang)}</span>} {now.reason}</p>
              {list.length === 0 ? <p>{t('rev.noChange')}</p> : (
                <DataTable caption={t('rev.changes')} rows={list} rowKey={(_, i) => String(i)} columns={[
                  { key: 'what', title: t('rev.diff.what'), head: true, render: (c) => <>{c.what} <span className={`mark diff-${c.kind}`}>{t(`rev.diff.${c.kind}`)}</span></> },
                  { key: 'was', title: t('rev.diff.was'), render: (c) => (c.was ? c.long && c.now ? <del className="plain-del">{textPieces(c.was, c.now).filter((p) => p.kind !== 'added').map((p, i) => (p.kind === 'removed' ? <del key={i}>{p.text}</del> : <span key={i}>{p.text}</span>))}</del> : <del>{c.was}</del> : <span className="quiet">—</span>) },
                  { key: 'now', title: t('rev.diff.now'), render: (c) => (c.now ? c.long && c.was ? <span className="prose-cell">{textPieces(c.was, c.now).filter((p) => p.kind !== 'removed').map((p, i) => (p.kind === 'added' ? <ins key={i}>{p.text}</ins> : <span key={i}>{p.text}</span>))}</span> : <ins>{c.now}</ins> : <span className="quiet">—</span>) },
                ]} />
              )}
            </>
          )
        }}
      </Answered>
    </Section>
  )
}

/** The case under review as the reviewer reads it: what is proposed, on what evidence, what was told and answered. */
export function CaseUnderReview({ id, round }: { id: string; round?: number }) {
  const asked = useQuery(queries.case(id))
  return <Answered query={asked} rows={8}>{(file) => <Reading file={file} round={round} />}</Answered>
}

function Reading({ file, round }: { file: CaseFile; round?: number }) {
  const { t, lang } = useT()
  const p = file.case.penalty
  const c = file.case
  const name = (id: string) => file.people?.[id]?.name ?? id
  if (!p) return null
  const x = p.proposal
  return (
    <>
      <Section id="u-case" title={t('rev.case')} extra={<Link to={paths.case(c.id)} target="_blank">{t('rev.openCase')}</Link>}>
        <p><span className="ref">{c.reference}</span> {c.title} <StageTag stage={c.stage} text={file.stage_title} /></p>
        {x && (
          <>
            <h3>{t('rev.proposal')} <span className="tag">{title(verdicts, x.outcome, lang)}</span></h3>
            <ul className="sanctions">{(x.sanctions ?? []).map((s, i) => <li key={i}><SanctionText s={s} /></li>)}</ul>
            <ol className="measures">{x.allegations.map((a, i) => <li key={i}><span>{a.fact} <span className="quiet">{a.violation}</span></span><span className="quiet num">{a.from} – {a.to || t('pen.goesOn')}</span></li>)}</ol>
            <details><summary>{t('pen.facts')}</summary><p className="prose">{x.facts}</p></details>
            <details><summary>{t('pen.reasons')}</summary><p className="prose">{x.reasons}</p></details>
            {x.correct && <details><summary>{t('pen.correct')}</summary><p className="prose">{x.correct}</p></details>}
            {p.report && <details><summary>{t('pen.nature')}</summary><p className="prose">{p.report.nature}</p></details>}
          </>
        )}
      </Section>
      <RoundChanges caseId={c.id} round={round} />
      <Section id="u-evidence" title={t('rev.evidence')} extra={<span className="quiet num">{c.evidence?.length ?? 0}</span>}>
        {!c.evidence?.length ? <p className="quiet">{t('rev.nothing')}</p> : <ol className="exhibits">{c.evidence.map((e, i) => <li key={e.hash + e.seq}><span className="num">{i + 1}. </span><a href={api.file(c.id, e.hash)} target="_blank" rel="noreferrer">{e.title || e.name}</a> <span className="quiet">{[title(evidenceClasses, e.class, lang), e.source, timeText(e.taken_at).slice(0, 10)].filter(Boolean).join(' · ')}</span>{e.excluded && <span className="mark mark-bad">{t('rev.excluded')}：{e.excluded}</span>}</li>)}</ol>}
      </Section>
      <Section id="u-records" title={t('rev.records')}>
        {!p.interviews?.length && !p.visits?.length ? <p className="quiet">{t('rev.nothing')}</p> : (
          <ul className="served">
            {p.interviews?.map((i) => <li key={i.no}><details><summary>{t('pen.interviews')} {i.no}：{i.name}（{i.relation}） <span className="quiet num">{timeText(i.started_at)} {(i.officers ?? []).map(name).join('、')}</span></summary><dl className="qa">{(i.answers ?? []).map((a, n) => <div key={n}><dt>{t('pen.q')}{a.q}</dt><dd>{t('pen.a')}{a.a}</dd></div>)}</dl></details></li>)}
            {p.visits?.map((v) => <li key={v.no}><details><summary>{t('pen.visits')} {v.no}：{v.place} <span className="quiet num">{timeText(v.started_at)}</span></summary><p className="prose">{v.facts}</p></details></li>)}
          </ul>
        )}
      </Section>
      <Section id="u-notices" title={t('rev.noticesDefence')}>
        {!p.notices?.length ? <p className="quiet">{t('rev.nothing')}</p> : p.notices.toReversed().map((n) => (
          <div key={n.document}>
            <p><strong>{c.documents?.find((d) => d.id === n.document)?.title}</strong> <span className="quiet">{t('pen.roundN', { n: n.round })}</span> {n.served_on ? <DayText date={n.served_on} /> : <span className="mark mark-warn">{t('case.notServed')}</span>}</p>
            {(p.defences ?? []).filter((d) => d.round === n.round).map((d, i) => <ol key={i} className="plain-list">{d.points.map((y, k) => <li key={k}>{y.text} — {y.answer ? <>{t(y.adopted ? 'pen.adoptedYes' : 'pen.adoptedNo')}：{y.answer}</> : <span className="mark mark-warn">{t('pen.unanswered')}</span>}</li>)}</ol>)}
          </div>
        ))}
        {p.hearings?.filter((h) => h.report_on).map((h) => <div key={h.no}><h3>{t('rev.hearings')} <span className="num quiet">{timeText(h.held_at)}</span></h3><p className="prose">{h.facts}</p><p className="prose"><span className="quiet">{t('pen.hostOpinion')}：</span>{h.opinion}</p></div>)}
      </Section>
      <Section id="u-docs" title={t('rev.documents')}>
        <ul className="served">{(c.documents ?? []).map((d) => <li key={d.id}>{d.files?.[0] ? <a className="file-link" href={api.file(c.id, d.files[0].hash)} target="_blank" rel="noreferrer"><FileTextOutlined aria-hidden /> {d.title}</a> : d.title} <span className="quiet num">{d.number} {d.issued_on}</span></li>)}</ul>
      </Section>
    </>
  )
}

export function PointMark({ ok }: { ok: boolean }) {
  const { t } = useT()
  return ok ? <CheckCircleOutlined className="ok" aria-label={t('pen.pointOK')} /> : <CloseSquareOutlined className="bad" aria-label={t('pen.pointBad')} />
}
