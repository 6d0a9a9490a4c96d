// The hands of the people of the bureau on a system whose clock runs behind: who signs in, opens a file, asks for an act as a person
// does, looks at a page. Shared by the walks that take months.
import { complaints, overflow, phone, signIn, violations, wide } from './browser.mjs'

export const day = 86_400_000
const shanghai = (ms) => new Date(ms + 8 * 3_600_000).toISOString()
export const date = (ms) => shanghai(ms).slice(0, 10)
export const minute = (ms) => shanghai(ms).slice(0, 16).replace('T', ' ')
export const at = (d, hm = '00:00') => Date.parse(`${d}T${hm}:00+08:00`)
export const between = (a, b) => Math.round((at(b) - at(a)) / day)

/** The page has drawn what it asked for. The live stream never rests, so the network is no measure. */
export async function settled(page) {
  await page.locator('h1').first().waitFor()
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' }).catch(() => {})
  await page.waitForTimeout(200)
}
export const label = (page, text) => page.getByLabel(new RegExp(`^${text}(（选填）)?$`)).first()
export const put = async (page, text, value) => { await label(page, text).fill(value) }
export const typeDate = async (x, value) => { await x.click(); await x.fill(value); await x.press('Enter'); await x.page().waitForTimeout(150) }
export const putDate = (page, text, value) => typeDate(label(page, text), value)
export const card = (page, id) => page.locator(`section[aria-labelledby="${id}"]`)

/** Hands of people (by name: [login, name]) on a system; name stands before each check. */
export function handsOf({ system, browser, r, people, name, behind: first }) {
  const said = []
  let behind = first
  let hands = new Map()
  let last = '' // whose page was used last
  const now = () => Date.now() - behind
  const open_ = async (page, c) => { await page.goto(`${system.base}/cases/${c}`); await settled(page) }

  /** The page of somebody, signed in when first asked for. */
  const hand = async (who, size = wide) => {
    last = who
    const key = `${who}${size.width}`
    if (!hands.has(key)) {
      const context = await browser.context(size, { acceptDownloads: true })
      await context.addInitScript((ms) => { // the browser of the walk stands on the same day as the house
        const Real = Date
        window.Date = class extends Real { constructor(...a) { if (a.length) super(...a); else super(Real.now() - ms) } static now() { return Real.now() - ms } }
      }, behind)
      const page = await context.newPage()
      page.setDefaultTimeout(12_000)
      said.push([who, complaints(page)])
      await signIn(page, system.base, people[who][0], system.password())
      hands.set(key, page)
    }
    return hands.get(key)
  }
  /** Time passes: the system is stopped and started again at another instant. */
  const later = async (to) => {
    for (const page of hands.values()) await page.context().close()
    hands = new Map()
    await system.stop()
    behind = Math.max(0, Date.now() - to)
    await system.start(behind)
  }
  /** Opens the form of an act as a person does: its button on the page of the file, or the list of all acts. */
  const form = async (page, c, act) => {
    await open_(page, c)
    const link = `a[href$="/acts/${act}"], a[href$="act=${act}"]`
    const button = page.locator(`main .case-head ${link}`).first()
    if (await button.isVisible()) await button.click()
    else {
      await page.getByRole('button', { name: /^(更多|可办事项)$/ }).first().click()
      await page.getByRole('dialog').locator(link).first().click()
    }
    await page.waitForURL((u) => u.pathname.endsWith(`/acts/${act}`) || u.searchParams.get('act') === act)
    await settled(page)
  }
  const confirm = async (page) => {
    await page.getByRole('button', { name: /^确认/ }).last().click()
    const wrong = page.locator('form [role=alert].notice-bad')
    await Promise.race([page.getByText(/已办理：/).first().waitFor(), wrong.waitFor().then(async () => { throw new Error(`refused: ${await wrong.innerText()}`) })])
  }
  const act = async (who, c, what, fill = async () => {}) => {
    const page = await hand(who)
    await form(page, c, what)
    await fill(page)
    await confirm(page)
    return page
  }
  const look = async (page, what, full = true) => {
    await settled(page)
    await page.waitForTimeout(200)
    const bad = await violations(page)
    r.check(`${name}: axe ${what}`, bad.length === 0, bad.join('\n     '))
    r.check(`${name}: no sideways scroll ${what}`, (await overflow(page)) <= 0)
    await page.evaluate(() => window.scrollTo(0, 0))
    await r.shot(page, `${name}-${what}-1366`, full)
    await page.setViewportSize(phone)
    await settled(page)
    r.check(`${name}: no sideways scroll ${what} 390`, (await overflow(page)) <= 0, `${await overflow(page)} px`)
    await r.shot(page, `${name}-${what}-390`, true)
    await page.setViewportSize(wide)
  }
  /** The file as the API gives it to somebody. */
  const file = async (who, c) => (await (await hand(who)).request.get(`${system.base}/api/v1/cases/${c}`)).json()
  let ok = true
  /** A step; after one that failed the rest is left out. */
  const step = async (what, f) => { if (ok) ok = await r.step(`${name}: ${what}`, f, { screenshot: (o) => hands.get(`${last}${wide.width}`)?.screenshot(o) }) }
  return { said, hand, later, open_, form, confirm, act, look, file, step, now, today: () => date(now()), behind: () => behind, last: () => last }
}
