/** Two hundred slots on a page that is nested 1,600 deep, through the whole Worker: what depth times selectors may cost. */

import type { AuthoredRuleset, AuthoredSlot } from '../../src/core/authored.ts'
import { openArena } from './contestants.ts'
import { figure, median } from './figure.ts'
import { BENCH_HEADERS, seen } from './load.ts'
import type { Suite } from './suite.ts'

const SLOTS_COUNT = 200
const DEPTH_COUNT = 1_600
const PATH = '/nested'
const WARM_UP_COUNT = 20
const REQUESTS_PER_ROUND_COUNT = 20
const MOST_MS = 50

const SLOTS = Array.from({ length: SLOTS_COUNT }, (_, at) => `slot-${at}`)

/** Every eighth level is a slot; its headline stands in it, and so do all slots further down. */
function nestedPage(): string {
  const levels = Array.from({ length: DEPTH_COUNT }, (_, depth) => {
    const slot = depth % (DEPTH_COUNT / SLOTS_COUNT) === 0 ? SLOTS[depth / (DEPTH_COUNT / SLOTS_COUNT)] : undefined
    return slot === undefined ? '<div class="level">' : `<div class="${slot}"><h2 class="headline">before</h2>`
  })
  return `<!doctype html><html><head><title>Nested</title></head><body>${levels.join('\n')}${'</div>'.repeat(DEPTH_COUNT)}</body></html>`
}

const nestedRuleset = (): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: Object.fromEntries(
    SLOTS.map((slot): [string, AuthoredSlot] => [
      slot,
      { paths: [PATH], selector: `body div.${slot}`, parts: { headline: { selector: 'h2.headline', kind: 'text' } } },
    ]),
  ),
  audiences: {},
  experiences: SLOTS.map((slot) => ({
    id: slot,
    when: { 'geo.country': 'JP' },
    variants: [{ id: 'a', slots: { [slot]: { headline: { text: `after ${slot}` } } } }],
  })),
})

export const nestedSuite: Suite = {
  names: ['decide.nested'],
  async run({ rounds, say }) {
    const arena = await openArena({
      pages: { [PATH]: nestedPage() },
      contestants: ['passthrough', 'awase'],
      ruleset: nestedRuleset(),
    })
    try {
      const cookie = await seen(arena.urls.awase + PATH, ['after slot-0'])
      const own = await requests(arena.urls.awase + PATH, cookie, rounds)
      const bare = await requests(arena.urls.passthrough + PATH, null, rounds)
      say(`${SLOTS_COUNT} slots, ${DEPTH_COUNT} deep: awase ${own.toFixed(1)} ms, passthrough ${bare.toFixed(1)} ms`)
      return [figure('decide.nested', own, 'ms', { atMost: MOST_MS })]
    } finally {
      await arena.dispose()
    }
  },
}

/** Median milliseconds of a request from its start to its last byte, one after the other. */
async function requests(url: string, cookie: string | null, rounds: number): Promise<number> {
  const headers = { ...BENCH_HEADERS, ...(cookie !== null && { cookie }) }
  const times: number[] = []
  for (let number = -WARM_UP_COUNT; number < rounds * REQUESTS_PER_ROUND_COUNT; number++) {
    const began = performance.now()
    await (await fetch(url, { headers })).arrayBuffer()
    if (number >= 0) times.push(performance.now() - began)
  }
  return median(times)
}
