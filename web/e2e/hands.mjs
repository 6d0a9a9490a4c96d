// Those who walk a matter through the pages, each signed in on a page of its own, and what they all do alike.
import { chooseAll, complaints, overflow, settled, signIn, violations, wide } from './browser.mjs'

/** Pages for `who` of the accounts; steps and screenshots are named after the walk. */
export async function hands({ browser, base, r, accounts, who, walk, short }) {
  const pages = {}
  const said = []
  for (const name of who) {
    const page = await (await browser.context(wide)).newPage()
    said.push([name, complaints(page)])
    await signIn(page, base, ...accounts[name])
    pages[name] = page
  }
  /** Does an act on a file by its form, and waits for its receipt. */
  const act = async (page, id, name, fill = async () => {}) => {
    await page.goto(`${base}/cases/${id}/acts/${name}`)
    await settled(page)
    await fill(page)
    await page.getByRole('button', { name: /^确认/ }).last().click()
    await page.waitForURL((u) => u.pathname === `/cases/${id}`, { timeout: 15000 })
    await page.getByText(/已办理：/).first().waitFor()
  }
  /** A page as it should be: axe finds nothing, nothing is wider than the window. */
  const fit = async (page, name) => {
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').first().waitFor({ state: 'hidden', timeout: 3000 }).catch(() => {}) // a list that was chosen from folds up
    const bad = await violations(page)
    if (bad.length) throw new Error(`axe at ${name}: ${bad.join('\n')}`)
    const wider = await overflow(page)
    if (wider > 0) throw new Error(`${name} is ${wider} px wider than the window`)
    await r.shot(page, `${short}-${name}`, true)
  }
  const step = (name, f, page) => r.step(`${walk}: ${name}`, f, page)
  /** At the end: nobody's console complained, but for refusals that were asked for. */
  const quiet = () => { for (const [name, list] of said) r.check(`${walk}: console of ${name}`, list.filter((x) => !/40[39]|412|422/.test(x)).length === 0, list.join('\n     ')) }
  return { ...pages, said, act, people: chooseAll, fit, step, quiet }
}
