/** Promise 3: nothing is kept waiting that need not be. Ordered by events, not by clocks: the origin goes on when the visitor has what came before. */

import type { ServerResponse } from 'node:http'
import { constants, createGzip, type Gzip } from 'node:zlib'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from './site.ts'

/** The connection on which a test speaks as the origin, once the Worker has asked. */
let arrived = Promise.withResolvers<ServerResponse>()
const origin = await startOrigin((_request, response) => arrived.resolve(response))
const worker = await startWorker({ origin: origin.url, breakable: true })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const slots = {
  headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
  foot: { paths: ['/two/*'], selector: 'footer', kind: 'text' },
}
const RULES = ruleset(slots, [
  plain('rain', { headline: { text: 'rain' } }, { when: { 'weather.kind': 'rain' } }),
  plain('all', { headline: { text: 'ours' } }),
  plain('foot', { foot: { text: 'foot' } }),
])

beforeEach(async () => {
  expect((await worker.publish(RULES)).status).toBe(200)
})
afterEach(() => {
  arrived = Promise.withResolvers()
})

interface Speaker {
  say(text: string): void
  end(text: string): void
}

/** Speaks once the Worker has asked; `gzip` flushes after every piece. */
async function speaker(headers: Record<string, string>, gzip: boolean): Promise<Speaker> {
  const response = await arrived.promise
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    ...headers,
    ...(gzip && { 'content-encoding': 'gzip' }),
  })
  if (!gzip) return { say: (text) => void response.write(text), end: (text) => void response.end(text) }
  const packed: Gzip = createGzip({ flush: constants.Z_SYNC_FLUSH })
  packed.pipe(response)
  return { say: (text) => void packed.write(text), end: (text) => void packed.end(text) }
}

/** Asks for a page; `until` resolves when the body so far is this. */
async function visitor(path: string) {
  const opening = worker.open(path)
  return {
    async listening() {
      const { chunks } = await opening
      const stream = chunks[Symbol.asyncIterator]()
      let text = ''
      return {
        async until(wanted: string) {
          while (text.length < wanted.length) {
            const next = await stream.next()
            if (next.done) break
            text += next.value
          }
          expect(text).toBe(wanted)
        },
      }
    },
  }
}

describe.each([
  ['identity', false],
  ['gzip', true],
] as const)('a page that trickles, from an origin that sends %s', (name, gzip) => {
  test('what comes before the first slot and after the last one goes on while the origin still holds the rest', async () => {
    const asking = await visitor(`/trickle/${name}`)
    const from = await speaker({}, gzip)
    from.say('<!doctype html><title>t</title>')
    const { until } = await asking.listening()
    await until('<!doctype html><title>t</title>')
    from.say('<p>one</p>')
    await until('<!doctype html><title>t</title><p>one</p>')
    from.say('<p>two</p>')
    await until('<!doctype html><title>t</title><p>one</p><p>two</p>')
    from.say('<h1>ori')
    from.say('gin</h1><p>three</p>')
    await until('<!doctype html><title>t</title><p>one</p><p>two</p><h1>ours</h1><p>three</p>')
    from.say('<p>four</p>')
    await until('<!doctype html><title>t</title><p>one</p><p>two</p><h1>ours</h1><p>three</p><p>four</p>')
    from.end('<p>five</p>')
    await until('<!doctype html><title>t</title><p>one</p><p>two</p><h1>ours</h1><p>three</p><p>four</p><p>five</p>')
  })

  test('only what lies between the first and the last slot is held', async () => {
    const asking = await visitor(`/two/${name}`)
    const from = await speaker({}, gzip)
    from.say('<p>one</p>')
    const { until } = await asking.listening()
    await until('<p>one</p>')
    from.say('<h1>a</h1>')
    from.say('<p>two</p><footer>b</footer><p>three</p>')
    await until('<p>one</p><h1>ours</h1><p>two</p><footer>foot</footer><p>three</p>')
    from.end('')
  })
})

describe('KV that hangs', () => {
  afterEach(() => worker.breakKv('none'))

  test('in a cold isolate: the origin is asked at once, and its page arrives', async () => {
    await worker.restart()
    await worker.breakKv('hangs')
    const asking = await visitor('/cold')
    const from = await speaker({}, false)
    from.say('<h1>origin</h1>')
    const { until } = await asking.listening()
    await until('<h1>origin</h1>')
    from.end('')
  })

  test('in a warm isolate whose rules ask for weather: the page arrives, with the weather unknown', async () => {
    await worker.breakKv('hangs')
    const asking = await visitor('/warm')
    const from = await speaker({}, false)
    from.end('<h1>origin</h1>')
    await (await asking.listening()).until('<h1>ours</h1>')
  })
})

describe.each([
  ['identity', false],
  ['gzip', true],
] as const)('a page that trickles, from an origin that sends %s', (name, gzip) => {
  test('a slot that the page was found to lack is not waited for again', async () => {
    const path = `/lacks/${name}`
    const first = await visitor(path)
    const from = await speaker({}, gzip)
    from.say('<p>one</p>')
    const listening = await first.listening()
    await listening.until('<p>one</p>')
    from.end('<h1>a</h1>')
    await listening.until('<p>one</p><h1>ours</h1>')
    arrived = Promise.withResolvers()
    const second = await visitor(path)
    const again = await speaker({}, gzip)
    again.say('<p>one</p><h1>a</h1><p>two</p>')
    const { until } = await second.listening()
    await until('<p>one</p><h1>ours</h1><p>two</p>')
    again.end('')
  })
})

test('a page that came at once before and trickles now is not kept waiting', async () => {
  const first = await visitor('/alternates')
  const whole = await speaker({}, false)
  whole.end('<p>one</p><h1>a</h1>')
  await (await first.listening()).until('<p>one</p><h1>ours</h1>')
  arrived = Promise.withResolvers()
  const second = await visitor('/alternates')
  const from = await speaker({}, false)
  from.say('<p>one</p>')
  const { until } = await second.listening()
  await until('<p>one</p>')
  from.end('<h1>a</h1>')
  await until('<p>one</p><h1>ours</h1>')
})
