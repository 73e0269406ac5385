/** The whole Worker, bundled, in workerd: what end-to-end tests talk to. Not for pure logic: test that where it lives. */

import { resolve } from 'node:path'
import { WORKER_ENTRY, workerCode } from '../../src/dev/bundle.ts'
import { type LogLine, type Namespace, type Runtime, type RuntimeOptions, startRuntime } from '../../src/dev/runtime.ts'
import { fetchRaw, type OpenResponse, openRaw, type RawRequest, type RawResponse } from './fetch-raw.ts'

export const TEST_TOKEN = 'token-of-the-tests'
export const TEST_IDENTITY_KEY = 'identity-key-of-the-tests-32-letters'
export const TEST_COOKIE_KEYS = 'key-of-the-tests-which-has-32-random-bytesA'

/** Nobody listens there, so that no test reaches the network: weather stays unknown. */
const NOWHERE = 'http://127.0.0.1:1'

const FAULTY_ENTRY = resolve(import.meta.dirname, 'faulty-kv.ts')

const NAMESPACES = ['RULES', 'WEATHER', 'PROFILES'] as const
type NamespaceName = (typeof NAMESPACES)[number]

export interface WorkerOptions {
  /** URL of the origin; absent: as on a zone route, where the Worker fetches the request's own URL. */
  readonly origin?: string
  readonly vars?: { readonly [name: string]: string }
  /** What stands in KV before the first request. */
  readonly kv?: { readonly [N in NamespaceName]?: { readonly [key: string]: string } }
  /** Bindings that this Worker does not have. */
  readonly without?: readonly NamespaceName[]
  /** Another entry module than src/worker.ts, absolute. */
  readonly entry?: string
  /** Lets `breakKv` work: the Worker sees its namespaces through test/harness/faulty-kv.ts. */
  readonly breakable?: boolean
  readonly cf?: { readonly [key: string]: unknown }
  /** The record's database, see record.ts; absent: nothing is recorded. */
  readonly record?: { readonly url: string }
  /** With the queue EVENTS between the Worker and its record. */
  readonly queue?: NonNullable<RuntimeOptions['queue']>
  readonly rateLimit?: NonNullable<RuntimeOptions['rateLimit']>
}

export type KvFault = 'throws' | 'hangs' | 'slow' | 'none'

export interface TestWorker extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string
  /** A page as a browser asks for it; see fetch-raw.ts. */
  fetch(path: string, init?: RawRequest): Promise<RawResponse>
  /** The same, but its chunks as they come. */
  open(path: string, init?: RawRequest): Promise<OpenResponse>
  readonly rules: Namespace
  readonly weather: Namespace
  readonly profiles: Namespace
  /** Posts an authored ruleset to the Worker's own endpoint; an object is written as JSON. */
  publish(authored: unknown, site?: string): Promise<PublishAnswer>
  fireCron(cron: string, at?: number): Promise<void>
  /** A fresh isolate with the same KV. */
  restart(vars?: { readonly [name: string]: string }): Promise<void>
  /** From now on every KV call does this, or those whose key begins with `keys`. Needs `breakable`. */
  breakKv(fault: KvFault, keys?: string): Promise<void>
  /** What the Worker said on its console so far. */
  readonly logs: readonly LogLine[]
  /** The first line, past or to come, that matches. */
  logged(pattern: RegExp): Promise<string>
  dispose(): Promise<void>
}

export interface PublishAnswer {
  readonly status: number
  readonly body: { revision?: number; warnings?: Issue[]; issues?: Issue[]; [key: string]: unknown }
}

type Issue = import('../../src/core/issue.ts').Issue

/** One for a test file is enough; it takes about half a second. Dispose of it in afterAll, or hold it with `await using`. */
export async function startWorker(options: WorkerOptions = {}): Promise<TestWorker> {
  const journal = openJournal()
  const runtime = await startRuntime({
    code: await workerCode(options.breakable ? FAULTY_ENTRY : (options.entry ?? WORKER_ENTRY)),
    namespaces: NAMESPACES.filter((name) => !options.without?.includes(name)),
    vars: variables(options),
    onLog: journal.note,
    ...(options.cf && { cf: options.cf }),
    ...(options.queue && { queue: options.queue }),
    ...(options.rateLimit && { rateLimit: options.rateLimit }),
  })
  await fill(runtime, options)
  const dispose = () => runtime.dispose()
  return {
    url: runtime.url,
    fetch: (path, init) => fetchRaw(runtime.url + path, init),
    open: (path, init) => openRaw(runtime.url + path, init),
    rules: lazily(() => runtime.namespace('RULES')),
    weather: lazily(() => runtime.namespace('WEATHER')),
    profiles: lazily(() => runtime.namespace('PROFILES')),
    publish: (authored, site = 'main') => publish(runtime.url, authored, site),
    fireCron: (cron, at = Date.now()) => runtime.fireCron(cron, at),
    restart: (vars = {}) => runtime.restart({ vars: { ...variables(options), ...vars } }),
    async breakKv(fault, keys = '') {
      const answer = await fetchRaw(`${runtime.url}/_harness/kv/${fault}?keys=${keys}`)
      if (answer.status !== 204) throw new Error('start the worker with { breakable: true } to break its KV')
    },
    logs: journal.lines,
    logged: journal.matching,
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}

function variables(options: WorkerOptions): Record<string, string> {
  return {
    ORIGIN: options.origin ?? '',
    ENVIRONMENT: 'development',
    OPEN_METEO_URL: NOWHERE,
    PUBLISH_TOKEN: TEST_TOKEN,
    IDENTITY_KEY: TEST_IDENTITY_KEY,
    COOKIE_KEYS: TEST_COOKIE_KEYS,
    ...(options.record && { LIBSQL_URL: options.record.url }),
    ...options.vars,
  }
}

async function fill(runtime: Runtime, { kv = {} }: WorkerOptions): Promise<void> {
  for (const [name, values] of Object.entries(kv)) {
    const namespace = await runtime.namespace(name)
    for (const [key, value] of Object.entries(values)) await namespace.put(key, value)
  }
}

function lazily(open: () => Promise<Namespace>): Namespace {
  return {
    get: async (key) => (await open()).get(key),
    put: async (key, value) => (await open()).put(key, value),
    delete: async (key) => (await open()).delete(key),
    list: async () => (await open()).list(),
  }
}

async function publish(url: string, authored: unknown, site: string): Promise<PublishAnswer> {
  const answer = await fetchRaw(`${url}/_awase/api/v1/publish?site=${site}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' },
    body: typeof authored === 'string' ? authored : JSON.stringify(authored),
  })
  return { status: answer.status, body: JSON.parse(answer.text) }
}

function openJournal() {
  const lines: LogLine[] = []
  const waiting = new Set<(line: LogLine) => void>()
  return {
    lines,
    note(line: LogLine): void {
      lines.push(line)
      for (const hear of waiting) hear(line)
    },
    matching(pattern: RegExp): Promise<string> {
      const past = lines.find((line) => pattern.test(line.message))
      if (past !== undefined) return Promise.resolve(past.message)
      return new Promise((resolve) => {
        const hear = (line: LogLine): void => {
          if (!pattern.test(line.message)) return
          waiting.delete(hear)
          resolve(line.message)
        }
        waiting.add(hear)
      })
    },
  }
}
