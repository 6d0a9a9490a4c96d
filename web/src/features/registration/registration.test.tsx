import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import type { CaseFile, OrgItems } from '@/api/types'
import { answers, show } from '@/testing/render'
import { ProposeForm, ReceiveForm } from './forms'
import { beginData, changedItems } from './items'
import { MinePage } from './mine-page'

const items: OrgItems = { name: { district: '云岭区', field: '象棋', form: '协会' }, address: '棋盘路8号', purpose: '推广象棋', scope: '组织比赛', legal_rep: '楚河汉', capital_fen: 3_000_000, mode: 'dual', supervisor: '云岭区文化体育局' }
const file = (kind: string, stage: string, more: object = {}) => ({ version: 3, case: { id: 'r1', procedure: 'registration', stage, officers: [], registration: { kind, subject: 'association', channel: 'window', applicant: { name: '楚河汉', phone: '0' }, items, ...more } }, people: {}, allowed_acts: [] }) as unknown as CaseFile
const act = (name: string, title: string) => ({ name, title, english: title })
const material = (key: string, title: string, more: object = {}) => ({ key, title, state: 'missing', ...more })

beforeEach(() => { localStorage.clear() })

it('says which items a change is about, and a move between the ways of management is one of the supervising unit', () => {
  expect(changedItems(items, { ...items, legal_rep: '马行田' })).toEqual(['legal_rep'])
  expect(changedItems(items, { ...items, mode: 'direct', supervisor: '云岭区文化体育局' })).toEqual(['supervisor'])
  expect(changedItems(items, { name: { ...items.name, field: '围棋' }, capital_fen: 5_000_000 })).toEqual(['name', 'capital'])
  expect(changedItems(undefined, items)).toEqual([])
})

it('sends of an application only what its matter asks for', () => {
  const all = { kind: 'establish', subject: 'association', form: 'legal_person', channel: 'window', applicant: { name: '楚河汉' }, org: 'o', ground: 'x', members: { persons: 56 }, items: { ...items, name: { ...items.name, brand: '甲' } } }
  expect(beginData(all)).toMatchObject({ subject: 'association', members: { persons: 56, units: 0 }, items: { name: { brand: undefined } } })
  expect(beginData(all)).not.toHaveProperty('org')
  expect(beginData({ ...all, kind: 'deregister' })).toEqual({ kind: 'deregister', channel: 'window', applicant: { name: '楚河汉' }, consent_on: undefined, org: 'o', ground: 'x', forced: undefined })
  expect(beginData({ ...all, kind: 'change', items: { ...items, mode: 'direct' } })).toMatchObject({ org: 'o', items: { supervisor: undefined } })
})

it('ticks off what came, and says what will have to be told', async () => {
  const sent = answers({
    'GET /cases/r1/registration': { materials: [material('application', '登记申请书', { main: true }), material('premises', '场所使用权证明', { main: true }), material('council', '理事名单', { optional: true })], conditions: [], refusals: [] },
    'POST /cases/r1/acts/registration.receive': { event: 'e', case: 'r1', version: 4 },
  })
  show(<ReceiveForm act={act('registration.receive', '收件')} file={file('change', 'reg_draft')} onCancel={() => {}} onDone={() => {}} />)
  await userEvent.click(await screen.findByRole('checkbox', { name: '登记申请书' }))
  expect(screen.getByText(/未收：场所使用权证明/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: '确认收件' }))
  await waitFor(() => expect(sent.find((s) => s.method === 'POST')?.body).toMatchObject({ version: 3, data: { materials: [{ key: 'application' }] } }))
})

it('has every condition confirmed by a person, and asks why where the machine found otherwise', async () => {
  const sent = answers({
    'GET /cases/r1/registration': {
      materials: [], refusals: [{ id: 'RR-01', text: '宗旨不符合法律规定', article: '社团条例第十三条', for: ['establish'], status: 'confirmed' }],
      conditions: [{ id: 'RC-01', title: '会员数量', article: '社团条例第十条', machine: 'not_met', why: '个人会员12', status: 'confirmed' }, { id: 'RC-06', title: '固定的住所', article: '社团条例第十条', machine: 'met', why: '有', status: 'unconfirmed' }],
    },
    'POST /cases/r1/acts/registration.propose': { event: 'e', case: 'r1', version: 4 },
  })
  show(<ProposeForm act={act('registration.propose', '提出审查意见')} file={file('establish', 'reg_review')} onCancel={() => {}} onDone={() => {}} />)
  const members = await screen.findByRole('group', { name: '会员数量' })
  expect(members).toHaveTextContent('个人会员12')
  await userEvent.click(screen.getByRole('button', { name: '系统核对为符合的，确认符合' }))
  await userEvent.click(within(members).getByText('符合', { selector: '.ant-radio-button-label' }))
  await userEvent.click(screen.getByRole('radio', { name: '准予登记' }))
  await userEvent.type(screen.getByLabelText('理由、意见'), '符合条件')
  await userEvent.click(screen.getByRole('button', { name: '确认提出审查意见' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('说明')
  await userEvent.type(within(members).getByRole('textbox'), '补充名册后为五十六人')
  await userEvent.click(screen.getByRole('button', { name: '确认提出审查意见' }))
  await waitFor(() => expect(sent.find((s) => s.method === 'POST')?.body).toMatchObject({ data: { grant: true, reasons: '符合条件', conditions: [{ id: 'RC-01', met: true, note: '补充名册后为五十六人' }, { id: 'RC-06', met: true }] } }))
})

const mine = (more: object) => ({ reference: '云民登案〔2026〕1号', title: '成立登记：云岭区象棋协会', kind: 'establish', stage: 'reg_draft', stage_title: '拟申请', opened_on: '2026-10-09', items, materials: [material('application', '登记申请书')], clocks: [], documents: [], acts: [], version: 1, ...more })

it('opens an application with its number and the phone, and asks nothing of the API before', async () => {
  const sent = answers({ 'POST /public/application/session': (b: unknown) => ((b as { phone: string }).phone === '139' ? [200, mine({ acts: ['registration.sign_notice', 'registration.withdraw'] })] : [404, { status: 404, code: 'no_application', title: '', type: '', detail: '没有这项申请' }]) })
  show(<MinePage />, { path: '/apply/mine' })
  await userEvent.type(await screen.findByLabelText('案卷编号'), '云民登案〔2026〕1号')
  await userEvent.type(screen.getByLabelText('联系电话'), '138')
  await userEvent.click(screen.getByRole('button', { name: '查询' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('没有这项申请')
  expect(sent.some((s) => s.path === '/public/application')).toBe(false)
  await userEvent.clear(screen.getByLabelText('联系电话'))
  await userEvent.type(screen.getByLabelText('联系电话'), '139')
  await userEvent.click(screen.getByRole('button', { name: '查询' }))
  expect(await screen.findByRole('region', { name: '签署事先告知书' })).toBeVisible()
  expect(screen.queryByRole('region', { name: '递交材料' })).toBeNull()
})

it('tells who was refused why, and what can be done about it', async () => {
  localStorage.setItem('yifa.applicant', '1')
  answers({ 'GET /public/application': mine({ stage: 'reg_closed', outcome: 'refused', decision: { grant: false, on: '2026-11-02', reasons: '住所不能使用', remedies: '可以自收到之日起六十日内申请行政复议' } }) })
  show(<MinePage />, { path: '/apply/mine' })
  const result = await screen.findByRole('region', { name: '结果' })
  expect(result).toHaveTextContent('不予登记')
  expect(result).toHaveTextContent('行政复议')
  expect(screen.queryByText(/无需您操作/)).toBeNull()
})
