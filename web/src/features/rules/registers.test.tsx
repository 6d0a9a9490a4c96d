import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answers, me, show } from '@/testing/render'
import { NormsPage } from './norms-page'
import { TemplatePage } from './templates-page'

const admin = { ...me, powers: ['view.rules', 'norms.set', 'view.templates', 'templates.set', 'templates.reset'] }
const violation = { id: 'FN-05', title: '违规销售墓位', competent: 'bureau', law: '殡葬管理条例', article: '第五十九条', status: 'unconfirmed', permits: [{ kind: 'warning' }], fines: [{ basis: 'gains', min_tenths: 10, max_tenths: 50, must: true }] }

it('shows what a violation is punished with, and sends a changed row with its reason', async () => {
  const sent = answers({ 'GET /law/norms': { violations: [violation] }, 'POST /cases/norms/acts/norms.set': { case: 'norms', version: 2, seq: 2 } })
  show(<NormsPage />, { path: '/norms', who: admin })
  const row = (await screen.findByText('违规销售墓位')).closest('tr')!
  expect(row).toHaveTextContent('违法所得的 1–5 倍')
  expect(within(row).getByText('未确认')).toBeVisible()
  await userEvent.click(within(row).getByRole('button', { name: '修改 FN-05' }))
  const text = await screen.findByLabelText('内容（JSON）')
  fireEvent.change(text, { target: { value: '{' } })
  expect(screen.getByText(/不是有效的 JSON/)).toBeInTheDocument()
  fireEvent.change(text, { target: { value: JSON.stringify({ ...violation, status: 'confirmed' }) } })
  await userEvent.click(screen.getByRole('button', { name: '确认设置处罚规范' }))
  expect(await screen.findByText('原因和依据：必填')).toBeInTheDocument()
  await userEvent.type(screen.getByLabelText('原因和依据'), '已核对原文')
  await userEvent.click(screen.getByRole('button', { name: '确认设置处罚规范' }))
  await waitFor(() => expect(sent.find((s) => s.path.endsWith('norms.set'))?.body).toMatchObject({ data: { violations: [{ id: 'FN-05', status: 'confirmed' }], reason: '已核对原文' } }))
})

it('shows the rows of registration, annual check and clean-ups with source, article and standing, and changes them the same way', async () => {
  const condition = { id: 'RC-16', title: '负责人未超过规定年龄', for: ['establish', 'change'], items: ['legal_rep'], test: 'age', most: 70, article: '章程', status: 'unconfirmed', source: 'registration.md §11 U8' }
  const sent = answers({ 'GET /law/norms': { conditions: [condition], check_grounds: [{ id: 'CG-12.2', text: '未开展任何活动', always: true, subjects: ['association'], article: '第十二条', status: 'confirmed' }], cleanup_criteria: [{ id: 'ZC-1', title: '未参检', for: ['zombie'], test: 'no_check', years: 2, article: '民发〔2021〕63号', status: 'confirmed' }] }, 'POST /cases/norms/acts/norms.set': { case: 'norms', version: 2, seq: 2 } })
  show(<NormsPage />, { path: '/norms', at: '/norms?kind=conditions', who: admin })
  const row = (await screen.findByText('负责人未超过规定年龄')).closest('tr')!
  for (const text of ['不超过 70', '章程', '来源：registration.md §11 U8', '未确认']) expect(row).toHaveTextContent(text)
  await userEvent.click(within(row).getByRole('button', { name: '修改 RC-16' }))
  expect(JSON.parse((await screen.findByLabelText<HTMLTextAreaElement>('内容（JSON）')).value)).toMatchObject({ id: 'RC-16', most: 70 })
  fireEvent.change(screen.getByLabelText('原因和依据'), { target: { value: '已核对原文' } })
  await userEvent.click(screen.getByRole('button', { name: '确认设置处罚规范' }))
  await waitFor(() => expect(sent.find((s) => s.path.endsWith('norms.set'))?.body).toMatchObject({ data: { conditions: [{ id: 'RC-16' }], reason: '已核对原文' } }))
  expect(screen.getByRole('link', { name: /年检和信用名单 1/ })).toHaveAttribute('href', '/norms?kind=check_grounds')
  expect(screen.getByRole('link', { name: /清理整治 1/ })).toHaveAttribute('href', '/norms?kind=cleanup_criteria')
})

it('says at which field a template may not be changed so', async () => {
  const body = { id: 'ban_notice', code: 'P-8', title: '取缔事先告知书', required: [{ field: 'facts', name_zh: '违法事实', article: '第十二条' }], blocks: [{ kind: 'paragraph', text: '{{bare .facts}}。' }] }
  answers({
    'GET /people': [],
    'GET /templates/ban_notice': { id: 'ban_notice', code: 'P-8', title: '取缔事先告知书', version: 1, external: true, changed: false, body, shipped: body, history: [] },
    'POST /cases/templates/acts/templates.set': () => [422, { status: 422, code: 'invalid_input', title: '', type: '', detail: '模板不能这样修改。', errors: [{ path: 'data.body.facts', message: '必备要素“违法事实”不能去除' }] }],
  })
  show(<TemplatePage />, { path: '/templates/:template', at: '/templates/ban_notice', who: admin })
  expect(await screen.findByText('{{bare .facts}}。')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: '修改模板' }))
  await userEvent.type(await screen.findByLabelText('原因和依据'), '试改')
  await userEvent.click(screen.getByRole('button', { name: '确认修改文书模板' }))
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('必备要素“违法事实”不能去除')
  await userEvent.click(within(alert).getByRole('button', { name: 'facts' }))
  const area = screen.getByLabelText<HTMLTextAreaElement>('内容（JSON）')
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('"facts"')
})
