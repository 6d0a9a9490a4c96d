// The people of the demonstration and the days of a walk that takes weeks: the program is stopped and started again as of a later day.
import { complaints, open, overflow, phone, signIn, violations, wide } from './browser.mjs'

export const day = 86_400_000
const shanghai = (ms) => new Date(ms + 8 * 3_600_000).toISOString()
export const date = (ms) => shanghai(ms).slice(0, 10)
export const minute = (ms) => shanghai(ms).slice(0, 16).replace('T', ' ')
export const at = (d, hm = '00:00') => Date.parse(`${d}T${hm}:00+08:00`)
export const between = (a, b) => Math.round((at(b) - at(a)) / day)
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

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

export const people = {
  officer: ['lu.yuan', '陆原'], second: ['qiao.an', '乔岸'], leader: ['he.jian', '何见'], leader2: ['ning.zhou', '宁舟'], head: ['gu.weiming', '顾未铭'], reviewer: ['yan.li', '严砺'],
  host: ['wen.du', '闻渡'], recorder: ['lan.ji', '兰笈'], section: ['shen.mu', '沈木'], finance: ['fei.ce', '费册'], archivist: ['mo.dang', '莫荡'], auditor: ['jian.ting', '简汀'], admin: ['xu.an', '许岸'], clerk: ['su.he', '苏禾'],
}
/** What a person of the demonstration is called. */
export const named = (who) => people[who][1]

/** The desk of a walk: who acts, on which day, and the small words in which a step is written. */
export async function desk(system, r, walk) {
  const browser = await open()
  const said = []
  let behind = 0
  let hands = new Map()
  let last = '' // whose page was used last
  const now = () => Date.now() - behind
  const today = () => date(now())

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
  /** The house opens as of this moment: first, or again when time has passed. */
  const opens = async (to) => {
    for (const page of hands.values()) await page.context().close()
    hands = new Map()
    await system.stop()
    behind = Math.max(0, Date.now() - to)
    await system.start(behind)
  }

  const open_ = async (page, c) => { await page.goto(`${system.base}/cases/${c}`); await settled(page) }
  /** Opens the form of an act as a person does: its button on the page of the file, or the list of all acts. */
  const form = async (page, c, name) => {
    await open_(page, c)
    const link = `a[href$="/acts/${name}"], a[href$="act=${name}"]`
    const button = page.locator(`main .case-head ${link}`).first()
    if (await button.isVisible()) await button.click()
    else {
      await page.getByRole('button', { name: /^(更多|可办事项)$/ }).first().click()
      await page.getByRole('dialog').locator(link).first().click()
    }
    await page.waitForURL((u) => u.pathname.endsWith(`/acts/${name}`) || u.searchParams.get('act') === name)
    await settled(page)
  }
  const confirm = async (page) => {
    await page.getByRole('button', { name: /^确认/ }).last().click()
    const wrong = page.locator('form [role=alert].notice-bad')
    await Promise.race([page.getByText(/已办理：/).first().waitFor(), wrong.waitFor().then(async () => { throw new Error(`refused: ${await wrong.innerText()}`) })])
  }
  const act = async (who, c, name, fill = async () => {}) => {
    const page = await hand(who)
    await form(page, c, name)
    await fill(page)
    await confirm(page)
    return page
  }
  const evidence = async (page, title) => {
    await page.locator('input[type=file]').first().setInputFiles({ name: `${title}.png`, mimeType: 'image/png', buffer: png })
    await page.getByText(/已上传 1\/1/).first().waitFor()
  }
  const look = async (page, view, full = true) => {
    await settled(page)
    await page.waitForTimeout(200)
    const bad = await violations(page)
    r.check(`${walk}: axe ${view}`, bad.length === 0, bad.join('\n     '))
    r.check(`${walk}: no sideways scroll ${view}`, (await overflow(page)) <= 0)
    await page.evaluate(() => window.scrollTo(0, 0))
    await r.shot(page, `${walk}-${view}-1366`, full)
    await page.setViewportSize(phone)
    await settled(page)
    r.check(`${walk}: no sideways scroll ${view} 390`, (await overflow(page)) <= 0, `${await overflow(page)} px`)
    await r.shot(page, `${walk}-${view}-390`, true)
    await page.setViewportSize(wide)
  }
  /** Every clock of a file tells how it is counted. */
  const clocks = async (page, c) => {
    await open_(page, c)
    const badges = card(page, 'clocks').getByRole('button', { name: /查看计算/ })
    const n = await badges.count()
    if (n === 0) throw new Error('there is no clock')
    for (let i = 0; i < n; i++) {
      await badges.nth(i).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByRole('table').waitFor()
      if (!/\d{4}-\d{2}-\d{2}/.test(await drawer.innerText())) throw new Error(`clock ${i + 1} names no day`)
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'hidden' })
    }
    return n
  }
  /** The file as the API gives it to somebody. */
  const file = async (who, c) => (await (await hand(who)).request.get(`${system.base}/api/v1/cases/${c}`)).json()
  let ok = true
  /** A step of the walk; after one that failed there is no use in the next. */
  const step = async (name, f) => { if (!ok) return; ok = await r.step(`${walk}: ${name}`, f, { screenshot: (o) => hands.get(`${last}${wide.width}`)?.screenshot(o) }) }
  /** The end: nobody's page complained, and everything is put away. */
  const quiet = () => { for (const [who, list] of said) r.check(`${walk}: console of ${who}`, list.length === 0, list.join('\n     ')) }
  const forgive = (who) => { said.find(([w]) => w === who)[1].length = 0 } // the refusals a step asked for
  return { file, last: () => last, now, today, hand, opens, open: open_, form, confirm, act, evidence, look, clocks, step, quiet, forgive, close: () => browser.close() }
}
