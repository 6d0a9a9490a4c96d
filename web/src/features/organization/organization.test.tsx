import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answers, me, show } from '@/testing/render'
import { OrganizationPage } from './organization-page'
import { PublicOrganizationPage } from './public-register'
import { RegisterPage } from './register-page'

const row = { id: 'o1', kind: 'association', name: '云岭区象棋协会', uscc: '51990101MJG0000117', status: 'active', mode: 'dual', supervisor: '云岭区文化体育局', legal_rep: '楚河汉', township: '', address: '棋盘路8号', registered_on: '2015-05-06', term_until: '2024-05-05', certificate: '证1', abnormal: true, severe: false, charity: false, rep_pending: false }
const counts = { all: 12, associations: 8, service_orgs: 4, direct: 1, charities: 0, overdue: 3, expired: 0, rep_pending: 0, abnormal: 1, severe: 0, stopped: 0, liquidating: 0, revoked: 0, deregistered: 2, supervisors: ['云岭区文化体育局'], townships: [] }
const items = { name: { district: '云岭区', field: '象棋', form: '协会' }, address: '棋盘路8号', purpose: '推广', scope: '交流', legal_rep: '楚河汉', capital_fen: 3000000, mode: 'dual', supervisor: '云岭区文化体育局' }
const file = {
  party: {
    id: 'o1', kind: 'association', name: row.name, uscc: row.uscc, agency: 'a',
    org: { ...items, status: 'active', registered_on: '2015-05-06', versions: [], officers: [{ name: '楚河汉', post: '会长' }], terms: [{ no: 2, from: '2019-05-06', until: '2024-05-05', findings: ['late'] }], rep_pending: { name: '车直行', on: '2026-10-01' } },
  },
  version: 3, life: [{ on: '2015-05-06', kind: 'registered', text: '成立登记：云岭区象棋协会', english: 'Registered', public: true }],
  changes: [{ on: '2020-01-02', why: '变更登记', items: [{ item: 'address', title: '住所', title_en: 'Address', from: '旧址', to: '棋盘路8号' }] }, { on: '2015-05-06', why: '录入', items: [] }],
  cases: [], acts: [{ name: 'party.record_activity', title: '登记活动', english: 'Record an activity' }, { name: 'party.absorb_duplicate', title: '合并重复记录', english: 'Merge a duplicate', refused: { code: 'not_permitted', detail: '您没有这项职权', detail_en: 'not yours' } }],
  finding_titles: { late: ['任期届满后才换届', 'Late'] },
}

it('lists the register with its numbers and says what is amiss', async () => {
  answers({ 'GET /organizations': { items: [row], total: 1, counts } })
  show(<RegisterPage />, { path: '/organizations' })
  const line = (await screen.findByRole('link', { name: row.name })).closest('tr')!
  expect(within(line).getByText('任期届满未换届')).toBeInTheDocument()
  expect(within(line).getByText('活动异常名录')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /任期届满未换届 3/ })).toHaveAttribute('href', '/organizations?overdue=true&sort=term')
  expect(screen.queryByRole('button', { name: '录入' })).toBeNull()
})

it('keeps what is searched for in the address', async () => {
  answers({ 'GET /organizations': { items: [], total: 0, counts } })
  const { router } = show(<RegisterPage />, { path: '/organizations', who: { ...me, powers: [...me.powers, 'party.enter_organization'] } })
  await userEvent.type(await screen.findByRole('searchbox'), 'xqxh')
  await waitFor(() => expect(router.state.location.search).toBe('?q=xqxh'))
  expect(screen.getByRole('button', { name: '录入' })).toBeInTheDocument()
})

it('shows an organization with its changes, and records an activity', async () => {
  const sent = answers({ 'GET /organizations/o1': file, 'POST /cases/o1/acts/party.record_activity': { case: 'o1', events: [] } })
  show(<OrganizationPage />, { path: '/organizations/:id', at: '/organizations/o1' })
  expect(await screen.findByText(/车直行 于 2026-10-01 当选法定代表人/)).toBeInTheDocument()
  expect(screen.getByText('旧址')).toBeInTheDocument()
  expect(screen.getByText('任期届满后才换届')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: '合并重复记录' })).toBeDisabled()
  await userEvent.click(screen.getByRole('button', { name: '登记活动' }))
  expect(await screen.findByRole('dialog', { name: '登记活动' })).toBeInTheDocument()
  expect(sent.some((s) => s.method === 'POST')).toBe(false)
})

it('shows to everybody what is public of one', async () => {
  answers({ [`GET /public/organizations/${row.uscc}`]: { name: row.name, uscc: row.uscc, kind: 'association', status: 'revoked', legal_rep: '楚河汉', address: '棋盘路8号', mode: 'dual', checks: [{ year: 2022, conclusion: 'missed' }], life: file.life } })
  show(<PublicOrganizationPage />, { path: '/public/organizations/:uscc', at: `/public/organizations/${row.uscc}` })
  expect(await screen.findByText('已撤销（吊销）')).toBeInTheDocument()
  expect(screen.getByText('2022 未参加')).toBeInTheDocument()
})
