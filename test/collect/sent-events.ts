/** Events as browsers and servers send them, for tests. Not cases of what is wrong: cases/events.json. */

import { UUID_RANDOM_BYTES, uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { asciiJson, type RawResponse } from '../harness/fetch-raw.ts'
import { TEST_TOKEN, type TestWorker } from '../harness/worker.ts'

export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES)))

/** A page view of now, or what `more` makes of it. */
export const sent = (more: object = {}): { id: string; [field: string]: unknown } => ({
  id: newId(),
  kind: 'page_view',
  at: Date.now(),
  path: '/',
  ...more,
})

export const batchOf = (events: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ sentAt: Date.now(), events, ...more })

export interface Answer {
  readonly status: number
  readonly body: {
    readonly accepted?: number
    readonly refused?: readonly { readonly index: number; readonly reason: string; readonly field?: string }[]
    readonly [key: string]: unknown
  }
  readonly raw: RawResponse
}

type Headers = { readonly [name: string]: string | null }

/** As a page of the site does it; `headers` over those. */
export async function fromBrowser(
  worker: TestWorker,
  body: string,
  headers: Headers = {},
  cf: { readonly [key: string]: unknown } = {},
): Promise<Answer> {
  const own = { origin: worker.url, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  return post(worker, '/_awase/events', body, { ...own, ...headers, ...(cf && { 'mf-cf-blob': asciiJson(cf) }) })
}

export async function fromServer(worker: TestWorker, body: string, query = '', headers: Headers = {}): Promise<Answer> {
  const own = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' }
  return post(worker, `/_awase/api/v1/events${query}`, body, { ...own, ...headers })
}

async function post(worker: TestWorker, path: string, body: string, headers: Headers): Promise<Answer> {
  const raw = await worker.fetch(path, { method: 'POST', headers: { 'sec-fetch-dest': 'empty', ...headers }, body })
  return { status: raw.status, body: JSON.parse(raw.text), raw }
}
