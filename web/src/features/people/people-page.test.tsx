import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answers, me, show } from '@/testing/render'
import { PeoplePage } from './people-page'

const head = { ...me, powers: ['view.people', 'person.stand_in', 'person.end_stand_in', 'case.hand_over'] }
const people = [
  { id: 'p-li', agency: 'a', name: '李建国', login: 'li.jianguo', roles: ['officer'], certificate: true, grants: [{ role: 'officer', agency: 'a', from: '2020-01-01' }, { role: 'section_head', agency: 'a', from: '2026-10-01', until: '2026-10-31', for: 'p-zhao' }], stands_for: [{ person: 'p-zhao', name: '赵明', role: 'section_head', from: '2026-10-01', until: '2026-10-31', now: true }] },
  { id: 'p-zhao', agency: 'a', name: '赵明', login: 'zhao.ming', roles: ['section_head'], certificate: false, grants: [{ role: 'section_head', agency: 'a', from: '2020-01-01' }], stood_in_by: [{ person: 'p-li', name: '李建国', role: 'section_head', from: '2026-10-01', until: '2026-10-31', now: true }] },
]

it('shows who stands in for whom', async () => {
  answers({ 'GET /people': people })
  show(<PeoplePage />, { path: '/people', at: '/people?person=p-zhao', who: head })
  const table = await screen.findByRole('table', { name: '代理' })
  expect(within(table).getByText('李建国代赵明（股室负责人）')).toBeInTheDocument()
  expect(screen.getByText('代赵明')).toBeInTheDocument()
})

it('hands over after a trial run, and says file by file what came of it', async () => {
  const line = { case: 'p1', procedure: 'penalty', reference: '云民罚案〔2026〕1号', title: '某案' }
  const sent = answers({
    'GET /people': people,
    'POST /people/p-li/hand-over': (b: unknown) => [200, (b as { dry_run?: boolean }).dry_run ? [{ ...line, result: 'planned' }] : [{ ...line, result: 'refused', detail: '接手人应当回避。', detail_en: 'barred' }]],
  })
  show(<PeoplePage />, { path: '/people', at: '/people?person=p-li', who: head })
  await userEvent.click(await screen.findByRole('button', { name: '交接全部在办事项' }))
  await userEvent.type(await screen.findByLabelText('原因'), '调离')
  await userEvent.click(screen.getByLabelText('接手人'))
  await userEvent.click(await screen.findByTitle('赵明'))
  await userEvent.click(screen.getByRole('button', { name: '试算' }))
  await userEvent.click(await screen.findByRole('button', { name: '确认交接 1 件' }))
  expect(await screen.findByText('接手人应当回避。')).toBeInTheDocument()
  const asked = sent.filter((s) => s.path.endsWith('hand-over'))
  await waitFor(() => expect(asked.map((s) => s.body)).toEqual([{ to: 'p-zhao', reason: '调离', dry_run: true }, { to: 'p-zhao', reason: '调离' }]))
  expect(asked[0]!.key).not.toBe(asked[1]!.key)
})
