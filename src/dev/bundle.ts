/** The Worker as one file, the way wrangler bundles it, and what it weighs. Not for deploying: wrangler does that itself. */

import { relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, build, type Metafile } from 'esbuild'

export const WORKER_ENTRY: string = resolve(import.meta.dirname, '../worker.ts')

export interface BundleOptions {
  /** Absolute path of the entry module; the Worker's when absent. */
  readonly entry?: string
  readonly minify?: boolean
  readonly define?: { readonly [name: string]: string }
}

export interface Bundle {
  readonly code: string
  readonly metafile: Metafile
}

/** One ES module with everything in it; `import()` becomes a lazy initialiser, as it does under wrangler. */
export async function bundleWorker(options: BundleOptions = {}): Promise<Bundle> {
  const result = await build({ ...likeWrangler(options), write: false, outfile: 'worker.js' })
  return { code: result.outputFiles[0]!.text, metafile: result.metafile }
}

const codes = new Map<string, Promise<string>>()

/** The code alone, built once for each entry: for whoever starts several Workers in one process. */
export function workerCode(entry: string = WORKER_ENTRY): Promise<string> {
  const code = codes.get(entry) ?? bundleWorker({ entry }).then((bundle) => bundle.code)
  codes.set(entry, code)
  return code
}

export interface BundleSizes {
  /** What is uploaded, minified and gzipped. */
  readonly gzipBytes: number
  /** What start-up evaluates: the closure of static imports, minified and gzipped. */
  readonly startupGzipBytes: number
}

/** Both sizes from minified builds; what only `import()` reaches is not part of start-up. */
export async function bundleSizes(options: Omit<BundleOptions, 'minify'> = {}): Promise<BundleSizes> {
  const whole = await bundleWorker({ ...options, minify: true })
  const { startup, texts } = await splitWorker({ ...options, minify: true })
  return {
    gzipBytes: gzippedBytes(whole.code),
    startupGzipBytes: gzippedBytes(startup.map((path) => texts.get(resolve(path))).join('')),
  }
}

/** The source files that start-up evaluates, relative to the working directory. */
export async function startupModules(options: BundleOptions = {}): Promise<string[]> {
  const { metafile, startup } = await splitWorker(options)
  return startup.flatMap((path) => modulesIn(metafile, path))
}

/** Of one output file, the source files that have any code in it. */
export const modulesIn = ({ outputs }: Metafile, path: string): string[] =>
  Object.entries(outputs[path]?.inputs ?? {}).flatMap(([source, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [source] : [],
  )

/** One output file for each part that is loaded by itself; `startup`: those that load with the entry. */
async function splitWorker(options: BundleOptions) {
  const { metafile, outputFiles } = await build({
    ...likeWrangler(options),
    write: false,
    splitting: true,
    outdir: 'split',
  })
  return {
    metafile,
    startup: startupOutputs(metafile, options.entry ?? WORKER_ENTRY),
    texts: new Map(outputFiles.map((file) => [file.path, file.text])),
  }
}

/** Of a split build, the output files that load with `entry`: everything reached without an `import()`. */
export function startupOutputs(metafile: Metafile, entry: string): string[] {
  const source = relative(process.cwd(), entry)
  const first = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]!.entryPoint === source)
  if (first === undefined) throw new Error(`no output of this build belongs to ${source}`)

  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const imported of metafile.outputs[path]?.imports ?? []) {
      if (imported.kind === 'import-statement' && !imported.external) visit(imported.path)
    }
  }
  visit(first)
  return [...reached]
}

const gzippedBytes = (text: string): number => gzipSync(text, { level: 9 }).length

function likeWrangler({ entry = WORKER_ENTRY, minify = false, define = {} }: BundleOptions) {
  return {
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    minify,
    metafile: true,
    logLevel: 'silent',
  } as const satisfies BuildOptions
}
