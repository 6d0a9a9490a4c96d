import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { CaseFile } from '@/api/types'
import { answers, show } from '@/testing/render'
import { listingActs, toServe } from './acts'
import { ListingFacts } from './facts'
import { ListingsPage } from './listings-page'

const grounds = [
  { id: 'AB-1', list: 'abnormal', text: '未按照规定时限和要求报送年度工作报告', test: 'report', article: '民政部令第60号', status: 'unconfirmed' },
  { id: 'AB-2', list: 'abnormal', text: '应当建立党组织而未建立', article: '民政部令第60号', status: 'unconfirmed' },
]
const lead = { org: 'o1', name: '云岭区象棋协会', ground: 'AB-1', list: 'abnormal', facts: '2025年度未报送', key: 'AB-1/2025' }

it('says on an empty page what is looked for, and how many leads wait', async () => {
  answers({ 'GET /listings': [], 'GET /listings/grounds': grounds, 'GET /listings/leads': [lead, { ...lead, key: 'AB-1/2024' }] })
  show(<ListingsPage />)
  expect(await screen.findByText('还没有信用名单案卷。')).toBeInTheDocument()
  expect(await screen.findByRole('link', { name: '核实登记簿提示的 2 条线索' })).toHaveAttribute('href', '/listings?group=leads')
  const rows = within(await screen.findByRole('region', { name: '列入情形和线索来源' })).getAllByRole('row')
  expect(rows[1]).toHaveTextContent(/AB-1.*年度检查未报送.*2/)
  expect(rows[2]).toHaveTextContent(/AB-2.*由人核实后登记.*—/)
})

const file = (more: object, papers: object[] = [], services: object[] = []) => ({ version: 9, case: { id: 'k1', procedure: 'listing', stage: 'list_listed', documents: papers, services, listing: { list: 'abnormal', ground: { code: 'AB-2', text: '应建未建', article: '令60号', status: 'unconfirmed' }, facts: '至今没有建立', listed_on: '2024-03-17', ...more } }, clocks: [], people: {}, allowed_acts: [] }) as unknown as CaseFile
const move = { on: '2026-03-18', ground: { code: 'SV-1', text: '满两年', article: '令60号', status: 'unconfirmed' }, facts: '至今已满两年，未移出', notice: 'k1-d3', into: 'k2' }

it('shows a move that is open, and asks for it in its own words', () => {
  answers({ 'GET /listings/grounds': grounds })
  const f = file({ move, notice: 'k1-d1' }, [{ id: 'k1-d3', type: 'C-1', title: '列入严重违法失信名单事先告知书', number: '云民列告字〔2026〕第9号' }])
  show(<ListingFacts file={f} name={() => '何见'} />)
  const section = screen.getByRole('region', { name: '移入严重违法失信名单' })
  expect(section).toHaveTextContent('至今已满两年，未移出')
  expect(section).toHaveTextContent('告知书待送达')
  expect(within(section).getByRole('link', { name: 'k2' })).toBeInTheDocument()
  const t = (k: string) => k
  const me = { today: '2026-04-10' } as never
  const decide = listingActs['listing.decide']!
  expect(decide.says!({ list: 'yes' }, f, { t } as never, me)).toEqual(['lst.moveOnSevere'])
  expect(decide.clocks!({ list: 'no' }, f, me).map((x) => x.rule)).toEqual(['T20'])
  expect(decide.clocks!({ list: 'yes' }, f, me).map((x) => x.rule)).toEqual(['T26', 'T23'])
  expect(listingActs['listing.serve']!.clocks!({ method: 'direct', document: 'k1-d3' }, f, me).map((x) => x.rule)).toEqual(['CR-01'])
})

it('says before it is sent that a decision is served before it is published', () => {
  const paper = { id: 'k1-d2', type: 'C-2', title: '列入决定书' }
  const says = (f: CaseFile) => listingActs['listing.publish']!.says!({}, f, { t: (k: string) => k } as never, {} as never)
  expect(says(file({}, [paper]))).toEqual(['lst.publishFirst'])
  expect(says(file({}, [paper], [{ document: 'k1-d2', deemed_on: '2024-03-20' }]))).toEqual([])
  expect(toServe(file({}, [paper])).map((d) => d.id)).toEqual(['k1-d2'])
})
