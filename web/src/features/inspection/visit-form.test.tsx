import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { AllowedAct, CaseFile } from '@/api/types'
import { recall } from '@/lib/storage'
import { answers, show } from '@/testing/render'
import { mayLeave } from './findings-form'
import { VisitForm, visitData } from './visit-form'

const file = {
  case: { id: 'i1', procedure: 'inspection', agency: 'a', reference: 'x', title: 'x', stage: 'arrived', officers: ['p-li', 'p-zhang'], opened_on: '2026-10-09', seq: 4, last_at: '2026-10-09T09:00:00+08:00', inspection: { source: 'routine', basis: 'b', items: ['收费公示'], arrived_at: '2026-10-09T01:05:00Z', place: '青石镇' } },
  version: 4, stage_title: '检查中', steps: [], allowed_acts: [], clocks: [], people: {}, children: [], timeline: [],
} as unknown as CaseFile
const act: AllowedAct = { name: 'inspection.record', title: '制作检查笔录', english: 'Record the visit', starts: '起算结果告知期限', enforcement: true }

it('sends times with their zone, amounts in fen, and either a signature or a refusal', () => {
  const data = visitData({
    started_at: '2026-10-09T09:05', ended_at: '2026-10-09T11:00', place: 'p', officers: ['a', 'b'], summary: 's', sign: 'refused', signed_by: '赵某', refusal: '不认可', witness: '钱某',
    findings: [{ category: 'finance', fact: 'f', quantity: 1, unit: '个', amount: '360000.50' }], evidence: [{ key: 'k', name: 'a.jpg', kind: 'photo', title: '现场', hash: 'h' }, { key: 'k2', name: 'b.jpg', kind: 'photo', title: '未上传' }],
  })
  expect(data).toMatchObject({ started_at: '2026-10-09T09:05:00+08:00', refusal: '不认可', witness: '钱某', findings: [{ amount_fen: 36000050, unit: '个' }], evidence: [{ hash: 'h', kind: 'photo', title: '现场' }] })
  expect(data).not.toHaveProperty('signed_by')
  expect(data).not.toHaveProperty('sign')
  expect(data.evidence).toHaveLength(1)
})

it('keeps a draft on the device and brings it back', async () => {
  answers({ 'GET /people': [], 'GET /violations': [] })
  const props = { act, file, onCancel: vi.fn(), onDone: vi.fn() }
  show(<VisitForm {...props} />)
  await userEvent.type(screen.getByLabelText(/签字人/), '赵某')
  await vi.waitFor(() => expect(recall('draft.i1.inspection.record')).toContain('赵某'), { timeout: 3000 })
  expect(await screen.findByText(/草稿已保存在本机/)).toBeVisible()
  cleanup()
  show(<VisitForm {...props} />)
  expect(await screen.findByText(/已恢复/)).toBeVisible()
  expect(screen.getByLabelText(/签字人/)).toHaveValue('赵某')
})

it('lets a finding leave once by each way, and not at all once it is no issue', () => {
  const f = (...exits: string[]) => ({ line: 1, category: 'other', fact: 'f', quantity: 1, unit: '项', exits: exits.map((exit) => ({ exit, on: '2026-10-09' })) })
  expect(mayLeave(f(), 'no_issue')).toBe(true)
  expect(mayLeave(f('order'), 'no_issue')).toBe(false)
  expect(mayLeave(f('no_issue'), 'order')).toBe(false)
  expect(mayLeave(f('order'), 'order')).toBe(false)
  expect(mayLeave(f('order'), 'referral')).toBe(true)
})
