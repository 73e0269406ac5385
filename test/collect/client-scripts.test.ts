/** The scripts that browsers load: up to date, small, and served so that they stay both. What the client script does: browser/client. */

import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HYDRATE_URL } from '../../src/collect/hydrate-url.ts'
import { ASK_SCRIPT, CLIENT_SCRIPT, CONSENT_SCRIPT, HYDRATE_SCRIPT } from '../../src/collect/served-scripts.ts'
import { buildScripts } from '../../src/dev/make-client-script.ts'
import { ROUTES } from '../../src/routes.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'

const MAX_CLIENT_BYTES = 4 * 1024
const MAX_HYDRATE_BYTES = 3 * 1024
const MAX_ASK_BYTES = 1.5 * 1024
const MAX_CONSENT_BYTES = 3.25 * 1024

test('what is served was made of what is written: else run `npm run client-script`', async () => {
  const made = await buildScripts()
  const hashes = (scripts: typeof SERVED) => Object.entries(scripts).map(([name, { hash }]) => `${name} ${hash}`)
  expect(hashes(SERVED).toSorted()).toEqual(hashes(made).toSorted())
  for (const [name, { text }] of Object.entries(SERVED)) expect(made[name as keyof typeof made].text, name).toBe(text)
})

const SERVED = { hydrate: HYDRATE_SCRIPT, ask: ASK_SCRIPT, client: CLIENT_SCRIPT, consent: CONSENT_SCRIPT }

test.each([
  ['client.js', CLIENT_SCRIPT, MAX_CLIENT_BYTES],
  ['hydrate.js', HYDRATE_SCRIPT, MAX_HYDRATE_BYTES],
  ['ask.js', ASK_SCRIPT, MAX_ASK_BYTES],
])('%s is small, ASCII, and asks for nothing that a strict policy or a visitor forbids', (_, { text }, most) => {
  expect(gzipSync(text, { level: 9 }).byteLength).toBeLessThanOrEqual(most)
  expect(text).toMatch(/^[\n\x20-\x7e]*$/)
  expect(text).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB|\beval\b|new Function/)
})

test('the consent script is small, too, and only reads the choice that a visitor made', () => {
  expect(gzipSync(CONSENT_SCRIPT.text, { level: 9 }).byteLength).toBeLessThanOrEqual(MAX_CONSENT_BYTES)
  expect(CONSENT_SCRIPT.text).not.toMatch(/cookie=|localStorage|sessionStorage|indexedDB|\beval\b|new Function/)
})

test('the addresses in the client script are those of the routes', () => {
  expect(CLIENT_SCRIPT.text).toContain(`"${ROUTES.events}"`)
  expect(HYDRATE_URL).toBe(`${ROUTES.hydrateScript}?v=${HYDRATE_SCRIPT.hash}`)
  expect(CLIENT_SCRIPT.text).toContain(`"${HYDRATE_URL}"`)
})

describe('serving', () => {
  let worker: TestWorker
  beforeAll(async () => {
    worker = await startWorker()
  })
  afterAll(() => worker.dispose())

  test.each([
    [ROUTES.clientScript, CLIENT_SCRIPT, 'public, max-age=3600'],
    [`${ROUTES.hydrateScript}?v=${HYDRATE_SCRIPT.hash}`, HYDRATE_SCRIPT, 'public, max-age=31536000, immutable'],
    [`${ROUTES.hydrateScript}?v=older`, HYDRATE_SCRIPT, 'public, max-age=3600'],
    [ROUTES.hydrateScript, HYDRATE_SCRIPT, 'public, max-age=3600'],
    [ROUTES.askScript, ASK_SCRIPT, 'public, max-age=3600'],
  ])('%s', async (path, script, cacheControl) => {
    const answer = await worker.fetch(path)
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(script.text)
    expect(answer.header('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.header('cache-control')).toBe(cacheControl)
    expect(answer.header('x-content-type-options')).toBe('nosniff')
    expect(answer.setCookies).toEqual([])
    const etag = answer.header('etag')!
    for (const held of [etag, `"other", W/${etag}`]) {
      const again = await worker.fetch(path, { headers: { 'if-none-match': held } })
      expect([again.status, again.text, again.header('etag')]).toEqual([304, '', etag])
      expect(again.header('cache-control')).toBe(cacheControl)
    }
    expect((await worker.fetch(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('our other addresses are still not to be stored', async () => {
    expect((await worker.fetch(ROUTES.health)).header('cache-control')).toBe('no-store')
  })
})
