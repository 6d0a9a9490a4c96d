import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const dist = new URL('./dist/', import.meta.url)

// dist/README.md is kept in git, so the folder is emptied by hand; beside each file its .gz, which the binary sends.
const tidy = (): Plugin => ({
  name: 'tidy-dist',
  apply: 'build',
  async buildStart() {
    for (const f of await readdir(dist).catch(() => [])) if (f !== 'README.md') await rm(new URL(f, dist), { recursive: true })
  },
  async closeBundle() {
    for (const f of await readdir(dist, { recursive: true })) {
      if (!/\.(js|css|html|svg)$/.test(f)) continue
      const b = await readFile(new URL(f, dist))
      if (b.length > 1024) await writeFile(new URL(`${f}.gz`, dist), gzipSync(b, { level: 9 }))
    }
  },
})

// The pages talk to one origin. In development the API is either the real one (YIFA_API=http://127.0.0.1:8080) or,
// with YIFA_FAKE=1, the small one in dev/fake.mjs. Neither is part of the build.
export default defineConfig(async () => {
  const fakeAPI = './dev/fake.mjs'
  const proxy = process.env.YIFA_API ? { '/api': { target: process.env.YIFA_API } } : undefined
  return {
    plugins: [react(), tidy(), ...(process.env.YIFA_FAKE ? [(await import(new URL(fakeAPI, import.meta.url).href)).fake() as Plugin] : [])],
    resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
    server: { host: '127.0.0.1', proxy },
    preview: { host: '127.0.0.1', proxy },
    build: {
      target: 'es2022',
      emptyOutDir: false,
      chunkSizeWarningLimit: 1400,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'charts', test: /node_modules[\\/](echarts|zrender)/ },
              { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-|@emotion|dayjs)/ },
              { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack|i18next|react-i18next|openapi-fetch)[\\/]/ },
            ],
          },
        },
      },
    },
    test: {
      environment: 'jsdom',
      setupFiles: ['./src/testing/setup.ts'],
      css: false,
      testTimeout: 60_000, // a guard against hanging, no measure: with two busy processes beside them whole forms take 10 to 20 s in jsdom
    },
  }
})
