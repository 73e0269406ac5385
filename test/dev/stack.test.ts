/** The local stack as a whole: the demo through the real Worker, rules that change, crons, an end that leaves nothing. */

import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DEMO_SITUATIONS, situationUrl } from '../../src/dev/greeting.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import type { LogLine } from '../../src/dev/runtime.ts'
import { type PublishOutcome, type Stack, startStack } from '../../src/dev/stack.ts'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const DEMO_RULES = resolve(import.meta.dirname, '../../src/dev/shop/rules.json')
const folder = await temporaryFolder()

/** One plain experience that writes `headline` over the shop's. */
const rulesWith = (headline: string): string =>
  JSON.stringify({
    format: 1,
    site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'off', weather: { nonCommercial: true } },
    slots: { hero: { paths: ['/'], selector: 'section.hero', parts: { headline: { selector: 'h1', kind: 'text' } } } },
    audiences: {},
    experiences: [{ id: 'words', variants: [{ id: 'only', slots: { hero: { headline: { text: headline } } } }] }],
  })

/** A stack with its own rules file, and its outcomes one by one as they come. */
async function withRules(text: string, options: { statePath?: string } = {}) {
  const file = join(folder, `rules-${crypto.randomUUID()}.json`)
  await writeFile(file, text)
  const outcomes: PublishOutcome[] = []
  const logs: LogLine[] = []
  let wake = () => {}
  const stack = await startStack({
    origin: null,
    rules: { file, text },
    forecast: forecastNearby,
    onPublish(outcome) {
      outcomes.push(outcome)
      wake()
    },
    onLog: (line) => logs.push(line),
    onFailure(what, cause) {
      throw new Error(what, { cause })
    },
    ...options,
  })
  const outcome = async (): Promise<PublishOutcome> => {
    while (outcomes.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return outcomes.shift()!
  }
  return { stack, file, outcome, logs, [Symbol.asyncDispose]: () => stack.dispose() }
}

const headlineOf = (page: string): string | undefined => /<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1]
const headlineAt = async (stack: Stack): Promise<string | undefined> =>
  headlineOf((await fetchRaw(`${stack.url}/`)).text)

describe('the demo', () => {
  let stack: Stack
  let published: PublishOutcome | undefined
  beforeAll(async () => {
    stack = await startStack({
      origin: null,
      rules: { file: DEMO_RULES, text: await readFile(DEMO_RULES, 'utf8') },
      forecast: forecastNearby,
      onPublish(outcome) {
        published = outcome
      },
    })
  })
  afterAll(() => stack.dispose())

  test('its rules are published without a remark', () => {
    expect(published).toMatchObject({ ok: true, value: { warnings: [] } })
  })

  test('its pages come through the Worker', async () => {
    const page = await fetchRaw(`${stack.url}/en/`)
    expect(page).toMatchObject({ status: 200, complete: true })
    expect(page.text).toContain('Yamanami')
    expect(page.header('cache-control')).toContain('private')
  })

  test.each(DEMO_SITUATIONS)('$what: the link that is printed changes the page', async (situation) => {
    const personalised = await fetchRaw(situationUrl(stack.url, situation))
    const plain = await fetchRaw(situationUrl(stack.originUrl, situation))
    expect(personalised.status).toBe(200)
    expect(personalised.text).not.toBe(plain.text)
  })

  test('the bar learns from the Worker why a page looks as it does', async () => {
    const asked = await fetchRaw(`${stack.url}/_demo/explain?url=${encodeURIComponent('/ramen?a=b')}`)
    expect(asked).toMatchObject({ status: 307 })
    const answer = await fetchRaw(new URL(asked.header('location')!, stack.url), { headers: { accept: '*/*' } })
    expect(JSON.parse(answer.text)).toMatchObject({ slots: expect.any(Array), stops: expect.any(Array) })
  })

  test('weather comes from this machine, through the adapter that production uses', async () => {
    const weather = await stack.namespace('WEATHER')
    await fetchRaw(`${stack.url}/`)
    await vi.waitFor(async () => expect((await weather.list()).keys).not.toEqual([]), { timeout: 30_000 })
    await stack.fireCron('*/15 * * * *')
  })
})

describe('rules', () => {
  test('a change shows on the next request after it was acknowledged', async () => {
    await using own = await withRules(rulesWith('one'))
    expect(await own.outcome()).toMatchObject({ ok: true })
    expect(await headlineAt(own.stack)).toBe('one')
    for (const text of ['two', 'three', 'four']) {
      await writeFile(own.file, rulesWith(text))
      expect(await own.outcome()).toMatchObject({ ok: true })
      expect(await headlineAt(own.stack)).toBe(text)
    }
  })

  test('a broken one says what is wrong and where, and the last good one goes on', async () => {
    await using own = await withRules(rulesWith('good'))
    await own.outcome()
    await writeFile(own.file, rulesWith('bad').replace('section.hero', 'section.hero:hover'))
    const refused = await own.outcome()
    expect(refused).toMatchObject({
      ok: false,
      error: { reason: 'refused', issues: [{ path: 'slots.hero.selector', severity: 'error' }] },
    })
    expect(await headlineAt(own.stack)).toBe('good')
    await writeFile(own.file, rulesWith('good again'))
    expect(await own.outcome()).toMatchObject({ ok: true })
    expect(await headlineAt(own.stack)).toBe('good again')
  })

  test('what was published survives the end of the stack, and a broken file at its start', async () => {
    const statePath = join(folder, 'state')
    {
      await using first = await withRules(rulesWith('kept'), { statePath })
      expect(await first.outcome()).toMatchObject({ ok: true })
    }
    await using second = await withRules('{ "format": 1', { statePath })
    expect(await second.outcome()).toMatchObject({ ok: false, error: { reason: 'refused' } })
    expect(await headlineAt(second.stack)).toBe('kept')
  })

  test('the cron publishes what somebody put into KV', async () => {
    await using own = await withRules(rulesWith('from the file'))
    await own.outcome()
    await (await own.stack.namespace('RULES')).put('rules:main', rulesWith('from KV'))
    await own.stack.fireCron('* * * * *')
    expect(await headlineAt(own.stack)).toBe('from KV')
  })
})

test('dispose ends every server, and may be called twice', async () => {
  const { stack } = await withRules(rulesWith('short'))
  await Promise.all([stack.dispose(), stack.dispose()])
  await expect(fetchRaw(stack.url)).rejects.toThrow('ECONNREFUSED')
  await expect(fetchRaw(stack.originUrl)).rejects.toThrow('ECONNREFUSED')
})

test.each([
  [null, 'identity-key-of-the-local-stack-alone'],
  ['a-key-of-my-own-which-has-32-letters', 'a-key-of-my-own-which-has-32-letters'],
])('logins are told of with the key %s', async (identityKey, key) => {
  await using stack = await startStack({ origin: null, rules: null, forecast: forecastNearby, identityKey })
  const identified = async (bearer: string): Promise<number> => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: '{"login":"customer-8"}' }
    return (await fetch(`${stack.url}/_awase/api/v1/identify?site=main`, init)).status
  }
  expect([await identified(key), await identified('another-key-which-has-32-letters-too')]).toEqual([200, 401])
})
