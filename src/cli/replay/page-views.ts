/** Page views to replay, from NDJSON: a page and a situation a line. Not what is decided in them: compare.ts. */

import { fail, ok, type Result } from '../../core/result.ts'
import type { SimulatedFacts } from '../../preview/preview.ts'
import { simulationFault } from '../explain/simulation-flag.ts'

export interface PageView {
  /** 1-based, of the file. */
  readonly line: number
  readonly page: URL
  readonly simulated: SimulatedFacts
  /** How many page views the line stands for. */
  readonly count: number
}

/** Characters of one line; a situation has a few hundred. */
export const MAX_LINE_LENGTH = 16_384

const KEYS: ReadonlySet<string> = new Set(['url', 'simulate', 'count'])
/** Where a line names no host; no rule sees it. */
const SOME_HOST = 'https://site.invalid'

/** Null: the line is blank. The error is a message for a person, without the place. */
export function readPageView(text: string, line: number): Result<PageView | null, string> {
  const bare = text.trim() // of a byte order mark, too
  if (bare === '') return ok(null)
  if (text.length > MAX_LINE_LENGTH) return fail(`A line has at most ${MAX_LINE_LENGTH} characters.`)
  const entry = objectIn(bare)
  if (entry === null) return fail(`This is not a JSON object. ${EXAMPLE}`)
  const strange = Object.keys(entry).find((key) => !KEYS.has(key))
  if (strange !== undefined) return fail(`There is no key "${strange}". ${EXAMPLE}`)
  const page = typeof entry.url === 'string' ? URL.parse(entry.url, SOME_HOST) : null
  if (page === null || !/^https?:$/.test(page.protocol)) return fail(`url is not the address of a page. ${EXAMPLE}`)
  const { simulate = {}, count = 1 } = entry
  if (!isObject(simulate)) return fail(`simulate is not an object. ${EXAMPLE}`)
  const fault = simulationFault(simulate)
  if (fault !== null) return fail(`simulate: ${fault}`)
  if (!Number.isSafeInteger(count) || (count as number) < 1) return fail('count is not a whole number from 1.')
  return ok({ line, page, simulated: simulate, count: count as number })
}

const EXAMPLE = 'Write {"url": "/", "simulate": {"weather.kind": "rain"}}.'

function objectIn(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null // said like any other line that is no object
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
