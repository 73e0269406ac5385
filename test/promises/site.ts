/** What end-to-end tests share: a ruleset in few words, an origin that pauses, headers to compare. Not tests. */

import type { ServerResponse } from 'node:http'
import type { RawHead, RawRequest } from '../harness/fetch-raw.ts'
import type { OriginHandler } from '../harness/origin.ts'
import type { TestWorker } from '../harness/worker.ts'

type Loose = { readonly [key: string]: unknown }

/** The authored format; memory is off unless said otherwise. */
export const ruleset = (slots: Loose, experiences: readonly Loose[], site: Loose = {}) => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'off', ...site },
  slots,
  audiences: {},
  experiences,
})

/** One variant for everybody: nothing is drawn. */
export const plain = (id: string, slots: Loose, more: Loose = {}) => ({ id, ...more, variants: [{ id: 'v', slots }] })

/** Every page's first `h1` says `text`. */
export const headlineRules = (text: string, site: Loose = {}) =>
  ruleset({ headline: { paths: ['/*'], selector: 'h1', kind: 'text' } }, [plain('e', { headline: { text } })], site)

/** An origin that sends what `pages` holds: at once, or with `?pause` a first piece, and the rest when told. */
export function pausingOrigin(pages: ReadonlyMap<string, Uint8Array>, headers: readonly [string, string | string[]][]) {
  const paused = new Map<string, () => void>()
  const handler: OriginHandler = ({ target }, response) => {
    const { pathname, searchParams } = new URL(target, 'http://origin')
    const body = pages.get(pathname)
    for (const [name, value] of headers) response.setHeader(name, value)
    if (body === undefined) return response.writeHead(404).end('not here')
    const pause = searchParams.get('pause')
    if (pause === null) return response.end(body)
    return sendInTwo(response, body, Number(pause), (goOn) => paused.set(target, goOn))
  }
  return { handler, goOn: (target: string) => paused.get(target)?.() }
}

function sendInTwo(response: ServerResponse, body: Uint8Array, at: number, tell: (goOn: () => void) => void): void {
  tell(() => response.end(body.subarray(at)))
  response.write(body.subarray(0, at))
}

/** Waits for the first piece, lets the origin go on, and gives everything. */
export async function fetchPaused(worker: TestWorker, target: string, goOn: () => void, init: RawRequest = {}) {
  const answer = await worker.open(target, init)
  const chunks: Buffer[] = []
  for await (const chunk of answer.chunks) {
    if (chunks.length === 0) goOn()
    chunks.push(chunk)
  }
  return { ...answer, first: chunks[0] ?? Buffer.alloc(0), body: Buffer.concat(chunks) }
}

/** Headers that differ between two answers of the same kind, or belong to the connection. */
const NEVER_COMPARED = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'server-timing'])

/** Name and value, sorted; without `left` and what belongs to the connection. */
export const comparable = ({ headers }: RawHead, left: readonly string[] = []): string[] =>
  headers
    .filter(([name]) => !NEVER_COMPARED.has(name) && !left.includes(name))
    .map(([name, value]) => `${name}: ${value}`)
    .sort()

/** `fallbacks` of health, in development. */
export async function fallbacks(worker: TestWorker): Promise<{ readonly [reason: string]: number }> {
  return JSON.parse((await worker.fetch('/_awase/health')).text).fallbacks
}

export const rulesHealth = async (worker: TestWorker): Promise<string> =>
  JSON.parse((await worker.fetch('/_awase/health')).text).rules

/** Makes a fresh isolate ask KV and wait for it, so that the next page finds the rules. */
export const warm = (worker: TestWorker): Promise<unknown> => worker.fetch('/_awase/explain?url=/')
