// The desk of a walk: who acts, each signed in on a page of its own, and the small words in which the steps are written. A course takes
// weeks: the program is stopped and started again as of a later day.
import { choose, complaints, open, overflow, phone, settled, signIn, violations, wide } from './browser.mjs'

export const day = 86_400_000
const shanghai = (ms) => new Date(ms + 8 * 3_600_000).toISOString()
export const date = (ms) => shanghai(ms).slice(0, 10)
export const minute = (ms) => shanghai(ms).slice(0, 16).replace('T', ' ')
export const at = (d, hm = '00:00') => Date.parse(`${d}T${hm}:00+08:00`)
export const between = (a, b) => Math.round((at(b) - at(a)) / day)
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

export const label = (page, text) => page.getByLabel(new RegExp(`^${text}(（选填）)?$`)).first()
export const put = async (page, text, value) => { await label(page, text).fill(value) }
export const typeDate = async (x, value) => { await x.click(); await x.fill(value); await x.press('Enter') }
export const putDate = (page, text, value) => typeDate(label(page, text), value)
export const card = (page, id) => page.locator(`section[aria-labelledby="${id}"]`)
/** Presses the button of a form: not while an answer is awaited, when it does nothing; the mark of that may still fade, and is in its name. */
export const send = (page) => page.locator('button:not(.ant-btn-loading)').and(page.getByRole('button', { name: /^(loading )?确认/ })).last().click()
/** The file that was just opened. */
export const opened = async (page) => {
  await page.waitForURL((u) => /^\/cases\/[^/]+$/.test(u.pathname))
  return new URL(page.url()).pathname.split('/').pop()
}
/** Waits for what the engine does by itself; a busy machine takes its time. */
export async function until(what, f) {
  for (const end = Date.now() + 120_000; ;) {
    const x = await f()
    if (x) return x
    if (Date.now() > end) throw new Error(`two minutes have not brought it about: ${what}`)
    await new Promise((ok) => setTimeout(ok, 250))
  }
}

let papers = 0
/** A paper to hand in; every one is another. */
export const paper = (name) => ({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n%${name}${++papers}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`) })
/** An association as it is applied for, online or at the window. */
export async function association(page, { by, tel, field, home, aim, members }) {
  await page.getByLabel('申请人姓名或者名称').fill(by)
  await page.getByLabel('联系电话').fill(tel)
  await page.getByLabel('行业、事业领域或者会员组成').fill(field)
  await page.getByLabel('组织形式').fill('协会')
  await page.getByText('登记簿中没有重复的名称').waitFor()
  await page.getByLabel('住所').fill(home)
  await page.getByLabel('宗旨').fill(aim)
  await page.getByLabel('业务范围').fill('组织展示、交流和培训')
  await page.getByLabel('法定代表人（负责人）').fill(by)
  await page.getByLabel('活动（开办）资金').fill('30000')
  await page.getByLabel('业务主管单位', { exact: true }).fill('云岭区文化体育局')
  await page.getByLabel(/个人会员数/).fill(String(members))
}
/** Says of every condition whether it is met, and why where the page asks for it. */
export async function conditions(page, unmet = {}) {
  const all = await page.locator('.point').all()
  const bad = async (g) => { const title = await g.getAttribute('aria-label'); return Object.entries(unmet).find(([words]) => title.includes(words))?.[1] }
  for (const g of all) await g.getByText(await bad(g) ? '不符合' : '符合', { exact: true }).first().click()
  await settled(page) // it asks where a person differs from it
  for (const g of all) {
    const note = g.getByRole('textbox')
    if (await note.count()) await note.fill((await bad(g)) ?? '材料已核对，符合。')
  }
}

export const people = {
  officer: ['lu.yuan', '陆原'], second: ['qiao.an', '乔岸'], leader: ['he.jian', '何见'], leader2: ['ning.zhou', '宁舟'], head: ['gu.weiming', '顾未铭'], reviewer: ['yan.li', '严砺'],
  host: ['wen.du', '闻渡'], recorder: ['lan.ji', '兰笈'], section: ['shen.mu', '沈木'], finance: ['fei.ce', '费册'], archivist: ['mo.dang', '莫荡'], auditor: ['jian.ting', '简汀'], admin: ['xu.an', '许岸'], clerk: ['su.he', '苏禾'],
}
/** What a person of the demonstration is called. */
export const named = (who) => people[who][1]

/**
 * The desk of a walk. `account` gives login and password of somebody; `direct` opens the forms of acts by their address; `behind`
 * says how far the clock of the house runs behind; `size` how wide somebody's window is.
 */
export function desk({ browser, base, r, walk, account, direct = false, behind = () => 0, size = () => wide }) {
  const said = []
  const hands = new Map()
  let last // the page that was used last

  /** A new page of somebody who is not signed in. */
  const guest = async (who, viewport = wide, extra = {}) => {
    const context = await browser.context(viewport, extra)
    if (behind()) {
      await context.addInitScript((ms) => { // the browser of the walk stands on the same day as the house
        const Real = Date
        window.Date = class extends Real { constructor(...a) { if (a.length) super(...a); else super(Real.now() - ms) } static now() { return Real.now() - ms } }
      }, behind())
    }
    const page = await context.newPage()
    said.push([who, complaints(page)])
    return page
  }
  /** The page of somebody, signed in when first asked for. */
  const hand = async (who) => {
    if (!hands.has(who)) {
      const page = await guest(who, size(who))
      await signIn(page, base, ...account(who))
      hands.set(who, page)
    }
    return (last = hands.get(who))
  }
  const away = async () => { for (const page of hands.values()) await page.context().close(); hands.clear() }
  const go = async (page, path) => { await page.goto(base + path); await settled(page) }
  const openFile = (page, c) => go(page, `/cases/${c}`)
  /** Opens the form of an act: by its address, or as a person does, by its button on the page of the file or the list of all acts. */
  const form = async (page, c, name) => {
    if (direct) return go(page, `/cases/${c}/acts/${name}`)
    await openFile(page, c)
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
  /** Sends a form and waits for its receipt; a refusal is told. */
  const confirm = async (page) => {
    await send(page)
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
  /** A page as it should be: axe finds nothing, nothing is wider than the window. */
  const fit = async (page, view, full = true) => {
    await settled(page)
    const bad = await violations(page)
    r.check(`${walk}: axe ${view}`, bad.length === 0, bad.join('\n     '))
    const wider = await overflow(page)
    r.check(`${walk}: no sideways scroll ${view}`, wider <= 0, `${wider} px`)
    await page.evaluate(() => window.scrollTo(0, 0))
    await r.shot(page, `${walk}-${view}`, full)
  }
  /** The same at the width of a phone too. */
  const look = async (page, view, full) => {
    await fit(page, `${view}-1366`, full)
    await page.setViewportSize(phone)
    await fit(page, `${view}-390`)
    await page.setViewportSize(wide)
  }
  /** Every clock of a file tells how it is counted. */
  const clocks = async (page, c) => {
    await openFile(page, c)
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
  /** What the API answers somebody, and a file as it gives it. */
  const get = async (who, path) => (await (await hand(who)).request.get(`${base}/api/v1${path}`)).json()
  const file = (who, c) => get(who, `/cases/${c}`)
  /** Whether somebody may do an act now. */
  const may = async (who, c, name) => (await file(who, c)).allowed_acts.some((a) => a.name === name && !a.refused)
  /** The leaders meet about a file that waits for them, from the agenda to the closed minutes; gives the file of the meeting. */
  const meets = async (c, { subject = '', report, opinion, resolved, view = async () => {} }) => {
    const now = () => Date.now() - behind()
    const page = await hand('head')
    await openFile(page, c)
    await page.locator(`a[href*="/meetings/new?file=${c}"]`).first().click()
    await settled(page)
    await typeDate(page.locator('#act_at'), minute(now()))
    await page.locator('#act_place').fill('三楼会议室')
    await choose(page, '记录人', named('section'))
    await view(page, 'convene')
    await send(page)
    const meeting = await opened(page)
    const rec = await hand('section')
    await form(rec, meeting, 'meeting.hold')
    await typeDate(rec.locator('#act_started_at'), minute(now() - 60_000))
    await typeDate(rec.locator('#act_ended_at'), minute(now()))
    await rec.getByRole('button', { name: '添加汇报' }).click()
    await rec.locator('#act_items_0_reports_0_who').fill(named('officer'))
    await rec.locator('#act_items_0_reports_0_text').fill(report)
    for (const who of ['leader', 'leader2', 'head']) {
      await rec.getByLabel(`议题 1 ${named(who)}的意见`).fill(opinion)
      await rec.getByRole('radiogroup', { name: `议题 1 ${named(who)}的表决` }).getByText('同意', { exact: true }).click()
    }
    await choose(rec, '决议', `同意${subject}`)
    await rec.locator('#act_items_0_text').fill(resolved)
    await view(rec, 'minutes')
    await confirm(rec)
    for (const who of ['leader', 'leader2', 'head']) await act(who, meeting, 'meeting.sign')
    await act('section', meeting, 'meeting.close')
    return meeting
  }
  /** The same about the opinion on an application. */
  const discusses = (c, view) => meets(c, { subject: '审查意见', report: '汇报审查情况和审查意见。', opinion: '同意审查意见。', resolved: '同意审查意见。', view })
  const step = (name, f, page) => r.step(`${walk}: ${name}`, f, page ?? { screenshot: (o) => last?.screenshot(o) })
  /** The end: nobody's page complained, but for refusals that were asked for. */
  const quiet = (refusals) => { for (const [who, list] of said) { const bad = list.filter((x) => !refusals?.test(x)); r.check(`${walk}: console of ${who}`, bad.length === 0, bad.join('\n     ')) } }
  const forgive = (who) => { for (const [w, list] of said) if (w === who) list.length = 0 }
  return { hand, guest, away, go, open: openFile, form, confirm, act, evidence, fit, look, clocks, get, file, may, meets, discusses, step, quiet, forgive }
}

/** The desk of a walk over weeks, by the people of the demonstration; after a step that failed there is no use in the next. */
export async function course(system, r, walk) {
  const browser = await open()
  let behind = 0
  let ok = true
  const d = desk({ browser, base: system.base, r, walk, account: (who) => [people[who][0], system.password()], behind: () => behind })
  const now = () => Date.now() - behind
  return {
    ...d, now, today: () => date(now()), close: () => browser.close(),
    step: async (name, f) => { ok &&= await d.step(name, f) },
    /** The house opens as of this moment: first, or again when time has passed. */
    opens: async (to) => {
      await d.away()
      await system.stop()
      behind = Math.max(0, Date.now() - to)
      await system.start(behind)
    },
  }
}
