import react from '@vitejs/plugin-react'
import { loadEnv, type ProxyOptions } from 'vite'
import { defineConfig } from 'vitest/config'
import { weight } from './build/weight.mjs'

/** Passes a path on to a running venue, which expects its own origin in every request. */
function venue(port: string, ws = false): ProxyOptions {
  const target = `http://localhost:${port}`
  return {
    target,
    ws,
    changeOrigin: true,
    rewriteWsOrigin: true,
    headers: { origin: target },
  }
}

const { OPENBELL_EDGE_PORT = '8080', OPENBELL_GATEWAY_PORT = '8081' } = loadEnv('development', '.', 'OPENBELL_')

export default defineConfig({
  plugins: [
    react(),
    weight({
      page: 'The trade page, with its charts',
      chunks: ['app/TradePage.tsx', 'features/chart/ChartPanel.tsx'],
      font: /inter-latin-wght/,
      most: 250_000,
    }),
  ],
  build: {
    // The page's policy allows no inline code and no data: addresses, so every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // light-dark() and container queries stay as they are written.
    cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
  },
  server: {
    proxy: {
      '/api': venue(OPENBELL_EDGE_PORT),
      '/config.json': venue(OPENBELL_EDGE_PORT),
      '/healthz': venue(OPENBELL_EDGE_PORT),
      '/ws': venue(OPENBELL_GATEWAY_PORT, true),
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: 'src/testing/setup.ts',
    restoreMocks: true,
    testTimeout: 60_000,
  },
})
