/** What companies are shown: a rail of matching jackets, three services, the covers of the papers. Not the goods: items.ts. */

import { rainJacket } from './clothes.ts'
import { DRAWINGS, itemDrawing } from './items.ts'
import { ridge } from './landscape.ts'
import { BARK, DEEP, INDIGO, LINEN, PAPER, PERSIMMON, SLATE, STRAW, WASHI, WOOD } from './palette.ts'
import { line, path, place, rect, repeat, svg } from './svg.ts'

const WIDTH = 1200
const HEIGHT = 900
const BLUE = { main: '#2f5079', shade: '#213b5d', trim: '#d9ad5f' }
const ORANGE = { main: '#c65f38', shade: '#a24a2b', trim: '#f0e4d2' }

function scene(...layers: readonly string[]): string {
  return svg(WIDTH, HEIGHT, layers.join(''))
}

/** Five jackets on a rail, one of them the leader's, and five pairs of boots below. */
export function team(): string {
  const jacket = rainJacket(BLUE)
  return scene(
    rect(0, 0, WIDTH, HEIGHT, '#dfe3df'),
    rect(0, 0, WIDTH, 690, '#e7e6dd'),
    repeat(6, (index) => line(`M${100 + index * 200} 0V690`, '#d8d6ca', 3)),
    rect(0, 690, WIDTH, 210, '#b79a72'),
    line('M0 770H1200M260 690V770M700 690V770M480 770V900M980 770V900', '#a2855d', 3, 'opacity=".6"'),
    line('M110 130V700M1090 130V700', BARK, 14),
    line('M60 130H1140', BARK, 16),
    repeat(5, (index) => {
      const x = 70 + index * 196
      const hanger = line(`M${x + 138} 130V182M${x + 90} 216L${x + 138} 178L${x + 186} 216`, SLATE, 6)
      return hanger + place(index === 2 ? rainJacket(ORANGE) : jacket, x - 42, 130, 0.9)
    }),
    rect(90, 676, 1020, 22, WOOD, 3),
    repeat(5, (index) => place(DRAWINGS.boots, 92 + index * 200, 518, 0.5)),
  )
}

const SERVICES: { readonly [id: string]: () => string } = {
  field: () => service('#dbe2e8', ['shigure', 'ganryo', 'yomichi']),
  gifts: () => service('#efe6d6', ['andon', 'kiwan', 'robata']),
  loans: () => service('#e2e5da', ['futari', 'kokage', 'andon']),
}

/** Null for an id that no service has. */
export function servicePicture(id: string): string | null {
  return Object.hasOwn(SERVICES, id) ? (SERVICES[id]?.() ?? null) : null
}

function service(ground: string, [large = '', left = '', right = '']: readonly string[]): string {
  return scene(
    rect(0, 0, WIDTH, HEIGHT, ground),
    rect(0, 720, WIDTH, 180, LINEN),
    rect(0, 720, WIDTH, 5, '#cfc5b0'),
    place(itemDrawing(large), 350, 112, 1.72),
    place(itemDrawing(left), 60, 360, 1.04),
    place(itemDrawing(right), 800, 372, 1),
  )
}

const COVERS: { readonly [id: string]: { readonly cloth: string; readonly good: string } } = {
  'first-order': { cloth: INDIGO, good: 'hisame' },
  'rain-on-site': { cloth: '#3f6473', good: 'shigure' },
  'counting-wear': { cloth: '#7a5c40', good: 'ganryo' },
  'guests-outdoors': { cloth: '#4d6a5d', good: 'tooriame' },
  'warm-hands': { cloth: '#8a4a36', good: 'robata' },
}

/** Null for an id that no paper has. 600 × 800. */
export function paperPicture(id: string): string | null {
  const cover = Object.hasOwn(COVERS, id) ? COVERS[id] : undefined
  if (cover === undefined) return null
  return svg(
    600,
    800,
    rect(0, 0, 600, 800, WASHI) +
      rect(66, 58, 480, 690, '#000', 4, 'opacity=".07"') +
      rect(58, 50, 480, 690, PAPER, 4) +
      path('M58 54a4 4 0 0 1 4 -4H98V740H62a4 4 0 0 1 -4 -4Z', cover.cloth) +
      line('M84 110h.1M84 300h.1M84 490h.1M84 680h.1', STRAW, 12) +
      line('M146 128H420M146 168H350', cover.cloth, 14) +
      line('M146 214H300', '#c9c2b2', 8) +
      `<svg x="130" y="270" width="380" height="360" viewBox="0 0 380 360">${rect(0, 0, 380, 360, WASHI, 4)}${ridge({ seed: id.length, base: 250, height: 90, spread: 110, width: 380, bottom: 360 }, '#e0ddd0')}${place(itemDrawing(cover.good), 20, 6, 0.85)}</svg>` +
      line('M146 690L176 660L200 684', PERSIMMON, 5) +
      line('M240 680H400', DEEP, 6, 'opacity=".25"'),
  )
}
