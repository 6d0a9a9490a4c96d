import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form, Input } from 'antd'
import { Link } from 'react-router'
import type { components } from '@/api/schema'
import type { Person } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { PersonSelect } from '@/components/pickers'
import { Empty, Wrong } from '@/components/states'
import { post } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { useIdempotencyKey } from '@/lib/idempotency'
import { paths } from '@/lib/paths'
import { toProblem } from '@/lib/problem'
import { procedures, title } from '@/lib/titles'

type Line = components['schemas']['HandOverLine']

/** All open work of a person, handed to another: tried first, then done file by file. */
export function HandOverDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t, lang, pick } = useT()
  const qc = useQueryClient()
  const key = useIdempotencyKey()
  const [form] = Form.useForm<{ to: string; reason: string }>()
  const ask = async (v: { to: string; reason: string }, dry: boolean) => {
    try {
      const lines = await post<Line[]>(`/people/${encodeURIComponent(person.id)}/hand-over`, { to: v.to, reason: v.reason.trim(), ...(dry ? { dry_run: true } : {}) }, key.get())
      key.renew()
      return { lines, dry, asked: v }
    } catch (err) {
      const p = toProblem(err)
      if (p.status > 0 && p.status < 500) key.renew()
      throw p
    }
  }
  const run = useMutation({
    mutationFn: ({ v, dry }: { v: { to: string; reason: string }; dry: boolean }) => ask(v, dry),
    onSuccess: (r) => { if (!r.dry) for (const k of ['case', 'cases', 'tasks', 'board', 'me', 'people']) void qc.invalidateQueries({ queryKey: [k] }) },
  })
  const answer = run.data
  const pending = run.isPending ? (run.variables.dry ? 'try' : 'do') : undefined
  const n = (result: Line['result']) => answer?.lines.filter((l) => l.result === result).length ?? 0
  const words = { planned: 'ho.planned', done: 'ho.done', refused: 'ho.refused' } as const
  return (
    <Drawer open onClose={onClose} size={760} title={`${t('ho.title')}：${person.name}`} aria-label={t('ho.title')} closable={{ 'aria-label': t('common.close') }}>
      <p className="quiet">{t('ho.hint', { name: person.name })}</p>
      <Form form={form} layout="vertical" className="act-form" onFinish={(v) => run.mutate({ v, dry: true })} onValuesChange={() => { if (answer?.dry) run.reset() }}>
        <Form.Item name="to" label={t('ho.to')} rules={[{ required: true, message: `${t('ho.to')}：${t('common.required')}` }, { validator: (_, v) => (v === person.id ? Promise.reject(new Error(`${t('ho.to')}：${person.name}`)) : Promise.resolve()) }]}><PersonSelect /></Form.Item>
        <Form.Item name="reason" label={t('ho.reason')} rules={[{ required: true, whitespace: true, min: 2, message: `${t('ho.reason')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
        <p className="act-buttons wrap">
          <Button htmlType="submit" type={n('planned') > 0 ? 'default' : 'primary'} loading={pending === 'try'}>{t('ho.try')}</Button>
          {answer?.dry && n('planned') > 0 && <Button type="primary" loading={pending === 'do'} onClick={() => run.mutate({ v: answer.asked, dry: false })}>{t('ho.do', { n: n('planned') })}</Button>}
        </p>
      </Form>
      {run.error && <Wrong error={run.error} />}
      {answer && !answer.dry && <p role="status" className={n('refused') ? 'notice notice-warn' : 'notice notice-good'}>{t('ho.sum', { done: n('done'), refused: n('refused') })}</p>}
      {answer && (answer.lines.length === 0 ? <Empty>{t('ho.empty')}</Empty> : (
        <DataTable caption={t('ho.title')} rows={answer.lines} rowKey={(l, i) => `${l.case}${i}`} columns={[
          { key: 'file', title: t('ho.file'), head: true, render: (l) => <><Link to={paths.case(l.case)}>{l.reference || l.title}</Link><span className="quiet block">{title(procedures, l.procedure, lang)} · {l.title}</span></> },
          { key: 'result', title: t('ho.result'), wrap: false, render: (l) => <span className={l.result === 'refused' ? 'mark mark-bad' : 'mark'}>{t(words[l.result])}</span> },
          { key: 'why', title: t('dos.why'), render: (l) => pick(l.detail, l.detail_en) || '—' },
        ]} />
      ))}
    </Drawer>
  )
}
