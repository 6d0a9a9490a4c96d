import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Proposal } from '@/api/types'
import { messages, type Key } from '@/lib/messages'
import { answers, show } from '@/testing/render'
import { compare, textPieces } from './diff'
import { RoundChanges } from './package'

const t = (k: Key, vars?: Record<string, string | number>) => Object.entries(vars ?? {}).reduce((s, [n, x]) => s.replace(`{{${n}}}`, String(x)), messages[k][0])
const w = { t, lang: 'zh' as const }
const was: Proposal = {
  outcome: 'penalty', facts: '收取8万元。有收据。', reasons: '情节一般。', correct: '停止',
  allegations: [{ violation: 'FN-06', from: '2026-06-01', to: '2026-08-01', fact: '对外提供墓位4个' }],
  assessments: [{ violation: 'FN-06', from: '2026-06-01', to: '2026-08-01', gains_fen: 8000000, refund_settled: true }],
  sanctions: [{ kind: 'confiscate_gains', violation: 'FN-06', amount_fen: 8000000 }, { kind: 'warning', violation: 'FN-06' }],
}
const now: Proposal = {
  ...was, facts: '收取8万元。已退还5千元。有收据。', public_interest: true,
  assessments: [{ ...was.assessments![0]!, gains_fen: 7500000 }],
  sanctions: [{ kind: 'confiscate_gains', violation: 'FN-06', amount_fen: 7500000 }, { kind: 'fine', violation: 'FN-06', amount_fen: 4500000 }],
}

it('tells two rounds of a proposal apart field by field', () => {
  expect(compare(was, now, w).map((c) => [c.what, c.kind])).toEqual([
    ['拟给予的处罚：FN-06 没收违法所得', 'changed'], ['拟给予的处罚：FN-06 警告', 'removed'], ['拟给予的处罚：FN-06 罚款', 'added'], ['FN-06：违法所得（元）', 'changed'], ['认定的事实和证据', 'changed'], ['涉及重大公共利益', 'added'],
  ])
  expect(compare(was, was, w)).toEqual([])
})

it('finds the sentences that were struck out and put in', () => {
  expect(textPieces(was.facts, now.facts)).toEqual([{ kind: 'same', text: '收取8万元。' }, { kind: 'added', text: '已退还5千元。' }, { kind: 'same', text: '有收据。' }])
  expect(textPieces('甲。乙。', '乙。丙')).toEqual([{ kind: 'removed', text: '甲。' }, { kind: 'same', text: '乙。' }, { kind: 'added', text: '丙' }])
})

it('shows the reviewer what changed since the last round, marked in words', async () => {
  answers({ 'GET /cases/c1/proposals': [{ round: 1, on: '2026-10-13', by: '方植', digest: 'a', proposal: was }, { round: 2, on: '2026-10-14', by: '方植', why: 'review', reason: '按审核意见核减', digest: 'b', proposal: now }] })
  show(<RoundChanges caseId="c1" round={2} />)
  const row = (await screen.findByText(/FN-06 罚款/)).closest('tr')!
  expect(within(row).getByText('新增')).toBeVisible()
  expect(within(row).getByText(/45,000.00/)).toBeVisible()
  expect(screen.getByText('已退还5千元。').tagName).toBe('INS')
  expect(screen.getByText(/按审核意见核减/)).toBeVisible()
})
