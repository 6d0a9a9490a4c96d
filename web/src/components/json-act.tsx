import { App, Button, Drawer, Input } from 'antd'
import { useId, useRef, useState, type ReactNode } from 'react'
import type { AllowedAct } from '@/api/types'
import { useAct } from '@/lib/acts'
import { useT } from '@/lib/i18n'
import type { Problem } from '@/lib/problem'

type Json = Record<string, unknown>

/** Reads one JSON object; what is wrong is said, not thrown. */
export function readJson(text: string): { value: Json } | { wrong: string; object?: boolean } {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value) ? { value: value as Json } : { wrong: '', object: true }
  } catch (err) {
    return { wrong: err instanceof Error ? err.message : String(err) }
  }
}

/** A row or template of the registers, changed as text, with the reason. Faults name their field and lead to it. */
export function JsonAct({ act, caseId, initial, hint, toData, onClose, onDone, extra }: {
  act: Pick<AllowedAct, 'name' | 'title' | 'english' | 'starts'>
  caseId: string
  initial: string
  hint?: ReactNode
  toData: (value: Json, reason: string) => unknown
  onClose: () => void
  onDone?: () => void
  extra?: (value: Json | undefined) => ReactNode
}) {
  const { t, pick } = useT()
  const { message } = App.useApp()
  const id = useId()
  const [text, setText] = useState(initial)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const asked = useAct()
  const title = pick(act.title, act.english)
  const read = readJson(text)
  const value = 'value' in read ? read.value : undefined
  const needsReason = reason.trim().length < 2
  const submit = () => {
    setTried(true)
    setProblem(null)
    if (!value || needsReason) return
    asked.mutate({ act: act.name, case: caseId, data: toData(value, reason.trim()) }, {
      onSuccess: () => { void message.success(t('act.done', { title })); onDone?.(); onClose() },
      onError: setProblem,
    })
  }
  /** To where the text speaks of a field: as a key, or as the name of a placeholder. */
  const goTo = (path: string) => {
    const el = area.current
    const name = path.split(/[.[\]]+/).filter((p) => p && !/^\d+$/.test(p)).at(-1)
    if (!el || !name) return
    const at = text.search(new RegExp(`"${name.replace(/[^\w-]/g, '\\$&')}"`))
    el.focus()
    if (at >= 0) el.setSelectionRange(at, at + name.length + 2)
  }
  const faults = (problem?.fields ?? []).map((f) => ({ path: f.path.replace(/^(body\.)?(data\.)?(body\.)?/, ''), message: f.message }))
  return (
    <Drawer open onClose={onClose} size={760} title={title} aria-label={title} closable={{ 'aria-label': t('common.close') }}>
      <form className="act-form" noValidate onSubmit={(e) => { e.preventDefault(); submit() }}>
        {problem && (
          <div role="alert" className="notice notice-bad notice-block">
            <strong>{t('act.notSaved')}</strong>
            <p>{pick(problem.detail, problem.detailEn) || problem.code} {problem.article && <span className="quiet">{problem.article}</span>}</p>
            {faults.length > 0 && <ul>{faults.map((f) => <li key={f.path + f.message}><button type="button" className="link" onClick={() => goTo(f.path)}><code>{f.path}</code></button> {f.message}</li>)}</ul>}
          </div>
        )}
        {hint && <p className="quiet">{hint}</p>}
        <p><label htmlFor={`${id}t`}>{t('json.text')}</label></p>
        <textarea id={`${id}t`} ref={area} className="json-text ant-input" value={text} rows={22} spellCheck={false} onChange={(e) => setText(e.target.value)} aria-invalid={!value || undefined} aria-describedby={`${id}e`} />
        <p id={`${id}e`} className="field-wrong" role="status">{'wrong' in read && (read.object ? t('json.object') : t('json.bad', { why: read.wrong }))}</p>
        {extra?.(value)}
        <p><label htmlFor={`${id}r`}>{t('json.reason')}</label></p>
        <Input.TextArea id={`${id}r`} value={reason} maxLength={500} autoSize={{ minRows: 2 }} onChange={(e) => setReason(e.target.value)} status={tried && needsReason ? 'error' : undefined} />
        {tried && needsReason && <p className="field-wrong" role="alert">{t('json.reason')}：{t('common.required')}</p>}
        <div className="act-effect"><span>{t('act.effectRecorded', { title })}{act.starts && `${t('act.sep')}${act.starts}。`}</span></div>
        <div className="act-buttons">
          <Button type="primary" htmlType="submit" loading={asked.isPending}>{t('act.submit', { title })}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  )
}
