import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Form } from 'antd'
import { expect, it } from 'vitest'
import type { CaseFile } from '@/api/types'
import { MoneyInput, moneyRule } from '@/components/money-input'
import { answers, me, show } from '@/testing/render'
import { clueFrom } from './clue-page'
import { balances } from './facts'
import { assessmentsOf, judge, missing, type Range, type Reckoning } from './law'
import { moneyActs } from './money-acts'
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

it('begins the correction of what is public with what is public', () => {
  const entry = { CF_WFXW: '违规销售墓位', CF_SY: '事实', CF_YJ: '依据', CF_NR: '罚款10000元', CF_NR_ZKDX: '', CF_YXQ: '2099-12-31', CF_XDR_LB: '个体工商户', BZ: '备注' }
  const file = { case: { procedure: 'penalty', penalty: { publicity: { state: 'published', entry } } } } as unknown as CaseFile
  expect(moneyActs['penalty.correct_publicity']!.initial!(file, me)).toEqual({ violation: '违规销售墓位', facts: '事实', basis: '依据', content: '罚款10000元', licence: '', valid_until: '2099-12-31', trader: true, note: '备注' })
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

it('reckons balances from both sides of the ledger', () => {
  expect(balances([{ no: 1, on: '', kind: 'charge', account: 'fine', debit: 'owed.fine', credit: 'fine', fen: 100, seq: 1 }, { no: 2, on: '', kind: 'payment', account: 'fine', debit: 'bank', credit: 'owed.fine', fen: 130, seq: 2 }, { no: 3, on: '', kind: 'overpaid', account: 'refundable', debit: 'owed.fine', credit: 'refundable', fen: 30, seq: 3 }]))
    .toEqual([['owed.fine', 0], ['bank', 130], ['refundable', 30]])
})

it('fills a clue from the findings of a file', () => {
  const from = { case: { id: 'i1', reference: '云民检案〔2026〕3号', opened_on: '2026-09-01', officers: ['p-li', 'p-zhang'], section: '社会事务股', party: { id: 't-1' }, inspection: { record: { started_at: '2026-09-05T09:00:00+08:00' }, findings: [{ line: 1, fact: '甲', quantity: 2, unit: '个', violation: 'FN-05' }, { line: 2, fact: '乙', quantity: 1, unit: '个' }] } } } as unknown as CaseFile
  expect(clueFrom(from, [2], officer)).toMatchObject({ source: 'inspection', party: 't-1', clue: '云民检案〔2026〕3号：乙', officers: ['p-li', 'p-zhang'], allegations: [{ line: 2, from: '2026-09-05', fact: '乙' }] })
})
