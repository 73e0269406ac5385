/** A preview whose rules cannot be had: the page arrives all the same, says so, and is kept by nobody. */

import { afterAll, expect, test } from 'vitest'
import { KEYS } from '../../src/keys.ts'
import { pages, startOrigin, startRawOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { PREVIEW_COOKIE, storeDraft, tokenFor } from './preview-site.ts'
import { headlineRules, plain, ruleset } from './site.ts'

const PAGE = '<!doctype html><title>t</title><h1>origin</h1>'
/** More than what is read at first. */
const FILLER = '<p>words</p>'.repeat(20_000)
const origin = await startOrigin(pages({ '/': PAGE, '/far': FILLER + PAGE + FILLER }))
const worker = await startWorker({ origin: origin.url, breakable: true, vars: { ENVIRONMENT: 'production' } })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

test.each(['throws', 'hangs'] as const)('KV %s', async (fault) => {
  await storeDraft(worker, 'spring', headlineRules('draft'))
  const path = `/?awase-preview=${await tokenFor({ rules: { kind: 'draft', name: 'spring' } })}`
  await worker.restart()
  await worker.breakKv(fault)
  const answer = await worker.fetch(path)
  await worker.breakKv('none')
  expect(answer.text).toContain('origin')
  expect(answer.header('awase-preview')).toBe('draft:spring; rules_unavailable')
  expect(answer.header('cache-control')).toBe('private, no-store')
  expect((await worker.fetch(path)).text).toContain('draft')
})

test('the rules of previews are nobody else’s', async () => {
  await storeDraft(worker, 'apart', headlineRules('draft'))
  expect((await worker.publish(headlineRules('live'))).status).toBe(200)
  const path = `/?awase-preview=${await tokenFor({ rules: { kind: 'draft', name: 'apart' } })}`
  const seen = await Promise.all(
    Array.from({ length: 20 }, (_, i) => worker.fetch(i % 2 === 0 ? path : '/').then(({ text }) => text)),
  )
  expect(seen.map((text) => text.includes('draft'))).toEqual(seen.map((_, i) => i % 2 === 0))
})

test('what a preview learnt of a path is nobody else’s either', async () => {
  const wrong = ruleset({ headline: { paths: ['/*'], selector: 'h1.wrong', kind: 'text' } }, [
    plain('e', { headline: { text: 'draft' } }),
  ])
  await storeDraft(worker, 'wrong', wrong)
  expect((await worker.publish(headlineRules('live'))).status).toBe(200)
  await worker.restart()
  await worker.fetch('/')
  const preview = await worker.fetch(
    `/far?awase-preview=${await tokenFor({ rules: { kind: 'draft', name: 'wrong' } })}`,
  )
  expect(preview.header('awase-preview')).toBe('draft:wrong; decided')
  expect(preview.text).toContain('origin')
  expect((await worker.fetch('/far')).text).toContain('live')
})

test('a status that no answer of ours can have passes as it came, to who previews and to who no longer may', async () => {
  const odd = await startRawOrigin((socket) =>
    socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 4\r\nconnection: close\r\n\r\nodd\n'),
  )
  await using before = await startWorker({ origin: odd.url, vars: { ENVIRONMENT: 'production' } })
  const answers = [
    await before.fetch('/'),
    await before.fetch(`/?awase-preview=${await tokenFor()}`),
    await before.fetch('/', { headers: { cookie: `${PREVIEW_COOKIE}=x` } }),
  ]
  expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [999, 'odd\n']))
  await odd.close()
})

test('the first page after a deploy may be a preview: what is authored is published behind it as behind any page', async () => {
  const rules = JSON.stringify(headlineRules('authored'))
  await using fresh = await startWorker({
    origin: origin.url,
    vars: { ENVIRONMENT: 'production' },
    kv: { RULES: { [KEYS.authored('main')]: rules } },
  })
  const first = await fresh.fetch(`/?awase-preview=${await tokenFor()}`)
  expect(first.header('awase-preview')).toBe('published; nothing_published')
  await fresh.logged(/"event":"published"/)
  expect((await fresh.fetch('/')).text).toContain('authored')
})
