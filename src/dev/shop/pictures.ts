/** Which drawing stands at which path. Not the drawings: drawing/. */

import { CATEGORIES } from './categories.ts'
import { paperPicture, servicePicture, team } from './drawing/business.ts'
import { itemPicture } from './drawing/items.ts'
import { INDIGO, PAPER } from './drawing/palette.ts'
import { placePicture } from './drawing/places.ts'
import { bigBowl, ramenPicture } from './drawing/ramen.ts'
import { arrivals, layers, town, window } from './drawing/rooms.ts'
import { beach, dawn, fog, journey, larches, ski, summer, weekend } from './drawing/scenes.ts'
import { firstSunrise, night, rainy, snowy, storm } from './drawing/skies.ts'
import { featured, laidOut } from './drawing/spreads.ts'
import { line, rect, svg } from './drawing/svg.ts'
import { KITS } from './kits.ts'
import { PRODUCTS } from './products.ts'

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
  team,
  town,
  weekend,
  window,
}

const FAMILIES: { readonly [family: string]: (name: string) => string | null } = {
  items: itemPicture,
  kits: kitPicture,
  papers: paperPicture,
  places: placePicture,
  ramen: ramenPicture,
  services: servicePicture,
  shelves: shelfPicture,
}

const PATH = /^\/img\/(?:([a-z]+)\/)?([a-z0-9-]+)\.svg$/

/** The SVG at a path of the shop, or null. */
export function findPicture(path: string): string | null {
  const [, family, name] = PATH.exec(path) ?? []
  if (name === undefined) return null
  if (family === undefined) return Object.hasOwn(SCENES, name) ? (SCENES[name]?.() ?? null) : null
  return Object.hasOwn(FAMILIES, family) ? (FAMILIES[family]?.(name) ?? null) : null
}

/** What is new on a shelf, before the rest of it. */
function shelfPicture(category: string): string | null {
  const turn = CATEGORIES.findIndex(({ id }) => id === category)
  if (turn === -1) return null
  const goods = PRODUCTS.filter((product) => product.category === category)
  const newestFirst = goods.toSorted((one, other) => Number(other.isNew) - Number(one.isNew))
  return featured(
    newestFirst.map(({ id }) => id),
    turn,
  )
}

function kitPicture(style: string): string | null {
  const turn = KITS.findIndex((kit) => kit.style === style)
  return turn === -1 ? null : laidOut(KITS[turn]!.items, turn)
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
