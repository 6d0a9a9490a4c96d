import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The pages talk to one origin. In development the API is either the real one (YIFA_API=http://127.0.0.1:8080) or,
// with YIFA_FAKE=1, the small one in dev/fake.mjs. Neither is part of the build.
export default defineConfig(async () => {
  const fake = process.env.YIFA_FAKE ? [(await import('./dev/fake.mjs')).fake()] : []
  return {
    plugins: [react(), ...fake],
    resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
    server: {
      host: '127.0.0.1',
      proxy: process.env.YIFA_API ? { '/api': { target: process.env.YIFA_API } } : undefined,
    },
    preview: { host: '127.0.0.1' },
    build: {
      target: 'es2022',
      emptyOutDir: true,
      chunkSizeWarningLimit: 1400,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'charts', test: /node_modules[\\/](echarts|zrender)/ },
              { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-)/ },
              { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack|i18next|react-i18next)[\\/]/ },
            ],
          },
        },
      },
    },
    test: {
      environment: 'jsdom',
      setupFiles: ['./src/testing/setup.ts'],
      css: false,
      testTimeout: 20_000,
    },
  }
})
