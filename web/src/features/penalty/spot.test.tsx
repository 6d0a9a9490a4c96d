import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { CaseFile } from '@/api/types'
import { answers, me, show } from '@/testing/render'
import { DossierCard } from './dossier-card'
import { spotData, SpotPage } from './spot-page'

it('sends one violation, its facts and one sanction, and either a signature or a refusal', () => {
  const v = { party: 't', officers: ['a', 'b'], place: '村口', what: { allegations: [{ violation: 'FN-05', from: '2026-10-09', to: '2026-10-09', fact: '出售' }], assessments: [{ gains_fen: 100 }], sanctions: [{ kind: 'fine', amount_fen: 5000 }] }, reasons: '轻微', card_shown: true, told: true, defence: '无', answer: '旧', handed: 'refused', refusal: '不签', signed_by: '王某' }
  const d = spotData(v, true)
  expect(d).toMatchObject({ allegation: { violation: 'FN-05', fact: '出售' }, assessment: { violation: 'FN-05', from: '2026-10-09', to: '2026-10-09', gains_fen: 100, natural: true }, sanction: { kind: 'fine', amount_fen: 5000, violation: 'FN-05' }, refusal: '不签', answer: undefined })
  expect(d).not.toHaveProperty('signed_by')
  expect(spotData({ ...v, handed: 'signed' }, undefined)).toMatchObject({ signed_by: '王某' })
})

it('wants the certificate shown and the party told before it sends anything', async () => {
  const sent = answers({ 'GET /people': [], 'GET /violations': [], 'GET /parties': { items: [] }, 'GET /law/norms': { ceilings: [{ id: 'C1', use: 'spot', subject: 'natural', fen: 20000, article: '第五十一条', status: 'confirmed' }] }, 'GET /calendar/2026': { year: 2026, published: true, days: [] } })
  show(<SpotPage />, { path: '/penalties/spot', who: { ...me, powers: [...me.powers, 'penalty.decide_on_spot'] } })
  expect(await screen.findByText(/公民 200.00 元（第五十一条）/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /增加/ })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '确认当场处罚' }))
  await waitFor(() => expect(screen.getAllByText(/当场处罚须先办理此项/).length).toBeGreaterThan(1))
  expect(sent.some((s) => s.method === 'POST')).toBe(false)
})

const file = { case: { id: 'p1', documents: [{ id: 'p1-d1', type: 'P-15', title: '行政处罚决定书', number: '1号', files: [{ hash: 'h', name: 'a.pdf', type: 'application/pdf', size: 1 }] }] } } as unknown as CaseFile

it('names the power that is missing, and offers what is there', async () => {
  answers({ 'GET /cases/p1/previews': [{ type: 'P-15', title: '行政处罚决定书', missing: [{ field: 'facts', name: '违法事实', article: '第五十九条' }] }] })
  show(<DossierCard file={file} />, { who: { ...me, powers: ['view.cases', 'view.party_copy'] } })
  const open = async (name: string) => userEvent.click(screen.getByText(name))
  await open('导出')
  expect(screen.getByRole('link', { name: /正卷 PDF/ })).toHaveAttribute('href', '/api/v1/cases/p1/dossier.pdf?copy=party')
  expect(screen.getAllByText('需要“导出全部案卷”的职权').length).toBe(2)
  expect(screen.getByRole('link', { name: /公开文本/ })).toHaveAttribute('href', '/api/v1/cases/p1/documents/p1-d1/public.pdf')
  await open('可以制作的文书（草稿预览）')
  expect(within(await screen.findByRole('table')).getByText('违法事实')).toBeInTheDocument()
  await open('合并打印文书')
  await userEvent.click(screen.getByLabelText('行政处罚决定书 1号'))
  expect(screen.getByRole('link', { name: /打开 PDF/ })).toHaveAttribute('href', '/api/v1/documents.pdf?ids=p1-d1&copies=1')
})
