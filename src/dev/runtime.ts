/** One Worker in workerd under Miniflare, for the local stack, end-to-end tests and the bench. Not what runs in production. */

import { Miniflare, type MiniflareOptions, NoOpLog } from 'miniflare'
import { LOOPBACK } from './listen.ts'
import { LOCAL_CF } from './local-visitor.ts'

/** The same as in wrangler.toml; a test compares them. */
export const COMPATIBILITY_DATE = '2026-11-17'

export interface LogLine {
  readonly level: string
  readonly message: string
}

export interface RuntimeOptions {
  /** One ES module, see bundle.ts. */
  readonly code: string
  /** Variables and secrets alike. */
  readonly vars: { readonly [name: string]: string }
  readonly namespaces: readonly string[]
  /** The queue EVENTS, with this Worker as its consumer. It lives in memory. */
  readonly queue?: { readonly maxBatchTimeoutS?: number; readonly retryDelayS?: number; readonly maxRetries?: number }
  /** The binding EVENTS_LIMIT: so many a period for each key. */
  readonly rateLimit?: { readonly limit: number; readonly periodS: 10 | 60 }
  /** 0 or absent: any free one. */
  readonly port?: number
  /** Folder in which KV survives; absent: it ends with the process. */
  readonly statePath?: string
  /** `request.cf` of requests that bring none of their own in an `MF-CF-Blob` header. */
  readonly cf?: { readonly [key: string]: unknown }
  /** What the Worker says on its console, and what it throws. */
  readonly onLog?: (line: LogLine) => void
}

/** The part of KV that development and tests use. */
export interface Namespace {
  get(key: string): Promise<string | null>
  put(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
  list(): Promise<{ keys: { name: string }[] }>
}

export interface Runtime {
  /** Without a slash at the end. */
  readonly url: string
  namespace(name: string): Promise<Namespace>
  /** Runs the Worker's scheduled handler to its end. `at`: epoch ms. */
  fireCron(cron: string, at: number): Promise<void>
  /** A fresh isolate on the same port with the same KV, as after a deployment. */
  restart(changes?: Partial<Pick<RuntimeOptions, 'code' | 'vars' | 'namespaces'>>): Promise<void>
  /** Ends workerd; calling it again does nothing. */
  dispose(): Promise<void>
}

export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  let current = options
  const miniflare = new Miniflare(miniflareOptions(current))
  const url = (await ready(miniflare)).href.replace(/\/$/, '')
  let disposed: Promise<void> | null = null

  return {
    url,
    namespace: (name) => miniflare.getKVNamespace(name),
    async fireCron(cron, at) {
      const worker = await miniflare.getWorker()
      const { outcome } = await worker.scheduled({ cron, scheduledTime: new Date(at) })
      if (outcome !== 'ok') throw new Error(`the cron ${cron} ended with ${outcome}`)
    },
    async restart(changes = {}) {
      current = { ...current, ...changes }
      await miniflare.setOptions(miniflareOptions(current))
    },
    dispose: () => (disposed ??= miniflare.dispose()),
  }
}

const QUEUE_NAME = 'awase-events'

const queueTrigger = ({
  maxBatchTimeoutS = 0,
  retryDelayS = 0,
  maxRetries = 100,
}: RuntimeOptions['queue'] & object) => ({
  type: 'queue' as const,
  name: QUEUE_NAME,
  maxBatchTimeout: maxBatchTimeoutS,
  retryDelay: retryDelayS,
  maxRetries,
})

const rateLimitBinding = ({ limit, periodS }: RuntimeOptions['rateLimit'] & object) => ({
  type: 'rate-limit' as const,
  namespace: 'events',
  simple: { limit, period: periodS },
})

/** A Miniflare that failed to start still holds its helpers: end them, or the process never does. */
async function ready(miniflare: Miniflare): Promise<URL> {
  try {
    return await miniflare.ready
  } catch (cause) {
    await miniflare.dispose().catch(() => {})
    throw cause
  }
}

function miniflareOptions({ onLog, ...options }: RuntimeOptions): MiniflareOptions {
  return {
    host: LOOPBACK,
    port: options.port ?? 0,
    cf: { ...(options.cf ?? LOCAL_CF) },
    log: new NoOpLog(),
    logRequests: false,
    handleStructuredLogs: ({ level, message }) => onLog?.({ level, message }),
    handleUncaughtError: (cause) => onLog?.({ level: 'error', message: `uncaught ${cause.name}: ${cause.message}` }),
    enableDevRegistry: false,
    telemetry: { enabled: false },
    ...(options.statePath === undefined ? {} : { resourcePersistencePath: options.statePath }),
    workers: [
      {
        config: {
          name: 'awase',
          compatibilityDate: COMPATIBILITY_DATE,
          env: {
            ...Object.fromEntries(options.namespaces.map((name) => [name, { type: 'kv', id: name }])),
            ...Object.fromEntries(Object.entries(options.vars).map(([name, value]) => [name, { type: 'text', value }])),
            ...(options.queue && { EVENTS: { type: 'queue', name: QUEUE_NAME } }),
            ...(options.rateLimit && { EVENTS_LIMIT: rateLimitBinding(options.rateLimit) }),
          },
          ...(options.queue && { triggers: [queueTrigger(options.queue)] }),
          manifest: { mainModule: 'worker.js', modules: { 'worker.js': { type: 'esm', contents: options.code } } },
        },
      },
    ],
  }
}
