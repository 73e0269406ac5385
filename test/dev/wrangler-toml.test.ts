/** Reading and writing wrangler.toml by line, compared with wrangler's own reading. Not the deployment. */

import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unstable_readConfig as readConfig } from 'wrangler'
import { MAX_REQUESTS_COUNT } from '../../src/collect/rate-limit.ts'
import { CRONS } from '../../src/dev/crons.ts'
import { COMPATIBILITY_DATE } from '../../src/dev/runtime.ts'
import { hasRoutes, namespaceBindings, readVar, withNamespaceId, workerName } from '../../src/dev/wrangler-toml.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const FILE = resolve(import.meta.dirname, '../../wrangler.toml')
/** As it is in the repository: a deployment writes ids and somebody's ORIGIN into it. */
const toml = (await readFile(FILE, 'utf8')).replace(/^id = .*\n/gm, '').replace(/^ORIGIN = .*$/m, 'ORIGIN = ""')
const folder = await temporaryFolder()

async function asWranglerReads(text: string) {
  const file = join(folder, 'wrangler.toml')
  await writeFile(file, text)
  return readConfig({ config: file })
}

describe('our wrangler.toml', () => {
  test('says what the local stack does', async () => {
    const config = await asWranglerReads(toml)
    expect(config.compatibility_date).toBe(COMPATIBILITY_DATE)
    expect(config.triggers.crons).toEqual(CRONS.map(({ cron }) => cron))
    expect(config.vars).toMatchObject({ ORIGIN: '', ENVIRONMENT: 'production' })
  })

  test('reads as wrangler reads it', async () => {
    const config = await asWranglerReads(toml)
    expect(workerName(toml)).toBe(config.name)
    expect(namespaceBindings(toml).map(({ binding }) => binding)).toEqual(
      config.kv_namespaces.map((namespace: { binding: string }) => namespace.binding),
    )
    expect(readVar(toml, 'ENVIRONMENT')).toBe('production')
    expect(readVar(toml, 'ORIGIN')).toBeNull()
    expect(readVar(toml, 'NOT_THERE')).toBeNull()
  })

  test('its example of a route is one, once its comment goes', async () => {
    const routed = toml.replace('# routes =', 'routes =')
    expect(hasRoutes(routed)).toBe(true)
    expect(hasRoutes(routed.replace(/^routes =/m, '# routes ='))).toBe(false)
    expect((await asWranglerReads(routed)).routes).toEqual([{ pattern: 'www.example.com/*', zone_name: 'example.com' }])
  })
})

/** The commented lines of TOML between two lines, as they are once their comments go. */
const uncommented = (text: string, from: string, to: string): string => {
  const start = text.indexOf(from)
  const end = text.indexOf(to, start) + to.length
  return text.slice(0, start) + text.slice(start, end).replace(/^# ?/gm, '') + text.slice(end)
}

describe('what is optional in it', () => {
  test('the Queue, from both of its ends', async () => {
    const { queues } = await asWranglerReads(uncommented(toml, '# [[queues.producers]]', 'max_retries = 100'))
    expect(queues.producers).toEqual([expect.objectContaining({ binding: 'EVENTS', queue: 'awase-events' })])
    expect(queues.consumers).toEqual([
      { queue: 'awase-events', max_batch_size: 100, max_batch_timeout: 2, max_retries: 100 },
    ])
  })

  test('the limit of what one address may send', async () => {
    const { ratelimits } = await asWranglerReads(uncommented(toml, '# [[ratelimits]]', 'period = 60 }'))
    expect(ratelimits).toEqual([
      { name: 'EVENTS_LIMIT', namespace_id: '4101', simple: { limit: MAX_REQUESTS_COUNT, period: 60 } },
    ])
  })

  test('database and webhook are variables', async () => {
    const text = toml.replace('# LIBSQL_URL =', 'LIBSQL_URL =').replace('# WEBHOOK_URL =', 'WEBHOOK_URL =')
    expect((await asWranglerReads(text)).vars).toMatchObject({
      LIBSQL_URL: expect.stringMatching(/^libsql:/),
      WEBHOOK_URL: expect.stringMatching(/^https:/),
    })
  })
})

describe('ids', () => {
  test('are written under their binding, and only there', async () => {
    const written = withNamespaceId(withNamespaceId(toml, 'WEATHER', 'w1'), 'RULES', 'r1')
    expect((await asWranglerReads(written)).kv_namespaces).toEqual([
      { binding: 'RULES', id: 'r1' },
      { binding: 'WEATHER', id: 'w1' },
    ])
    expect(written.split('\n').filter((line) => !/^id = /.test(line))).toEqual(toml.split('\n'))
  })

  test('take the place of an older one', () => {
    const once = withNamespaceId(toml, 'RULES', 'id-1')
    expect(withNamespaceId(once, 'RULES', 'id-2')).toBe(once.replace('id-1', 'id-2'))
    expect(namespaceBindings(once)).toEqual([
      { binding: 'RULES', id: 'id-1' },
      { binding: 'WEATHER', id: null },
    ])
  })
})
