import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answers, me, show } from '@/testing/render'
import { safeNext, SignInPage } from './sign-in-page'

it('goes on only to a page of our own', () => {
  expect(safeNext('/cases?q=x')).toBe('/cases?q=x')
  for (const bad of [null, '', 'https://x', '//x', '/\\x', '/sign-in?next=/']) expect(safeNext(bad)).toBe('/')
})

it('says what is wrong in place and goes on when it is right', async () => {
  let ok = false
  const out = [401, { status: 401, code: 'not_signed_in', title: '', type: '', detail: '登录名或者密码不对。' }] as [number, unknown]
  answers({ 'GET /session': () => (ok ? [200, me] : out), 'POST /session': () => (ok ? [200, me] : out) })
  const { router } = show(<SignInPage />, { path: '/sign-in', at: '/sign-in?next=%2Fcases' })
  await userEvent.type(await screen.findByLabelText('登录名'), 'li.jianguo')
  await userEvent.type(screen.getByLabelText('密码'), 'secret')
  await userEvent.click(screen.getByRole('button', { name: '登录' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('登录名或者密码不对。')
  ok = true
  await userEvent.click(screen.getByRole('button', { name: '登录' }))
  expect(await screen.findByText('elsewhere')).toBeVisible()
  expect(router.state.location.pathname).toBe('/cases')
})
