import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Form } from 'antd'
import { expect, it } from 'vitest'
import type { AllowedAct, CaseFile } from '@/api/types'
import { MoneyInput, moneyRule } from '@/components/money-input'
import { ActPage } from '@/features/cases/act-page'
import { CasePage } from '@/features/cases/case-page'
import { answers, me, show } from '@/testing/render'
import { penaltyActs, servedClocks } from './acts'
import { clueFrom } from './clue-page'
import { balances, PenaltyFacts } from './facts'
import { assessmentsOf, judge, missing, type Range, type Reckoning } from './law'
import { proposalData, proposalValues } from './proposal-form'
import { RangePage } from './range-page'
import type { PenaltyView } from './types'

const officer = { ...me, powers: [...me.powers, 'view.rules', 'penalty.open_clue'] }
const words = { t: (k: string, v?: Record<string, string | number>) => `${k}${v ? JSON.stringify(v) : ''}`, pick: (zh?: string) => zh ?? '', lang: 'zh' as const } as Parameters<typeof judge>[2]
const range: Range = {
  violation: 'FN-05', title: '违规销售墓位', ended: '2026-05-01', competent: true, organ: 'bureau', comparison: 'heavier', status: 'unconfirmed', need_reasons: true,
  norm: { law: '《殡葬管理条例》', article: '《殡葬管理条例》第五十九条', item: '第一项', status: 'confirmed', valid_from: '2026-03-30' },
  other: { law: '《殡葬管理条例》', article: '2012年修正第二十条', status: 'confirmed', valid_to: '2026-03-29', allowances: [] },
  allowances: [
    { kind: 'confiscate_gains', title: '没收违法所得', must: true, bands: [{ low_fen: 1234567, high_fen: 1234567, basis: '违法所得' }], article: '第五十九条', status: 'confirmed' },
    { kind: 'fine', title: '罚款', must: false, bands: [{ low_fen: 1234567, high_fen: 3703701, basis: '违法所得12,345.67元的1至3倍' }], article: '第五十九条', status: 'unconfirmed', reasons: [{ text: '可以并处', english: 'may', article: '第五十九条' }] },
    { kind: 'stop_activity', must: false, min_months: 1, max_months: 3, article: '第五十九条', status: 'confirmed' },
  ],
  reasons: [{ text: '新规定较重，适用行为时的规定。', english: 'the newer law is heavier', article: '行政处罚法第三十七条', status: 'confirmed' }],
}
const reckoning: Reckoning = {
  ranges: [range], checked: true, refusal: null, hearing: [{ code: 'HG-1', text: '较大数额罚款', english: 'a large fine', article: '行政处罚法第六十三条', status: 'unconfirmed' }], review: [], discussion: [],
}
const common = {
  'GET /violations': [{ id: 'FN-05', title: '违规销售墓位', competent: 'bureau', article: '第五十九条', status: 'confirmed' }, { id: 'FN-20', title: '价格违法', competent: 'market', article: '价格法', status: 'confirmed' }],
  'GET /law/norms': { circumstances: [{ code: 'first', text: '初次违法', english: 'first offence', effect: 'exempt_may', article: '行政处罚法第三十三条', status: 'confirmed' }] },
  'GET /calendar/2026': { year: 2026, published: true, days: [] },
  'GET /people': [],
}

it('keeps an amount as whole fen, and refuses what is no amount', async () => {
  let sent: unknown
  show(<Form onFinish={(v) => { sent = v }}><Form.Item name="fen" label="金额" rules={[moneyRule('不是金额')]}><MoneyInput /></Form.Item><button type="submit">送</button></Form>)
  const box = screen.getByLabelText('金额')
  await userEvent.type(box, '1.234')
  await userEvent.click(screen.getByText('送'))
  expect(await screen.findByText('不是金额')).toBeVisible()
  expect(sent).toBeUndefined()
  await userEvent.clear(box)
  await userEvent.type(box, '12,345.67')
  await userEvent.tab()
  expect(box).toHaveValue('12,345.67')
  await userEvent.click(screen.getByText('送'))
  await waitFor(() => expect(sent).toEqual({ fen: 1234567 }))
})

it('holds a sanction against the range, to the fen, and names the rule', () => {
  const fine = (amount_fen?: number) => judge({ kind: 'fine', violation: 'FN-05', amount_fen }, range, words)
  expect(fine(1234567)).toMatchObject({ ok: true })
  expect(fine(3703701)).toMatchObject({ ok: true })
  expect(fine(1234566)).toMatchObject({ ok: false, article: '第五十九条' })
  expect(fine(3703702)!.text).toContain('12,345.67 – 37,037.01')
  expect(fine(undefined)).toBeUndefined()
  expect(judge({ kind: 'stop_activity', violation: 'FN-05', months: 4 }, range, words)).toMatchObject({ ok: false })
  expect(judge({ kind: 'stop_activity', violation: 'FN-05', months: 3 }, range, words)).toMatchObject({ ok: true })
  expect(judge({ kind: 'warning', violation: 'FN-05' }, range, words)!.text).toContain('range.kindNotAllowed')
  expect(judge({ kind: 'fine', violation: 'FN-05', amount_fen: 1234567, person: '某甲' }, range, words)!.text).toContain('range.personNot')
  expect(judge({ kind: 'fine', violation: 'FN-05', amount_fen: 1234567 }, { ...range, competent: false, referral: '市场监督管理部门' }, words)!.text).toContain('市场监督管理部门')
  expect(judge({ kind: 'fine', violation: 'FN-05', amount_fen: 1234567 }, { ...range, exempt: 'must' }, words)).toMatchObject({ ok: false })
  expect(judge({ kind: 'fine' }, undefined, words)).toBeUndefined()
})

it('says what must be imposed and is missing; one of a group is enough', () => {
  expect(missing(range, []).map((a) => a.kind)).toEqual(['confiscate_gains'])
  expect(missing(range, [{ kind: 'confiscate_gains', violation: 'FN-05' }])).toEqual([])
  const either: Range = { ...range, allowances: [{ kind: 'warning', must: true, one_of: 'a' }, { kind: 'stop_activity', must: true, one_of: 'a' }] }
  expect(missing(either, []).map((a) => a.kind)).toEqual(['warning'])
  expect(missing(either, [{ kind: 'stop_activity', violation: 'FN-05' }])).toEqual([])
})

it('assesses a violation once, over all the days alleged, and leaves out what was not said', () => {
  expect(assessmentsOf([
    { violation: 'FN-05', from: '2026-02-01', to: '2026-03-01' }, { violation: 'FN-06', from: '2026-01-01' }, { violation: 'FN-05', from: '2026-01-15', to: '2026-04-01' }, { from: '2026-01-01' },
  ], [{ gains_fen: 100, grave: false, circumstances: [], turnover_fen: NaN }, undefined, { gains_fen: 5 }])).toEqual([
    { violation: 'FN-05', from: '2026-01-15', to: '2026-04-01', gains_fen: 100 }, { violation: 'FN-06', from: '2026-01-01' },
  ])
})

it('takes a proposal into the form and back unchanged', () => {
  const p = {
    track: 'general', allegations: [], round: 1,
    proposal: {
      outcome: 'penalty', facts: '事实', reasons: '理由', correct: '已改正', allegations: [{ violation: 'FN-05', from: '2026-01-01', to: '2026-02-01', fact: '甲' }, { violation: 'FN-05', from: '2026-01-03', to: '2026-02-03', fact: '乙' }],
      assessments: [{ violation: 'FN-05', from: '2026-01-01', to: '2026-02-03', gains_fen: 100, natural: true }], sanctions: [{ kind: 'fine', violation: 'FN-05', amount_fen: 100 }],
    },
  } as unknown as PenaltyView
  expect(proposalData(proposalValues(p), true)).toEqual(p.proposal)
  expect(proposalData({ ...proposalValues(p), outcome: 'not_established' })).not.toHaveProperty('assessments')
  expect(proposalData({ ...proposalValues(p), outcome: 'no_penalty' })).not.toHaveProperty('sanctions')
})

it('shows beside the facts which law applies and why, and at once whether a sanction lies inside', async () => {
  const sent = answers({ ...common, 'POST /law/range': reckoning })
  show(<RangePage />, { path: '/range', at: '/range?violation=FN-05&from=2026-04-01&to=2026-05-01', who: officer })
  const panel = await screen.findByRole('region', { name: '违法行为 1 的处罚幅度' })
  expect(await within(panel).findByText('新规定较重')).toBeVisible()
  expect(within(panel).getByText(/《殡葬管理条例》第五十九条/)).toBeVisible()
  expect(within(panel).getByText(/12,345.67 – 37,037.01/)).toBeVisible()
  expect(within(panel).getAllByText('未确认').length).toBeGreaterThan(0)
  expect(screen.getByText(/较大数额罚款/)).toBeVisible()
  expect(screen.getByText(/应当给予“没收违法所得”，尚未列入/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: '列入' }))
  expect(await screen.findByText('在幅度内')).toBeVisible()
  expect(screen.getByLabelText('金额（元）')).toHaveValue('12345.67')
  await userEvent.clear(screen.getByLabelText('金额（元）'))
  await userEvent.type(screen.getByLabelText('金额（元）'), '1')
  expect(await screen.findByText('超出幅度')).toBeVisible()
  expect(screen.getByText(/金额应在 12,345.67 元之内/)).toBeVisible()
  await waitFor(() => expect(sent.findLast((s) => s.path === '/law/range')!.body).toEqual({
    assessments: [{ violation: 'FN-05', from: '2026-04-01', to: '2026-05-01' }], sanctions: [{ kind: 'confiscate_gains', violation: 'FN-05', amount_fen: 100 }],
  }))
})

it('says why a range cannot be reckoned, and what the whole proposal would be refused for', async () => {
  answers({ ...common, 'POST /law/range': () => [422, { status: 422, code: 'new_law_not_lighter', title: '', type: '', detail: '新规定并不较轻', article: '行政处罚法第三十七条' }] })
  show(<RangePage />, { path: '/range', at: '/range?violation=FN-05&from=2026-04-01', who: officer })
  expect(await screen.findByText(/新规定并不较轻/)).toBeVisible()
  expect(screen.getByText('行政处罚法第三十七条')).toBeVisible()
})

// --- the case page and its forms

const act = (name: string, title: string): AllowedAct => ({ name, title, english: name })
const digest = 'abcdef0123456789'
const file = {
  case: {
    id: 'p1', procedure: 'penalty', agency: 'a', reference: '云民罚案〔2026〕1号', title: '青松陵园有限公司涉嫌违规销售墓位案', stage: 'noticed', handler: 'p-li', officers: ['p-li', 'p-zhang'], opened_on: '2026-09-01', seq: 12, last_at: '2026-10-08T09:00:00+08:00', parts: [],
    party: { id: 't-1', name: '青松陵园有限公司', kind: 'cemetery' },
    documents: [
      { id: 'p1-d1', type: 'P-1', title: '案源登记表', issued_on: '2026-09-01', issued_by: 'p-li', seq: 1 },
      { id: 'p1-d5', type: 'P-9', title: '行政处罚听证告知书', number: '云民听告字〔2026〕1号', issued_on: '2026-10-08', issued_by: 'p-li', seq: 9 },
    ],
    services: [], evidence: [{ hash: 'e'.repeat(64), kind: 'photo', class: 'physical', name: 'a.jpg', title: '墓位照片', type: 'image/jpeg', size: 1, seq: 3, taken_at: '2026-09-02T09:00:00+08:00', taken_by: 'p-li' }],
    penalty: {
      track: 'general', regime: 'GENERAL_APL', source: 'inspection', received_on: '2026-09-01', clue: '检查发现', round: 2,
      allegations: [{ violation: 'FN-05', from: '2026-04-01', to: '2026-05-01', fact: '向非本村居民出售墓位' }],
      proposal: { outcome: 'penalty', facts: '事实清楚', reasons: '理由充分', correct: '退还', allegations: [{ violation: 'FN-05', from: '2026-04-01', fact: '出售墓位' }], sanctions: [{ kind: 'fine', violation: 'FN-05', amount_fen: 4500000 }] },
      reviews: [
        { case: 'p1-v1', kind: 'examination', round: 1, digest: '1111', asked_on: '2026-10-01', opinion: 'REJECT', reviewer: 'p-shen', on: '2026-10-02', points: [{ item: '裁量', ok: false, comment: '理由不足' }] },
        { case: 'p1-v2', kind: 'examination', round: 2, digest, asked_on: '2026-10-05', opinion: 'PASS', reviewer: 'p-shen', on: '2026-10-06' },
      ],
      notices: [{ document: 'p1-d5', round: 2, digest, outcome: 'penalty', hearing: true, seq: 9, on: '2026-10-08', served_on: '2026-10-08', sanctions: [{ kind: 'fine', violation: 'FN-05', amount_fen: 4500000 }], grounds: [] }],
      defences: [{ round: 2, on: '2026-10-09', by: '王某', document: 'x', points: [{ text: '金额计算有误', answer: '经核对无误', adopted: false }, { text: '已经退款' }] }],
      custody: [{ evidence: 1, at: '2026-09-03T09:00:00+08:00', from: '李建国', to: '证物室', reason: '入库', by: 'p-li' }],
      refers: [{ case: 'r1', to: 'police', on: '2026-10-03', status: 'sent' }, { case: 'r2', to: 'discipline', on: '2026-10-03', status: 'pending', hidden: true }],
      ledger: [
        { no: 1, on: '2026-10-20', kind: 'charge', account: 'fine', debit: 'owed.fine', credit: 'fine', fen: 4500000, seq: 20 },
        { no: 2, on: '2026-10-25', kind: 'payment', account: 'fine', debit: 'bank', credit: 'owed.fine', fen: 1500000, receipt: 'B-1', seq: 21 },
      ],
    },
  },
  version: 12, stage_title: '已告知', steps: [], allowed_acts: [act('penalty.serve', '登记送达'), act('penalty.answer_defence', '复核陈述申辩'), act('penalty.record_defence', '登记陈述申辩'), act('penalty.report', '调查终结报告')],
  clocks: [], people: { 'p-li': { name: '李建国' }, 'p-shen': { name: '沈木' } }, timeline: [],
  children: [{ id: 'z1', procedure: 'rectification', reference: '云民改案〔2026〕9号', title: '责令改正', stage: 'in_progress', stage_title: '整改中', opened_on: '2026-10-01', days_left: 0 }],
} as unknown as CaseFile

it('shows what goes on beside the case, the rounds with their digests, points with their answers, and the balance', async () => {
  answers({ ...common, 'GET /cases/p1': file })
  show(<CasePage registry={penaltyActs} facts={{ penalty: PenaltyFacts }} />, { path: '/cases/:id', at: '/cases/p1', who: officer })
  const beside = (await screen.findByRole('heading', { name: '并行事项' })).closest('section')!
  expect(within(beside).getByText('整改')).toBeVisible()
  expect(within(beside).getByText('公安机关').closest('li')).toHaveTextContent('已送出')
  expect(within(beside).getByText('监督线索')).toBeVisible()
  expect(within(beside).queryByText('公示')).toBeNull()
  const reviews = screen.getByRole('heading', { name: '审核' }).closest('section')!
  expect(within(reviews).getByText('不同意')).toBeVisible()
  expect(within(reviews).getByText(/理由不足/)).toBeVisible()
  expect(within(reviews).getByText('abcdef01')).toBeVisible()
  const sides = screen.getByRole('table', { name: '意见与复核' })
  expect(within(sides).getByText(/金额计算有误/).closest('tr')).toHaveTextContent('经核对无误')
  expect(screen.getByText('待复核')).toBeVisible()
  expect(screen.getByText('30,000.00')).toBeVisible()
  const documents = screen.getByRole('table', { name: '文书与送达' })
  expect(within(documents).getByText('云民听告字〔2026〕1号').closest('tr')).toHaveTextContent('未送达')
  expect(within(documents).getByText('案源登记表').closest('tr')).not.toHaveTextContent('未送达')
  expect(screen.getByText('保管人 证物室')).toBeVisible()
  expect(screen.getByText(/物证/)).toBeVisible()
})

it('reckons balances from both sides of the ledger', () => {
  expect(balances([{ no: 1, on: '', kind: 'charge', account: 'fine', debit: 'owed.fine', credit: 'fine', fen: 100, seq: 1 }, { no: 2, on: '', kind: 'payment', account: 'fine', debit: 'bank', credit: 'owed.fine', fen: 130, seq: 2 }, { no: 3, on: '', kind: 'overpaid', account: 'refundable', debit: 'owed.fine', credit: 'refundable', fen: 30, seq: 3 }]))
    .toEqual([['owed.fine', 0], ['bank', 130], ['refundable', 30]])
})

it('offers only papers that still need service, and counts what will run from it', async () => {
  const rules = (rule: string) => ({ rule: { id: rule, title_zh: rule === 'PEN-3.01' ? '陈述、申辩' : '要求听证', title_en: '', status: 'unconfirmed' }, clock: { id: 'trial', title: '', term: { n: 5, unit: 'working', binds: 'party' }, from: '2026-10-09', due: '2026-10-16' }, answer: { trace: [] }, status: {} })
  answers({ ...common, 'GET /cases/p1': file, 'GET /clock': rules('PEN-3.01') })
  show(<ActPage registry={penaltyActs} />, { path: '/cases/:id/acts/:act', at: '/cases/p1/acts/penalty.serve', who: officer })
  expect(await screen.findByRole('radio', { name: /行政处罚听证告知书/ })).toBeChecked()
  expect(screen.queryByRole('radio', { name: /案源登记表/ })).toBeNull()
  expect(servedClocks({ document: 'p1-d5', method: 'direct', on: '2026-10-09' }, file)).toEqual([{ rule: 'PEN-3.01', from: '2026-10-09' }, { rule: 'PEN-3.02', from: '2026-10-09' }])
  expect(servedClocks({ document: 'p1-d5', method: 'notice', on: '2026-10-09' }, file)).toEqual([{ rule: 'SV-01', from: '2026-10-09' }])
  expect((await screen.findAllByText(/2026-10-16/)).length).toBeGreaterThan(0)
})

it('sends a defence point by point, and its answers by number', async () => {
  const done = { case: 'p1', version: 13, seq: 13, numbers: [], started: [], ended: [], opened: [] }
  const sent = answers({ ...common, 'GET /cases/p1': file, 'POST /cases/p1/acts/penalty.answer_defence': done, 'POST /cases/p1/acts/penalty.record_defence': done })
  show(<ActPage registry={penaltyActs} />, { path: '/cases/:id/acts/:act', at: '/cases/p1/acts/penalty.answer_defence', who: officer })
  const two = await screen.findByRole('group', { name: '第 2 点' })
  await userEvent.click(await screen.findByRole('button', { name: '确认复核陈述申辩' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('请选择第 2 点是否采纳')
  for (const group of screen.getAllByRole('group', { name: /第 \d 点/ })) {
    await userEvent.click(within(group).getByText(group === two ? '采纳' : '不采纳'))
    await userEvent.type(within(group).getByLabelText('复核意见和理由'), '已核对')
  }
  await userEvent.click(screen.getByRole('button', { name: '确认复核陈述申辩' }))
  await waitFor(() => expect(sent.find((s) => s.path.endsWith('answer_defence'))?.body).toMatchObject({ data: { answers: [{ point: 1, adopted: false, answer: '已核对' }, { point: 2, adopted: true, answer: '已核对' }] } }))
})

it('fills a clue from the findings of a file', () => {
  const from = { case: { id: 'i1', reference: '云民检案〔2026〕3号', opened_on: '2026-09-01', officers: ['p-li', 'p-zhang'], section: '社会事务股', party: { id: 't-1' }, inspection: { record: { started_at: '2026-09-05T09:00:00+08:00' }, findings: [{ line: 1, fact: '甲', quantity: 2, unit: '个', violation: 'FN-05' }, { line: 2, fact: '乙', quantity: 1, unit: '个' }] } } } as unknown as CaseFile
  expect(clueFrom(from, [2], officer)).toMatchObject({ source: 'inspection', party: 't-1', clue: '云民检案〔2026〕3号：乙', officers: ['p-li', 'p-zhang'], allegations: [{ line: 2, from: '2026-09-05', fact: '乙' }] })
})
