/** The explanation of a preview: who may ask in production, and that it is about the page that the link shows. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Preview } from '../../src/preview/preview.ts'
import type { RawRequest } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { PREVIEW_COOKIE, storeDraft, tokenFor } from './preview-site.ts'
import { plain, ruleset } from './site.ts'

const origin = await startOrigin(pages({ '/': '<!doctype html><title>t</title><h1>origin</h1>' }))
const worker = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const rules = (id: string) =>
  ruleset({ headline: { paths: ['/'], selector: 'h1', kind: 'text' } }, [
    plain('rain', { headline: { text: 'rain' } }, { when: { 'weather.kind': 'rain' } }),
    { id, variants: ['a', 'b'].map((arm) => ({ id: arm, slots: { headline: { text: `${id} ${arm}` } } })) },
  ])
beforeAll(async () => {
  await storeDraft(worker, 'spring', rules('drafted'))
  expect((await worker.publish(rules('live'))).status).toBe(200)
})

const JSON_ONLY = { accept: 'application/json' }
const DRAFT: Partial<Preview> = { rules: { kind: 'draft', name: 'spring' } }

const ask = (query: string, headers: RawRequest['headers'] = JSON_ONLY) =>
  worker.fetch(`/_awase/explain?url=/${query}`, { headers })

const explained = async (grant: Partial<Preview>) => {
  const answer = await ask(`&awase-preview=${await tokenFor(grant)}`)
  expect(answer.status).toBe(200)
  expect(answer.header('cache-control')).toBe('no-store')
  return JSON.parse(answer.text)
}

describe('may ask', () => {
  test.each<readonly [string, () => Promise<readonly [string, RawRequest['headers']]>]>([
    ['by the parameter', async () => [`&awase-preview=${await tokenFor(DRAFT)}`, JSON_ONLY]],
    ['by the cookie', async () => ['', { ...JSON_ONLY, cookie: `${PREVIEW_COOKIE}=${await tokenFor(DRAFT)}` }]],
    ['by a link as it was sent', async () => [`%3Fawase-preview%3D${await tokenFor(DRAFT)}`, JSON_ONLY]],
  ])('%s', async (_, make) => {
    const [query, headers] = await make()
    const answer = await ask(query, headers)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text).previewed).toMatchObject({ rules: 'draft:spring', forced: null })
    expect(answer.text).not.toContain('awase-preview')
  })
})

describe('may not ask, and is not told that there is anything here', () => {
  test.each<readonly [string, () => Promise<string>]>([
    ['without a token', async () => ''],
    ['with off', async () => '&awase-preview=off'],
    ['with a forged one', async () => `&awase-preview=${(await tokenFor(DRAFT, 'another secret')).slice(0, -1)}A`],
    ['with an old one', async () => `&awase-preview=${await tokenFor({ expiresAt: Date.now() - 1 })}`],
    ['with another site’s', async () => `&awase-preview=${await tokenFor({ site: 'shop' })}`],
    ['with a simulation alone', async () => '&awase-simulate=%7B%7D&set=1'],
  ])('%s', async (_, make) => {
    const [answer, nowhere] = [await ask(await make()), await worker.fetch('/_awase/nowhere', { headers: JSON_ONLY })]
    expect([answer.status, answer.text]).toEqual([404, nowhere.text])
  })
})

describe('explains what the link shows', () => {
  test.each<readonly [string, Partial<Preview>, object]>([
    ['the published rules', { simulation: { 'weather.kind': 'rain' } }, { experience: 'rain', arm: 'v' }],
    [
      'a draft',
      { ...DRAFT, forced: { experience: 'drafted', arm: 'b', anyAudience: false } },
      { experience: 'drafted', arm: 'b' },
    ],
    ['an arm for everybody', { forced: { experience: 'rain', arm: 'v', anyAudience: true } }, { experience: 'rain' }],
  ])('%s', async (_, grant, wanted) => {
    const { slots } = await explained(grant)
    expect(slots).toMatchObject([wanted])
  })

  test('its situation, and no other: the form of the page is not offered and not obeyed', async () => {
    const simulation = { 'weather.kind': 'snow' }
    const token = await tokenFor({ simulation })
    const said = JSON.parse((await ask(`&awase-preview=${token}&set=1&set.weather.kind=rain`)).text)
    expect([said.simulated, said.maySimulate]).toEqual([simulation, false])
    expect(said.slots.map(({ experience }: { experience: string }) => experience)).not.toContain('rain')
  })
})

describe('says what is missing', () => {
  const GONE: Partial<Preview> = { rules: { kind: 'draft', name: 'gone' } }

  test('in JSON', async () => {
    expect(await explained(GONE)).toMatchObject({
      state: 'no_draft',
      sentence: expect.stringContaining('There is no such draft.'),
      slots: [],
    })
  })

  test.each([
    ['ja', 'この下書きは見つかりません。'],
    ['en', 'There is no such draft.'],
  ])('as a page: %s', async (language, wanted) => {
    const answer = await ask(`&language=${language}&awase-preview=${await tokenFor(GONE)}`, {})
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(wanted)
    expect(answer.text).toContain('href="/?awase-preview=off"')
  })
})

describe('as a page', () => {
  test.each([
    ['ja', '下書き「spring」', 'プレビューを終える'],
    ['en', 'the draft “spring”', 'End the preview'],
  ])('names the rules and the way out: %s', async (language, rulesNamed, way) => {
    const answer = await ask(`&language=${language}&awase-preview=${await tokenFor(DRAFT)}`, {})
    expect(answer.text).toContain(rulesNamed)
    expect(answer.text).toContain(way)
    expect(answer.text).toContain('href="/?awase-preview=off"')
  })

  test('leads to no other host', async () => {
    const token = await tokenFor(DRAFT)
    const answer = await worker.fetch(`/_awase/explain?url=${worker.url}//evil.example/&awase-preview=${token}`)
    expect(answer.text).toContain('href="/evil.example/?awase-preview=off"')
  })

  test.each(['foo:', 'javascript:', 'ftp:', 'ws:'])(
    'nor by %s, whose paths may begin so that they name one',
    async (scheme) => {
      const url = encodeURIComponent(`${scheme}//${new URL(worker.url).host}/\\evil.example/`)
      const answer = await worker.fetch(`/_awase/explain?url=${url}&awase-preview=${await tokenFor(DRAFT)}`)
      expect(answer.status).toBe(400)
      expect(answer.text).not.toContain('href="/\\')
    },
  )

  test('that asks for a page keeps the token, or whoever answers would find nothing', async () => {
    const token = await tokenFor(DRAFT)
    const answer = await worker.fetch(`/_awase/explain?awase-preview=${token}&language=en`)
    expect(answer.text).toContain(`<input type="hidden" name="awase-preview" value="${token}" />`)
    expect(answer.text).toContain('<input type="hidden" name="language" value="en" />')
  })

  test('escapes what the link names', async () => {
    const forced = { experience: '<script>', arm: 'x', anyAudience: true }
    const answer = await ask(`&awase-preview=${await tokenFor({ forced })}`, {})
    expect(answer.text).not.toContain('<script>')
  })
})

test('in development the link counts, too', async () => {
  await using local = await startWorker({ origin: origin.url })
  await storeDraft(local, 'spring', rules('drafted'))
  const answer = await local.fetch(`/_awase/explain?url=/&awase-preview=${await tokenFor(DRAFT)}`, {
    headers: JSON_ONLY,
  })
  expect(JSON.parse(answer.text).previewed).toMatchObject({ rules: 'draft:spring' })
})
