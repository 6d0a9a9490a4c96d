import { Button, Form, type FormInstance } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Values } from '@/components/act-def'
import { placeFaults } from '@/components/act-form'
import { clean } from '@/lib/acts'
import { post } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { useIdempotencyKey } from '@/lib/idempotency'
import { toProblem, type Problem } from '@/lib/problem'

/** A form of the public pages: what is wrong stands at its field and in a summary that takes the focus. */
export function ApplicantForm<T>({ path, body, form: given, initial, submit, danger, onDone, children }: {
  path: string
  body: (v: Values) => unknown
  form?: FormInstance
  initial?: Values
  submit: string
  danger?: boolean
  onDone: (answer: T) => void
  children: (v: Values) => ReactNode
}) {
  const { t, pick } = useT()
  const [own] = Form.useForm()
  const form = given ?? own
  const values = (Form.useWatch([], { form, preserve: true }) as Values | undefined) ?? initial ?? {}
  const key = useIdempotencyKey()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [faults, setFaults] = useState<string[]>([])
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => { if (problem || faults.length) summary.current?.focus() }, [problem, faults])
  const send = async (v: Values) => {
    if (JSON.stringify(v).includes('"kind":"file"') && waits(v)) { setFaults([t('visit.wait')]); return }
    setBusy(true); setProblem(null); setFaults([])
    try {
      onDone(await post<T>(path, clean(body(v)), key.get()))
      key.renew()
    } catch (err) {
      const p = toProblem(err)
      if (p.status > 0 && p.status < 500) key.renew()
      setProblem(p)
      setFaults(placeFaults(form, p).map((f) => f.text))
    } finally { setBusy(false) }
  }
  return (
    <Form form={form} name={path.split('/').at(-1)} layout="vertical" initialValues={initial} requiredMark scrollToFirstError={{ block: 'center' }} className="act-form" autoComplete="off" noValidate
      onFinish={(v: Values) => void send(v)} onFinishFailed={({ errorFields }) => { setProblem(null); setFaults(errorFields.flatMap((f) => f.errors)) }}>
      {(problem || faults.length > 0) && (
        <div ref={summary} tabIndex={-1} role="alert" className="notice notice-bad notice-block">
          <strong>{problem && faults.length === 0 ? t('act.notSaved') : t('act.summary', { n: faults.length })}</strong>
          {problem && faults.length === 0 && <p>{pick(problem.detail, problem.detailEn) || problem.code} {problem.article && <span className="quiet">{problem.article}</span>}</p>}
          {faults.length > 0 && <ul>{faults.map((f, i) => <li key={i}>{f}</li>)}</ul>}
        </div>
      )}
      {children(values)}
      <div className="act-buttons"><Button type={danger ? 'default' : 'primary'} danger={danger} htmlType="submit" size="large" loading={busy}>{submit}</Button></div>
    </Form>
  )
}

/** A file that was chosen and is not with the server yet. */
function waits(x: unknown): boolean {
  if (Array.isArray(x)) return x.some(waits)
  if (!x || typeof x !== 'object') return false
  return 'kind' in x && x.kind === 'file' ? !('hash' in x && x.hash) && !('error' in x && x.error) : Object.values(x).some(waits)
}
