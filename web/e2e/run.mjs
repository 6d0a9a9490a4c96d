// node e2e/run.mjs --base http://127.0.0.1:8080 [--login li.jianguo --password …] [--shots folder] [--walk] [--accounts file.json]
//
// Visits every page wide and at 390 px, asserts that axe finds nothing, that the console is silent and that nothing
// scrolls sideways, and takes a screenshot of each. With --walk it also takes an inspection from its opening to the
// board, and with --execution the pages after a penalty decision are driven (execution.mjs); accounts names who does what: {"officer": […], "officer2": […], "leader": […], "manager": […]} as [login, password]. With
// "clerk", "section" and "reviewer" an association is registered too, and a year is checked, an entry listed, a sample drawn.
// --walk-only --only registration (or supervision) does that alone.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { complaints, open, overflow, phone, results, settled, signIn, violations, wide } from './browser.mjs'
import { execution } from './execution.mjs'
import { pages, procedures } from './pages.mjs'
import { registrationWalk } from './registration-walk.mjs'
import { supervisionWalk } from './supervision-walk.mjs'
import { walk } from './walk.mjs'

const { values: opt } = parseArgs({ options: {
  base: { type: 'string', default: 'http://127.0.0.1:8080' }, login: { type: 'string', default: 'wang.haiyan' }, password: { type: 'string', default: 'yifa-demo-2026' },
  shots: { type: 'string', default: 'e2e/shots' }, walk: { type: 'boolean', default: false }, execution: { type: 'boolean', default: false }, accounts: { type: 'string' }, only: { type: 'string' }, 'walk-only': { type: 'boolean', default: false },
} })
const base = opt.base.replace(/\/$/, '')
const r = results(opt.shots)
const browser = await open()

async function visit(page, said, name, path, view) {
  said.length = 0
  await page.goto(base + path)
  await settled(page)
  const label = `${name} ${view}`
  r.check(`${label}: has one h1`, (await page.locator('h1').count()) === 1, `${await page.locator('h1').count()} h1`)
  const bad = await violations(page)
  r.check(`${label}: axe`, bad.length === 0, bad.join('\n     '))
  const wider = await overflow(page)
  r.check(`${label}: no sideways scroll`, wider <= 0, `${wider} px wider than the window`)
  r.check(`${label}: console`, said.length === 0, said.join('\n     '))
  await r.shot(page, `${name}-${view}`, view === '390')
}

async function me(page) { return (await page.request.get(`${base}/api/v1/session`)).json() }

for (const [view, size] of opt['walk-only'] ? [] : [['1366', wide], ['390', phone]]) {
  const context = await browser.context(size, view === '390' ? { hasTouch: true, isMobile: true } : {})
  const page = await context.newPage()
  const said = complaints(page)
  await page.goto(`${base}/sign-in`)
  await settled(page)
  const bad = await violations(page)
  r.check(`sign-in ${view}: axe`, bad.length === 0, bad.join('\n     '))
  await r.shot(page, `sign-in-${view}`)
  await signIn(page, base, opt.login, opt.password)
  const { powers } = await me(page)
  for (const p of pages) if ((!p.power || powers.includes(p.power)) && (!opt.only || p.name.includes(opt.only))) await visit(page, said, p.name, p.path, view)
  for (const procedure of opt.only || !powers.includes('view.cases') ? [] : procedures) {
    const list = await (await page.request.get(`${base}/api/v1/cases?procedure=${procedure}&state=open&limit=5`)).json()
    const row = list.items?.[0]
    if (!row) { console.log(`     (no open ${procedure})`); continue }
    await visit(page, said, `case-${procedure}`, `/cases/${row.id}`, view)
    if (powers.includes('view.audit')) await visit(page, said, `chain-${procedure}`, `/cases/${row.id}/chain`, view)
    const acts = new Map()
    for (const x of list.items) for (const a of (await (await page.request.get(`${base}/api/v1/cases/${x.id}`)).json()).allowed_acts ?? []) if (!a.refused && !acts.has(a.name)) acts.set(a.name, x.id)
    for (const [act, id] of acts) {
      const dialog = /^case\.|^campaign\.(suspend|resume)$|^cleanup\.(set_window|pause|resume)$/.test(act)
      await visit(page, said, `act-${act}`, dialog ? `/cases/${id}?act=${act}` : `/cases/${id}/acts/${act}`, view)
    }
  }
  if (!opt.only && powers.includes('view.cases')) await keyboard(page, view)
  await context.close()
}

/** What is open over a page: the calculation of a clock, all acts, the language and the contrast. */
async function keyboard(page, view) {
  await r.step(`clock explanation opens from its badge ${view}`, async () => {
    await page.goto(`${base}/cases?state=open`)
    await settled(page)
    const badge = page.getByRole('button', { name: /查看计算/ }).first()
    await badge.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('table').waitFor()
    await settled(page)
    await r.shot(page, `clock-drawer-${view}`)
    const bad = await violations(page)
    if (bad.length) throw new Error(bad.join('\n'))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })
  if (view === '1366') {
    await r.step('slash focuses the search, Enter finds', async () => {
      await page.goto(`${base}/`)
      await settled(page)
      await page.locator('h1').click()
      await page.keyboard.press('/')
      await page.keyboard.insertText('陵园')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/cases\?q=/)
    })
    await r.step('the skip link leads to the content', async () => {
      await page.goto(`${base}/cases`)
      await settled(page)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.id === 'main')
    })
    await r.step('English is remembered', async () => {
      await page.getByRole('button', { name: 'English' }).click()
      await page.reload()
      await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor()
      await page.waitForFunction(() => document.documentElement.lang === 'en')
      await settled(page)
      await r.shot(page, 'english-1366')
      await page.getByRole('button', { name: '中文' }).click()
    })
    await r.step('high contrast', async () => {
      await page.goto(`${base}/`)
      await settled(page)
      await page.getByRole('button', { name: /我的账号/ }).click()
      await page.getByRole('menuitem', { name: '高对比度' }).click()
      await settled(page)
      const bad = await violations(page)
      await r.shot(page, 'contrast-1366')
      if (bad.length) throw new Error(bad.join('\n'))
      await page.evaluate(() => window.localStorage.removeItem('yifa.contrast'))
    })
  } else {
    await r.step('the navigation opens and closes on a phone', async () => {
      await page.goto(`${base}/`)
      await settled(page)
      await page.getByRole('button', { name: '打开导航' }).click()
      await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '案件' }).waitFor()
      await r.shot(page, 'nav-390')
      await page.keyboard.press('Escape')
    })
  }
}

if (opt.walk || opt['walk-only']) {
  const demo = (login) => [login, opt.password]
  const accounts = opt.accounts ? JSON.parse(readFileSync(opt.accounts, 'utf8')) : { officer: demo('li.jianguo'), leader: demo('chen.zhiyuan'), manager: demo('wang.haiyan') }
  if (!opt.only || opt.only === 'inspection') await walk({ browser, base, r, accounts })
  if (accounts.clerk && (!opt.only || opt.only === 'registration')) await registrationWalk({ browser, base, r, accounts })
  if (accounts.clerk && (!opt.only || opt.only === 'supervision')) await supervisionWalk({ browser, base, r, accounts })
}
if (opt.execution) await execution({ browser, base, r, password: opt.password })
await browser.close()
process.exit(r.end())
