/** Mountains, mist, sky, trees: the ground that scenes stand on. Not weather or people. */

import { MIST } from './palette.ts'
import { circle, line, path, rect, repeat, scatter } from './svg.ts'

export interface RidgeShape {
  readonly seed: number
  /** Where the valleys between the peaks lie. */
  readonly base: number
  /** How far the highest peak stands above them. */
  readonly height: number
  /** Distance between peaks. */
  readonly spread: number
  readonly width?: number
  readonly bottom?: number
}

const STEP = 10

function wave(seed: number, x: number): number {
  const cell = Math.floor(x)
  const t = x - cell
  const ease = t * t * (3 - 2 * t)
  return scatter(seed, cell) * (1 - ease) + scatter(seed, cell + 1) * ease
}

/** Height of a ridge at x: sharp at the peaks, soft in the valleys, 0..1. */
function profile(seed: number, x: number): number {
  const big = 1 - Math.abs(2 * wave(seed, x) - 1)
  const middle = 1 - Math.abs(2 * wave(seed + 7, x * 2.3) - 1)
  const small = wave(seed + 13, x * 6.1)
  return 0.66 * big + 0.25 * middle * big + 0.09 * small
}

export function ridgeLine(shape: RidgeShape): readonly (readonly [number, number])[] {
  const width = shape.width ?? 1200
  const points: [number, number][] = []
  for (let x = -STEP; x <= width + STEP; x += STEP) {
    points.push([x, Math.round(shape.base - shape.height * profile(shape.seed, x / shape.spread))])
  }
  return points
}

export function ridge(shape: RidgeShape, fill: string): string {
  const width = shape.width ?? 1200
  const bottom = shape.bottom ?? 900
  const points = ridgeLine(shape).map(([x, y]) => `${x} ${y}`)
  return path(`M${-STEP} ${bottom}L${points.join('L')}L${width + STEP} ${bottom}Z`, fill)
}

/** Snow on the upper part of a ridge, down to about `until`, with a ragged lower edge. */
export function snowCap(shape: RidgeShape, until: number, fill: string): string {
  const points = ridgeLine(shape)
  const lower = points.map(([x, y]) => {
    const depth = Math.max(0, until - y)
    return `${x} ${Math.round(y + depth * (0.22 + 0.6 * wave(shape.seed + 31, x / 34)))}`
  })
  const upper = points.map(([x, y]) => `${x} ${y}`)
  return path(`M${upper.join('L')}L${lower.toReversed().join('L')}Z`, fill)
}

/** Bands of mist with round ends, as in old picture scrolls. `y` is the upper edge of the first of them. */
export function mist(x: number, y: number, length: number, fill = MIST, opacity = 1, thickness = 22): string {
  const half = thickness / 2
  return `<g opacity="${opacity}">${rect(x, y, length, thickness, fill, half)}${rect(x + length * 0.22, y + thickness, length * 0.9, thickness, fill, half)}${rect(x + length * 0.08, y + thickness * 2, length * 0.55, thickness, fill, half)}</g>`
}

/** Fades from `top` to `low` at the horizon, as a printer wipes the block. One to a drawing: its gradient has an id. */
export function sky(top: string, low: string, horizon: number, width = 1200, height = 900): string {
  return `<linearGradient id="sky" x2="0" y2="1"><stop offset=".1" stop-color="${top}"/><stop offset="${(horizon / height).toFixed(2)}" stop-color="${low}"/></linearGradient>${rect(0, 0, width, height, 'url(#sky)')}`
}

export function sun(x: number, y: number, radius: number, fill: string): string {
  return circle(x, y, radius, fill)
}

export function crescent(x: number, y: number, radius: number, fill: string, behind: string): string {
  return circle(x, y, radius, fill) + circle(x + radius * 0.42, y - radius * 0.18, radius * 0.86, behind)
}

export function stars(seed: number, count: number, width: number, height: number, fill: string): string {
  return repeat(count, (index) => {
    const x = Math.round(scatter(seed, index) * width)
    const y = Math.round(scatter(seed + 1, index) * height)
    return circle(x, y, scatter(seed + 2, index) < 0.15 ? 2.6 : 1.4, fill)
  })
}

/** A conifer that stands on x,y. */
export function cedar(x: number, y: number, height: number, fill: string): string {
  const half = height * 0.2
  const tiers = [0.24, 0.46, 0.68, 0.9]
  const right = tiers.map((t) => {
    const w = half * (0.28 + t * 0.8)
    return `L${r(x + w)} ${r(y - height * (1 - t))}L${r(x + w * 0.5)} ${r(y - height * (1 - t) - height * 0.03)}`
  })
  const left = tiers.toReversed().map((t) => {
    const w = half * (0.28 + t * 0.8)
    return `L${r(x - w * 0.5)} ${r(y - height * (1 - t) - height * 0.03)}L${r(x - w)} ${r(y - height * (1 - t))}`
  })
  const trunk = rect(r(x - height * 0.02), r(y - height * 0.12), r(height * 0.04), r(height * 0.12), fill)
  return trunk + path(`M${x} ${r(y - height)}${right.join('')}${left.join('')}Z`, fill)
}

/** A stand of conifers whose feet follow a line from x0 to x1. */
export function forest(
  seed: number,
  x0: number,
  x1: number,
  y: number,
  height: number,
  count: number,
  fill: string,
): string {
  return repeat(count, (index) => {
    const x = Math.round(x0 + ((x1 - x0) * (index + 0.6 * scatter(seed, index))) / count)
    return cedar(
      x,
      Math.round(y + 14 * scatter(seed + 3, index)),
      Math.round(height * (0.65 + 0.5 * scatter(seed + 5, index))),
      fill,
    )
  })
}

/** A larch: slender, with soft tiers. */
export function larch(x: number, y: number, height: number, fill: string, trunk: string): string {
  const w = height * 0.17
  const crown = `M${x} ${r(y - height)}C${r(x + w * 0.7)} ${r(y - height * 0.7)} ${r(x + w * 1.1)} ${r(y - height * 0.4)} ${r(x + w)} ${r(y - height * 0.16)}C${r(x + w * 0.4)} ${r(y - height * 0.1)} ${r(x - w * 0.4)} ${r(y - height * 0.1)} ${r(x - w)} ${r(y - height * 0.16)}C${r(x - w * 1.1)} ${r(y - height * 0.4)} ${r(x - w * 0.7)} ${r(y - height * 0.7)} ${x} ${r(y - height)}Z`
  const twigs = repeat(5, (i) => {
    const t = 0.3 + i * 0.12
    const reach = w * (0.3 + i * 0.13)
    return `M${x} ${r(y - height * (1 - t))}L${r(x - reach)} ${r(y - height * (1 - t) + reach * 0.5)}M${x} ${r(y - height * (1 - t))}L${r(x + reach)} ${r(y - height * (1 - t) + reach * 0.5)}`
  })
  return (
    path(crown, fill) + line(`M${x} ${y}L${x} ${r(y - height * 0.86)}${twigs}`, trunk, Math.max(1.5, height * 0.012))
  )
}

/** A birch without its leaves. */
export function birch(x: number, y: number, height: number, width: number, bark: string, marks: string): string {
  const notches = repeat(7, (i) => {
    const at = y - height * (0.08 + 0.13 * i)
    const left = i % 2 === 0
    return rect(r(left ? x - width / 2 : x), r(at), r(width * 0.5), r(width * 0.16), marks)
  })
  const boughs = `M${x} ${r(y - height * 0.62)}L${r(x + height * 0.12)} ${r(y - height * 0.82)}M${x} ${r(y - height * 0.74)}L${r(x - height * 0.1)} ${r(y - height * 0.92)}`
  return (
    line(boughs, bark, width * 0.4) + rect(r(x - width / 2), r(y - height), width, height, bark, width * 0.3) + notches
  )
}

function r(value: number): number {
  return Math.round(value * 10) / 10
}

/** Pampas grass, the autumn's own: `count` stems that lean to the right from x,y. */
export function pampas(
  seed: number,
  x: number,
  y: number,
  height: number,
  count: number,
  stem: string,
  plume: string,
): string {
  return repeat(count, (index) => {
    const at = Math.round(x + index * height * 0.1 + 14 * scatter(seed, index))
    const tall = height * (0.6 + 0.4 * scatter(seed + 1, index))
    const lean = tall * (0.14 + 0.22 * scatter(seed + 2, index))
    const tip = `${r(at + lean)} ${r(y - tall)}`
    return (
      line(`M${at} ${y}Q${at} ${r(y - tall * 0.6)} ${tip}`, stem, 2.4) +
      line(
        `M${tip}q${r(tall * 0.1)} ${r(-tall * 0.1)} ${r(tall * 0.2)} ${r(-tall * 0.06)}M${tip}q${r(tall * 0.04)} ${r(-tall * 0.14)} ${r(tall * 0.15)} ${r(-tall * 0.15)}M${tip}q${r(-tall * 0.02)} ${r(-tall * 0.14)} ${r(tall * 0.07)} ${r(-tall * 0.2)}`,
        plume,
        5,
      )
    )
  })
}
