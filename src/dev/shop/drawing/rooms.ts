/** The large pictures with people's things in them: the town, a window in the rain, what is new, the three layers. 1200 × 900. */

import { house, lantern, noren } from './camp.ts'
import { DRAWINGS } from './items.ts'
import { mist, ridge, sky, snowCap } from './landscape.ts'
import { BARK, DEEP, INDIGO, LINEN, PAPER, PERSIMMON, SLATE, SNOW, STRAW, WASHI, WHEAT, WOOD } from './palette.ts'
import { walker } from './people.ts'
import { line, path, place, rect, repeat, svg } from './svg.ts'
import { rain } from './weather.ts'

const WIDTH = 1200
const HEIGHT = 900

function scene(...layers: readonly string[]): string {
  return svg(WIDTH, HEIGHT, layers.join(''))
}

export function town(): string {
  const far = { seed: 16, base: 430, height: 300, spread: 330 }
  return scene(
    sky('#d9e3e6', '#ecefe9', 330),
    ridge(far, '#94abbd'),
    snowCap(far, 360, SNOW),
    mist(-40, 330, 420, PAPER, 0.9),
    mist(780, 300, 360, PAPER, 0.9),
    ridge({ seed: 33, base: 540, height: 160, spread: 260 }, '#6f8a8a'),
    ridge({ seed: 39, base: 600, height: 90, spread: 220 }, '#4d6a5d'),
    house(40, 720, { width: 190, height: 150, wall: LINEN, roof: SLATE, light: WHEAT }),
    house(980, 726, { width: 240, height: 170, wall: '#cbb899', roof: '#5d666d', light: WHEAT }),
    house(180, 770, { width: 250, height: 210, wall: '#8a6a4c', roof: '#3d474f', light: WHEAT }),
    house(760, 774, { width: 270, height: 196, wall: LINEN, roof: '#4b565f', light: WHEAT }),
    rect(410, 440, 370, 360, '#7a5c40'),
    path('M376 452L450 340H740L814 452Z', '#333d45'),
    line('M376 452H814', '#1c2126', 5),
    rect(440, 476, 310, 76, WHEAT, 3),
    line(
      repeat(19, (i) => `M${456 + i * 16} 476v76`),
      BARK,
      4,
    ),
    rect(420, 576, 350, 224, '#5c432f'),
    rect(448, 600, 294, 200, '#f0dca6'),
    place(DRAWINGS.lowPack, 456, 640, 0.36),
    place(DRAWINGS.boots, 600, 656, 0.34),
    noren(444, 590, 302, 76, INDIGO),
    path('M-10 900V790H1210V900Z', '#cdc3ae'),
    path('M-10 900V842H1210V900Z', '#bcb199'),
    lantern(386, 802, 0.9, WHEAT),
    walker(880, 862, 1, { jacket: PERSIMMON, shade: '#9a4630', pack: DEEP, packShade: '#12233a', hood: false }),
    walker(300, 872, 0.96, { jacket: '#5f7657', shade: '#48603f', pack: STRAW, packShade: WOOD, hood: false }),
  )
}

export function window(): string {
  return scene(
    rect(0, 0, WIDTH, HEIGHT, '#d8c6a4'),
    rect(0, 700, WIDTH, 200, '#a98155'),
    line('M0 760H1200M0 828H1200M240 700V760M760 700V760M480 760V828M1010 760V828', '#93703f', 3, 'opacity=".6"'),
    rect(520, 90, 580, 500, BARK, 4),
    `<svg x="540" y="110" width="540" height="460" viewBox="0 0 540 460">${rect(0, 0, 540, 460, '#2c4059')}${ridge({ seed: 8, base: 330, height: 150, spread: 160, width: 540, bottom: 460 }, '#22354d')}${rect(60, 330, 130, 130, '#1a2a3e')}${rect(84, 356, 26, 30, '#e7c987')}${rect(128, 356, 26, 30, '#e7c987')}${path('M40 336L80 296H170L210 336Z', '#131f30')}${rect(330, 350, 150, 110, '#1a2a3e')}${rect(360, 376, 30, 34, '#e7c987')}${path('M312 356L350 314H460L500 356Z', '#131f30')}${rain(12, 90, 540, 460, '#c9d7e2', 0.6)}</svg>`,
    rect(802, 110, 16, 460, BARK),
    rect(540, 330, 540, 12, BARK),
    rect(490, 580, 640, 26, WOOD, 4),
    lantern(1010, 580, 1.2, '#f6e2ae'),
    line('M90 90H400', BARK, 10),
    place(DRAWINGS.jacket, 60, 60, 0.98),
    place(DRAWINGS.pack, 110, 380, 1.06),
    place(DRAWINGS.boots, 500, 590, 0.66),
    place(DRAWINGS.headlamp, 800, 660, 0.46),
  )
}

/** The goods of the month, laid out to be counted. */
export function arrivals(): string {
  return scene(
    rect(0, 0, WIDTH, HEIGHT, '#dfe5e3'),
    rect(60, 60, 1080, 780, WASHI, 6),
    place(DRAWINGS.shell, 90, 90, 0.98),
    place(DRAWINGS.trekking, 420, 80, 1.02),
    place(DRAWINGS.down, 760, 90, 0.95),
    place(DRAWINGS.lantern, 90, 490, 0.8),
    place(DRAWINGS.gloves, 350, 490, 0.8),
    place(DRAWINGS.dripper, 610, 500, 0.76),
    place(DRAWINGS.kidsPack, 840, 490, 0.8),
  )
}

export function layers(): string {
  return scene(
    rect(0, 0, WIDTH, HEIGHT, '#e4e7e3'),
    ridge({ seed: 4, base: 560, height: 230, spread: 280 }, '#d6dddd'),
    ridge({ seed: 11, base: 700, height: 200, spread: 240 }, '#c6d1d4'),
    line('M70 150H1130', BARK, 12),
    line('M230 150v90M600 150v90M970 150v64', SLATE, 7),
    place(DRAWINGS.baseLayer, -34, 90, 1.32),
    place(DRAWINGS.down, 336, 110, 1.32),
    place(DRAWINGS.jacket, 706, 140, 1.32),
    rect(0, 800, WIDTH, 100, LINEN),
    rect(0, 800, WIDTH, 6, '#cfc5b0'),
  )
}
