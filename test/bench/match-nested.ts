/** Two hundred slots on a page that is nested 1,600 deep, through the whole Worker: what depth times selectors may cost. */

import type { AuthoredRuleset, AuthoredSlot } from '../../src/core/authored.ts'
import { MAX_SLOTS_PER_PAGE_COUNT } from '../../src/edge/splice/limits.ts'
import { openArena } from './contestants.ts'
import { type Figure, figure, median } from './figure.ts'
import { BENCH_HEADERS, seen } from './load.ts'
import type { Suite } from './suite.ts'

const SLOTS_COUNT = 200
const DEPTH_COUNT = 1_600
const PATH = '/nested'
const WARM_UP_COUNT = 20
const REQUESTS_PER_ROUND_COUNT = 20
const MOST_MS = 50

const SLOTS = Array.from({ length: SLOTS_COUNT }, (_, at) => `slot-${at}`)

interface Form {
  readonly figure: string
  readonly atMost: number | null
  readonly selector: (slot: string) => string
  /** The slot's start, and whether it ends before the next level begins. */
  readonly isClosed: boolean
}

/**
 * Slots beside each other, reached through an ancestor; and slots inside each other, which validation warns of, because
 * only the outermost is edited: there every slot is an ancestor that the parts further down are looked up in.
 */
const FORMS: readonly Form[] = [
  { figure: 'decide.nested', atMost: MOST_MS, selector: (slot) => `div section.${slot}`, isClosed: true },
  { figure: 'decide.nested-inside', atMost: null, selector: (slot) => `section.${slot}`, isClosed: false },
]

/** Every eighth level has a slot with a headline. */
function nestedPage({ isClosed }: Form): string {
  const levels = Array.from({ length: DEPTH_COUNT }, (_, depth) => {
    const slot = SLOTS[depth / (DEPTH_COUNT / SLOTS_COUNT)]
    const start = slot === undefined ? '' : `<section class="${slot}"><h2 class="headline">before</h2>`
    return slot !== undefined && isClosed ? `<div class="level">${start}</section>` : start || '<div class="level">'
  })
  const ends = levels.map((level) => (level.startsWith('<section') ? '</section>' : '</div>')).reverse()
  return `<!doctype html><html><head><title>Nested</title></head><body>${levels.join('\n')}${ends.join('')}</body></html>`
}

const nestedRuleset = ({ selector }: Form): AuthoredRuleset => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'on' },
  slots: Object.fromEntries(
    SLOTS.map((slot): [string, AuthoredSlot] => [
      slot,
      { paths: [PATH], selector: selector(slot), parts: { headline: { selector: 'h2.headline', kind: 'text' } } },
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
  names: FORMS.map((form) => form.figure),
  async run({ rounds, wants, say }) {
    const figures: Figure[] = []
    for (const form of FORMS.filter((one) => wants(one.figure))) {
      const own = await measured(form, rounds, say)
      figures.push(figure(form.figure, own, 'ms', form.atMost === null ? null : { atMost: form.atMost }))
    }
    return figures
  },
}

async function measured(form: Form, rounds: number, say: (line: string) => void): Promise<number> {
  const pages = { [PATH]: nestedPage(form) }
  const arena = await openArena({ pages, contestants: ['passthrough', 'awase'], ruleset: nestedRuleset(form) })
  try {
    const last = SLOTS[form.isClosed ? MAX_SLOTS_PER_PAGE_COUNT - 1 : 0]
    const cookie = await seen(arena.urls.awase + PATH, [`after ${SLOTS[0]}<`, `after ${last}<`])
    const own = await requests(arena.urls.awase + PATH, cookie, rounds)
    const bare = await requests(arena.urls.passthrough + PATH, null, rounds)
    say(
      `${form.figure}: ${SLOTS_COUNT} slots, ${DEPTH_COUNT} deep: ${own.toFixed(1)} ms, passthrough ${bare.toFixed(1)} ms`,
    )
    return own
  } finally {
    await arena.dispose()
  }
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
