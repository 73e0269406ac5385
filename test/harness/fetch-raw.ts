/** A request as a browser sends it and the answer as the wire brought it. Not `fetch`: that decodes, follows and merges. */

import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'

/** isbot calls Node's own user agents bots, and bots get the baseline. */
export const BROWSER_USER_AGENT =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** What a navigation carries; pass null to leave one out. */
const NAVIGATION = {
  'user-agent': BROWSER_USER_AGENT,
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'ja,en;q=0.8',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
}

export interface RawRequest {
  readonly method?: string
  /** Over those of a navigation; null leaves one out, an array sends a field several times. `host` is sent as it stands. */
  readonly headers?: { readonly [name: string]: string | readonly string[] | null }
  readonly body?: string | Uint8Array
  /** `request.cf`, as Miniflare takes it from a header. */
  readonly cf?: { readonly [key: string]: unknown }
  /** Becomes the header `awase-simulate`, in ASCII. */
  readonly simulate?: { readonly [attribute: string]: unknown }
  readonly signal?: AbortSignal
}

export interface RawHead {
  readonly status: number
  /** In the order of arrival, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The values joined by a comma, null when absent. */
  header(name: string): string | null
  readonly setCookies: readonly string[]
}

export interface RawResponse extends RawHead {
  /** Not decoded. */
  readonly body: Buffer
  readonly text: string
  /** False when the connection broke before the body's end. */
  readonly complete: boolean
  readonly trailers: { readonly [name: string]: string | undefined }
}

export interface OpenResponse extends RawHead {
  readonly chunks: AsyncIterable<Buffer>
  /** Leaves before the end, as a visitor who clicks on. */
  abort(): void
}

/** The whole answer; a body that was cut is a value (`complete: false`), no connection at all is an error. */
export async function fetchRaw(url: string | URL, init: RawRequest = {}): Promise<RawResponse> {
  const { message, head } = await send(url, init)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer)
  } catch (cause) {
    if (message.complete) throw cause
  }
  const body = Buffer.concat(chunks)
  return { ...head, body, text: body.toString('utf8'), complete: message.complete, trailers: message.trailers }
}

/** The answer as soon as its headers are there; its chunks as they come. */
export async function openRaw(url: string | URL, init: RawRequest = {}): Promise<OpenResponse> {
  const { message, head } = await send(url, init)
  return { ...head, chunks: message as AsyncIterable<Buffer>, abort: () => void message.destroy() }
}

function send(url: string | URL, init: RawRequest): Promise<{ message: IncomingMessage; head: RawHead }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      String(url),
      {
        method: init.method ?? 'GET',
        agent: false,
        headers: headersOf(init),
        ...(init.signal && { signal: init.signal }),
      },
      (message) => resolve({ message, head: headOf(message) }),
    )
    outgoing.once('error', reject)
    outgoing.end(init.body)
  })
}

function headersOf(init: RawRequest): OutgoingHttpHeaders {
  const wanted: RawRequest['headers'] = {
    ...NAVIGATION,
    ...(init.cf && { 'mf-cf-blob': asciiJson(init.cf) }),
    ...(init.simulate && { 'awase-simulate': asciiJson(init.simulate) }),
    ...init.headers,
  }
  return Object.fromEntries(Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== null))
}

function headOf(message: IncomingMessage): RawHead {
  const headers: [string, string][] = []
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    headers.push([message.rawHeaders[i]!.toLowerCase(), message.rawHeaders[i + 1]!])
  }
  const all = (name: string) => headers.filter(([key]) => key === name.toLowerCase()).map(([, value]) => value)
  return {
    status: message.statusCode!,
    headers,
    header: (name) => (all(name).length === 0 ? null : all(name).join(', ')),
    setCookies: all('set-cookie'),
  }
}

/** Header values are ASCII: everything else becomes `\u` escapes. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
