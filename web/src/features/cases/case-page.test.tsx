import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { AllowedAct, CaseFile } from '@/api/types'
import { answers, show } from '@/testing/render'
import { ActPage } from './act-page'
import { CasePage, primaryActs } from './case-page'
import { caseActs } from './acts'

const act = (name: string, title: string, refused?: AllowedAct['refused']): AllowedAct => ({ name, title, english: name, refused, starts: '起算整改期限' })
const file: CaseFile = {
  case: {
    id: 'r1', procedure: 'rectification', agency: 'a', reference: '云民改案〔2026〕4号', title: '责令改正：青松陵园有限公司', stage: 'order_approved', handler: 'p-li', opened_on: '2026-09-20', seq: 3, last_at: '2026-09-21T09:00:00+08:00',
    tasks: [{ id: 't', kind: 'rectification.serve', title: '送达', english: 'Serve', person: 'p-li', raised_at: '2026-09-21T09:00:00+08:00', due: '2026-10-10' }],
  },
  version: 3, stage_title: '待送达', steps: [{ stage: 'order_drafted', title: '拟稿', english: 'Drafted', state: 'done' }, { stage: 'order_approved', title: '待送达', english: 'To be served', state: 'current' }],
  allowed_acts: [
    act('rectification.void', '文号作废', { code: 'separation_of_duties', detail: '您在本案中已是“拟稿人”，不能再办理此事。', article: '行政处罚法第五十七条' }),
    act('rectification.serve', '登记送达'), act('case.note', '记事'),
  ],
  clocks: [{ id: 'serve', rule: 'RE-03', title: '送达期限', article: '第六十一条', rule_status: 'unconfirmed', term: { n: 7, unit: 'working', binds: 'agency' }, from: '2026-09-21', due: '2026-10-10', provisional: true, effect: 'escalate', status: { state: 'running', days: 1, unit: 'working' } }],
  people: { 'p-li': { name: '李建国' } }, children: [],
  timeline: [{ seq: 1, kind: 'OrderDrafted', title: '拟责令改正', title_en: 'Drafted', actor: 'p-li', actor_name: '李建国', occurred_at: '2026-09-20T09:00:00+08:00', recorded_at: '2026-09-23T09:00:00+08:00', late_days: 3 }],
}

it('offers what an open task asks first, and never an act that is refused', () => {
  expect(primaryActs(file, 'p-li').map((a) => a.name)).toEqual(['rectification.serve'])
})

it('says in words how a clock stands, that it is provisional and unconfirmed, and what is refused and why', async () => {
  answers({ 'GET /cases/r1': file })
  show(<CasePage registry={caseActs} facts={{}} />, { path: '/cases/:id', at: '/cases/r1' })
  expect(await screen.findByRole('heading', { level: 1, name: '云民改案〔2026〕4号' })).toBeVisible()
  const head = screen.getByRole('banner')
  expect(within(head).getByRole('button', { name: /送达期限：还剩 1 个工作日/ })).toBeVisible()
  expect(within(head).getByText('暂定')).toBeVisible()
  expect(within(head).getByText('未确认')).toBeVisible()
  expect(screen.getByText('3 天后补记')).toBeVisible()
  await userEvent.click(within(head).getByRole('button', { name: '更多' }))
  const all = await screen.findByRole('dialog')
  expect(within(all).getByText(/您在本案中已是“拟稿人”/)).toBeVisible()
  expect(within(all).queryByRole('link', { name: '文号作废' })).toHaveAttribute('aria-disabled', 'true')
})

it('calls nobody a party where a file has none', async () => {
  answers({ 'GET /cases/r1': file })
  show(<CasePage registry={caseActs} facts={{}} />, { path: '/cases/:id', at: '/cases/r1' })
  expect(await screen.findByRole('heading', { name: '立档情况' })).toBeVisible()
  expect(screen.queryByRole('heading', { name: '当事人' })).toBeNull()
})

it('puts the faults of a refusal at their fields and keeps one key while an act is retried', async () => {
  let n = 0
  const sent = answers({
    'GET /cases/r1': file,
    'GET /calendar/2026': { year: 2026, published: true, days: [] },
    'POST /cases/r1/acts/rectification.serve': () => (n++ === 0
      ? [503, { status: 503, code: 'fault', title: '', type: '', detail: '请稍后重试' }]
      : [422, { status: 422, code: 'invalid_input', title: '', type: '', detail: '请补正', errors: [{ path: 'recipient', message: '请填写签收人' }] }]),
  })
  const registry = { 'rectification.serve': { fields: [{ name: 'recipient', label: 'f.recipient' as const, kind: 'text' as const }] } }
  show(<ActPage registry={registry} />, { path: '/cases/:id/acts/:act', at: '/cases/r1/acts/rectification.serve' })
  const submit = await screen.findByRole('button', { name: '确认登记送达' })
  expect(screen.getByText(/起算整改期限/)).toBeVisible()
  await userEvent.click(submit)
  expect(await screen.findByText(/请稍后重试/)).toBeVisible()
  await userEvent.click(submit)
  const summary = await screen.findByRole('button', { name: '请填写签收人' })
  expect(summary.closest('[role=alert]')).toHaveFocus()
  await waitFor(() => expect(screen.getAllByText('请填写签收人').length).toBe(2))
  const posts = sent.filter((s) => s.method === 'POST')
  expect(posts).toHaveLength(2)
  expect(posts[0]!.key).toBeTruthy()
  expect(posts[1]!.key).toBe(posts[0]!.key)
  expect(posts[0]!.body).toMatchObject({ version: 3, data: {} })
})

it('says where a refused act is asked for by its address that it is not possible now', async () => {
  answers({ 'GET /cases/r1': file })
  show(<ActPage registry={{}} />, { path: '/cases/:id/acts/:act', at: '/cases/r1/acts/rectification.void' })
  expect(await screen.findByText('现在不能办理')).toBeVisible()
  expect(screen.queryByRole('button', { name: /确认/ })).toBeNull()
})
