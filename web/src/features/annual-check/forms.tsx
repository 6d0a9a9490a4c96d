import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { ComponentProps, ReactNode } from 'react'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { AnnualCheck, CheckFinding, CheckGround } from '@/api/types'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { reportData, reportFields, reportInitial } from '@/components/annual-report'
import { LinesInput } from '@/components/inputs'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
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
                <Words name={[r.name, 'facts']} label="lst.facts" max={2000} />
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

/** Something that is said in words; what may be left out is marked so. */
function Words({ name, label, max, rows = 2, optional, extra }: { name: string | (string | number)[]; label: Key | { text: string; of: Key }; max: number; rows?: number; optional?: boolean; extra?: string }) {
  const { t } = useT()
  const need = useNeed()
  const { text, of } = typeof label === 'string' ? { text: t(label), of: label } : label
  return (
    <Form.Item name={name} label={optional ? <Optional>{text}</Optional> : text} extra={extra} rules={optional ? undefined : need(of)}>
      <Input.TextArea autoSize={{ minRows: rows, maxRows: 14 }} maxLength={max} />
    </Form.Item>
  )
}

function Optional({ children }: { children: ReactNode }) {
  const { t } = useT()
  return <>{children}<span className="optional">（{t('common.optional')}）</span></>
}

/** Why each of these grounds is none; one that a person may not set aside says so. */
function Reasons({ ids, grounds, under, why, never, stays }: { ids: string[]; grounds: CheckGround[]; under: 'aside' | 'struck'; why: Key; never: Key; stays: (g: CheckGround) => boolean }) {
  const { t } = useT()
  return ids.map((id) => {
    const g = grounds.find((x) => x.id === id)
    return g && stays(g)
      ? <p key={id} className="notice notice-warn">{t(never, { text: g.text })} <span className="quiet">{g.article}</span></p>
      : <Words key={id} name={[under, id]} label={{ text: t(why, { text: g?.text ?? id }), of: 'f.reason' }} max={500} />
  })
}

/** The conclusion, and what it can be from what is listed: the API refuses any other and says why. The report of a charity is not concluded. */
function Conclusion({ a, may, keys }: { a: AnnualCheck; may: string[]; keys: string[] }) {
  const { t, lang } = useT()
  const need = useNeed()
  const label = a.track === 'charity' ? 'chk.taken' : 'chk.conclusion'
  return (
    <Form.Item name="conclusion" label={t(label)} rules={need(label)} extra={a.track === 'charity' ? t('chk.takenHint') : t('chk.mayBe', { list: may.map((k) => title(checkConclusions, k, lang)).join('、') })}>
      <Radio.Group className="choices" optionType="button" options={options(checkConclusions, lang, keys)} />
    </Form.Item>
  )
}

const keysOf = (a: AnnualCheck) => (a.track === 'charity' ? ['filed'] : ['passed', 'fair', 'failed'])

/** The frame of a form about the conclusion: the act, with the grounds in force. */
function CheckForm({ children, ...shell }: Omit<ComponentProps<typeof ActForm>, 'children'> & { file: ActFormProps['file']; children: (v: Values, grounds: CheckGround[], a: AnnualCheck) => ReactNode }) {
  const asked = useQuery({ ...queries.checkGrounds(shell.file.case.id), refetchOnWindowFocus: false })
  return (
    <Answered query={asked} rows={8}>
      {(grounds) => <ActForm {...shell}>{(v: Values) => children(v, grounds, shell.file.case.annual_check!)}</ActForm>}
    </Answered>
  )
}

/** What the machine sees stands first; it is taken up as a finding, or a person says why it is none. */
export function ReviewForm(props: ActFormProps) {
  const a = props.file.case.annual_check!
  const was = a.review
  return (
    <CheckForm {...props}
      initial={{ findings: was?.findings ?? (a.flags ?? []).map((ground) => ({ ground })), conclusion: was?.conclusion ?? (a.track === 'charity' ? 'filed' : undefined), text: was?.text, aside: Object.fromEntries((was?.aside ?? []).map((x) => [x.ground, x.why])) }}
      toData={(v) => ({ ...v, aside: openFlags(a, v.findings ?? []).flatMap((ground) => (v.aside?.[ground] ? [{ ground, why: v.aside[ground] }] : [])) })}>
      {(v, grounds) => {
        const findings = v.findings ?? []
        return (
          <>
            {a.track === 'check' && <Findings grounds={grounds} />}
            <Reasons ids={openFlags(a, findings)} grounds={grounds} under="aside" why="chk.flagWhy" never="chk.flagAlways" stays={(g) => !!g.always} />
            <Conclusion a={a} may={mayConclude(a.track, findings, grounds)} keys={keysOf(a)} />
            <Words name="text" label="chk.review" max={4000} rows={3} />
          </>
        )
      }}
    </CheckForm>
  )
}

/** What is to be put right, and how long there is for it from the service of the order. */
function Rectify({ a, needed }: { a: AnnualCheck; needed: boolean }) {
  const { t } = useT()
  return (
    <>
      <Form.Item name="rectify" label={needed ? t('chk.rectify') : <Optional>{t('chk.rectify')}</Optional>} extra={t('chk.rectifyHint')} rules={needed ? [{ required: true, type: 'array', min: 1, message: `${t('chk.rectify')}：${t('common.required')}` }] : undefined}><LinesInput rows={3} /></Form.Item>
      {a.kind !== 'service_org' && <Form.Item name="days" label={<Optional>{t('chk.days')}</Optional>} extra={t('chk.daysHint')}><InputNumber min={1} max={365} precision={0} className="input-number" /></Form.Item>}
    </>
  )
}

const rectifies = (v: Values) => v.conclusion === 'failed' || v.conclusion === 'fair'
const withoutRectify = (v: Values) => (rectifies(v) ? v : { ...v, rectify: undefined, days: undefined })
const struckData = (v: Values, was: CheckFinding[], now: CheckFinding[]) => leftOut(was, now).flatMap((ground) => (v.struck?.[ground] ? [{ ground, why: v.struck[ground] }] : []))

/** What follows from a conclusion: its paper is served, and the time to rectify begins with that. */
function useFollows(a: AnnualCheck) {
  const { t } = useT()
  return (v: Values) => [...(rectifies(v) && v.rectify?.length ? [t('chk.rectifySays')] : []), ...(a.track === 'check' && (rectifies(v) || a.conclusions?.length) ? [t('chk.serveSays')] : [])]
}

/** Every finding that is not upheld is struck with a reason; what the report itself shows under article 12 cannot be. */
function Struck({ a, was, now, grounds }: { a: AnnualCheck; was: CheckFinding[]; now: CheckFinding[]; grounds: CheckGround[] }) {
  return <Reasons ids={[...new Set(leftOut(was, now))]} grounds={grounds} under="struck" why="chk.strikeWhy" never="chk.strikeNever" stays={(g) => !!g.always && !!a.flags?.includes(g.id)} />
}

/** The conclusion, with the review before it; of a charity, that its report is taken in. */
export function ConcludeForm(props: ActFormProps) {
  const { t, lang } = useT()
  const { file } = props
  const a = file.case.annual_check!
  const r = a.review
  return (
    <CheckForm {...props} says={useFollows(a)} initial={{ conclusion: r?.conclusion, same: true, findings: r?.findings ?? [] }}
      toData={({ same, ...v }) => ({ ...withoutRectify(v), findings: same ? undefined : v.findings, struck: same ? undefined : struckData(v, r?.findings ?? [], v.findings ?? []) })}>
      {(v, grounds) => {
        const findings = (v.same ? r?.findings : v.findings) ?? []
        const differs = v.conclusion && v.conclusion !== r?.conclusion
        return (
          <>
            {r && (
              <dl className="facts before-decision">
                <div><dt>{t('chk.review')}</dt><dd><strong>{title(checkConclusions, r.conclusion, lang)}</strong> <span className="quiet">{file.people?.[r.by]?.name ?? r.by} {r.on}</span><span className="block">{r.text}</span></dd></div>
                {a.track === 'check' && <div><dt>{t('chk.findings')}</dt><dd>{r.findings?.length ? <ul className="plain-list">{r.findings.map((f, i) => <li key={i}>{grounds.find((g) => g.id === f.ground)?.text ?? f.ground}（{title(checkWeights, f.weight, lang)}{f.corrected ? `，${t('chk.corrected')}` : ''}）：{f.facts}</li>)}</ul> : t('chk.noFindings')}</dd></div>}
              </dl>
            )}
            {a.track === 'check' && <Form.Item name="same" valuePropName="checked" extra={t('chk.asReviewHint')}><Checkbox>{t('chk.asReview')}</Checkbox></Form.Item>}
            {a.track === 'check' && !v.same && <Findings grounds={grounds} />}
            {!v.same && <Struck a={a} was={r?.findings ?? []} now={findings} grounds={grounds} />}
            <Conclusion a={a} may={mayConclude(a.track, findings, grounds)} keys={keysOf(a)} />
            <Words name="reasons" label="chk.reasons" max={4000} optional={!differs} extra={a.track === 'check' ? t('chk.reasonsHint') : undefined} />
            {rectifies(v) && <Rectify a={a} needed={v.conclusion === 'failed'} />}
          </>
        )
      }}
    </CheckForm>
  )
}

/** Another conclusion when matters come to light later; what it replaces stays. */
export function ResetForm(props: ActFormProps) {
  const { t, lang } = useT()
  const a = props.file.case.annual_check!
  const now = a.conclusions?.at(-1)
  const was = now?.findings ?? []
  return (
    <CheckForm {...props} danger says={useFollows(a)} initial={{ findings: was }} toData={(v) => ({ ...withoutRectify(v), struck: struckData(v, was, v.findings ?? []) })}>
      {(v, grounds) => (
        <>
          <p className="notice">{t('chk.resetHint', { now: title(checkConclusions, now?.conclusion, lang) })}</p>
          <Findings grounds={grounds} />
          <Struck a={a} was={was} now={v.findings ?? []} grounds={grounds} />
          <Conclusion a={a} may={mayConclude(a.track, v.findings ?? [], grounds)} keys={keysOf(a).filter((k) => k !== now?.conclusion)} />
          <Words name="reasons" label="chk.reasons" max={4000} rows={3} />
          {rectifies(v) && <Rectify a={a} needed={v.conclusion === 'failed'} />}
        </>
      )}
    </CheckForm>
  )
}
