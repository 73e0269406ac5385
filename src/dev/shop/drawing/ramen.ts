/** Bowls of ramen from above, one for each shop, and the large one of the hero. */

import { INDIGO, INK, LEAF, LINEN, PAPER, PERSIMMON, RUST, STRAW, WHEAT, WOOD } from './palette.ts'
import { circle, ellipse, line, path, place, rect, repeat, scatter, svg } from './svg.ts'

type Topping =
  | 'pork'
  | 'egg'
  | 'nori'
  | 'bamboo'
  | 'fishcake'
  | 'corn'
  | 'greens'
  | 'chilli'
  | 'chicken'
  | 'yuzu'
  | 'bream'

interface Bowl {
  readonly rim: string
  readonly broth: string
  readonly sheen: string
  readonly toppings: readonly Topping[]
  readonly ground: string
}

const BOWLS: { readonly [shop: string]: Bowl } = {
  yukiakari: {
    rim: RUST,
    broth: '#c58a4c',
    sheen: '#dba868',
    toppings: ['pork', 'corn', 'bamboo', 'greens'],
    ground: '#e9e2d6',
  },
  keyaki: {
    rim: '#33404b',
    broth: '#b9683a',
    sheen: '#d08550',
    toppings: ['pork', 'egg', 'chilli', 'nori'],
    ground: '#e6e0d8',
  },
  inamura: {
    rim: INDIGO,
    broth: '#8a5a34',
    sheen: '#a8743f',
    toppings: ['pork', 'fishcake', 'nori', 'bamboo'],
    ground: '#e3e7e6',
  },
  shirakaba: {
    rim: PAPER,
    broth: '#7d5231',
    sheen: '#9c6b3d',
    toppings: ['pork', 'greens', 'egg', 'bamboo'],
    ground: '#d9dfd8',
  },
  hinata: {
    rim: '#5f8277',
    broth: '#e6cf95',
    sheen: '#f0dfb3',
    toppings: ['chicken', 'greens', 'egg', 'nori'],
    ground: '#e9e6db',
  },
  noriba: {
    rim: '#33404b',
    broth: '#9b6b3f',
    sheen: '#b7854f',
    toppings: ['pork', 'nori', 'fishcake'],
    ground: '#e2e2de',
  },
  kasuri: {
    rim: '#7d9db8',
    broth: '#ecdcaa',
    sheen: '#f5eac8',
    toppings: ['bream', 'yuzu', 'greens'],
    ground: '#e4e9e9',
  },
  chihaya: {
    rim: RUST,
    broth: '#6d4427',
    sheen: '#8a5a34',
    toppings: ['pork', 'egg', 'bamboo', 'greens'],
    ground: '#e8e0d3',
  },
  kotori: {
    rim: INDIGO,
    broth: '#f0dfb8',
    sheen: '#f8eed3',
    toppings: ['chicken', 'yuzu', 'egg', 'greens'],
    ground: '#e8e5dd',
  },
  orikaeshi: {
    rim: '#5f6b75',
    broth: '#a87a48',
    sheen: '#c2945c',
    toppings: ['fishcake', 'greens', 'nori', 'pork'],
    ground: '#e0e4e4',
  },
}

const TOPPINGS: { readonly [T in Topping]: string } = {
  pork:
    circle(0, 0, 34, '#d9a184') +
    circle(0, 0, 34, 'none', 'stroke="#9a5f45" stroke-width="6"') +
    line('M-18 -4C-8 -18 10 -16 16 -4C20 8 4 16 -4 8C-10 2 0 -6 4 0', '#f3dcc9', 6),
  egg:
    ellipse(0, 0, 25, 29, PAPER) +
    circle(1, 2, 14, '#e59a35') +
    circle(-2, -1, 7, '#f2b95a') +
    place(ellipse(0, 0, 25, 29, PAPER) + circle(1, 2, 14, '#e59a35') + circle(-2, -1, 7, '#f2b95a'), 40, 16, 0.94, 24),
  nori: `<g transform="rotate(14)">${rect(-28, -44, 56, 78, '#26352f', 3)}${line('M-20 -30H20M-20 -10H20M-20 10H20', '#3d5148', 2)}</g>`,
  bamboo: repeat(
    5,
    (i) =>
      `<g transform="rotate(${-24 + i * 9} 0 0)">${rect(-34, -22 + i * 9, 68, 11, i % 2 === 0 ? '#c99a55' : '#b3833f', 4)}</g>`,
  ),
  fishcake:
    path(
      'M0 -28L8 -24L16 -25L20 -17L27 -12L26 -3L28 6L21 12L18 20L9 21L2 27L-6 22L-15 22L-19 14L-27 8L-25 -1L-27 -10L-19 -15L-15 -23L-6 -22Z',
      PAPER,
    ) + line('M-12 2C-10 -14 14 -12 10 2C6 12 -6 8 -2 0', '#d9758a', 5),
  corn: repeat(26, (i) =>
    circle(
      Math.round(-32 + 64 * scatter(3, i)),
      Math.round(-24 + 48 * scatter(4, i)),
      6,
      i % 3 === 0 ? '#f0c550' : '#e3ae32',
    ),
  ),
  greens: repeat(
    16,
    (i) =>
      `<g transform="translate(${Math.round(-30 + 60 * scatter(5, i))} ${Math.round(-24 + 48 * scatter(6, i))})">${circle(0, 0, 7, i % 2 === 0 ? '#6f9a56' : LEAF)}${circle(0, 0, 3, '#dfe8cc')}</g>`,
  ),
  chilli:
    repeat(
      9,
      (i) =>
        `<g transform="translate(${Math.round(-28 + 56 * scatter(7, i))} ${Math.round(-22 + 44 * scatter(8, i))}) rotate(${i * 47})">${rect(-9, -2, 18, 4, '#b3372b', 2)}</g>`,
    ) + circle(0, 0, 16, '#b3372b', 'opacity=".8"'),
  chicken: repeat(
    3,
    (i) =>
      `<g transform="translate(${-22 + i * 22} ${-8 + i * 8}) rotate(-28)">${ellipse(0, 0, 18, 36, '#efd9bd')}${ellipse(-3, 0, 12, 29, '#f7e9d5')}</g>`,
  ),
  yuzu: line('M-18 6C-14 -14 8 -18 20 -6', '#e3b62f', 8) + line('M-8 16C-2 2 12 2 18 12', '#ecc955', 7),
  bream: repeat(
    3,
    (i) =>
      `<g transform="translate(${-24 + i * 24} ${6 - i * 6}) rotate(-20)">${ellipse(0, 0, 16, 32, '#f6eadf')}${line('M-8 -18C-2 -6 -2 8 -8 20', '#dd8f7c', 5)}</g>`,
  ),
}

/** Centre 0,0, outer radius 165. */
function fromAbove(bowl: Bowl): string {
  const fret = repeat(
    24,
    (i) =>
      `<g transform="rotate(${i * 15})">${line('M-8 -152v-8h14v10h-7v-4', bowl.rim === PAPER ? PERSIMMON : LINEN, 2.6)}</g>`,
  )
  const noodles = repeat(11, (i) => {
    const y = -70 + i * 14
    const reach = Math.sqrt(112 * 112 - y * y)
    return `M${Math.round(-reach)} ${y}C${Math.round(-reach * 0.4)} ${y - 22 + (i % 3) * 14} ${Math.round(reach * 0.3)} ${y + 24 - (i % 2) * 16} ${Math.round(reach)} ${y}`
  })
  const spots: readonly (readonly [number, number])[] = [
    [-46, -40],
    [48, -44],
    [44, 50],
    [-48, 48],
  ]
  return (
    circle(0, 0, 166, bowl.rim) +
    circle(0, 0, 166, 'none', `stroke="${INK}" stroke-width="3" opacity=".15"`) +
    fret +
    circle(0, 0, 138, PAPER) +
    circle(0, 0, 132, bowl.broth) +
    circle(-8, -8, 122, bowl.sheen, 'opacity=".55"') +
    line(noodles, WHEAT, 7) +
    line(noodles, STRAW, 1.6) +
    repeat(9, (i) =>
      circle(
        Math.round(-90 + 180 * scatter(21, i)),
        Math.round(-90 + 180 * scatter(22, i)),
        5,
        bowl.sheen,
        'opacity=".8"',
      ),
    ) +
    bowl.toppings.map((topping, i) => place(TOPPINGS[topping], spots[i]?.[0] ?? 0, spots[i]?.[1] ?? 0, 1.12)).join('')
  )
}

function chopsticks(x: number, y: number, length: number, degrees: number, colour: string): string {
  return `<g transform="translate(${x} ${y}) rotate(${degrees})">${path(`M0 -1L${length} -6V10L0 5Z`, colour)}${path(`M0 21L${length} 20V36L0 27Z`, colour)}${rect(length - 60, -6, 60, 16, STRAW, 2)}${rect(length - 60, 20, 60, 16, STRAW, 2)}</g>`
}

export const RAMEN_IDS: readonly string[] = Object.keys(BOWLS)

/** Null for an id that no shop has. */
export function ramenPicture(id: string): string | null {
  const bowl = Object.hasOwn(BOWLS, id) ? BOWLS[id] : undefined
  if (bowl === undefined) return null
  return svg(
    400,
    400,
    rect(0, 0, 400, 400, bowl.ground) + circle(208, 212, 166, INK, 'opacity=".08"') + place(fromAbove(bowl), 200, 200),
  )
}

export function bigBowl(): string {
  const bowl: Bowl = {
    rim: INDIGO,
    broth: '#8a5a34',
    sheen: '#a8743f',
    toppings: ['pork', 'egg', 'greens', 'bamboo'],
    ground: WOOD,
  }
  return svg(
    1200,
    900,
    rect(0, 0, 1200, 900, '#c9a878') +
      line('M0 130H1200M0 292H1200M0 470H1200M0 640H1200M0 790H1200', '#b08d5b', 4) +
      line(
        'M120 60H420M700 96H1040M60 210H260M860 236H1160M80 380H180M980 400H1120M40 560H200M1000 580H1180M120 720H360M820 730H1100M300 850H620',
        '#bb996a',
        3,
      ) +
      rect(100, 84, 1000, 732, '#8f3f2a', 18) +
      rect(118, 102, 964, 696, '#a04a31', 12) +
      circle(566, 474, 336, INK, 'opacity=".18"') +
      place(fromAbove(bowl), 550, 450, 2.02) +
      chopsticks(930, 740, 580, -78, INK) +
      circle(226, 236, 74, INK, 'opacity=".15"') +
      circle(220, 228, 72, PAPER) +
      circle(220, 228, 58, '#dfe6d3') +
      circle(220, 228, 44, '#8fa66a') +
      ellipse(240, 690, 92, 58, PAPER) +
      ellipse(240, 686, 74, 44, '#e9e2d2') +
      repeat(
        3,
        (i) =>
          `<g transform="translate(${206 + i * 34} ${690 - i * 4}) rotate(-16)">${path('M-26 8C-24 -22 24 -22 26 8C10 18 -10 18 -26 8Z', '#f0d9a8')}${path('M-22 2C-14 -16 14 -16 22 2', '#d9ad5f')}</g>`,
      ),
  )
}
