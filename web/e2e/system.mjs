// The real program on a data folder of its own, which can be stopped and started again at another day.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** YIFA_BIN names the program; without it ../bin/yifa is meant. */
export async function newSystem() {
  const bin = resolve(process.env.YIFA_BIN ?? '../bin/yifa')
  const data = mkdtempSync(join(tmpdir(), 'yifa-e2e-'))
  const port = await new Promise((ok) => { const s = createServer().listen(0, '127.0.0.1', () => { const p = s.address().port; s.close(() => ok(p)) }) })
  const base = `http://127.0.0.1:${port}`
  let system
  let late = 0 // how far its clock runs behind
  const environment = () => ({ ...process.env, ...(late ? { YIFA_DEMO_BEHIND: `${Math.round(late)}ms` } : {}) })
  const stop = async () => {
    if (!system) return
    const gone = system.exitCode === null ? new Promise((ok) => system.once('exit', ok)) : undefined
    system.kill('SIGTERM')
    await Promise.race([gone, new Promise((ok) => setTimeout(ok, 30_000))])
    system = undefined
  }
  return {
    base, data, stop,
    password: () => readFileSync(join(data, 'secrets', 'demo-password'), 'utf8').trim(),
    /** Starts it, its clock behind by so many milliseconds: only a demonstration can be. */
    async start(behind = 0) {
      late = behind
      system = spawn(bin, ['up', '--data', data, '--listen', `127.0.0.1:${port}`, '--demo'], { stdio: ['ignore', 'pipe', 'inherit'], env: environment() })
      let said = ''
      await new Promise((ok, no) => {
        const slow = setTimeout(() => no(new Error(`not ready within two minutes:\n${said}`)), 120_000)
        system.stdout.on('data', (b) => { said += b; if (said.includes(`就绪 ${base}`)) { clearTimeout(slow); ok() } })
        system.on('exit', (code) => { clearTimeout(slow); no(new Error(`the program ended with ${code} before it was ready:\n${said}`)) })
      })
      system.removeAllListeners('exit')
    },
    /** A command of the program on the same system, at the same hour; gives what it said. */
    command: (...args) => new Promise((ok, no) => {
      const p = spawn(bin, [...args, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'], env: environment() })
      let out = ''
      for (const s of [p.stdout, p.stderr]) s.on('data', (b) => { out += b })
      p.on('exit', (code) => (code ? no(new Error(`${args.join(' ')}: ${out.slice(-800)}`)) : ok(out)))
    }),
    remove() { if (!process.env.YIFA_KEEP) rmSync(data, { recursive: true, force: true }) },
  }
}
