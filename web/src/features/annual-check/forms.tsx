import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { AnnualCheck, CheckFinding, CheckGround } from '@/api/types'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { reportData, reportFields, reportInitial } from '@/components/annual-report'
import { LinesInput } from '@/components/inputs'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { checkConclusions, checkWeights, options, title } from '@/lib/titles'
import { useNeed } from '@/components/need'
import { leftOut, mayConclude, openFlags } from './conclusions'

/** The annual report as it came, with what the machine will look at. */
export function ReportForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const me = useMe()
  const fields = reportFields(file.case.annual_check!)
  const due = file.clocks.find((k) => k.id === 'file')?.due
  return (
    <ActForm act={act} file={file} initial={reportInitial} onCancel={onCancel} onDone={onDone} says={() => (due && me.today > due ? [t('chk.lateSays', { day: due })] : [])} toData={reportData}>
      {(values) => <ActFields fields={fields} file={file} values={values} />}
    </ActForm>
  )
}

/** What was found, ground by ground; each with its facts and gravity. */
function Findings({ grounds }: { grounds: CheckGround[] }) {
  const { t, lang } = useT()
  const need = useNeed()
  return (
    <Form.List name="findings">
      {(rows, { add, remove }) => (
        <fieldset>
          <legend>{t('chk.findings')} <span className="num quiet">{rows.length}</span></legend>
          {rows.length === 0 && <p className="quiet fieldset-hint">{t('chk.noFindings')}</p>}
          {rows.map((r, n) => {
            const name = t('chk.findingN', { n: n + 1 })
            return (
              <div key={r.key} className="finding" role="group" aria-label={name}>
                <div className="finding-head"><strong>{name}</strong><Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${name}`} onClick={() => remove(r.name)} /></div>
                <Form.Item name={[r.name, 'ground']} label={t('chk.ground')} rules={need('chk.ground')}>
                  <Select showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} classNames={{ popup: { root: 'select-long' } }}
                    options={grounds.map((g) => ({ value: g.id, label: `${g.text}${g.always ? `（${t('chk.always')}）` : ''}${g.status === 'confirmed' ? '' : `（${t('clock.unconfirmed')}）`}`, title: `${g.id} ${g.article}` }))} />
                </Form.Item>
                <Form.Item name={[r.name, 'facts']} label={t('lst.facts')} rules={need('lst.facts')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
                <Form.Item name={[r.name, 'weight']} label={t('chk.weight')} rules={need('chk.weight')}><Radio.Group className="choices" optionType="button" options={options(checkWeights, lang)} /></Form.Item>
                <Form.Item name={[r.name, 'corrected']} valuePropName="checked"><Checkbox>{t('chk.corrected')}</Checkbox></Form.Item>
              </div>
            )
          })}
          <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t('chk.addFinding')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}

/** The conclusion, and what it can be from what is listed: the API refuses any other and says why. */
function Conclusion({ may, keys }: { may: string[]; keys: string[] }) {
  const { t, lang } = useT()
  const need = useNeed()
  return (
    <Form.Item name="conclusion" label={t('chk.conclusion')} rules={need('chk.conclusion')} extra={t('chk.mayBe', { list: may.map((k) => title(checkConclusions, k, lang)).join('、') })}>
      <Radio.Group className="choices" optionType="button" options={options(checkConclusions, lang, keys)} />
    </Form.Item>
  )
}

const keysOf = (a: AnnualCheck) => (a.track === 'charity' ? ['filed'] : ['passed', 'fair', 'failed'])

function useGrounds(file: ActFormProps['file']) { return useQuery({ ...queries.checkGrounds(file.case.id), refetchOnWindowFocus: false }) }

/** What the machine sees stands first; it is taken up as a finding, or a person says why it is none. */
export function ReviewForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const need = useNeed()
  const asked = useGrounds(file)
  const a = file.case.annual_check!
  const was = a.review
  return (
    <Answered query={asked} rows={8}>
      {(grounds) => (
        <ActForm act={act} file={file} onCancel={onCancel} onDone={onDone}
          initial={{ findings: was?.findings ?? (a.flags ?? []).map((ground) => ({ ground })), conclusion: was?.conclusion ?? (a.track === 'charity' ? 'filed' : undefined), text: was?.text, aside: Object.fromEntries((was?.aside ?? []).map((x) => [x.ground, x.why])) }}
          toData={(v) => ({ ...v, aside: openFlags(a, v.findings ?? []).flatMap((ground) => (v.aside?.[ground] ? [{ ground, why: v.aside[ground] }] : [])) })}>
          {(v: Values) => {
            const findings = v.findings ?? []
            return (
              <>
                {a.track === 'check' && <Findings grounds={grounds} />}
                {openFlags(a, findings).map((id) => {
                  const g = grounds.find((x) => x.id === id)
                  return g?.always
                    ? <p key={id} className="notice notice-warn">{t('chk.flagAlways', { text: g.text })} <span className="quiet">{g.article}</span></p>
                    : <Form.Item key={id} name={['aside', id]} label={t('chk.flagWhy', { text: g?.text ?? id })} rules={need('f.reason')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
                })}
                <Conclusion may={mayConclude(a.track, findings, grounds)} keys={keysOf(a)} />
                <Form.Item name="text" label={t('chk.review')} rules={need('chk.review')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={4000} /></Form.Item>
              </>
            )
          }}
        </ActForm>
      )}
    </Answered>
  )
}

/** What is to be put right, and by when. */
function Rectify({ a, needed }: { a: AnnualCheck; needed: boolean }) {
  const { t } = useT()
  const label = (key: 'chk.rectify' | 'chk.days', must: boolean) => (must ? t(key) : <>{t(key)}<span className="optional">（{t('common.optional')}）</span></>)
  return (
    <>
      <Form.Item name="rectify" label={label('chk.rectify', needed)} extra={t('chk.rectifyHint')} rules={needed ? [{ required: true, type: 'array', min: 1, message: `${t('chk.rectify')}：${t('common.required')}` }] : undefined}><LinesInput rows={3} /></Form.Item>
      {a.kind !== 'service_org' && <Form.Item name="days" label={label('chk.days', false)} extra={t('chk.daysHint')}><InputNumber min={1} max={365} precision={0} className="input-number" /></Form.Item>}
    </>
  )
}

const rectifies = (v: Values) => v.conclusion === 'failed' || v.conclusion === 'fair'
const rectifyClock = (a: AnnualCheck, today: string) => (v: Values) => (rectifies(v) && v.rectify?.length && !v.days ? [{ rule: a.kind === 'service_org' ? 'REG-3.04' : 'REG-3.06', from: today }] : [])
const withoutRectify = (v: Values) => (rectifies(v) ? v : { ...v, rectify: undefined, days: undefined })

/** Every finding that is not upheld is struck with a reason; what the report itself shows under article 12 cannot be. */
function Struck({ a, was, now, grounds }: { a: AnnualCheck; was: CheckFinding[]; now: CheckFinding[]; grounds: CheckGround[] }) {
  const { t } = useT()
  const need = useNeed()
  return [...new Set(leftOut(was, now))].map((id) => {
    const g = grounds.find((x) => x.id === id)
    return g?.always && a.flags?.includes(id)
      ? <p key={id} className="notice notice-warn">{t('chk.strikeNever', { text: g.text })} <span className="quiet">{g.article}</span></p>
      : <Form.Item key={id} name={['struck', id]} label={t('chk.strikeWhy', { text: g?.text ?? id })} rules={need('f.reason')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
  })
}

const struckData = (v: Values, was: CheckFinding[], now: CheckFinding[]) => leftOut(was, now).flatMap((ground) => (v.struck?.[ground] ? [{ ground, why: v.struck[ground] }] : []))

/** The conclusion, with the review before it. */
export function ConcludeForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const me = useMe()
  const need = useNeed()
  const asked = useGrounds(file)
  const a = file.case.annual_check!
  const r = a.review
  return (
    <Answered query={asked} rows={8}>
      {(grounds) => (
        <ActForm act={act} file={file} onCancel={onCancel} onDone={onDone} clocks={rectifyClock(a, me.today)}
          initial={{ conclusion: r?.conclusion, same: true, findings: r?.findings ?? [] }}
          toData={({ same, ...v }) => ({ ...withoutRectify(v), findings: same ? undefined : v.findings, struck: same ? undefined : struckData(v, r?.findings ?? [], v.findings ?? []) })}>
          {(v: Values) => {
            const findings = (v.same ? r?.findings : v.findings) ?? []
            const differs = v.conclusion && v.conclusion !== r?.conclusion
            return (
              <>
                {r && (
                  <dl className="facts before-decision">
                    <div><dt>{t('chk.review')}</dt><dd><strong>{title(checkConclusions, r.conclusion, lang)}</strong> <span className="quiet">{file.people?.[r.by]?.name ?? r.by} {r.on}</span><span className="block">{r.text}</span></dd></div>
                    <div><dt>{t('chk.findings')}</dt><dd>{r.findings?.length ? <ul className="plain-list">{r.findings.map((f, i) => <li key={i}>{grounds.find((g) => g.id === f.ground)?.text ?? f.ground}（{title(checkWeights, f.weight, lang)}{f.corrected ? `，${t('chk.corrected')}` : ''}）：{f.facts}</li>)}</ul> : t('chk.noFindings')}</dd></div>
                  </dl>
                )}
                {a.track === 'check' && <Form.Item name="same" valuePropName="checked" extra={t('chk.asReviewHint')}><Checkbox>{t('chk.asReview')}</Checkbox></Form.Item>}
                {a.track === 'check' && !v.same && <Findings grounds={grounds} />}
                {!v.same && <Struck a={a} was={r?.findings ?? []} now={findings} grounds={grounds} />}
                <Conclusion may={mayConclude(a.track, findings, grounds)} keys={keysOf(a)} />
                <Form.Item name="reasons" label={differs ? t('chk.reasons') : <>{t('chk.reasons')}<span className="optional">（{t('common.optional')}）</span></>} extra={t('chk.reasonsHint')} rules={differs ? need('chk.reasons') : undefined}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
                {rectifies(v) && <Rectify a={a} needed={v.conclusion === 'failed'} />}
              </>
            )
          }}
        </ActForm>
      )}
    </Answered>
  )
}

/** Another conclusion when matters come to light later; what it replaces stays. */
export function ResetForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const me = useMe()
  const need = useNeed()
  const asked = useGrounds(file)
  const a = file.case.annual_check!
  const now = a.conclusions?.at(-1)
  return (
    <Answered query={asked} rows={8}>
      {(grounds) => (
        <ActForm act={act} file={file} danger onCancel={onCancel} onDone={onDone} clocks={rectifyClock(a, me.today)} initial={{ findings: now?.findings ?? [] }} toData={(v) => ({ ...withoutRectify(v), struck: struckData(v, now?.findings ?? [], v.findings ?? []) })}>
          {(v: Values) => (
            <>
              <p className="notice">{t('chk.resetHint', { now: title(checkConclusions, now?.conclusion, lang) })}</p>
              <Findings grounds={grounds} />
              <Struck a={a} was={now?.findings ?? []} now={v.findings ?? []} grounds={grounds} />
              <Conclusion may={mayConclude(a.track, v.findings ?? [], grounds)} keys={['passed', 'fair', 'failed'].filter((k) => k !== now?.conclusion)} />
              <Form.Item name="reasons" label={t('chk.reasons')} rules={need('chk.reasons')}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} /></Form.Item>
              {rectifies(v) && <Rectify a={a} needed={v.conclusion === 'failed'} />}
            </>
          )}
        </ActForm>
      )}
    </Answered>
  )
}
