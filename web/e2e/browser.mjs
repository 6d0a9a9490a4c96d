// The browser of the machine, axe in every page, and the small words the checks are written in.
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--lang=zh-CN']

export const wide = { width: 1366, height: 768 }
export const phone = { width: 390, height: 844 }

const underway = new WeakMap() // what the pages of a context wait for

export async function open() {
  const browser = await chromium.launch({ executablePath, args })
  return {
    async context(viewport = wide, extra = {}) {
      const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', bypassCSP: true, ...extra })
      const asked = new Set()
      context.on('request', (q) => { if (q.resourceType() !== 'eventsource') asked.add(q) }) // the live stream stays open
      for (const end of ['requestfinished', 'requestfailed']) context.on(end, (q) => asked.delete(q))
      underway.set(context, asked)
      return context
    },
    close: () => browser.close(),
  }
}

/** The page has drawn what it asked for and stands still: nothing is under way, nothing holds the place of what is to come, nothing moves. */
export async function settled(page) {
  const asked = underway.get(page.context())
  const end = Date.now() + 30_000
  for (let still = 0; still < 5; await page.waitForTimeout(50)) { // five looks one after the other: an answer may lead to the next question
    const drawn = await page.evaluate(() => document.readyState === 'complete' && document.querySelector('h1') && !document.querySelector('.ant-skeleton')
      && document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().endTime === Infinity)).catch(() => false) // it may be on its way to another page
    still = drawn && asked.size === 0 ? still + 1 : 0
    if (Date.now() > end) throw new Error(`${page.url()} does not come to rest: ${[...asked].map((q) => q.url()).join(' ') || 'it is still drawn'}`)
  }
}

/** Gathers what a page complains of. The one 401 of the first question "who am I" is no complaint. */
export function complaints(page) {
  const list = []
  page.on('console', (m) => {
    if (m.type() !== 'error') return
    const at = m.location().url ?? ''
    if (at.endsWith('/api/v1/session') && /401/.test(m.text())) return
    list.push(m.text().slice(0, 300))
  })
  page.on('pageerror', (e) => list.push(`page error: ${e.message.slice(0, 300)}`))
  return list
}

/** Axe on the page as it stands: one line a violation, with the first place where it is. */
export async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axe })
  return page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations
    .map((v) => `${v.id} ×${v.nodes.length}: ${v.nodes[0].target.join(' ')} ${(v.nodes[0].any[0] ?? v.nodes[0].all[0] ?? v.nodes[0].none[0])?.message ?? ''}`.slice(0, 260)))
}

/** Nothing is wider than the window, so no page scrolls sideways. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

export function results(folder) {
  let passed = 0
  const failed = []
  mkdirSync(folder, { recursive: true })
  return {
    shot: (page, name, full = false) => page.screenshot({ path: join(folder, `${name}.png`), fullPage: full }),
    check(name, ok, why = '') {
      if (ok) passed++
      else { failed.push(name); console.log(`FAIL ${name}${why ? `\n     ${why}` : ''}`) }
      return ok
    },
    async step(name, f, page) {
      try { await f(); passed++; console.log(`ok   ${name}`); return true } catch (err) {
        failed.push(name)
        await page?.screenshot({ path: join(folder, `FAILED-${name.replace(/\W+/g, '-')}.png`), fullPage: true }).catch(() => {})
        console.log(`FAIL ${name}\n     ${String(err.message).split('\n').slice(0, 6).join('\n     ')}`)
        return false
      }
    },
    end() { console.log(`${passed} passed, ${failed.length} failed`); return failed.length ? 1 : 0 },
  }
}

export async function signIn(page, base, login, password) {
  await page.goto(`${base}/sign-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((u) => !u.pathname.startsWith('/sign-in'))
}

/** Chooses one or several in a select of antd by what is typed and shown; several that are there already stay. */
export async function choose(page, label, texts, scope = page) {
  const box = scope.getByRole('combobox', { name: label }).first()
  const field = box.locator('xpath=ancestor::div[contains(concat(" ", @class, " "), " ant-select ")][1]')
  await box.click()
  // its own list, not that of another select which still folds up
  const list = page.locator('.ant-select-dropdown:visible').filter({ has: page.locator(`[id="${await box.getAttribute('id')}_list"]`) })
  for (const text of [texts].flat()) {
    if (Array.isArray(texts) && await field.locator('.ant-select-selection-item').filter({ hasText: text }).count()) continue
    if (typeof text === 'string' && await box.isEditable()) await box.fill(text)
    await list.locator('.ant-select-item-option').filter({ hasText: text }).first().click()
  }
  if (await box.getAttribute('aria-expanded') === 'true') await box.press('Escape')
}
