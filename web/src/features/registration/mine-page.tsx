import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import type { Application } from '@/api/types'
import { Section } from '@/components/page'
import { fileHashes, FileUpload } from '@/components/file-upload'
import { LinesInput } from '@/components/inputs'
import { Unconfirmed } from '@/components/clock-badge'
import { Loading, Wrong } from '@/components/states'
import { client } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { toProblem } from '@/lib/problem'
import { recall, remember } from '@/lib/storage'
import { applicantStages, outcomeTitle, regItems, regKinds, stages, title, units } from '@/lib/titles'
import { ApplicantForm } from './applicant-form'
import { useNeed } from '@/components/need'
import { PlainDay } from './begin-fields'
import { fullName } from './items'
import { givenData, MaterialMarks, MaterialsInput, MaterialState } from './materials'
import { ApplicantPage } from '@/components/public-frame'

/** The own application: where it stands, what is to be done, and every paper. Its number and the phone open it. */
export function MinePage() {
  const { t } = useT()
  const qc = useQueryClient()
  const [open, setOpen] = useState(recall('applicant') === '1')
  const asked = useQuery({ ...queries.application(), enabled: open, refetchInterval: (q) => (q.state.data?.documents.some((d) => !d.pdf) ? 3000 : false) })
  const shut = open && asked.error && toProblem(asked.error).code === 'application_session'
  useEffect(() => { if (shut) remember('applicant', '') }, [shut])
  const leave = async () => {
    remember('applicant', '')
    setOpen(false)
    try { await client.DELETE('/public/application/session') } finally { qc.removeQueries({ queryKey: queries.application().queryKey }) }
  }
  const take = (a: Application) => { remember('applicant', '1'); qc.setQueryData(queries.application().queryKey, a); setOpen(true) }
  const a = open ? asked.data : undefined
  const bureau = useQuery(queries.registrationGuide({ kind: 'establish' })).data?.bureau
  return (
    <ApplicantPage title={t(a ? 'app.mine' : 'app.find')} hint={a ? undefined : t('app.findHint')} organ={bureau?.name} phone={bureau?.phone} other={{ to: paths.apply(), label: t('app.apply') }}>
      {!open || shut ? <Find onFound={take} /> : a ? <Mine a={a} onAnswer={take} onLeave={() => void leave()} /> : asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={10} />}
    </ApplicantPage>
  )
}

function Find({ onFound }: { onFound: (a: Application) => void }) {
  const { t } = useT()
  const need = useNeed()
  return (
    <Section id="find" title={t('app.find')}>
      <ApplicantForm<Application> path="/public/application/session" submit={t('app.open')} body={(v) => v} onDone={onFound}>
        {() => (
          <div className="pair">
            <Form.Item name="reference" label={t('app.reference')} rules={need('app.reference')}><Input maxLength={60} /></Form.Item>
            <Form.Item name="phone" label={t('reg.phone')} rules={need('reg.phone')}><Input type="tel" maxLength={30} /></Form.Item>
          </div>
        )}
      </ApplicantForm>
    </Section>
  )
}

type StepProps = { a: Application; onAnswer: (a: Application) => void }
const step = (act: string) => `/public/application/steps/${act}`

function Mine({ a, onAnswer, onLeave }: StepProps & { onLeave: () => void }) {
  const { t, lang } = useT()
  const begun = !!(useLocation().state as { begun?: boolean } | null)?.begun
  const may = (act: string) => a.acts.includes(`registration.${act}`)
  // the law asks for the name, or for the end of the liquidation, before the materials are handed in
  const hands = may('receive') && (a.kind !== 'establish' || a.stage === 'reg_named') && (a.kind !== 'deregister' || a.stage === 'reg_liquidated')
  // a liquidation is formed and ended at the window, where it is seen who asks
  const winds = a.kind === 'deregister' && (a.stage === 'reg_draft' || a.stage === 'reg_liquidating')
  const mine = hands || may('sign_notice') || may('supplement') || winds
  const clocks = a.clocks.filter((k) => !k.ended)
  return (
    <>
      {begun && a.stage === 'reg_draft' && <p className="notice notice-good" role="status">{t('app.kept', { ref: a.reference })}</p>}
      <Section id="mine" title={a.title} extra={<Button size="small" onClick={onLeave}>{t('app.leave')}</Button>}>
        <p className="mine-stage"><span className="tag">{title(stages, a.stage, lang)}</span> <span className="num quiet">{a.reference}</span></p>
        <p className="mine-now">{title(applicantStages, a.stage, lang)}{a.deemed ? ` ${t('reg.deemed')}` : ''}</p>
        {!mine && !a.outcome && <p className="quiet">{t('app.waiting')}</p>}
        <dl className="facts">
          <div><dt>{t('reg.matter')}</dt><dd>{title(regKinds, a.kind, lang)}{(a.changed?.length ?? 0) > 0 && <span className="quiet">（{a.changed!.map((i) => title(regItems, i, lang)).join('、')}）</span>}</dd></div>
          <div><dt>{t('reg.name')}</dt><dd>{fullName(a.items.name)}</dd></div>
          {a.received_on && <div><dt>{t('reg.received')}</dt><dd className="num">{a.received_on}</dd></div>}
          {a.accepted_on && <div><dt>{t('reg.accepted')}</dt><dd className="num">{a.accepted_on}</dd></div>}
          {a.uscc && <div><dt>{t('reg.uscc')}</dt><dd className="num big">{a.uscc}</dd></div>}
        </dl>
        {clocks.length > 0 && <><h3>{t('app.clocks')}</h3><ul className="served">{clocks.map((k) => <li key={k.id}>{(k.id === 'decide' || k.id === 'promised') && <span className="tag">{t(k.id === 'promised' ? 'reg.byPromise' : 'reg.byLaw')}</span>} {k.title} <span className="num quiet">{k.n} {title(units, k.unit, lang)}</span> <strong className="num">{k.due ? t('app.until', { day: k.due }) : t('reg.notCounted')}</strong> {!k.confirmed && <Unconfirmed />} <span className="quiet">{k.article}</span></li>)}</ul></>}
      </Section>
      {a.decision && (
        <Section id="result" title={t('app.result')} extra={<span className="tag">{outcomeTitle('registration', a.decision.grant ? 'granted' : 'refused', lang)}</span>}>
          <p className="num">{a.decision.on}</p>
          {a.decision.reasons && <p className="prose">{a.decision.reasons}</p>}
          {a.decision.remedies && <p className="prose">{a.decision.remedies}</p>}
        </Section>
      )}
      {a.gaps && <Section id="gaps" title={t('reg.toldOnce')} extra={<span className="num quiet">{a.gaps.on}</span>}><ol className="plain-list">{a.gaps.gaps.map((g) => <li key={g.key}>{a.materials.find((m) => m.key === g.key)?.title}：{g.what}</li>)}</ol></Section>}
      {may('sign_notice') && <SignNotice a={a} onAnswer={onAnswer} />}
      {hands && <HandIn a={a} onAnswer={onAnswer} />}
      {winds && <p className="notice">{t('app.liquidation')}</p>}
      {may('supplement') && <Supplement a={a} onAnswer={onAnswer} />}
      <Section id="papers" title={t('app.papers')}>
        {a.documents.length === 0 ? <p className="quiet">{t('app.noPapers')}</p> : (
          <ul className="served">{a.documents.map((d) => <li key={`${d.type}${d.number}`}>{d.pdf ? <a href={api.applicationFile(d.pdf)} target="_blank" rel="noreferrer">{d.title}</a> : <>{d.title} <span className="quiet">{t('app.rendering')}</span></>} <span className="quiet">{d.number} <span className="num">{d.issued_on}</span></span></li>)}</ul>
        )}
      </Section>
      {!hands && <Section id="materials" title={t('reg.materials')}>
        <ul className="material-list">
          {a.materials.map((m) => (
            <li key={m.key} className="material-name">
              {a.received_on && <MaterialState m={m} />}<span>{m.title}</span><MaterialMarks m={m} />
              {m.files?.map((f) => <a key={f.hash} href={api.applicationFile(f.hash)} target="_blank" rel="noreferrer">{f.name}</a>)}
            </li>
          ))}
        </ul>
      </Section>}
      {may('withdraw') && (
        <details className="card guide-fold"><summary><h2>{t('app.withdraw')}</h2></summary>
          <ApplicantForm<Application> path={step('registration.withdraw')} submit={t('app.withdraw')} danger body={(v) => ({ data: v, version: a.version })} onDone={onAnswer}>
            {() => <Reason />}
          </ApplicantForm>
        </details>
      )}
    </>
  )
}

function Reason() {
  const { t } = useT()
  return <Form.Item name="reason" label={t('common.reason')} rules={useNeed()('common.reason')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
}

/** Founders and donors confirm what the notice says before they apply. */
function SignNotice({ a, onAnswer }: StepProps) {
  const { t } = useT()
  return (
    <Section id="sign" title={t('app.sign')}>
      <ApplicantForm<Application> path={step('registration.sign_notice')} submit={t('app.sign')} onDone={onAnswer} initial={{ signers: [] }}
        body={(v) => ({ data: { signers: v.signers, files: fileHashes(v.files) }, version: a.version })}>
        {() => (
          <>
            <p className="prose">{t('app.signText')}</p>
            <Form.Item name="read" valuePropName="checked" rules={[{ validator: (_, x) => (x ? Promise.resolve() : Promise.reject(new Error(`${t('app.confirm')}：${t('common.required')}`))) }]}><Checkbox>{t('app.confirm')}</Checkbox></Form.Item>
            <Form.Item name="signers" label={t('reg.signers')} extra={t('reg.signersHint')} rules={[{ required: true, type: 'array', min: 1, message: `${t('reg.signers')}：${t('common.required')}` }]}><LinesInput rows={2} /></Form.Item>
            <Form.Item name="files" label={<>{t('reg.signedFiles')}<span className="optional">（{t('common.optional')}）</span></>}><FileUpload to="/public/application/files" label={t('reg.signedFiles')} /></Form.Item>
          </>
        )}
      </ApplicantForm>
    </Section>
  )
}

function HandIn({ a, onAnswer }: StepProps) {
  const { t } = useT()
  const need = useNeed()
  return (
    <Section id="hand" title={t('app.hand')}>
      <ApplicantForm<Application> path={step('registration.receive')} submit={t('app.hand')} onDone={onAnswer} body={(v) => ({ data: { materials: givenData(v.given), assembly_on: v.assembly_on }, version: a.version })}>
        {() => (
          <>
            {a.kind === 'establish' && <Form.Item name="assembly_on" label={t('reg.assembly')} rules={need('reg.assembly')}><PlainDay /></Form.Item>}
            <p className="quiet fieldset-hint">{t('app.handHint')}</p>
            <MaterialsInput list={a.materials} upload online />
          </>
        )}
      </ApplicantForm>
    </Section>
  )
}

function Supplement({ a, onAnswer }: StepProps) {
  const { t } = useT()
  const owed = a.materials.filter((m) => m.state === 'promised' || (a.stage === 'reg_deficient' && m.state !== 'given' && a.gaps?.gaps.some((g) => g.key === m.key)))
  return (
    <Section id="supplement" title={t('app.supplement')}>
      <ApplicantForm<Application> path={step('registration.supplement')} submit={t('app.supplement')} onDone={onAnswer} body={(v) => ({ data: { materials: givenData(v.given) }, version: a.version })}>
        {() => <MaterialsInput list={owed} upload online />}
      </ApplicantForm>
    </Section>
  )
}
