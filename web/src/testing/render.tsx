import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { App, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { vi } from 'vitest'
import type { Me } from '@/api/types'
import { MeProvider } from '@/lib/session'

export const me: Me = {
  person: { id: 'p-li', name: '李建国', login: 'li.jianguo', section: '社会事务股' },
  roles: [{ role: 'officer', title: '执法人员', english: 'Enforcement officer' }],
  agency: { id: 'a', name: '云岭区民政局', short: '云民', region: '云岭区', sections: ['社会事务股'], townships: ['青石镇'] },
  powers: ['view.cases', 'view.calendar', 'inspection.record', 'case.acknowledge'], counters: { mine: 1, team: 0, overdue: 1, due_soon: 0 },
  must_change_password: false, today: '2026-10-09', version: 'test', demo: false,
}

export interface Sent { method: string; path: string; body: unknown; key: string | null }

/** Answers the API by path ("GET /cases/x"); what was sent is kept in order. */
export function answers(table: Record<string, unknown | ((body: unknown, request: Request) => [status: number, body: unknown])>): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (r: Request) => {
    const path = new URL(r.url).pathname.replace('/api/v1', '')
    const text = await r.text()
    const body: unknown = text ? JSON.parse(text) : undefined
    sent.push({ method: r.method, path, body, key: r.headers.get('Idempotency-Key') })
    const found = table[`${r.method} ${path}`]
    if (found === undefined) return Response.json({ status: 404, code: 'not_found', title: '', type: '', detail: `no answer for ${path}` }, { status: 404 })
    const [status, data] = typeof found === 'function' ? (found as (b: unknown, r: Request) => [number, unknown])(body, r) : [200, found]
    return Response.json(data, { status })
  })
  return sent
}

/** Draws a page without the styles of antd: jsdom would hold every element against each of their thousands of rules, for every click and
 * every role that is looked for. That was two thirds of the time of the tests of whole forms; what is hidden is hidden inline. */
export function show(element: ReactNode, { path = '/', at = path, who = me }: { path?: string; at?: string; who?: Me } = {}) {
  const qc = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = createMemoryRouter([{ path, element }, { path: '*', element: <p>elsewhere</p> }], { initialEntries: [at] })
  render(
    <QueryClientProvider client={qc}>
      <ConfigProvider button={{ autoInsertSpace: false }} theme={{ token: { motion: false }, zeroRuntime: true }}>
        <App><MeProvider value={who}><RouterProvider router={router} /></MeProvider></App>
      </ConfigProvider>
    </QueryClientProvider>,
  )
  return { router }
}
