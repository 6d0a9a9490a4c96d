import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { DataTable } from '@/components/data-table'
import { Page, Section } from '@/components/page'
import { Answered } from '@/components/states'
import { placeFaults } from '@/components/act-form'
import { timeText } from '@/lib/dates'
import { client } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { toProblem, type Problem } from '@/lib/problem'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'

export function AccountPage() {
  const { t, pick } = useT()
  const me = useMe()
  return (
    <Page title={t('account.title')} hint={`${me.person.name} · ${me.roles.map((r) => pick(r.title, r.english)).join('、')}`} narrow>
      <Section id="pw" title={t('account.change')}><PasswordForm /></Section>
      <Section id="sessions" title={t('account.sessions')}><Sessions /></Section>
    </Page>
  )
}

/** Where who signs in for the first time is sent before anything else. */
export function PasswordPage() {
  const { t } = useT()
  const me = useMe()
  return (
    <Page title={t('account.change')} hint={me.must_change_password ? t('account.forced') : undefined} narrow>
      <div className="card"><PasswordForm /></div>
    </Page>
  )
}

function PasswordForm() {
  const { t, pick } = useT()
  const [form] = Form.useForm()
  const { message } = App.useApp()
  const qc = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const change = useMutation<unknown, Problem, { old: string; new: string }>({
    mutationFn: (body) => client.POST('/session/password', { body }).catch((err: unknown) => { throw toProblem(err) }),
    onSuccess: async () => {
      void message.success(t('account.changed'))
      form.resetFields()
      const forced = me.must_change_password
      await qc.refetchQueries({ queryKey: ['me'] })
      void qc.invalidateQueries({ queryKey: ['sessions'] })
      if (forced) void navigate(paths.home, { replace: true })
    },
    onError: (p) => { placeFaults(form, p) },
  })
  return (
    <Form form={form} layout="vertical" requiredMark={false} noValidate onFinish={(v: { old: string; new: string }) => change.mutate({ old: v.old, new: v.new })} className="form-short">
      {change.error && <div className="notice notice-bad" role="alert">{pick(change.error.detail, change.error.detailEn)}</div>}
      <input type="text" autoComplete="username" value={me.person.login ?? ''} readOnly hidden aria-hidden="true" />
      <Form.Item name="old" label={t('account.old')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" visibilityToggle={false} /></Form.Item>
      <Form.Item name="new" label={t('account.new')} extra={t('account.rule')} rules={[{ required: true }, { min: 10, message: t('account.short') }]}><Input.Password autoComplete="new-password" visibilityToggle={false} /></Form.Item>
      <Form.Item name="repeat" label={t('account.repeat')} dependencies={['new']} rules={[{ required: true }, ({ getFieldValue }) => ({
        validator: (_, v) => (!v || v === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t('account.differ')))),
      })]}><Input.Password autoComplete="new-password" visibilityToggle={false} /></Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>{t('account.change')}</Button>
    </Form>
  )
}

function Sessions() {
  const { t } = useT()
  const qc = useQueryClient()
  const asked = useQuery(queries.sessions())
  const end = useMutation({
    mutationFn: (id: string) => client.DELETE('/sessions/{id}', { params: { path: { id } } }),
    onSettled: () => qc.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <Answered query={asked} rows={3}>
      {(rows) => (
        <DataTable caption={t('account.sessions')} rows={rows} rowKey={(r) => r.id} columns={[
          { key: 'device', title: t('account.device'), head: true, render: (r) => <>{device(r.user_agent)} {r.current && <span className="mark">{t('account.current')}</span>}</> },
          { key: 'since', title: t('account.since'), render: (r) => <span className="num">{timeText(r.created_at)}</span> },
          { key: 'seen', title: t('account.seen'), render: (r) => <span className="num">{timeText(r.last_seen_at)}</span> },
          { key: 'end', title: t('common.columnActions'), render: (r) => !r.current && <Button size="small" onClick={() => end.mutate(r.id)}>{t('account.end')}</Button> },
        ]} />
      )}
    </Answered>
  )
}

function device(agent = ''): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : /Chrome\//.test(agent) ? 'Chrome' : /Firefox\//.test(agent) ? 'Firefox' : /Safari\//.test(agent) ? 'Safari' : agent.slice(0, 24) || '—'
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : ''
  return [browser, system].filter(Boolean).join(' · ')
}
