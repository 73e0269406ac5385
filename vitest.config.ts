import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** In random order, but none that drives a browser among the last: they take longest, and would end alone. */
class BrowsersEarly extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence
    const place = ({ moduleId }: TestSpecification): number => {
      const random = createHash('sha256').update(`${seed} ${moduleId}`).digest().readUInt32BE()
      return moduleId.includes('/test/browser/') ? random / 2 : random
    }
    return files.toSorted((a, b) => place(a) - place(b))
  }
}

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
    sequence: { shuffle: true, sequencer: BrowsersEarly },
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
