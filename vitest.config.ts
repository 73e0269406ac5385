import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const shared = { sequence: { shuffle: true }, testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    // Half of the tests wait for workerd, chromium and other processes: a core left idle would only wait, too.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/worker/**'],
          setupFiles: ['test/setup.ts'],
        },
      },
      {
        plugins: [
          cloudflareTest({ miniflare: { compatibilityDate: '2026-11-17', compatibilityFlags: ['nodejs_compat'] } }),
        ],
        test: { ...shared, name: 'workerd', include: ['test/worker/**/*.test.ts'], setupFiles: ['test/setup.ts'] },
      },
    ],
  },
})
