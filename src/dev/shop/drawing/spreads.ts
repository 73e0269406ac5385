/** Goods laid out on a mat: a shelf's newcomer before the others, what a kit holds. 1200 × 900. Not the goods: items.ts. */

import { itemDrawing } from './items.ts'
import { WASHI } from './palette.ts'
import { ellipse, place, rect, svg } from './svg.ts'

const WIDTH = 1200
const HEIGHT = 900
/** What lies under the mat, one after the other. */
const FLOORS = ['#dfe5e3', '#e6e0d3', '#dbe2e8', '#e2e5da', '#e8dfd6', '#d9e0e6', '#e1e6e9', '#ebe3cf'] as const

/** One good large, up to three beside it. `turn` chooses the floor. */
export function featured([first = '', ...others]: readonly string[], turn: number): string {
  const beside = others.slice(0, 3).map((id, index) => good(id, 830, 84 + index * 246, 0.62))
  return mat(turn, good(first, 96, 116, 1.66), ...beside)
}

/** Up to five goods: two above, three below. */
export function laidOut(ids: readonly string[], turn: number): string {
  const above = ids.slice(0, 2).map((id, index) => good(id, 190 + index * 420, 66, 0.98))
  const below = ids.slice(2, 5).map((id, index) => good(id, 110 + index * 336, 478, 0.8))
  return mat(turn, ...above, ...below)
}

function good(id: string, x: number, y: number, scale: number): string {
  const shadow = ellipse(200, 356, 136, 8, '#000', 'opacity=".06"')
  return place(shadow + itemDrawing(id), x, y, scale)
}

function mat(turn: number, ...goods: readonly string[]): string {
  const floor = rect(0, 0, WIDTH, HEIGHT, FLOORS[turn % FLOORS.length] ?? FLOORS[0])
  return svg(WIDTH, HEIGHT, floor + rect(60, 60, 1080, 780, WASHI, 6) + goods.join(''))
}
