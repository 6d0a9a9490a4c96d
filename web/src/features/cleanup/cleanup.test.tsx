import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { Case, CaseFile } from '@/api/types'
import { answers, me, show } from '@/testing/render'
import { ClearanceFacts } from './clearance-facts'
import { DraftCleanupPage } from './draft-page'
import { messages } from '@/lib/messages'
import { saidAs, schemeData } from './criteria'
import { CleanupLedgerPage } from './ledger-page'
import { groundsOf, questionsOf } from './points'

const rows = [
  { id: 'ZC-01', title: '连续两个年度未参加年检', for: ['zombie'], test: 'no_check', years: 2, article: '民发〔2021〕63号', status: 'unconfirmed', violations: ['SO-05', 'SO-19'] },
  { id: 'ZC-03', title: '长期未开展活动', for: ['zombie'], test: 'dormant', months: 24, article: '民发〔2021〕63号', status: 'unconfirmed', violations: ['SO-02'] },
]
const scheme = { title: '专项清理', kind: 'zombie', basis: '民发〔2021〕63号', cut_off: '2026-09-01', from: '2026-09-01', until: '2026-12-31', kinds: ['association'], criteria: [{ id: 'ZC-01' }], rows, digest: 'd', items: 3, points: [{ id: 'P-1', title: '要点', for: ['zombie'], subjects: ['service_org'], article: 'x', status: 'confirmed' }],
  result: { file: { hash: 'h' }, digest: 'd', on: '2026-09-01', seen: 10, outside: 2, missed: 5, hit: 3, unknown: 0, by: { 'ZC-01': 3 }, by_kind: { association: 3 }, by_unit: {}, edition: 1 } }
const campaign = { case: { id: 'c1', reference: '云民清〔2026〕1号', title: '专项清理', procedure: 'cleanup', stage: 'cl_verifying', cleanup: scheme }, version: 1, stage_title: '逐户核查', steps: [], allowed_acts: [{ name: 'cleanup.remove_item', title: '移出', english: 'x' }], clocks: [], people: {}, children: [], timeline: [] }
const line = (n: number, more = {}) => ({ party: `o${n}`, name: `云岭区第${n}协会`, kind: 'association', hits: ['ZC-01'], case: `c1-o${n}`, stage: 'clr_suspect', stage_title: '待核查', ...more })

it('sends only the criteria that are ticked, with what was set of them', () => {
  const data = schemeData({ title: 'x', criteria: [{ id: 'ZC-01', use: true, years: 3, check_years: ['2022', '2023'] }, { id: 'ZC-03', use: false, months: 12 }] })
  expect(data.criteria).toEqual([{ id: 'ZC-01', years: 3, check_years: [2022, 2023], months: undefined, since: undefined }])
})

it('says a criterion with the number that is typed, as it will be announced', () => {
  const check = { ...rows[0]!, said: '{years}未参加年检' } as never
  const idle = { ...rows[1]!, said: '自{from}起没有开展活动' } as never
  expect(saidAs(check, undefined, '2026-08-31')).toBe('连续两个年度未参加年检')
  expect(saidAs(check, { years: 4 }, '2026-08-31')).toBe('连续四个年度未参加年检')
  expect(saidAs(check, { check_years: ['2024', '2022'] }, '2026-08-31')).toBe('2022、2024年度未参加年检')
  expect(saidAs(idle, { months: 18 }, '2026-08-31')).toBe('自2025年3月1日起没有开展活动')
  expect(saidAs(idle, { since: '2023-01-01' }, '2026-08-31')).toBe('自2023年1月1日起没有开展活动')
})

it('says what a campaign of the kind rests on, and leaves what somebody wrote', async () => {
  answers({ 'GET /law/norms': { cleanup_criteria: rows, cleanup_bases: [{ id: 'zombie', article: '民发〔2021〕63号', status: 'unconfirmed' }, { id: 'fees', article: '国办发〔2020〕21号', status: 'unconfirmed' }] }, 'GET /cases': { items: [] }, 'GET /people': { items: [] } })
  show(<DraftCleanupPage />, { path: '/cleanups/new', at: '/cleanups/new' })
  const basis = await screen.findByLabelText(/^依据/)
  await waitFor(() => expect(basis).toHaveValue('民发〔2021〕63号'))
  expect(screen.getByText(/本类专项行动的依据是“民发〔2021〕63号”/)).toBeVisible()
  const kind = async (name: string) => { await userEvent.click(screen.getByRole('combobox', { name: /专项行动/ })); await userEvent.click(await screen.findByText(name, { selector: '.ant-select-item-option-content' })) }
  await kind('乱收费专项整治')
  await waitFor(() => expect(basis).toHaveValue('国办发〔2020〕21号'))
  await userEvent.clear(basis)
  await userEvent.type(basis, '市里的部署')
  await kind('“僵尸型”“三不”社会组织清理')
  await screen.findByText(/本类专项行动的依据是“民发〔2021〕63号”/)
  expect(basis).toHaveValue('市里的部署')
})

it('fills in every word of its messages', () => {
  for (const [key, pair] of Object.entries(messages)) for (const text of pair as readonly string[]) expect(text.replace(/\{\{\w+\}\}/g, ''), key).not.toMatch(/\{\w+\}/)
})

it('asks two officers about what hit and the points for such a body, and rests a case on what holds alone', () => {
  const c = { party: { kind: 'association' }, clearance: { hits: ['ZC-01'], verified: { points: [{ id: 'ZC-01', holds: true }, { id: 'ZC-03', holds: false }] } } } as unknown as Case
  expect(questionsOf(c, scheme as never).map((q) => q.id)).toEqual(['ZC-01'])
  expect(questionsOf({ ...c, party: { kind: 'service_org' } } as Case, scheme as never).map((q) => q.id)).toEqual(['ZC-01', 'P-1'])
  expect(groundsOf(c, scheme as never)).toEqual(['SO-05', 'SO-19'])
})

it('keeps the filter of the ledger in the address, and goes from one file to the next within it', async () => {
  localStorage.clear()
  const sent = answers({ 'GET /cases/c1': campaign, 'GET /people': [], 'GET /cleanups/c1/ledger': { items: [line(1), line(2, { case: undefined, stage: undefined })], total: 2 } })
  const { router } = show(<CleanupLedgerPage />, { path: '/cleanups/:id/ledger', at: '/cleanups/c1/ledger?state=open&criterion=ZC-01', who: { ...me, powers: [...me.powers, 'view.people'] } })
  expect(await screen.findByRole('link', { name: '逐户办理' })).toHaveAttribute('href', '/cases/c1-o1')
  expect(screen.getByRole('link', { name: '移出名单 云岭区第2协会' })).toHaveAttribute('href', '/cases/c1/acts/cleanup.remove_item?party=o2')
  expect(localStorage.getItem('yifa.ledger.c1')).toBe('state=open&criterion=ZC-01')
  await userEvent.click(screen.getByRole('button', { name: '移除 标准：连续两个年度未参加年检' }))
  await waitFor(() => expect(router.state.location.search).toBe('?state=open'))
  expect(sent.filter((s) => s.path === '/cleanups/c1/ledger').length).toBeGreaterThan(1)
})

it('names the next organization of the ledger on the file of one', async () => {
  answers({
    'GET /cleanups/c1/ledger': (_b: unknown, r: Request) => [200, { items: new URL(r.url).searchParams.get('before') ? [] : [line(9)], total: 1 }],
    'GET /cleanups/c1/screening/o1': { party: 'o1', name: '云岭区第1协会', kind: 'association', cut_off: '2026-09-01', digest: 'd', criteria: rows, hits: ['ZC-01'], answers: [{ criterion: 'ZC-01', state: 'hit', why: '连续2个年度未参加年检', proof: [{ what: '2024年度未参加年检', year: 2024, from: 'annual_check' }] }, { criterion: 'ZC-03', state: 'miss', why: '2026年开展过活动' }] },
  })
  const file = { ...campaign, case: { id: 'c1-o1', reference: 'x', title: 'x', procedure: 'clearance', stage: 'clr_suspect', party: { id: 'o1', name: '云岭区第1协会', kind: 'association' }, clearance: { campaign: 'c1', campaign_kind: 'zombie', cut_off: '2026-09-01', digest: 'd', hits: ['ZC-01'] } } }
  show(<ClearanceFacts file={file as unknown as CaseFile} name={(x) => x ?? ''} />)
  expect(await screen.findByRole('link', { name: /下一户/ })).toHaveAttribute('href', '/cases/c1-o9')
  expect(await screen.findByText('筛选内没有上一户')).toBeInTheDocument()
  expect(await screen.findByText('连续2个年度未参加年检')).toBeInTheDocument()
  expect(screen.queryByText('2026年开展过活动')).toBeNull() // why it missed another is a page of its own
})
