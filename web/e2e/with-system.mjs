// Starts the real program on a new data folder with the demonstration year, walks it in a real browser, and stops it.
// YIFA_BIN names the program; without it ../bin/yifa is meant.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const bin = resolve(process.env.YIFA_BIN ?? '../bin/yifa')
const data = mkdtempSync(join(tmpdir(), 'yifa-e2e-'))
const shots = process.env.YIFA_SHOTS ?? join(data, 'shots')
const port = await new Promise((ok) => { const s = createServer().listen(0, '127.0.0.1', () => { const p = s.address().port; s.close(() => ok(p)) }) })
const base = `http://127.0.0.1:${port}`

const system = spawn(bin, ['up', '--data', data, '--listen', `127.0.0.1:${port}`, '--demo'], { stdio: ['ignore', 'pipe', 'inherit'] })
let said = ''
const ready = new Promise((ok, no) => {
  system.stdout.on('data', (b) => { said += b; if (said.includes(base)) ok() })
  system.on('exit', (code) => no(new Error(`the program ended with ${code} before it was ready:\n${said}`)))
  setTimeout(() => no(new Error(`not ready within two minutes:\n${said}`)), 120_000)
})

const run = (args) => new Promise((ok) => {
  const p = spawn(process.execPath, ['e2e/run.mjs', '--base', base, '--shots', shots, ...args], { stdio: 'inherit' })
  p.on('exit', (code) => ok(code ?? 1))
})

let code = 1
try {
  await ready
  const word = readFileSync(join(data, 'secrets', 'demo-password'), 'utf8').trim()
  const accounts = join(data, 'accounts.json')
  writeFileSync(accounts, JSON.stringify({ officer: ['lu.yuan', word], officer2: ['qiao.an', word], leader: ['he.jian', word], manager: ['cao.cha', word], clerk: ['su.he', word], section: ['shen.mu', word], reviewer: ['yan.li', word] }))
  code = await run(['--login', 'shen.mu', '--password', word, '--walk', '--accounts', accounts])
  code = (await run(['--login', 'xu.an', '--password', word])) || code // what only an administrator sees
} catch (e) {
  console.error(e.message)
} finally {
  system.removeAllListeners('exit')
  const gone = new Promise((ok) => system.on('exit', ok))
  system.kill('SIGTERM')
  await Promise.race([gone, new Promise((ok) => setTimeout(ok, 30_000))])
  if (!process.env.YIFA_KEEP) rmSync(data, { recursive: true, force: true })
}
process.exit(code)
