/** A page's work on the visitor's memory alone, in workerd: the cookie opened, one page added, sealed again. */

import type { Memory } from '../../../src/core/memory.ts'
import type { SealedPlace } from '../../../src/edge/sealed/envelope.ts'
import { openCookie, sealCookie } from '../../../src/edge/sealed/seal.ts'
import { lateSealKeys } from '../../../src/edge/sealed/seal-keys.ts'

const HERE: SealedPlace = { site: 'main', name: '__Host-awase' }
const PAGE_S = 40
const HALF_LIFE_S = 30 * 86_400
const MOST_ITEMS_COUNT = 10

const sealKeys = lateSealKeys('key-of-the-bench-which-has-32-random-bytesA', ({ reason }) =>
  console.error(`no keys: ${reason}`),
)

/** `POST` a Memory: its cookie. `GET /?pages=…` with that cookie: the cookie after so many pages. */
export default {
  async fetch(request: Request): Promise<Response> {
    const keys = await sealKeys()
    if (keys === null) return new Response('no keys', { status: 500 })
    if (request.method === 'POST') return new Response(await sealCookie(await request.json(), keys, HERE))
    let cookie = request.headers.get('x-cookie')
    const pages = Number(new URL(request.url).searchParams.get('pages'))
    for (let page = 0; page < pages; page++) {
      const memory = await openCookie(cookie, keys, HERE)
      if (memory === null) return new Response('not opened', { status: 400 })
      cookie = await sealCookie(withPage(memory, page), keys, HERE)
    }
    return new Response(cookie)
  },
}

/** One more page of one of the items, in its category, on which a capped experience is planned. */
function withPage(memory: Memory, page: number): Memory {
  const now = memory.visits.lastSeen + PAGE_S
  const categories = Object.keys(memory.affinities)
  const category = categories[page % categories.length] as string
  const known = memory.affinities[category] ?? { weight: 0, at: now }
  const seen = memory.items[page % memory.items.length]
  const item = { item: seen?.item ?? 'none', at: now, count: (seen?.count ?? 0) + 1 }
  const planned = Object.keys(memory.plans)[page % Object.keys(memory.plans).length] as string
  return {
    ...memory,
    visits: { ...memory.visits, lastSeen: now, pageCount: memory.visits.pageCount + 1 },
    affinities: {
      ...memory.affinities,
      [category]: { weight: known.weight * 2 ** ((known.at - now) / HALF_LIFE_S) + 1, at: now },
    },
    items: [item, ...memory.items.filter((other) => other.item !== item.item)].slice(0, MOST_ITEMS_COUNT),
    plans: { ...memory.plans, [planned]: [...(memory.plans[planned] ?? []), now].slice(-3) },
  }
}
