import { availableParallelism } from 'node:os'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/**
 * A worker is kept from file to file: no test depends on a fresh one, and each would cost its imports again. What is waited
 * for ends the waiting; the limits are for what never comes, and wide, because the machine may have others to serve.
 */
const shared = {
  isolate: false,
  sequence: { shuffle: true },
  expect: { poll: { timeout: 20_000 } },
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    // Half of the tests wait for workerd, chromium and other processes: with as many workers as cores, cores would wait, too.
    maxWorkers: 2 * availableParallelism(),
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
