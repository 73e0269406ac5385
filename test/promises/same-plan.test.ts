/** Promise 4: same inputs, same plan; the page and its explanation agree, today and in another isolate. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { ruleset, warm } from './site.ts'

const PAGE = '<h1>origin</h1><p class="lead">origin</p>'
const origin = await startOrigin(pages({ '/': PAGE }))
const worker = await startWorker({ origin: origin.url })
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

const variant = (id: string, slot: string) => ({ id, slots: { [slot]: { text: id } } })
const RULES = ruleset(
  {
    headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
    lead: { paths: ['/*'], selector: 'p.lead', kind: 'text' },
  },
  [
    { id: 'evening', when: { 'time.dayPart': 'evening' }, variants: [variant('evening', 'headline')] },
    { id: 'test', control: 0.2, allocation: 0.8, variants: [variant('a', 'headline'), variant('b', 'headline')] },
    { id: 'one', group: 'g', variants: [variant('one', 'lead')] },
    { id: 'two', group: 'g', variants: [variant('two', 'lead')] },
  ],
  { memory: 'on', holdout: 0.1 },
)

beforeAll(async () => {
  expect((await worker.publish(RULES)).status).toBe(200)
})

interface Explained {
  readonly slots: readonly { slot: string; arm: string | null; experience: string }[]
  readonly stops: readonly { experience: string; reason: string }[]
}

const DAY = '2026-11-22T12:00:00+09:00'
const EVENING = '2026-11-22T18:00:00+09:00'
const VISITORS = Array.from({ length: 60 }, (_, i) => `visitor-${i}`)

async function see(visitor: string, now: string): Promise<string> {
  return (await worker.fetch('/', { simulate: { visitor, now } })).text
}

async function explained(visitor: string, now: string): Promise<Explained> {
  return JSON.parse((await worker.fetch('/_awase/explain?url=/&format=json', { simulate: { visitor, now } })).text)
}

/** What the explanation promises, as a page. */
function shown({ slots }: Explained): string {
  const of = (slot: string) => slots.find((one) => one.slot === slot)?.arm ?? 'origin'
  return `<h1>${of('headline')}</h1><p class="lead">${of('lead')}</p>`
}

test('the same visitor at the same time sees the same page, which is the one that is explained', async () => {
  const seen = new Map<string, number>()
  for (const visitor of VISITORS) {
    const page = await see(visitor, DAY)
    expect(await see(visitor, DAY)).toBe(page)
    expect(shown(await explained(visitor, DAY))).toBe(page)
    seen.set(page, (seen.get(page) ?? 0) + 1)
  }
  expect(seen.size, 'arms, control, holdout and both members of the group').toBeGreaterThan(4)
})

test('another isolate decides alike', async () => {
  const before = await Promise.all(VISITORS.slice(0, 20).map((visitor) => see(visitor, DAY)))
  await worker.restart()
  await warm(worker)
  expect(await Promise.all(VISITORS.slice(0, 20).map((visitor) => see(visitor, DAY)))).toEqual(before)
})

test('everybody’s reason is given: each experience either won or says why not', async () => {
  const { slots, stops } = await explained('visitor-1', EVENING)
  const named = new Set([...slots.map(({ experience }) => experience), ...stops.map(({ experience }) => experience)])
  expect([...named].sort()).toEqual(['evening', 'one', 'test', 'two'])
  const day = await explained('visitor-1', DAY)
  expect(day.stops).toContainEqual(expect.objectContaining({ experience: 'evening', reason: 'audience_false' }))
})
