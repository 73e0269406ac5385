/** The Worker with a KV that can be told to fail: `GET /_harness/kv/throws`, `?keys=rules:` for some keys only. An entry for test/harness/worker.ts only. */

import worker from '../../src/worker.ts'

type Handlers = ExportedHandler<Record<string, unknown>>

const handlers = worker as unknown as Handlers
/** Longer than any page should wait for KV, shorter than any test. */
const SLOW_MS = 1_000
const CONTROL = '/_harness/kv/'
let fault = 'none'
/** What the keys that fail begin with. */
let keys = ''

export default {
  fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname.startsWith(CONTROL)) {
      fault = pathname.slice(CONTROL.length)
      keys = searchParams.get('keys') ?? ''
      return new Response(null, { status: 204 })
    }
    return handlers.fetch!(request, behindFault(env), context)
  },
  scheduled: (controller, env, context) => handlers.scheduled!(controller, behindFault(env), context),
} satisfies Handlers

/** The same object for the same env, because the Worker may remember things by it. */
const wrapped = new WeakMap<object, Record<string, unknown>>()

function behindFault(env: Record<string, unknown>): Record<string, unknown> {
  const known = wrapped.get(env) ?? {
    ...env,
    RULES: breakable(env.RULES),
    WEATHER: breakable(env.WEATHER),
    ...(env.PROFILES !== undefined && { PROFILES: breakable(env.PROFILES) }),
  }
  wrapped.set(env, known)
  return known
}

function breakable(namespace: unknown): unknown {
  if (typeof namespace !== 'object' || namespace === null) return namespace
  return new Proxy(namespace, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]) => {
        if (!String(args[0]).startsWith(keys)) return Reflect.apply(method, target, args)
        if (fault === 'throws') return Promise.reject(new Error('KV is broken, by order of a test'))
        if (fault === 'hangs') return new Promise(() => {})
        const call = () => Reflect.apply(method, target, args)
        return fault === 'slow' ? new Promise((done) => setTimeout(done, SLOW_MS)).then(call) : call()
      }
    },
  })
}
