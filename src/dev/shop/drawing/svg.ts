/** The frame of every drawing, and number and transform notation. Not shapes: they stand with what they draw. */

/** A whole SVG file. Units are the drawing's own pixels. */
export function svg(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>\n`
}

/** Moves and scales a drawing whose own origin is 0,0. */
export function place(body: string, x: number, y: number, scale = 1, degrees = 0): string {
  const turn = degrees === 0 ? '' : ` rotate(${degrees})`
  return `<g transform="translate(${x} ${y}) scale(${scale})${turn}">${body}</g>`
}

/** The same drawing, turned about a vertical axis at `axis`. */
export function mirrored(body: string, axis: number): string {
  return `<g transform="translate(${2 * axis} 0) scale(-1 1)">${body}</g>`
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`
}

export function line(d: string, stroke: string, width: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
}

export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0, more = ''): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" ${more}/>`
}

export function circle(x: number, y: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`
}

/** `count` drawings, one after the other. */
export function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('')
}

/** A number in 0..1 that depends on its seeds alone, so that a drawing is the same each time. */
export function scatter(seed: number, index: number): number {
  let h = Math.imul(seed, 374_761_393) + Math.imul(index, 668_265_263)
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177)
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296
}
