/** Our own addresses: health, explanations, and what they say when something fails. Publishing: test/promises/good-ruleset. */

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules, rulesHealth } from '../promises/site.ts'

const origin = await startOrigin(pages({ '/_awase': 'the site’s own' }))
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url, breakable: true })
  await worker.publish(headlineRules('ours'))
})
afterEach(() => worker.breakKv('none'))
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await worker.fetch(path, { headers: { accept: 'application/json', ...headers } })
  expect(answer.header('cache-control')).toBe('no-store')
  expect(answer.header('x-content-type-options')).toBe('nosniff')
  return { status: answer.status, body: JSON.parse(answer.text) }
}

test('health is a word for each part, and no more', async () => {
  expect(await get('/_awase/health')).toEqual({
    status: 200,
    body: { worker: 'up', rules: 'live', record: 'off', inbox: 'off', fallbacks: expect.any(Object) },
  })
})

test('health in production shows no counts', async () => {
  await using production = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
  expect(JSON.parse((await production.fetch('/_awase/health')).text)).toEqual({
    worker: 'up',
    rules: 'none',
    record: 'off',
    inbox: 'off',
  })
})

test.each(['throws', 'hangs'] as const)('KV %s: health says so, without a detail', async (fault) => {
  await worker.breakKv(fault)
  expect(await rulesHealth(worker)).toBe('unavailable')
  expect((await get('/_awase/health')).status).toBe(503)
})

test('KV throws: publishing says so, as JSON, and the log has the cause', async () => {
  await worker.breakKv('throws')
  const { status, body } = await worker.publish(headlineRules('other'))
  expect(status).toBe(500)
  expect(body).toEqual({ error: expect.stringContaining('KV') })
  expect(JSON.stringify(body)).not.toContain('by order of a test')
  expect(await worker.logged(/"admin_fault"/)).toContain('by order of a test')
})

test.each(['/_awase/', '/_awase/nothing', '/_awase/api/v1/other', '/_awase/health/', '/_awase/health/x'])(
  '%s is nothing',
  async (path) => {
    expect(await get(path)).toEqual({ status: 404, body: { error: expect.any(String) } })
  },
)

test('a path that only begins like ours is the site’s', async () => {
  expect((await worker.fetch('/_awase')).text).toBe('the site’s own')
})

test('an explanation is of a page of this site, in its language', async () => {
  expect((await get('/_awase/explain')).status).toBe(200)
  expect((await get('/_awase/explain?url=https://example.com/')).status).toBe(400)
  expect((await get('/_awase/explain?url=http://[')).status).toBe(400)
  const japanese = await get('/_awase/explain?url=/')
  expect(japanese.body).toMatchObject({
    slots: [expect.objectContaining({ slot: 'headline', experience: 'e', arm: 'v' })],
    stops: [],
  })
  const english = await get('/_awase/explain?url=/en/')
  expect(english.body.slots[0].sentence).not.toBe(japanese.body.slots[0].sentence)
})
