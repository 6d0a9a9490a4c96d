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
      const env = { ...process.env, ...(behind ? { YIFA_DEMO_BEHIND: `${Math.round(behind)}ms` } : {}) }
      system = spawn(bin, ['up', '--data', data, '--listen', `127.0.0.1:${port}`, '--demo'], { stdio: ['ignore', 'pipe', 'inherit'], env })
      let said = ''
      await new Promise((ok, no) => {
        const late = setTimeout(() => no(new Error(`not ready within two minutes:\n${said}`)), 120_000)
        system.stdout.on('data', (b) => { said += b; if (said.includes(`就绪 ${base}`)) { clearTimeout(late); ok() } })
        system.on('exit', (code) => { clearTimeout(late); no(new Error(`the program ended with ${code} before it was ready:\n${said}`)) })
      })
      system.removeAllListeners('exit')
    },
    remove() { if (!process.env.YIFA_KEEP) rmSync(data, { recursive: true, force: true }) },
  }
}
