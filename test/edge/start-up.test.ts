/** What an ordinary page pays for the rest: modules that start-up must not evaluate. How much it weighs is a figure of the bench. */

import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { startupOutputs, WORKER_ENTRY } from '../../src/dev/bundle.ts'

/** Previews but for the question whether one is asked for, simulation, publishing, our own URLs, and what these bring along. */
const LATE =
  /src\/(?:preview|admin|jobs|ruleset)\/|src\/edge\/(?:preview-(?!asked)|preview\.|simulate)|src\/publish\.|node_modules\/(?:hono|valibot|xss|re2js)\//

test('start-up evaluates nothing of previews, publishing and our own URLs', async () => {
  const { metafile } = await build({
    entryPoints: [WORKER_ENTRY],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'split',
    write: false,
    metafile: true,
  })
  const modules = startupOutputs(metafile, WORKER_ENTRY).flatMap((path) => {
    const { inputs } = metafile.outputs[path]!
    return Object.keys(inputs).filter((input) => inputs[input]!.bytesInOutput > 0)
  })
  expect(modules.some((path) => path.endsWith('src/edge/preview-asked.ts'))).toBe(true)
  expect(modules.filter((path) => LATE.test(path))).toEqual([])
})
