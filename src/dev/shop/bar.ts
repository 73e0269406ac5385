/** The situation bar's files as the browser gets them, under `/_demo/`. The bar itself: bar/. Not part of the shop. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

export interface BarFile {
  readonly type: string
  readonly body: string
}

const folder = (name: string): string => join(import.meta.dirname, 'bar', name)

/** Null for a path that is none of the bar's. Built anew each time, so that a change shows on the next request. */
export function barFile(path: string): BarFile | null {
  if (path === '/_demo/bar.css') return { type: 'text/css', body: readFileSync(folder('bar.css'), 'utf8') }
  if (path === '/_demo/bar.js') return { type: 'text/javascript', body: script() }
  return null
}

function script(): string {
  const built = buildSync({
    entryPoints: [folder('bar.js')],
    bundle: true,
    format: 'iife',
    charset: 'utf8',
    target: 'es2022',
    write: false,
  })
  return built.outputFiles[0]?.text ?? ''
}
