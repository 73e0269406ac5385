/** What belongs to start-up and what does not. The weights themselves are figures of the bench. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { bundleSizes, bundleWorker, startupOutputs } from '../../src/dev/bundle.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const folder = await temporaryFolder()
const BULK = Array.from({ length: 3_000 }, (_, i) => `word${(i * 7_919) % 100_003}`).join(' ')

/** An entry that imports `early.ts` statically and `late.ts` on demand; both need `shared.ts`. */
async function example(): Promise<string> {
  await writeFile(join(folder, 'shared.ts'), 'export const shared = (x: string): string => x.toUpperCase()')
  await writeFile(
    join(folder, 'early.ts'),
    "import { shared } from './shared.ts'\nexport const early = shared('early')",
  )
  await writeFile(
    join(folder, 'late.ts'),
    `import { shared } from './shared.ts'\nexport const late = shared(${JSON.stringify(BULK)})`,
  )
  const entry = join(folder, 'entry.ts')
  await writeFile(
    entry,
    "import { early } from './early.ts'\nexport default { fetch: async () => early + (await import('./late.ts')).late }",
  )
  return entry
}

test('one file holds everything', async () => {
  const { code, metafile } = await bundleWorker({ entry: await example() })
  expect(code).toContain(BULK)
  expect(Object.keys(metafile.outputs)).toHaveLength(1)
})

test('what only import() reaches does not weigh on start-up', async () => {
  const sizes = await bundleSizes({ entry: await example() })
  expect(sizes.gzipBytes).toBeGreaterThan(6_000)
  expect(sizes.startupGzipBytes).toBeLessThan(500)
})

test('a module that both halves need counts as start-up', async () => {
  const entry = await example()
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'split',
    write: false,
    metafile: true,
  })
  const startup = startupOutputs(metafile, entry).flatMap((path) => Object.keys(metafile.outputs[path]!.inputs))
  expect(startup.map((path) => path.replace(/.*\//, '')).sort()).toEqual(['early.ts', 'entry.ts', 'shared.ts'])
})
