import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { AllowedAct, CaseFile } from '@/api/types'
import { ActPage } from '@/features/cases/act-page'
import { CasePage } from '@/features/cases/case-page'
import { penaltyActs, servedClocks } from '@/features/penalty/acts'
import { PenaltyFacts } from '@/features/penalty/facts'
import { answers, me, show } from '@/testing/render'

const officer = { ...me, powers: [...me.powers, 'view.rules', 'penalty.open_clue'] }
const common = {
  'GET /violations': [{ id: 'FN-05', title: '违规销售墓位', competent: 'bureau', article: '第五十九条', status: 'confirmed' }, { id: 'FN-20', title: '价格违法', competent: 'market', article: '价格法', status: 'confirmed' }],
  'GET /law/norms': { circumstances: [{ code: 'first', text: '初次违法', english: 'first offence', effect: 'exempt_may', article: '行政处罚法第三十三条', status: 'confirmed' }] },
  'GET /calendar/2026': { year: 2026, published: true, days: [] },
  'GET /people': [],
}

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

