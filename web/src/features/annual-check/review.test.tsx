import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { CaseFile, CheckGround } from '@/api/types'
import { answers, show } from '@/testing/render'
import { annualCheckActs, toServe } from './acts'
import { mayConclude } from './conclusions'
import { ChecksPage } from './desk-page'
import { ConcludeForm, ReviewForm } from './forms'

const grounds = [
  { id: 'CG-11.4', text: '未按照章程规定换届', article: '第十一条', status: 'confirmed', flag: 'election' }, { id: 'CG-11.8', text: '财务管理不规范', article: '第十一条', status: 'unconfirmed' },
  { id: 'CG-12.2', text: '上一年度未开展任何活动', article: '第十二条', status: 'confirmed', always: true, flag: 'no_activity' },
] as CheckGround[]

// The table of domain.TestWhatMayBeConcludedFromWhatWasFound.
it.each([
  ['nothing found', [], ['passed']],
  ['slight', [{ ground: 'CG-11.8', weight: 'slight' }], ['passed', 'fair']],
  ['grave but corrected', [{ ground: 'CG-11.8', weight: 'grave', corrected: true }], ['passed', 'fair']],
  ['ordinary', [{ ground: 'CG-11.8', weight: 'ordinary' }], ['fair', 'failed']],
  ['grave', [{ ground: 'CG-11.8', weight: 'grave' }], ['failed']],
  ['a ground of article 12, however slight', [{ ground: 'CG-12.2', weight: 'slight', corrected: true }], ['failed']],
])('from %s follows what may be concluded', (_what, findings, may) => {
  expect(mayConclude('check', findings as never[], grounds)).toEqual(may)
  expect(mayConclude('charity', [], grounds)).toEqual(['filed'])
})

const file = (more: object = {}) => ({ version: 5, case: { id: 'k1', procedure: 'annual_check', officers: [], annual_check: { year: 2025, kind: 'association', track: 'check', flags: ['CG-11.4'], ...more } }, clocks: [], people: {}, allowed_acts: [] }) as unknown as CaseFile
const act = { name: 'annual_check.review', title: '提出审查意见', english: 'Review' }

it('lists what the machine sees, and says what may be concluded from what is listed', async () => {
  answers({ 'GET /cases/k1/annual-check': grounds })
  show(<ReviewForm act={act} file={file()} onCancel={() => {}} onDone={() => {}} />)
  expect(await screen.findByText('第 1 项情形')).toBeInTheDocument()
  expect(screen.getByText(/未按照章程规定换届/)).toBeInTheDocument()
  expect(screen.getByText('按所列情形，结论可以是：基本合格、不合格。')).toBeInTheDocument()
  fireEvent.click(screen.getByLabelText('移除 第 1 项情形'))
  expect(await screen.findByText('按所列情形，结论可以是：合格。')).toBeInTheDocument()
  expect(screen.getByLabelText('“未按照章程规定换届”不认定的理由')).toBeInTheDocument()
})

it('sends what is set aside with its reason, and nothing before there is one', async () => {
  const sent = answers({ 'GET /cases/k1/annual-check': grounds, 'POST /cases/k1/acts/annual_check.review': { case: 'k1', version: 6 } })
  show(<ReviewForm act={act} file={file({ review: { conclusion: 'passed', text: '材料齐全', findings: [], on: '2026-03-01', by: 'p-li' } })} onCancel={() => {}} onDone={() => {}} />)
  fireEvent.click(await screen.findByText('确认提出审查意见'))
  expect((await screen.findAllByText(/需要补正/)).length).toBeGreaterThan(0)
  expect(sent.some((s) => s.method === 'POST')).toBe(false)
  fireEvent.change(screen.getByLabelText('“未按照章程规定换届”不认定的理由'), { target: { value: '已批准延期换届' } })
  fireEvent.click(screen.getByText('确认提出审查意见'))
  await waitFor(() => expect(sent.find((s) => s.method === 'POST')?.body).toMatchObject({ data: { conclusion: 'passed', aside: [{ ground: 'CG-11.4', why: '已批准延期换届' }], text: '材料齐全' } }))
})

it('lets a leader strike every finding, each with its reason', async () => {
  const sent = answers({ 'GET /cases/k1/annual-check': grounds, 'POST /cases/k1/acts/annual_check.conclude': { case: 'k1', version: 6 } })
  const review = { conclusion: 'fair', text: '财务不规范', findings: [{ ground: 'CG-11.8', facts: '账目不全', weight: 'ordinary' }], on: '2026-03-01', by: 'p-li' }
  show(<ConcludeForm act={{ name: 'annual_check.conclude', title: '作出年检结论', english: 'Conclude' }} file={file({ flags: [], review })} onCancel={() => {}} onDone={() => {}} />)
  fireEvent.click(await screen.findByLabelText('认定的情形与审查意见相同'))
  fireEvent.click(await screen.findByLabelText('移除 第 1 项情形'))
  expect(await screen.findByText('按所列情形，结论可以是：合格。')).toBeInTheDocument()
  fireEvent.click(screen.getByText('合格', { selector: 'label span' }))
  fireEvent.change(await screen.findByLabelText('理由'), { target: { value: '经核实不成立' } })
  fireEvent.click(screen.getByText('确认作出年检结论'))
  expect((await screen.findAllByText(/需要补正/)).length).toBeGreaterThan(0)
  expect(sent.some((s) => s.method === 'POST')).toBe(false)
  fireEvent.change(screen.getByLabelText('不予认定“财务管理不规范”的理由'), { target: { value: '账目已经补齐' } })
  fireEvent.click(screen.getByText('确认作出年检结论'))
  await waitFor(() => expect(sent.find((s) => s.method === 'POST')?.body).toMatchObject({ data: { conclusion: 'passed', findings: [], struck: [{ ground: 'CG-11.8', why: '账目已经补齐' }], reasons: '经核实不成立' } }))
})

it('serves the papers of the conclusion that holds; from the order runs the time to rectify', () => {
  const paper = (id: string, type: string) => ({ id, type, title: type, number: '' })
  const f = file({ rectify: { document: 'd4', items: ['整改'], within: { n: 45, unit: 'calendar' } }, conclusions: [{ conclusion: 'passed', document: 'd1' }, { conclusion: 'failed', document: 'd3', serve: true }] })
  f.case.documents = [paper('d1', 'A-1'), paper('d2', 'P-24'), paper('d3', 'A-1'), paper('d4', 'A-2')] as never
  expect(toServe(f).map((d) => d.id)).toEqual(['d3', 'd4'])
  const clocks = (v: object) => annualCheckActs['annual_check.serve']!.clocks!({ on: '2026-03-20', method: 'direct', ...v }, f, {} as never)
  expect(clocks({ document: 'd4' })).toEqual([{ rule: 'REG-3.06', from: '2026-03-20', n: 45 }])
  expect(clocks({ document: 'd3' })).toEqual([])
  expect(clocks({ document: 'd4', method: 'notice' })).toEqual([{ rule: 'T18', from: '2026-03-20' }])
  f.case.annual_check!.kind = 'service_org'
  expect(clocks({ document: 'd4' })).toEqual([{ rule: 'REG-3.04', from: '2026-03-20' }])
  f.case.services = [{ document: 'd4', deemed_on: '2026-03-20' }, { document: 'd3', method: 'notice' }] as never
  expect(toServe(f).map((d) => d.id)).toEqual(['d3'])
})

it('takes the report of a charity in and concludes nothing', async () => {
  answers({ 'GET /cases/k1/annual-check': [] })
  show(<ConcludeForm act={{ name: 'annual_check.conclude', title: '收讫年度工作报告', english: 'Take the report in' }} file={file({ track: 'charity', flags: [], review: { conclusion: 'filed', text: '已报送', on: '2026-04-01', by: 'a', findings: [] } })} onCancel={() => {}} onDone={() => {}} />)
  expect(await screen.findByText(/不作年检结论/)).toBeInTheDocument()
  expect(screen.queryByText('年检结论')).toBeNull()
  expect(screen.queryByText(/与审查意见相同/)).toBeNull()
})

it('counts the year, and every number opens what it counts', async () => {
  const row = { case: 'k1', org: 'o1', name: '云岭区象棋协会', reference: '云民检案〔2026〕1号', kind: 'association', track: 'check', stage: 'check_missed', state: 'missed', late: true, due: '2026-06-01' }
  answers({ 'GET /annual-checks': { year: 2025, unopened: 3, rows: [row], counts: [{ kind: 'association', track: 'check', state: 'missed', late: 1, count: 4 }, { kind: 'association', track: 'charity', state: 'filed', late: 0, count: 2 }] } })
  show(<ChecksPage />, { path: '/annual-checks' })
  expect(await screen.findByRole('link', { name: '社会团体 未参加：4' })).toHaveAttribute('href', '/annual-checks?kind=association&track=check&state=missed')
  expect(screen.getByRole('link', { name: '慈善组织年报 已报送、审查中：2' })).toHaveAttribute('href', '/annual-checks?track=charity&state=filed')
  expect(screen.getByRole('link', { name: /尚未开立 3/ })).toHaveAttribute('href', '/annual-checks?view=unopened')
  const line = screen.getByRole('link', { name: '云民检案〔2026〕1号' }).closest('tr')!
  expect(line).toHaveTextContent('逾期报送')
  expect(screen.queryByRole('button', { name: '开立年检' })).toBeNull()
})
