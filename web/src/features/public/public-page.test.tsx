import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answers, show } from '@/testing/render'
import { PublicPage } from './public-page'

const entry = (name: string, number: string) => ({ CF_XDR_MC: name, CF_WSH: number, CF_WFXW: '违规销售墓位', CF_SY: '事实', CF_NR: '罚款', CF_XDR_SHXYM: '', CF_JDRQ: '2026-09-01', CF_CFJG: '云岭区民政局' })

it('lists what is published and asks the store for words', async () => {
  const all = [entry('青松陵园有限公司', '云民罚字〔2026〕1号'), entry('王*', '云民罚字〔2026〕2号')]
  answers({ 'GET /public/penalties': (_: unknown, r: Request) => { const q = new URL(r.url).searchParams.get('q'); const items = all.filter((x) => !q || x.CF_XDR_MC.includes(q)); return [200, { items, total: items.length }] } })
  show(<PublicPage />, { path: '/public' })
  expect(await screen.findByRole('article', { name: '青松陵园有限公司' })).toHaveTextContent('云民罚字〔2026〕1号')
  expect(screen.getByRole('status')).toHaveTextContent('共 2 条')
  await userEvent.type(screen.getByRole('searchbox'), '王*')
  await waitFor(() => expect(screen.queryByText('青松陵园有限公司')).toBeNull())
  expect(screen.getByRole('status')).toHaveTextContent('找到 1 条')
})
