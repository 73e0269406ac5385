/** Small things that stand in scenes, feet at 0,0: tents, huts, houses, a signpost, a train. Not the goods in the grid. */

import { BARK, INK, LINEN, PAPER, SLATE, STRAW, WHEAT, WOOD } from './palette.ts'
import { circle, line, path, place, rect, repeat } from './svg.ts'

/** 220 wide, 120 high. With a `glow`, somebody is awake in it. */
export function tent(x: number, y: number, scale: number, fly: string, shade: string, glow: string | null): string {
  const shell = path('M-110 0C-84 -74 -42 -118 0 -120C42 -118 84 -74 110 0Z', fly)
  const side = path('M0 -120C42 -118 84 -74 110 0L38 0C34 -56 22 -96 0 -120Z', shade)
  const door =
    glow === null
      ? path('M-38 0C-32 -50 -18 -84 0 -104C-8 -66 -6 -30 4 0Z', SLATE, 'opacity=".75"')
      : path('M-46 0C-38 -54 -20 -88 0 -106C14 -84 24 -46 26 0Z', glow)
  const lines =
    line('M-104 -14L-140 2M104 -14L140 2', INK, 2, 'opacity=".5"') +
    line('M0 -120C-26 -86 -44 -44 -52 0', INK, 1.6, 'opacity=".35"')
  return place(lines + shell + side + door, x, y, scale)
}

/** A mountain hut with a lit window, 200 wide. */
export function hut(x: number, y: number, scale: number, wall: string, roof: string, light: string): string {
  const walls = rect(-84, -70, 168, 70, wall)
  const top = path('M-106 -66L-60 -128L60 -128L106 -66Z', roof)
  const chimney = rect(30, -150, 20, 40, roof)
  const windows =
    rect(-58, -50, 34, 28, light, 2) + rect(26, -50, 34, 28, light, 2) + line('M-41 -50v28M43 -50v28', wall, 3)
  const door = rect(-12, -48, 26, 48, BARK, 2)
  return place(chimney + walls + top + windows + door, x, y, scale)
}

export interface House {
  readonly width: number
  readonly height: number
  readonly wall: string
  readonly roof: string
  readonly light: string
}

/** A town house seen from the street, eaves first. */
export function house(x: number, y: number, shape: House): string {
  const { width, height, wall, roof, light } = shape
  const eave = 18
  const lattice = repeat(
    Math.floor((width - 40) / 14),
    (index) => `M${24 + index * 14} ${-height + 34}v${Math.round(height * 0.26)}`,
  )
  return place(
    rect(0, -height, width, height, wall) +
      rect(20, -height + 30, width - 40, Math.round(height * 0.26) + 8, light, 2) +
      line(lattice, BARK, 3) +
      path(
        `M${-eave} ${-height + 10}L${width * 0.14} ${-height - 56}L${width * 0.86} ${-height - 56}L${width + eave} ${-height + 10}Z`,
        roof,
      ) +
      line(`M${-eave} ${-height + 10}H${width + eave}`, INK, 3, 'opacity=".45"'),
    x,
    y,
  )
}

/** The half-curtain over a shop's door, with the three ridges of the mark. */
export function noren(x: number, y: number, width: number, height: number, cloth: string): string {
  const panel = width / 3
  const panels = repeat(3, (index) => rect(index * panel + 2, 0, panel - 4, height, cloth, 2))
  const mark = line(
    `M${width * 0.3} ${height * 0.66}L${width * 0.4} ${height * 0.36}L${width * 0.46} ${height * 0.52}L${width * 0.54} ${height * 0.28}L${width * 0.7} ${height * 0.66}`,
    PAPER,
    4,
  )
  return place(`${rect(-8, -8, width + 16, 8, WOOD, 4)}${panels}${mark}`, x, y)
}

/** Two boards on a post. */
export function signpost(x: number, y: number, scale: number): string {
  return place(
    rect(-6, -190, 12, 190, BARK, 3) +
      path('M-90 -176H60L82 -158L60 -140H-90Z', WOOD) +
      path('M80 -128H-50L-72 -110L-50 -92H80Z', LINEN) +
      line('M-70 -158H40M60 -110H-34', INK, 3, 'opacity=".4"'),
    x,
    y,
    scale,
  )
}

/** Two carriages, 400 long, wheels at y. */
export function train(x: number, y: number, scale: number, body: string, band: string): string {
  const carriage = (dx: number) =>
    rect(dx, -64, 190, 54, body, 10) +
    rect(dx, -30, 190, 8, band) +
    repeat(5, (index) => rect(dx + 14 + index * 34, -54, 26, 18, WHEAT, 3)) +
    repeat(4, (index) => circle(dx + 30 + index * 44, -6, 8, INK))
  return place(`${rect(184, -24, 20, 8, INK)}${carriage(0)}${carriage(198)}`, x, y, scale)
}

/** A standing paper lantern, 60 wide, 110 high. */
export function lantern(x: number, y: number, scale: number, shade: string): string {
  return place(
    rect(-30, -104, 60, 84, shade, 8) +
      line('M-30 -84H30M-30 -62H30M-30 -40H30', STRAW, 2) +
      rect(-34, -112, 68, 12, BARK, 3) +
      rect(-34, -24, 68, 12, BARK, 3) +
      line('M-26 -12L-30 0M26 -12L30 0', BARK, 5),
    x,
    y,
    scale,
  )
}
