import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import type { Filing, Me } from '@/api/types'
import type { FieldSpec, Values } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { reportData, reportFields, reportInitial } from '@/components/annual-report'
import { fileHashes } from '@/components/file-upload'
import { useNeed } from '@/components/need'
import { Section } from '@/components/page'
import { Loading, Wrong } from '@/components/states'
import { client } from '@/lib/http'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { api, paths } from '@/lib/paths'
import { toProblem } from '@/lib/problem'
import { queries } from '@/lib/queries'
import { MeProvider } from '@/lib/session'
import { recall, remember } from '@/lib/storage'
import { checkAsks, checkConclusions, filingStages, orgLists, stages, title } from '@/lib/titles'
import { ApplicantForm } from './applicant-form'
import { ApplicantPage } from '@/components/public-frame'

const kept = 'filing'
const uploads = '/public/filing/files'

/** Where an organization files its annual report and answers the notice of a listing itself. One number opens one file. */
export function FilingPage() {
  const { t } = useT()
  const qc = useQueryClient()
  const [open, setOpen] = useState(recall(kept) === '1')
  const [sent, setSent] = useState(false)
  const asked = useQuery({ ...queries.filing(), enabled: open, refetchInterval: (q) => (q.state.data?.documents.some((d) => !d.pdf) ? 3000 : false) })
  const shut = open && asked.error && toProblem(asked.error).code === 'filing_session'
  useEffect(() => { if (shut) remember(kept, '') }, [shut])
  const leave = async () => {
    remember(kept, ''); setOpen(false); setSent(false)
    try { await client.DELETE('/public/filing/session') } finally { qc.removeQueries({ queryKey: queries.filing().queryKey }) }
  }
  const take = (f: Filing) => { remember(kept, '1'); qc.setQueryData(queries.filing().queryKey, f); setOpen(true) }
  const f = open && !shut ? asked.data : undefined
  const bureau = useQuery(queries.registrationGuide({ kind: 'establish' })).data?.bureau
  return (
    <ApplicantPage title={t('fil.title')} hint={f ? undefined : t('fil.hint')} organ={f?.bureau ?? bureau?.name} phone={bureau?.phone} other={{ to: paths.myApplication, label: t('app.find') }}>
      {!open || shut ? <Find onFound={(x) => { setSent(false); take(x) }} /> : f ? <Own f={f} sent={sent} onAnswer={(x) => { setSent(true); take(x) }} onLeave={() => void leave()} /> : asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={10} />}
    </ApplicantPage>
  )
}

function Find({ onFound }: { onFound: (f: Filing) => void }) {
  const { t } = useT()
  const need = useNeed()
  return (
    <Section id="find" title={t('fil.open')}>
      <ApplicantForm<Filing> path="/public/filing/session" submit={t('fil.open')} body={(v) => v} onDone={onFound}>
        {() => (
          <div className="pair">
            <Form.Item name="reference" label={t('app.reference')} extra={t('fil.referenceHint')} rules={need('app.reference')}><Input maxLength={60} /></Form.Item>
            <Form.Item name="phone" label={t('fil.phone')} extra={t('fil.phoneHint')} rules={need('fil.phone')}><Input type="tel" maxLength={30} /></Form.Item>
          </div>
        )}
      </ApplicantForm>
    </Section>
  )
}

interface Step { label: Key; fields: (f: Filing) => FieldSpec[]; initial?: Values; data: (v: Values) => unknown; fold?: boolean }
const said: FieldSpec[] = [{ name: 'text', label: 'fil.content', kind: 'area', required: true, max: 4000 }, { name: 'files', label: 'fil.papers', kind: 'files', max: 20, to: uploads }]
const plain = (label: Key, fold?: boolean): Step => ({ label, fields: () => said, data: (v) => ({ ...v, files: fileHashes(v.files) }), fold })
const steps: Record<string, Step> = {
  'annual_check.report': { label: 'fil.report', fields: (f) => reportFields(f.check!, uploads), initial: reportInitial, data: reportData },
  'annual_check.answer': plain('fil.answer'), 'annual_check.report_rectified': plain('fil.rectified'), 'listing.record_reply': plain('fil.reply'), 'listing.ask_removal': plain('fil.removal', true),
}

/** The fields of the desk ask who is at it: here it is nobody of the bureau, who may put papers in and knows the day. */
function visitor(f: Filing): Me {
  return { person: { id: '', name: f.name, login: '' }, roles: [], agency: { id: '', name: f.bureau, short: '', region: '', sections: [], townships: [] }, powers: ['file.upload'], counters: { mine: 0, team: 0, overdue: 0, due_soon: 0 }, must_change_password: false, today: f.today, version: '', demo: false } as Me
}

function Own({ f, sent, onAnswer, onLeave }: { f: Filing; sent: boolean; onAnswer: (f: Filing) => void; onLeave: () => void }) {
  const { t, lang, pick } = useT()
  const clocks = f.clocks.filter((k) => !k.ended)
  const due = f.clocks.find((k) => f.acts.includes('annual_check.report') && !k.ended)?.due
  const c = f.check
  const l = f.listing
  return (
    <MeProvider value={visitor(f)}>
      {sent && <p className="notice notice-good" role="status">{t('fil.received')}</p>}
      <Section id="mine" title={f.title} extra={<Button size="small" onClick={onLeave}>{t('fil.leave')}</Button>}>
        <p className="mine-stage"><span className="tag">{title(stages, f.stage, lang)}</span> <span className="num quiet">{f.reference}</span></p>
        <p className="mine-now">{title(filingStages, f.stage, lang)}</p>
        <dl className="facts">
          <div><dt>{t('reg.org')}</dt><dd>{f.name}</dd></div>
          {c?.reported_on && <div><dt>{t('chk.reportedOn')}</dt><dd className="num">{c.reported_on} {c.late && <span className="mark mark-warn">{t('chk.isLate')}</span>}</dd></div>}
          {c?.filed_on && <div><dt>{t('chk.filedWith')}</dt><dd className="num">{c.filed_on}</dd></div>}
          {c?.conclusion && <div><dt>{t(c.track === 'charity' ? 'chk.taken' : 'chk.conclusion')}</dt><dd><strong>{title(checkConclusions, c.conclusion, lang)}</strong></dd></div>}
          {l && <div><dt>{title(orgLists, l.list, lang)}</dt><dd>{l.listed ? <span className="mark mark-bad">{t('lst.stands')}</span> : '—'} {l.listed_on && <span className="num">{l.listed_on}</span>}{l.removed_on && <span className="num"> – {l.removed_on}</span>}</dd></div>}
          {l && <div><dt>{t('fil.ground')}</dt><dd>{pick(l.ground, l.ground_en ?? l.ground)} <span className="quiet">{l.article}</span></dd></div>}
        </dl>
        {l && <p className="prose"><span className="quiet">{t('lst.facts')}：</span>{l.facts}</p>}
        {l?.moving && <p className="notice notice-warn"><strong>{t('fil.moving')}</strong>：{l.moving}</p>}
        {l?.answer && <p className="prose"><span className="quiet">{t('fil.answered')}（{t(l.adopted ? 'fil.adopted' : 'fil.notAdopted')}）：</span>{l.answer}</p>}
        {l?.reasons && <p className="prose"><span className="quiet">{t('chk.reasons')}：</span>{l.reasons}</p>}
        {clocks.length > 0 && <><h3>{t('app.clocks')}</h3><ul className="served">{clocks.map((k) => <li key={k.title}>{k.title} <strong className="num">{k.due && t('app.until', { day: k.due })}</strong> <span className="quiet">{k.article}</span></li>)}</ul></>}
      </Section>
      {c?.asked && <Section id="asked" title={t('fil.asked')} extra={<span className="num quiet">{t('app.until', { day: c.asked.until })}</span>}><p className="prose"><strong>{title(checkAsks, c.asked.what, lang)}</strong>：{c.asked.text}</p></Section>}
      {!!c?.rectify?.length && !c.rectified && <Section id="rectify" title={t('chk.rectifySection')} extra={<span className="num quiet">{c.rectify_due ? t('app.until', { day: c.rectify_due }) : t('chk.rectifySays')}</span>}><ol className="measures">{c.rectify.map((x, i) => <li key={i}>{x}</li>)}</ol></Section>}
      {f.acts.map((act) => {
        const s = steps[act]
        if (!s) return null
        const form = (
          <ApplicantForm<Filing> key={act} path={`/public/filing/steps/${act}`} submit={t(s.label)} initial={s.initial} body={(v) => ({ data: s.data(v), version: f.version })} onDone={onAnswer}>
            {(v) => <>{due && due < f.today && <p className="notice notice-warn">{t('fil.lateSays', { day: due })}</p>}<ActFields fields={s.fields(f)} values={v} /></>}
          </ApplicantForm>
        )
        return <StepCard key={act} id={act} label={t(s.label)} fold={s.fold}>{form}</StepCard>
      })}
      <Section id="handed" title={t('fil.handed')}>
        {f.handed.length === 0 ? <p className="quiet">{t('fil.nothing')}</p> : (
          <ol className="plain-list">
            {f.handed.map((x, i) => (
              <li key={i}>
                <strong>{steps[x.act] ? t(steps[x.act]!.label) : x.act}</strong> <span className="num">{x.on}</span>
                <p className="prose">{x.text}</p>
                {x.files.map((p) => <a key={p.hash} className="file-link" href={api.filingFile(p.hash)} target="_blank" rel="noreferrer">{p.name}</a>)}
              </li>
            ))}
          </ol>
        )}
      </Section>
      {f.documents.length > 0 && (
        <Section id="papers" title={t('app.papers')}>
          <ul className="served">{f.documents.map((d) => <li key={`${d.type}${d.number}`}>{d.pdf ? <a href={api.filingFile(d.pdf)} target="_blank" rel="noreferrer">{d.title}</a> : <>{d.title} <span className="quiet">{t('app.rendering')}</span></>} <span className="quiet">{d.number} <span className="num">{d.issued_on}</span></span></li>)}</ul>
        </Section>
      )}
    </MeProvider>
  )
}

function StepCard({ id, label, fold, children }: { id: string; label: string; fold?: boolean; children: ReactNode }) {
  if (fold) return <details className="card guide-fold"><summary><h2>{label}</h2></summary>{children}</details>
  return <Section id={id.replace('.', '-')} title={label}>{children}</Section>
}
