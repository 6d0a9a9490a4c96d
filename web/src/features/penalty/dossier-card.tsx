import { FilePdfOutlined, FileZipOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, InputNumber } from 'antd'
import { useState, type ReactNode } from 'react'
import type { CaseFile } from '@/api/types'
import { Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { Section } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { api } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'

/** What can be made, printed, taken out and marked of a penalty case. Each part is asked for when it is opened. */
export function DossierCard({ file }: { file: CaseFile }) {
  const { t } = useT()
  const me = useMe()
  return (
    <Section id="dossier" title={t('dos.title')}>
      <Fold title={t('dos.previews')}><Previews id={file.case.id} /></Fold>
      <Fold title={t('dos.print')}><Print file={file} /></Fold>
      <Fold title={t('dos.export')}><Export file={file} /></Fold>
      <Fold title={t('dos.review')}>{can(me, 'view.dossier') ? <Review id={file.case.id} /> : <Lacks power="dos.power.dossier" />}</Fold>
    </Section>
  )
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  const [seen, setSeen] = useState(false)
  return (
    <details className="fold" onToggle={(e) => { if (e.currentTarget.open) setSeen(true) }}>
      <summary>{title}</summary>
      {seen && <div className="fold-body">{children}</div>}
    </details>
  )
}

function Lacks({ power }: { power: Key }) {
  const { t } = useT()
  return <p className="quiet">{t('dos.needs', { power: t(power) })}</p>
}

function Previews({ id }: { id: string }) {
  const { t } = useT()
  const asked = useQuery(queries.previews(id))
  return (
    <Answered query={asked} rows={4}>
      {(list) => list.length === 0 ? <Empty>{t('dos.previewsEmpty')}</Empty> : (
        <>
          <p className="quiet">{t('dos.previewsHint')}</p>
          <DataTable caption={t('dos.previews')} rows={list} rowKey={(d) => d.type} columns={[
            { key: 'type', title: t('dos.type'), head: true, render: (d) => <><span className="num quiet">{d.type}</span> {d.title}</> },
            { key: 'missing', title: t('dos.missing'), render: (d) => (d.missing?.length ?? 0) === 0 ? <span className="quiet">{t('dos.complete')}</span> : <ul className="reasons">{d.missing.map((m) => <li key={m.field}>{m.name} <span className="quiet">{m.article}</span></li>)}</ul> },
            { key: 'open', title: 'PDF', wrap: false, render: (d) => <a className="file-link" href={api.preview(id, d.type)} target="_blank" rel="noreferrer" aria-label={`${t('dos.preview')} ${d.title}`}><FilePdfOutlined aria-hidden /> {t('dos.preview')}</a> },
          ]} />
        </>
      )}
    </Answered>
  )
}

function Print({ file }: { file: CaseFile }) {
  const { t } = useT()
  const docs = (file.case.documents ?? []).filter((d) => !d.voided_on && d.files?.some((f) => f.type === 'application/pdf'))
  const [chosen, setChosen] = useState<string[]>([])
  const [copies, setCopies] = useState(1)
  if (docs.length === 0) return <Empty>{t('dos.printEmpty')}</Empty>
  const ids = docs.map((d) => d.id).filter((d) => chosen.includes(d))
  return (
    <>
      <p className="quiet">{t('dos.printHint')}</p>
      <p className="tight"><Checkbox checked={ids.length === docs.length} indeterminate={ids.length > 0 && ids.length < docs.length} onChange={(e) => setChosen(e.target.checked ? docs.map((d) => d.id) : [])}>{t('dos.all')}</Checkbox></p>
      <Checkbox.Group className="stack" value={ids} onChange={(v) => setChosen(v)} options={docs.map((d) => ({ value: d.id, label: `${d.title}${d.number ? ` ${d.number}` : ''}` }))} />
      <div className="act-buttons wrap">
        <label>{t('dos.copies')} <InputNumber min={1} max={9} precision={0} value={copies} onChange={(n) => setCopies(n ?? 1)} /></label>
        {ids.length > 0
          ? <a className="button-link button-primary" href={api.print(ids, copies)} target="_blank" rel="noreferrer"><PrinterOutlined aria-hidden /> {t('dos.open', { n: ids.length })}</a>
          : <span className="quiet">{t('dos.choose')}</span>}
      </div>
    </>
  )
}

// What is made public of a case is its decision (行政处罚法 48): P-15, P-16 on the spot, P-17 without penalty.
const decisions = new Set(['P-15', 'P-16', 'P-17'])

function Export({ file }: { file: CaseFile }) {
  const { t } = useT()
  const me = useMe()
  const id = file.case.id
  const whole = can(me, 'view.dossier')
  return (
    <ul className="export-list">
      {(file.case.documents ?? []).filter((d) => decisions.has(d.type) && !d.voided_on).map((d) => (
        <li key={d.id}><a href={api.publicPaper(id, d.id)} target="_blank" rel="noreferrer"><FilePdfOutlined aria-hidden /> {t('dos.public', { title: `${d.title} ${d.number ?? ''}`.trim() })}</a></li>
      ))}
      <li>{can(me, 'view.party_copy') ? <a href={api.dossier(id, 'party')} target="_blank" rel="noreferrer"><FilePdfOutlined aria-hidden /> {t('dos.party')}</a> : <>{t('dos.party')} <Lacks power="dos.power.party" /></>}</li>
      <li>{whole ? <a href={api.dossier(id, 'full')} target="_blank" rel="noreferrer"><FilePdfOutlined aria-hidden /> {t('dos.full')}</a> : <>{t('dos.full')} <Lacks power="dos.power.dossier" /></>}</li>
      <li>{whole ? <a href={api.dossierZIP(id)} download><FileZipOutlined aria-hidden /> {t('dos.zip')}</a> : <>{t('dos.zip')} <Lacks power="dos.power.dossier" /></>}</li>
    </ul>
  )
}

function Review({ id }: { id: string }) {
  const { t, pick } = useT()
  const asked = useQuery(queries.fileReview(id))
  const [bad, setBad] = useState(false)
  return (
    <Answered query={asked} rows={8}>
      {(m) => (
        <>
          <p><strong className="num">{t('dos.points', { n: m.points })}</strong> <span className={m.grade === 'fail' ? 'mark mark-bad' : 'mark'}>{t(`dos.grade.${m.grade}`)}</span></p>
          <p className="quiet">{t('dos.reviewHint')}</p>
          <p><Checkbox checked={bad} onChange={(e) => setBad(e.target.checked)}>{t('dos.onlyBad')}</Checkbox></p>
          <DataTable caption={t('dos.review')} rows={m.checks.filter((c) => !bad || (c.applies && !c.ok))} rowKey={(c) => c.code} columns={[
            { key: 'code', title: t('dos.code'), head: true, wrap: false, render: (c) => <span className="num">{c.code}</span> },
            { key: 'title', title: t('dos.check'), render: (c) => <>{pick(c.title, c.english)} {c.veto && <span className="mark mark-warn">{t('dos.veto')}</span>} {c.status !== 'confirmed' && <Unconfirmed />}{c.article && <span className="quiet block">{c.article}</span>}</> },
            { key: 'ok', title: t('dos.result'), wrap: false, render: (c) => !c.applies ? <span className="quiet">{t('dos.notApply')}</span> : c.manual ? <span className="mark">{t('dos.manual')}</span> : c.ok ? t('dos.ok') : <span className="mark mark-bad">{t('dos.notOk')}</span> },
            { key: 'points', title: t('dos.score'), align: 'right', wrap: false, render: (c) => <span className="num">{c.points ?? '—'}</span> },
            { key: 'why', title: t('dos.why'), render: (c) => c.why || '—' },
          ]} />
        </>
      )}
    </Answered>
  )
}
