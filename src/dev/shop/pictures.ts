/** Which drawing stands at which path. Not the drawings: drawing/. */

import { itemPicture } from './drawing/items.ts'
import { INDIGO, PAPER } from './drawing/palette.ts'
import { placePicture } from './drawing/places.ts'
import { bigBowl, ramenPicture } from './drawing/ramen.ts'
import { arrivals, layers, town, window } from './drawing/rooms.ts'
import { beach, dawn, fog, journey, larches, ski, summer, weekend } from './drawing/scenes.ts'
import { firstSunrise, night, rainy, snowy, storm } from './drawing/skies.ts'
import { line, rect, svg } from './drawing/svg.ts'

const SCENES: { readonly [name: string]: () => string } = {
  arrivals,
  beach,
  bowl: bigBowl,
  dawn,
  'first-sunrise': firstSunrise,
  fog,
  journey,
  larches,
  layers,
  mark,
  night,
  rainy,
  ski,
  snowy,
  storm,
  summer,
  town,
  weekend,
  window,
}

const PATH = /^\/img\/(?:(items|places|ramen)\/)?([a-z0-9-]+)\.svg$/

/** The SVG at a path of the shop, or null. */
export function findPicture(path: string): string | null {
  const [, kind, name] = PATH.exec(path) ?? []
  if (name === undefined) return null
  if (kind === 'items') return itemPicture(name)
  if (kind === 'places') return placePicture(name)
  if (kind === 'ramen') return ramenPicture(name)
  return Object.hasOwn(SCENES, name) ? (SCENES[name]?.() ?? null) : null
}

/** The shop's mark: three ridges. */
function mark(): string {
  return svg(
    40,
    40,
    rect(0, 0, 40, 40, INDIGO, 6) +
      line('M6 30L14 17L18.5 23', PAPER, 2.4, 'opacity=".6"') +
      line('M12 30L22 11L34 30', PAPER, 2.4) +
      line('M19 17L22 20L25 17', PAPER, 2.4),
  )
}
