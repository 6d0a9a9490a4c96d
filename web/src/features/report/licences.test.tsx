import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Licences } from '@/api/types'
import { answers, show } from '@/testing/render'
import { LicencesPage } from './licences-page'

const cell = (count: number, what: string, item = '') => ({ count, query: `procedure=registration&licence=${what}${item && `&item=${item}`}&year=2023` })
const licences = {
  year: 2023, as_of: '2023-12-31', deemed: 2, deemed_query: 'procedure=registration&deemed=true&year=2023',
  columns: [{ key: 'applied', title: '申请', english: 'Applied', asked: true }, { key: 'granted', title: '许可', english: 'Granted', asked: true }, { key: 'refused', title: '不予许可', english: 'Refused', asked: true }],
  items: [
    { key: 'establish', title: '成立登记', english: 'Establishment', cells: { applied: cell(13, 'applied', 'establish'), granted: cell(12, 'granted', 'establish'), refused: cell(1, 'refused', 'establish') } },
    { key: 'change', title: '变更登记', english: 'Change', cells: { applied: cell(25, 'applied', 'change'), granted: cell(25, 'granted', 'change') } },
  ],
  total: { key: 'total', title: '合计', english: 'Total', cells: { applied: cell(38, 'applied'), granted: cell(37, 'granted'), refused: cell(1, 'refused') } },
} as unknown as Licences

it('counts the licences of a year, and every number opens the files it was counted from', async () => {
  answers({ 'GET /report/licences': licences })
  show(<LicencesPage />, { path: '/report/licences', at: '/report/licences?year=2023' })
  const table = await screen.findByRole('table')
  expect(within(table).getByRole('link', { name: '成立登记 许可：12' })).toHaveAttribute('href', '/cases?procedure=registration&licence=granted&item=establish&year=2023')
  const change = within(table).getByRole('rowheader', { name: '变更登记' }).closest('tr')!
  expect(change).toHaveTextContent('变更登记25250') // nothing was refused: a number without a link
  expect(within(change).getAllByRole('link')).toHaveLength(2)
  expect(within(table).getByRole('rowheader', { name: '合计' }).closest('tr')!).toHaveTextContent('合计38371')
})

it('says how many were accepted by silence, hands on the table, and keeps the day asked for', async () => {
  answers({ 'GET /report/licences': licences })
  show(<LicencesPage />, { path: '/report/licences', at: '/report/licences?year=2023&as_of=2023-12-31' })
  await screen.findByRole('table')
  const deemed = screen.getAllByRole('link').find((a) => a.getAttribute('href')?.includes('deemed=true'))
  expect(deemed).toHaveTextContent('2')
  expect(screen.getByRole('link', { name: /xlsx|XLSX|Excel|表格/i })).toHaveAttribute('href', '/api/v1/report/licences.xlsx?year=2023&as_of=2023-12-31')
})

it('shows no line of silence where there was none', async () => {
  answers({ 'GET /report/licences': { ...licences, deemed: 0, deemed_query: '' } })
  show(<LicencesPage />, { path: '/report/licences', at: '/report/licences?year=2023' })
  await screen.findByRole('table')
  expect(screen.queryAllByRole('link').some((a) => a.getAttribute('href')?.includes('deemed'))).toBe(false)
})
