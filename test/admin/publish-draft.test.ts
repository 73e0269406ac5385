/** Drafts over HTTP, against the real Worker: stored for previews, never live. Publishing itself: test/promises/good-ruleset. */

import { createHash } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { COMPILED_FORMAT } from '../../src/core/compiled.ts'
import { KEYS } from '../../src/keys.ts'
import { ROUTES } from '../../src/routes.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'

const MONTH_MS = 30 * 24 * 3_600_000

const origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }))
const worker = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))
beforeEach(async () => {
  expect((await worker.publish(headlineRules('live'))).status).toBe(200)
})

const text = JSON.stringify(headlineRules('next'))
const sha256 = (of: string): string => createHash('sha256').update(of).digest('hex')

async function draft(name: string, body = text, headers = { authorization: `Bearer ${TEST_TOKEN}` }) {
  const path = `${ROUTES.publish}?draft=${encodeURIComponent(name)}`
  const answer = await worker.fetch(path, { method: 'POST', headers, body })
  return { status: answer.status, body: JSON.parse(answer.text) }
}

test('it is compiled and kept for thirty days, and what is live stays', async () => {
  const before = Date.now()
  const { status, body } = await draft('spring')
  expect(status).toBe(200)
  expect(body).toEqual({ draft: 'spring', hash: sha256(text), warnings: [], expiresAt: expect.any(Number) })
  expect(body.expiresAt - before).toBeGreaterThanOrEqual(MONTH_MS)
  const kept = JSON.parse((await worker.rules.get(KEYS.draft('main', 'spring')))!)
  expect(kept).toMatchObject({ revision: 0, hash: sha256(text), superseded: [], ruleset: { format: COMPILED_FORMAT } })
  const { keys } = (await worker.rules.list()) as { keys: { name: string; expiration?: number }[] }
  const { expiration } = keys.find(({ name }) => name === KEYS.draft('main', 'spring'))!
  expect(Math.abs(expiration! * 1000 - body.expiresAt)).toBeLessThan(60_000)
  expect((await worker.fetch('/')).text).toContain('live')
  await worker.fireCron('* * * * *')
  expect((await worker.fetch('/')).text).toContain('live')
})

test('a bad one is refused with its issues, and is no refusal of what is live', async () => {
  expect(await draft('broken', '{')).toMatchObject({
    status: 422,
    body: { issues: [{ code: 'json_syntax', line: 1 }] },
  })
  expect(await worker.rules.get(KEYS.draft('main', 'broken'))).toBeNull()
  expect(await worker.rules.get(KEYS.refused('main'))).toBeNull()
})

test.each([
  ['', '"" may not be a name. Use up to 64 letters a to z, digits, - and _, beginning with a letter or digit.'],
  ['a b', '"a b" may not be a name. Use up to 64 letters a to z, digits, - and _, beginning with a letter or digit.'],
  ['../x', expect.any(String)],
  ['constructor', '"constructor" means something to JavaScript and may not be a name. Choose another name.'],
  ['__proto__', expect.any(String)],
  ['x'.repeat(65), expect.any(String)],
])('the name %j is refused', async (name, error) => {
  expect(await draft(name)).toEqual({ status: 400, body: { error } })
})

test('without the token it is refused', async () => {
  expect((await draft('spring', text, { authorization: 'Bearer wrong' })).status).toBe(401)
})

test('publishing answers with the hash, changed or not', async () => {
  const hash = sha256(JSON.stringify(headlineRules('live')))
  expect((await worker.publish(headlineRules('live'))).body).toMatchObject({ changed: false, hash })
  expect((await worker.publish(headlineRules('next'))).body).toMatchObject({ changed: true, hash: sha256(text) })
})
