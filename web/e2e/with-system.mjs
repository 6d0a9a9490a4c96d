// Starts the real program on a new data folder with the demonstration year, walks it in a real browser, and stops it; then
// takes a penalty case through the months of its life on another, registrations through their weeks on a third, an entry of the credit lists
// through its years on a fourth, and a clean-up over 10,000 organizations on a fifth. YIFA_WALK=pages, penalty, course, listing or cleanup does one of them.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanupWalk } from './cleanup-walk.mjs'
import { listingWalk } from './listing-walk.mjs'
import { penaltyWalk } from './penalty-walk.mjs'
import { registrationCourse } from './registration-course.mjs'
import { newSystem } from './system.mjs'

const shotsOf = (system) => process.env.YIFA_SHOTS ?? join(system.data, 'shots')

async function pagesAndWalk(system) {
  await system.start()
  const word = system.password()
  const accounts = join(system.data, 'accounts.json')
  writeFileSync(accounts, JSON.stringify({ officer: ['lu.yuan', word], officer2: ['qiao.an', word], leader: ['he.jian', word], leader2: ['ning.zhou', word], head: ['gu.weiming', word], manager: ['cao.cha', word], clerk: ['su.he', word], section: ['shen.mu', word], reviewer: ['yan.li', word] }))
  const run = (args) => new Promise((ok) => {
    const p = spawn(process.execPath, ['e2e/run.mjs', '--base', system.base, '--shots', shotsOf(system), ...args], { stdio: 'inherit' })
    p.on('exit', (code) => ok(code ?? 1))
  })
  const code = await run(['--login', 'shen.mu', '--password', word, '--walk', '--execution', '--accounts', accounts])
  return (await run(['--login', 'xu.an', '--password', word])) || code // what only an administrator sees
}

let code = 0
for (const [name, walk] of [['pages', pagesAndWalk], ['penalty', (s) => penaltyWalk(s, shotsOf(s))], ['course', (s) => registrationCourse(s, shotsOf(s))], ['listing', (s) => listingWalk(s, shotsOf(s))], ['cleanup', (s) => cleanupWalk(s, shotsOf(s))]]) {
  if (process.env.YIFA_WALK && process.env.YIFA_WALK !== name) continue
  const system = await newSystem()
  try {
    code = (await walk(system)) || code
  } catch (e) {
    console.error(e.message)
    code = 1
  } finally {
    await system.stop()
    system.remove()
  }
}
process.exit(code)
