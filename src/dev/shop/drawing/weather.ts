/** Rain, snow, lightning and steam over a scene. Not the sky: landscape.ts. */

import { circle, line, path, repeat, scatter } from './svg.ts'

/** Fine slanted strokes; Hiroshige's rain. */
export function rain(
  seed: number,
  count: number,
  width: number,
  height: number,
  colour: string,
  opacity: number,
): string {
  const strokes = repeat(count, (index) => {
    const x = Math.round(scatter(seed, index) * (width + 200))
    const y = Math.round(scatter(seed + 1, index) * height) - 40
    const length = Math.round(50 + 90 * scatter(seed + 2, index))
    return `M${x} ${y}l${Math.round(-length * 0.2)} ${length}`
  })
  return `<g opacity="${opacity}">${line(strokes, colour, 1.8)}</g>`
}

export function snowfall(seed: number, count: number, width: number, height: number, colour: string): string {
  return repeat(count, (index) => {
    const size = scatter(seed + 2, index)
    const x = Math.round(scatter(seed, index) * width)
    const y = Math.round(scatter(seed + 1, index) * height)
    return circle(
      x,
      y,
      Math.round((1.5 + 5 * size * size) * 10) / 10,
      colour,
      `opacity="${(0.55 + 0.45 * size).toFixed(2)}"`,
    )
  })
}

/** A fork of lightning that strikes downward from x,y. */
export function lightning(x: number, y: number, height: number, colour: string): string {
  const u = height / 10
  return path(
    `M${x} ${y}l${-2 * u} ${4.2 * u}l${1.3 * u} ${-0.2 * u}l${-1.9 * u} ${6 * u}l${4.2 * u} ${-7 * u}l${-1.5 * u} ${0.2 * u}l${1.7 * u} ${-3.2 * u}Z`,
    colour,
  )
}

/** Three wisps above x,y. */
export function steam(x: number, y: number, height: number, colour: string, width: number): string {
  const wisp = (dx: number, h: number) =>
    `M${x + dx} ${y}c${-h * 0.22} ${-h * 0.2} ${h * 0.22} ${-h * 0.36} 0 ${-h * 0.56}c${-h * 0.18} ${-h * 0.16} ${h * 0.12} ${-h * 0.3} 0 ${-h * 0.44}`
  return line(wisp(-height * 0.3, height * 0.8) + wisp(0, height) + wisp(height * 0.3, height * 0.74), colour, width)
}
