/** Walkers and skiers, seen from afar. Drawn about 200 high, feet at 0,0. Not landscapes. */

import { BARK, INK, SLATE } from './palette.ts'
import { circle, line, path, place, rect } from './svg.ts'

export interface Clothes {
  readonly jacket: string
  readonly shade: string
  readonly pack: string
  readonly packShade: string
  readonly hood: boolean
}

/** From behind, walking away, with poles. */
export function walker(x: number, y: number, scale: number, clothes: Clothes): string {
  const legs = path('M-20 -86L-26 -10L-6 -10L-1 -84Z', SLATE) + path('M20 -86L25 -14L6 -14L1 -84Z', '#3f4951')
  const boots =
    path('M-29 -12h25v9q0 3 -3 3h-20q-4 0 -3 -5Z', BARK) + path('M5 -16h23l2 9q0 3 -3 3h-20q-2 0 -2 -3Z', BARK)
  const body = path(
    'M-32 -150C-30 -166 -16 -172 0 -172C16 -172 30 -166 32 -150L36 -78C20 -70 -20 -70 -36 -78Z',
    clothes.jacket,
  )
  const arms =
    path('M-30 -152C-42 -140 -48 -118 -50 -96L-38 -92L-28 -126Z', clothes.shade) +
    path('M30 -152C42 -140 48 -118 50 -96L38 -92L28 -126Z', clothes.shade)
  const poles = line('M-46 -94L-56 0M46 -94L58 -2', INK, 2.5)
  const pack =
    rect(-27, -160, 54, 72, clothes.pack, 16) +
    rect(-24, -166, 48, 24, clothes.packShade, 10) +
    rect(-18, -118, 36, 26, clothes.packShade, 7)
  const head = clothes.hood
    ? path('M-19 -172C-22 -198 -12 -210 0 -210C12 -210 22 -198 19 -172C10 -166 -10 -166 -19 -172Z', clothes.jacket)
    : circle(0, -184, 15, '#3a322c') +
      path('M-17 -186C-17 -204 17 -204 17 -186Z', clothes.shade) +
      rect(-20, -188, 40, 6, clothes.shade, 3)
  return place(poles + legs + boots + body + arms + head + pack, x, y, scale)
}

/** Going downhill to the left. */
export function skier(x: number, y: number, scale: number, jacket: string, shade: string): string {
  const skis = line('M-70 14L62 -24M-64 26L66 -10', INK, 5)
  const legs = path('M4 -76L-14 -40L-8 -4L10 -8L8 -38L30 -66Z', SLATE)
  const body = path('M-22 -122C-14 -136 8 -138 22 -126L34 -70C20 -60 6 -62 -2 -70Z', jacket)
  const arm = path('M-14 -118L-46 -84L-38 -76L0 -98Z', shade)
  const pole = line('M-42 -80L-30 8', INK, 3)
  const head = circle(-10, -146, 16, shade) + rect(-27, -152, 20, 9, INK, 4)
  return place(skis + legs + body + pole + arm + head, x, y, scale)
}
