/** What belongs to start-up and what does not. The weights themselves are figures of the bench. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { bundleSizes, bundleWorker, modulesIn, startupModules, startupOutputs } from '../../src/dev/bundle.ts'
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

/** Of the real Worker: what a page never runs, and so must not be loaded with it. */
const NOT_FOR_PAGES = [
  /^src\/(?:admin|cli|dev|jobs|preview|ruleset)\//,
  /^src\/publish\.ts$/,
  /^src\/core\/(?:compile|explain)\.ts$/,
  /^src\/core\/(?:compile|conjunction|wording)\//,
  /^src\/core\/condition\/(?:attribute|attribute-label|cause|edit-distance|regex|trace)\.ts$/,
  /^src\/core\/content\/parse-template\.ts$/,
  /^src\/core\/fact\/(?:first-instant|opening)\.ts$/,
  /^src\/core\/page\/selector\.ts$/,
  /(?:^|\/)open-meteo\.ts$/,
  /^node_modules\/(?!(?:isbot|my-ua-parser)\/)/,
]

async function workerModules(): Promise<string[]> {
  const { metafile } = await bundleWorker()
  return Object.keys(metafile.outputs).flatMap((path) => modulesIn(metafile, path))
}

test('start-up loads what pages run', async () => {
  const modules = await startupModules()
  expect(modules).toContain('src/edge/handle.ts')
  expect(modules.filter((path) => NOT_FOR_PAGES.some((pattern) => pattern.test(path)))).toEqual([])
  const all = await workerModules()
  expect(NOT_FOR_PAGES.filter((pattern) => !all.some((path) => pattern.test(path)))).toEqual([])
})

/** What editors, the command line or development alone have to do with. */
const NOT_FOR_THE_WORKER = [
  /^src\/(?:cli|dev)\//,
  /^src\/ruleset\/json-schema\//,
  /^src\/core\/condition\/operators\/growthbook\.ts$/,
  /^node_modules\/(?!(?:@libsql|drizzle-orm|hono|isbot|js-base64|my-ua-parser|promise-limit|re2js|valibot|xss)\/)/,
  /^node_modules\/xss\/lib\/(?!parser|util)/,
  /^node_modules\/hono\/dist\/router\/(?!trie-router|utils)/,
]

test('the Worker carries what it uses', async () => {
  const modules = await workerModules()
  expect(modules).toContain('src/ruleset/check.ts')
  expect(modules.filter((path) => NOT_FOR_THE_WORKER.some((pattern) => pattern.test(path)))).toEqual([])
})
