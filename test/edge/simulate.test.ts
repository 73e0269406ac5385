/** Who a simulated page is for, through the whole Worker. Not what each attribute does: that is told by the conditions. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_VARIANTS_COUNT } from '../../src/ruleset/limits.ts'
import { type Origin, pages, startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { fallbacks } from '../promises/site.ts'

/** So many that draws hardly ever agree. */
const ARMS = Array.from({ length: MAX_VARIANTS_COUNT }, (_, i) => `arm-${i}`)

const drawn = (memory: 'on' | 'off') => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory },
  slots: { title: { paths: ['/', '/broken'], selector: 'h1', kind: 'text' } },
  experiences: [
    { id: 'drawn', goal: 'order', variants: ARMS.map((id) => ({ id, weight: 1, slots: { title: { text: id } } })) },
  ],
})

let origin: Origin
let worker: TestWorker
beforeAll(async () => {
  origin = await startOrigin(
    pages({ '/': '<!doctype html><title>t</title><h1>origin</h1>', '/broken': '<div><h1>origin<p>words</div>' }),
  )
  worker = await startWorker({ origin: origin.url })
})
afterAll(async () => {
  await worker.dispose()
  await origin.close()
})

async function publishDrawn(memory: 'on' | 'off'): Promise<void> {
  expect(await worker.publish(drawn(memory))).toMatchObject({ status: 200 })
}

const RAIN = { 'weather.kind': 'rain' }

async function titleFor(simulate: object, cookie: string | null = null): Promise<string | undefined> {
  const page = await worker.fetch('/', { simulate: { ...simulate }, headers: { cookie } })
  expect(page.setCookies).toEqual([])
  return /<h1>(.*)<\/h1>/.exec(page.text)?.[1]
}

async function armSaid(simulate: object): Promise<unknown> {
  const answer = await worker.fetch('/_awase/explain?url=/&format=json', { simulate: { ...simulate } })
  return JSON.parse(answer.text).slots[0]?.arm
}

test('without a cookie the page and its explanation are about the same visitor', async () => {
  await publishDrawn('on')
  const titles = [await titleFor(RAIN), await titleFor(RAIN), await titleFor({})]
  expect(ARMS).toContain(titles[0])
  expect(new Set(titles).size).toBe(1)
  expect(await armSaid(RAIN)).toBe(titles[0])
})

test('a named visitor, and one with a cookie, are themselves', async () => {
  await publishDrawn('on')
  const page = await worker.fetch('/')
  const cookie = page.setCookies[0]!.split(';', 1)[0]!
  expect(await titleFor(RAIN, cookie)).toBe(/<h1>(.*)<\/h1>/.exec(page.text)?.[1])
  const named = await Promise.all(['a', 'b', 'c', 'd'].map((visitor) => titleFor({ visitor })))
  expect(new Set(named).size).toBeGreaterThan(1)
  expect(await armSaid({ visitor: 'a' })).toBe(named[0])
})

test('where nothing may be remembered nobody is drawn for', async () => {
  await publishDrawn('off')
  expect(await titleFor(RAIN)).toBe('origin')
})

test('what keeps a simulated page from being edited is told to its developer, and counts nowhere', async () => {
  await publishDrawn('on')
  expect((await worker.fetch('/broken', { simulate: RAIN })).text).toContain('origin')
  expect(JSON.parse(await worker.logged(/"fallback"/))).toMatchObject({ reason: 'unbalanced_element', path: '/broken' })
  expect(await fallbacks(worker)).toEqual({})
  await worker.fetch('/broken')
  expect(await fallbacks(worker)).toEqual({ unbalanced_element: 1 })
})

test.each(['+275760-09-13T00:00', '2026-02-30T25:99', 'soon'])(
  'a time of the form that is none is left out: %s',
  async (now) => {
    await publishDrawn('on')
    const form = new URLSearchParams({ url: '/', set: '1', zone: 'America/New_York', 'set.now': now })
    const answer = await worker.fetch(`/_awase/explain?${form}&format=json`)
    expect([answer.status, JSON.parse(answer.text).simulated]).toEqual([200, {}])
  },
)
