/** A visitor's browser, as far as cookies go: keeps what it is told to keep, and opens what is sealed. Not chromium. */

import type { Memory } from '../../src/core/memory.ts'
import { openCookie, sealCookie } from '../../src/edge/sealed/seal.ts'
import { importSealKeys } from '../../src/edge/sealed/seal-keys.ts'
import type { RawRequest, RawResponse } from './fetch-raw.ts'
import { TEST_COOKIE_KEYS, type TestWorker } from './worker.ts'

export interface VisitorBrowser {
  readonly cookies: Map<string, string>
  ask(path: string, init?: RawRequest): Promise<RawResponse>
  /** A form of the page that is open. */
  post(
    path: string,
    fields: readonly (readonly [string, string])[],
    headers?: RawRequest['headers'],
  ): Promise<RawResponse>
  /** What its cookie holds; null: none of ours, or none that opens. */
  memory(): Promise<Memory | null>
  remember(memory: Memory, keys?: string): Promise<void>
}

/** On plain HTTP at home. */
const NAME = 'awase'
const PLACE = { site: 'main', name: NAME } as const

export function visitorBrowser(worker: TestWorker): VisitorBrowser {
  const cookies = new Map<string, string>()
  async function ask(path: string, { headers = {}, ...init }: RawRequest = {}): Promise<RawResponse> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await worker.fetch(path, { ...init, headers: { ...(cookie !== '' && { cookie }), ...headers } })
    for (const [name, header] of answer.headers) if (name === 'set-cookie') keep(cookies, header)
    return answer
  }
  return {
    cookies,
    ask,
    post: (path, fields, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { origin: worker.url, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
      }),
    memory: async () => openCookie(cookies.get(NAME) ?? null, await keysOf(TEST_COOKIE_KEYS), PLACE),
    async remember(memory, keys = TEST_COOKIE_KEYS) {
      cookies.set(NAME, await sealCookie(memory, await keysOf(keys), PLACE))
    },
  }
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = '', ...attributes] = header.split('; ')
  const [name = '', value = ''] = pair.split('=', 2)
  if (attributes.some((one) => /^Max-Age=0;?$/.test(one))) cookies.delete(name)
  else cookies.set(name, value)
}

async function keysOf(text: string) {
  const keys = await importSealKeys(text)
  if (!keys.ok) throw new Error('bad keys of a test')
  return keys.value
}
