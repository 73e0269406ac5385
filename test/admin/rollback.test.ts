/** Going back over HTTP, against the real Worker: revisions, the cron job, and what cannot be gone back to. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { PublishedRuleset } from '../../src/core/compiled.ts'
import { KEYS } from '../../src/keys.ts'
import { ROUTES } from '../../src/routes.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker, TEST_TOKEN } from '../harness/worker.ts'
import { headlineRules, warm } from '../promises/site.ts'

const PUBLISH_CRON = '* * * * *'
const HOUR_MS = 3_600_000

const origin = await startOrigin(pages({ '/': '<h1>origin</h1>' }))
const worker = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const text = (headline: string): string => JSON.stringify(headlineRules(headline))
const headline = async (): Promise<string> => /<h1>(.*?)<\/h1>/.exec((await worker.fetch('/')).text)?.[1] ?? ''
const live = async (): Promise<PublishedRuleset> => JSON.parse((await worker.rules.get(KEYS.compiled('main')))!)
const sources = async (): Promise<string[]> =>
  (await worker.rules.list()).keys.map(({ name }) => name).filter((name) => name.startsWith('source:'))

async function rollback(site = 'main', headers: Record<string, string> = { authorization: `Bearer ${TEST_TOKEN}` }) {
  const answer = await worker.fetch(`${ROUTES.rollback}?site=${site}`, { method: 'POST', headers })
  return { status: answer.status, body: JSON.parse(answer.text) }
}

/** As it was live, by its headline. */
const copies = new Map<string, string>()
const copyOf = (headline: string): string => copies.get(headline)!

/** The revision of `bad`, published after `older` and `good`. */
let base = 0

beforeEach(async () => {
  for (const { name } of (await worker.rules.list()).keys) await worker.rules.delete(name)
  await worker.restart()
  for (const name of ['older', 'good', 'bad']) {
    base = (await worker.publish(headlineRules(name))).body.revision!
    copies.set(name, (await worker.rules.get(KEYS.compiled('main')))!)
  }
})

test('the ruleset before is live at once, as a revision of its own', async () => {
  expect(await headline()).toBe('bad')
  const { hash } = JSON.parse((await worker.rules.get(KEYS.previous('main')))!)
  expect(await rollback()).toEqual({
    status: 200,
    body: { revision: base + 1, hash, replaced: base, restored: base - 1 },
  })
  expect(await headline()).toBe('good')
  expect(await live()).toMatchObject({ revision: base + 1, hash })
  await worker.restart()
  await warm(worker)
  expect(await headline()).toBe('good')
})

test('twice goes forward again, and the revision goes on counting', async () => {
  await rollback()
  expect((await rollback()).body).toMatchObject({ revision: base + 2, restored: base })
  expect(await headline()).toBe('bad')
  expect((await rollback()).body).toMatchObject({ revision: base + 3 })
  expect(await headline()).toBe('good')
})

describe('the cron job does not undo it', () => {
  test('because the authored text went back too', async () => {
    await rollback()
    expect(await worker.rules.get(KEYS.authored('main'))).toBe(text('good'))
    await worker.fireCron(PUBLISH_CRON)
    expect(await live()).toMatchObject({ revision: base + 1 })
  })

  test('nor much later, when what was replaced is no stale read any more', async () => {
    await rollback()
    const document = await live()
    const superseded = document.superseded.map((old) => ({ ...old, at: old.at - HOUR_MS }))
    await worker.rules.put(KEYS.compiled('main'), JSON.stringify({ ...document, superseded }))
    await worker.fireCron(PUBLISH_CRON)
    expect(await live()).toMatchObject({ revision: base + 1 })
    expect(await headline()).toBe('good')
  })

  test('nor soon after, when KV still shows the text that was live', async () => {
    await rollback()
    await worker.rules.put(KEYS.authored('main'), text('bad'))
    await worker.fireCron(PUBLISH_CRON)
    expect(await live()).toMatchObject({ revision: base + 1 })
  })
})

test('what the cron job published from KV can be gone back from', async () => {
  await worker.rules.put(KEYS.authored('main'), text('by hand'))
  await worker.fireCron(PUBLISH_CRON)
  expect(await headline()).toBe('by hand')
  await rollback()
  expect(await headline()).toBe('bad')
  expect(await worker.rules.get(KEYS.authored('main'))).toBe(text('bad'))
})

test('a refused document is forgotten', async () => {
  await worker.publish('{')
  await rollback()
  expect(await worker.rules.get(KEYS.refused('main'))).toBeNull()
})

test('publishing after it goes on as ever', async () => {
  await rollback()
  expect((await worker.publish(headlineRules('better'))).body.revision).toBe(base + 2)
  await rollback()
  expect(await headline()).toBe('good')
})

test('the texts of two documents are kept, not of all', async () => {
  for (const headline of ['3', '4', '5']) await worker.publish(headlineRules(headline))
  await rollback()
  expect(await sources()).toHaveLength(2)
  await worker.publish(headlineRules('6'))
  expect(await sources()).toHaveLength(2)
  await rollback()
  expect(await headline()).toBe('4')
})

describe('refused, with a plain sentence and nothing changed', () => {
  test('nothing before', async () => {
    await worker.rules.delete(KEYS.previous('main'))
    expect(await rollback()).toEqual({
      status: 409,
      body: { error: 'There is no ruleset before this one: nothing else was published yet.', reason: 'none' },
    })
    expect(await live()).toMatchObject({ revision: base })
  })

  test('one that nobody can read', async () => {
    await worker.rules.put(KEYS.previous('main'), '{"revision":')
    expect((await rollback()).status).toBe(409)
    expect(await headline()).toBe('bad')
  })

  test.each<readonly [string, () => Promise<void>]>([
    ['KV shows one too old as the one before', () => worker.rules.put(KEYS.previous('main'), copyOf('older'))],
    ['KV shows one too old as the live one', () => worker.rules.put(KEYS.compiled('main'), copyOf('good'))],
    ['KV shows the live one as the one before', () => worker.rules.put(KEYS.previous('main'), copyOf('bad'))],
  ])('%s', async (_, show) => {
    await show()
    const before = await live()
    expect(await rollback()).toEqual({
      status: 409,
      body: {
        error:
          'The ruleset before this one is not clear: KV shows another than the live one replaced, as it may for a minute ' +
          'after publishing. Try again then. If it stays so, publish the file of the rules that you want.',
        reason: 'unclear',
      },
    })
    expect(await live()).toEqual(before)
    expect(await worker.rules.get(KEYS.authored('main'))).toBe(text('bad'))
  })

  test('the first of all shows as the one before, because publishing a second one failed halfway', async () => {
    const first = JSON.stringify({ ...(JSON.parse(copyOf('older')) as PublishedRuleset), superseded: [] })
    for (const key of [KEYS.compiled('main'), KEYS.previous('main')]) await worker.rules.put(key, first)
    expect((await rollback()).body.reason).toBe('unclear')
  })

  test('its text was not kept', async () => {
    for (const key of await sources()) await worker.rules.delete(key)
    expect(await rollback()).toEqual({
      status: 409,
      body: {
        error: 'The text of the ruleset before this one was not kept. Publish its file instead.',
        reason: 'no_source',
      },
    })
    expect(await live()).toMatchObject({ revision: base })
    expect(await worker.rules.get(KEYS.authored('main'))).toBe(text('bad'))
  })

  test.each([{}, { authorization: 'Bearer wrong' }])('without the token: %j', async (headers) => {
    expect((await rollback('main', headers)).status).toBe(401)
    expect(await headline()).toBe('bad')
  })

  test('a site that there is none of', async () => {
    expect((await rollback('nobody')).status).toBe(404)
  })
})

test('when nobody can read the live document, the one before helps out', async () => {
  await worker.rules.put(KEYS.compiled('main'), '{"revision":')
  expect((await rollback()).body).toMatchObject({ revision: base + 1, replaced: null })
  expect(await live()).toMatchObject({ revision: base + 1 })
  expect(await headline()).toBe('good')
})
