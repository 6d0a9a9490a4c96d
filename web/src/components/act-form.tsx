import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, type FormInstance } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { AllowedAct, CaseFile, Receipt } from '@/api/types'
import { useAct } from '@/lib/acts'
import { localToInstant } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { fieldFaults, type Problem } from '@/lib/problem'
import type { StartingClock, Values } from './act-def'
import { ClockPreview } from './clock-preview'
import { can, useMe } from '@/lib/session'
import { TimeInput } from './inputs'
import { PersonSelect } from './pickers'

type Name = (string | number)[]

/** A file that was chosen and is not with the server yet, however deep in the form. */
function waiting(x: unknown): boolean {
  if (Array.isArray(x)) return x.some(waiting)
  if (!x || typeof x !== 'object' || Object.getPrototypeOf(x) !== Object.prototype) return false
  return 'key' in x && 'kind' in x && 'name' in x ? !('hash' in x && x.hash) : Object.values(x).some(waiting)
}

interface Fault { name?: Name; text: string }

/** The nearest field of the form that a fault belongs to: measures[0] is shown at measures, a row at its first field. */
function nearest(form: FormInstance, name: Name): Name | undefined {
  const known = new Set(form.getFieldsError().map((f) => f.name.join('.')))
  for (let n = name.length; n > 0; n--) if (known.has(name.slice(0, n).join('.'))) return name.slice(0, n)
  // points[0] is a row whose field is points[0].text
  return form.getFieldsError().find((f) => name.every((p, i) => String(p) === String(f.name[i])))?.name
}

/** Puts the faults of a refusal at their fields and gives all of them for the summary. */
export function placeFaults(form: FormInstance, p: Problem): Fault[] {
  const placed = new Map<string, { name: Name; errors: string[] }>()
  const all: Fault[] = []
  for (const f of fieldFaults(p)) {
    const name = nearest(form, f.name)
    for (const text of f.errors) all.push({ name, text })
    if (!name) continue
    const key = name.join('.')
    placed.set(key, { name, errors: [...(placed.get(key)?.errors ?? []), ...f.errors] })
  }
  form.setFields([...placed.values()])
  return all
}

export interface ActFormShellProps {
  act: Pick<AllowedAct, 'name' | 'title' | 'english' | 'article' | 'starts' | 'enforcement'>
  file?: CaseFile
  /** The register file acted on, where no case view is at hand. */
  target?: string
  initial?: Values
  toData?: (v: Values) => unknown
  says?: (v: Values) => string[]
  clocks?: (v: Values) => StartingClock[]
  occurred?: boolean
  danger?: boolean
  onDone: (r: Receipt, values: Values) => void
  onCancel?: () => void
  onValues?: (v: Values) => void
  form?: FormInstance
  large?: boolean
  children: (values: Values, form: FormInstance) => ReactNode
}

/**
 * The frame of every act: fields, what will follow, and the button that says what it does. Faults stand at their field
 * and in a summary that takes the focus.
 */
export function ActForm({ act, file, target, initial, toData, says, clocks, occurred = true, danger, onDone, onCancel, onValues, form: given, large, children }: ActFormShellProps) {
  const { t, pick } = useT()
  const qc = useQueryClient()
  const me = useMe()
  const [own] = Form.useForm()
  const form = given ?? own
  // Watched rather than told: a value that a form sets itself is seen too.
  const values = (Form.useWatch([], { form, preserve: true }) as Values | undefined) ?? initial ?? {}
  const [faults, setFaults] = useState<Fault[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const summary = useRef<HTMLDivElement>(null)
  const asked = useAct()
  const title = pick(act.title, act.english)

  useEffect(() => { if (faults.length || problem) summary.current?.focus() }, [faults, problem])

  const submit = (v: Values) => {
    setFaults([])
    setProblem(null)
    for (const [name, x] of Object.entries(v)) {
      if (waiting(x)) {
        setFaults([{ name: [name], text: t('visit.wait') }])
        return
      }
    }
    const { occurred_at: at, backfill, as, ...rest } = v
    asked.mutate({ act: act.name, case: file?.case.id ?? target, version: file?.version, occurredAt: at ? localToInstant(String(at)) : undefined, backfill, as, data: toData ? toData(rest) : rest }, {
      onSuccess: (r) => onDone(r, v),
      onError: (p) => {
        setProblem(p)
        setFaults(placeFaults(form, p))
        if (file && (p.status === 409 || p.status === 412)) void qc.invalidateQueries({ queryKey: ['case', file.case.id] })
      },
    })
  }
  const goTo = (name: Name) => {
    form.scrollToField(name, { block: 'center' })
    form.focusField(name)
  }

  const sentences = [
    t('act.effectRecorded', { title }),
    ...(act.starts ? [act.starts.replace(/[。；]?$/, '。')] : []),
    ...(says?.(values) ?? []),
    ...(file ? [t('act.effectTold')] : []),
  ]
  return (
    <Form form={form} name="act" layout="vertical" initialValues={initial} size={large ? 'large' : undefined} requiredMark scrollToFirstError={false} className="act-form" autoComplete="off" noValidate
      // Enter takes a typed date; it must not do the act at the same time.
      onKeyDown={(e) => { if (e.key === 'Enter' && (e.target as HTMLElement).closest('.ant-picker')) e.preventDefault() }}
      onValuesChange={(_, all: Values) => onValues?.(all)} onFinish={submit}
      onFinishFailed={({ errorFields }) => { setProblem(null); setFaults(errorFields.map((f) => ({ name: f.name, text: f.errors.join('；') }))) }}>
      {(faults.length > 0 || problem) && (
        <div ref={summary} tabIndex={-1} role="alert" className="notice notice-bad notice-block">
          <strong>{problem && faults.length === 0 ? t('act.notSaved') : t('act.summary', { n: faults.length })}</strong>
          {problem && (faults.length === 0 || problem.article) && <p>{faults.length === 0 && (pick(problem.detail, problem.detailEn) || problem.code)} {problem.article && <span className="quiet">{problem.article}</span>}</p>}
          {problem?.code === 'stale_version' && <p>{t('act.stale')}</p>}
          {faults.length > 0 && <ul>{faults.map((f, i) => <li key={i}>{f.name ? <button type="button" className="link" onClick={() => goTo(f.name!)}>{f.text}</button> : f.text}</li>)}</ul>}
        </div>
      )}
      {children(values, form)}
      {occurred && (
        <Form.Item name="occurred_at" label={<>{t('act.occurred')}<span className="optional">（{t('common.optional')}）</span></>} extra={t('act.occurredHint')}>
          <TimeInput />
        </Form.Item>
      )}
      {occurred && can(me, 'case.backfill') && (
        <details className="backfill">
          <summary>{t('act.backfill')}</summary>
          <p className="quiet">{t('act.backfillHint')}</p>
          <Form.Item name="backfill" label={t('act.backfillReason')}><Input maxLength={500} /></Form.Item>
          <Form.Item name="as" label={t('act.backfillAs')}><PersonSelect /></Form.Item>
        </details>
      )}
      <div className="act-effect">
        <strong>{t('act.effect')}</strong>
        <span>{sentences.join(t('act.sep'))}</span>
        {clocks?.(values).map((k) => <ClockPreview key={k.rule} rule={k.rule} from={k.from} n={k.n} />)}
        {act.enforcement && <span>{t('act.enforcement')}</span>}
        {act.article && <span className="quiet">{t('act.effectArticle', { article: act.article })}</span>}
      </div>
      <div className="act-buttons">
        <Button type="primary" htmlType="submit" danger={danger} loading={asked.isPending}>{t('act.submit', { title })}</Button>
        {onCancel && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
      </div>
    </Form>
  )
}
