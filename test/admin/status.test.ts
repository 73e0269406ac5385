/** What is live, told over HTTP by the real Worker to whoever holds the token. */

import { afterAll, expect, test } from 'vitest'
import { KEYS } from '../../src/keys.ts'
import { ROUTES } from '../../src/routes.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'

const worker = await startWorker()
afterAll(() => worker.dispose())

async function status(query = '', headers: Record<string, string> = { authorization: `Bearer ${TEST_TOKEN}` }) {
  const answer = await worker.fetch(ROUTES.ruleset + query, { headers })
  expect(answer.header('cache-control')).toBe('no-store')
  return { status: answer.status, body: JSON.parse(answer.text) }
}

test('from nothing to a rollback', async () => {
  const nothing = { revision: null, hash: null, publishedAt: null, previous: null, refused: null }
  expect(await status()).toEqual({ status: 200, body: { state: 'none', ...nothing } })

  const first = (await worker.publish(headlineRules('one'))).body
  expect((await status()).body).toEqual({
    state: 'live',
    revision: 1,
    hash: first.hash,
    publishedAt: expect.any(Number),
    previous: null,
    refused: null,
  })

  await worker.publish(headlineRules('two'))
  await worker.publish('{')
  expect((await status()).body).toMatchObject({
    state: 'live',
    revision: 2,
    previous: { revision: 1, hash: first.hash },
    refused: { issues: 1, hash: expect.any(String), at: expect.any(Number) },
  })

  await worker.rules.put(KEYS.off('main'), '')
  expect((await status()).body).toMatchObject({ state: 'off', revision: 2 })
  await worker.rules.delete(KEYS.off('main'))
})

test('drafts, when asked for', async () => {
  const headers = { authorization: `Bearer ${TEST_TOKEN}` }
  const body = JSON.stringify(headlineRules('draft'))
  const made = await worker.fetch(`${ROUTES.publish}?draft=spring`, { method: 'POST', headers, body })
  const { expiresAt } = JSON.parse(made.text)
  const { drafts } = (await status('?drafts')).body
  expect(drafts).toEqual([{ name: 'spring', expiresAt: expect.any(Number) }])
  expect(Math.abs(drafts[0].expiresAt - expiresAt)).toBeLessThan(60_000)
  expect((await status()).body.drafts).toBeUndefined()
})

test('refused without the token, and for a site that there is none of', async () => {
  expect((await status('', {})).status).toBe(401)
  expect((await status('?site=nobody')).status).toBe(404)
})

test('a deploy with a new compiled format goes on counting', async () => {
  const before = { revision: 41, hash: 'x', publishedAt: 0, superseded: [], ruleset: {} }
  await using other = await startWorker({
    kv: { RULES: { [KEYS.compiledBefore('main')]: JSON.stringify(before) } },
  })
  expect((await other.publish(headlineRules('one'))).body.revision).toBe(42)
})
