/** One contract for every place where weather is kept. KV is the real one of Miniflare. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Runtime, startRuntime } from '../../src/dev/runtime.ts'
import {
  mergedShard,
  shardOf,
  type WeatherEntry,
  type WeatherShard,
  type WeatherStore,
} from '../../src/store/weather.ts'
import { kvWeatherStore } from '../../src/store/weather-kv.ts'
import { memoryWeatherStore } from '../../src/store/weather-memory.ts'

let runtime: Runtime
let kv: KVNamespace

beforeAll(async () => {
  const code = 'export default { fetch: () => new Response(null) }'
  runtime = await startRuntime({ code, vars: {}, namespaces: ['WEATHER'] })
  kv = (await runtime.namespace('WEATHER')) as unknown as KVNamespace
})

afterEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
})

afterAll(() => runtime.dispose())

const entry = (fetchedAt: number, seenAt: number): WeatherEntry => ({
  seenAt,
  record: { fetchedAt, current: { ...CALM, at: fetchedAt }, hourly: null },
})

const CALM = { kind: 'clear', temperature: 20, apparent: null, precipitation: 0, wind: 1.5, isDay: true } as const

const contract: [string, () => WeatherStore][] = [
  ['memory', memoryWeatherStore],
  ['KV', () => kvWeatherStore(kv)],
]

describe.each(contract)('%s', (_, create) => {
  test('what was written is read, listed and replaced', async () => {
    const store = create()
    expect(await store.read('xn')).toEqual({ ok: true, value: null })
    const first: WeatherShard = { cells: { xn76: entry(1, 2) } }
    const second: WeatherShard = { cells: { xn77: entry(3, 4) } }
    expect(await store.write('xn', first)).toEqual({ ok: true, value: null })
    expect(await store.read('xn')).toEqual({ ok: true, value: first })
    expect(await store.write('xn', second)).toEqual({ ok: true, value: null })
    expect(await store.write('r3', first)).toEqual({ ok: true, value: null })
    expect(await store.read('xn')).toEqual({ ok: true, value: second })
    expect(await store.list()).toEqual({ ok: true, value: ['r3', 'xn'] })
  })

  test('what a reader does with a document does not change it', async () => {
    const store = create()
    await store.write('u4', { cells: { u4pr: entry(1, 1) } })
    const read = await store.read('u4')
    if (read.ok) Object.assign(read.value!.cells, { u4ps: entry(2, 2) })
    expect(await store.read('u4')).toEqual({ ok: true, value: { cells: { u4pr: entry(1, 1) } } })
  })
})

describe('KV that fails', () => {
  const down = () => Promise.reject(new Error('KV PUT failed: 429 Too Many Requests'))

  test('is a value', async () => {
    const store = kvWeatherStore({ get: down, put: down, list: down } as unknown as KVNamespace)
    const failure = { ok: false, error: { reason: 'unavailable', detail: expect.stringContaining('429') } }
    expect(await store.read('xn')).toEqual(failure)
    expect(await store.write('xn', { cells: {} })).toEqual(failure)
    expect(await store.list()).toEqual(failure)
  })

  test.each(['{', 'null', '[]', '{"cells":1}', '{"cells":null}'])('a document %s is malformed', async (text) => {
    await kv.put('weather:v1:zz', text)
    expect(await kvWeatherStore(kv).read('zz')).toMatchObject({ ok: false, error: { reason: 'malformed' } })
  })
})

describe('shards', () => {
  test('a cell belongs to the shard of its first two characters', () => {
    expect(shardOf('xn76')).toBe('xn')
  })

  test('the newer record and the later sighting win', () => {
    const shard = { cells: { aaaa: entry(10, 10), bbbb: entry(10, 10) } }
    const changes = new Map([
      ['aaaa', entry(5, 20)],
      ['bbbb', entry(20, 5)],
      ['cccc', entry(1, 1)],
    ])
    expect(mergedShard(shard, changes)).toEqual({
      cells: { aaaa: entry(10, 20), bbbb: entry(20, 10), cccc: entry(1, 1) },
    })
    expect(mergedShard(null, new Map())).toEqual({ cells: {} })
  })
})
