/** Small pictures of the twelve places, 600 × 400. Not the heroes: scenes.ts. */

import { birch, cedar, forest, mist, type RidgeShape, ridge, sky, snowCap, sun } from './landscape.ts'
import {
  BARK,
  DEEP,
  ICE,
  INDIGO,
  LINEN,
  MOSS,
  PALE,
  PAPER,
  PERSIMMON,
  PINE,
  RUST,
  SAND,
  SEA,
  SLATE,
  SNOW,
  STONE,
  WHEAT,
  WOOD,
} from './palette.ts'
import { skier, walker } from './people.ts'
import { circle, ellipse, line, path, rect, repeat, scatter, svg } from './svg.ts'
import { snowfall, steam } from './weather.ts'

const W = 600
const H = 400

function scene(...layers: readonly string[]): string {
  return svg(W, H, layers.join(''))
}

function hills(seed: number, base: number, height: number, spread: number): RidgeShape {
  return { seed, base, height, spread, width: W, bottom: H }
}

const PLACES: { readonly [id: string]: () => string } = {
  oze: () =>
    scene(
      sky('#cfe0e2', '#e8eee6', 150, W, H),
      ridge(hills(4, 200, 110, 150), PALE),
      mist(-20, 170, 260, PAPER, 0.9, 12),
      ridge(hills(31, 226, 60, 120), PINE),
      path('M0 230H600V400H0Z', MOSS),
      ellipse(130, 280, 70, 9, '#a9cbd2'),
      ellipse(470, 300, 90, 11, '#a9cbd2'),
      ellipse(250, 252, 46, 5, '#a9cbd2'),
      path('M250 400L300 232L306 232L360 400Z', LINEN),
      path('M303 232L312 400H298Z', WOOD, 'opacity=".6"'),
      line(
        repeat(9, (i) => `M${300 - (i + 1) * 5} ${246 + i * 17}H${306 + (i + 1) * 5.4}`),
        WOOD,
        2,
      ),
      repeat(26, (i) =>
        circle(
          Math.round(600 * scatter(5, i)),
          Math.round(310 + 80 * scatter(6, i)),
          4,
          i % 2 === 0 ? PAPER : '#e8c14f',
        ),
      ),
    ),
  zao: () => {
    const monster = (x: number, y: number, s: number, fill: string) =>
      path(
        `M${x} ${y - 120 * s}C${x + 26 * s} ${y - 118 * s} ${x + 20 * s} ${y - 84 * s} ${x + 34 * s} ${y - 70 * s}C${x + 24 * s} ${y - 50 * s} ${x + 50 * s} ${y - 36 * s} ${x + 46 * s} ${y}H${x - 46 * s}C${x - 48 * s} ${y - 34 * s} ${x - 28 * s} ${y - 48 * s} ${x - 36 * s} ${y - 72 * s}C${x - 18 * s} ${y - 84 * s} ${x - 28 * s} ${y - 116 * s} ${x} ${y - 120 * s}Z`,
        fill,
      )
    return scene(
      sky('#9db9d2', '#c6d7e4', 150, W, H),
      sun(500, 70, 28, '#fbf1d6'),
      ridge(hills(27, 230, 70, 180), '#dbe6ee'),
      repeat(7, (i) => monster(30 + i * 92, 290 + (i % 2) * 8, 0.7 + (i % 3) * 0.08, '#cddbe6')),
      path('M0 290C140 270 300 300 600 276V400H0Z', ICE),
      monster(110, 350, 1.25, SNOW),
      monster(300, 370, 1.5, SNOW),
      monster(500, 350, 1.2, SNOW),
      path(`M300 190C339 193 330 244 351 265C336 295 375 316 369 370H330C340 300 320 240 300 190Z`, '#b9cddb'),
      path('M110 200C130 202 136 240 152 262C140 290 168 306 168 350H140C146 290 130 240 110 200Z', '#b9cddb'),
      path('M500 206C522 208 530 238 541 266C528 288 561 302 557 350H528C532 300 518 246 500 206Z', '#b9cddb'),
      path('M0 350C200 336 400 380 600 352V400H0Z', SNOW),
    )
  },
  kerama: () =>
    scene(
      sky('#bfe0ea', '#dcecec', 120, W, H),
      mist(330, 50, 200, PAPER, 0.95, 16),
      ridge(hills(61, 176, 50, 130), '#7fa08a'),
      path('M0 170H600V400H0Z', SEA),
      path('M0 220C150 212 300 230 600 214V400H0Z', '#5fabb3'),
      path('M0 270C180 256 340 284 600 262V400H0Z', '#a5d6d0'),
      path('M0 400V330C160 300 320 318 600 286V400Z', SAND),
      line('M60 316C180 296 340 310 560 280', PAPER, 5, 'opacity=".9"'),
      `<g transform="translate(420 330)">${line('M0 40L-14 -62', BARK, 5)}${path('M-84 -40C-70 -92 36 -100 62 -58C20 -66 -44 -62 -84 -40Z', PERSIMMON)}${path('M-48 -54C-40 -84 -16 -96 -12 -92C-6 -90 -12 -66 -14 -60Z', PAPER)}</g>`,
      path('M330 366h74l8 8h-90Z', INDIGO),
      path('M180 196h60l-12 14h-36Z', PAPER),
      path('M208 192V146L236 188Z', PAPER),
    ),
  niseko: () => {
    const cone: RidgeShape = hills(16, 210, 60, 200)
    return scene(
      sky('#b4cadb', '#d5e2ea', 150, W, H),
      ridge(cone, '#c3d3df'),
      path('M120 260C190 190 240 110 300 70C326 60 344 66 362 84C420 150 470 210 540 260Z', '#8ea8bd'),
      path(
        'M206 172C240 130 270 92 300 70C326 60 344 66 362 84C392 118 420 150 446 180L414 162L392 190L364 150L338 178L306 132L280 172L254 150L234 180Z',
        SNOW,
      ),
      path('M0 400V250C160 224 320 262 600 236V400Z', SNOW),
      birch(60, 350, 250, 15, '#f3efe6', '#5a5148'),
      birch(120, 330, 190, 11, '#f3efe6', '#5a5148'),
      birch(540, 356, 260, 15, '#f3efe6', '#5a5148'),
      birch(486, 326, 180, 10, '#f3efe6', '#5a5148'),
      path('M0 400V330C200 300 380 372 600 330V400Z', ICE),
      skier(320, 320, 0.74, PERSIMMON, RUST),
      path('M356 322C390 300 420 306 440 290C430 316 460 318 470 308C460 336 400 344 356 336Z', PAPER),
      snowfall(8, 50, W, H, '#fff'),
    )
  },
  goto: () =>
    scene(
      sky('#f0dcc4', '#f5e9d8', 130, W, H),
      sun(430, 96, 34, PERSIMMON),
      ridge(hills(71, 178, 50, 120), '#9fb0b2'),
      path('M0 172H600V400H0Z', '#6c9aa8'),
      line('M380 196H480M360 214H500M390 232H470', '#e7b08c', 5),
      path('M0 176C60 150 120 160 170 190C210 214 150 236 90 246C50 254 20 250 0 246Z', PINE),
      path('M600 190C540 170 480 196 470 220C466 240 540 262 600 262Z', '#4b6b5a'),
      path('M0 400V330C120 300 220 320 300 400Z', SAND),
      path('M300 400C330 340 460 330 600 340V400Z', '#82b1b5'),
      `<g transform="translate(300 290)">${path('M-66 0H70L52 26H-44Z', PAPER)}${path('M-66 0H70L66 8H-62Z', INDIGO)}${rect(-20, -30, 46, 30, LINEN, 3)}${rect(-12, -24, 14, 12, SLATE)}${rect(8, -24, 14, 12, SLATE)}${line('M40 0V-44', BARK, 4)}</g>`,
    ),
  hakuba: () => {
    const peaks = hills(53, 240, 210, 150)
    return scene(
      sky('#9fc0da', '#cddfea', 150, W, H),
      ridge(peaks, '#7893ac'),
      snowCap(peaks, 240, SNOW),
      path('M0 400V180C120 230 300 320 600 344V400Z', SNOW),
      path('M0 400V262C160 296 340 368 600 372V400Z', ICE),
      forest(15, 330, 600, 342, 100, 10, '#40605f'),
      line('M40 214C90 240 80 262 140 272C200 282 190 312 260 320C330 330 330 350 400 358', '#c2d1dd', 5),
      skier(232, 318, 0.62, INDIGO, DEEP),
      line('M0 96L600 216', SLATE, 2),
      rect(150, 138, 26, 20, PERSIMMON, 4) + line('M163 128v12', SLATE, 2),
      rect(400, 188, 26, 20, PERSIMMON, 4) + line('M413 178v12', SLATE, 2),
    )
  },
  shakotan: () =>
    scene(
      sky('#b9d8e8', '#e2eeee', 150, W, H),
      path('M0 150H600V400H0Z', '#2a6d95'),
      path('M0 230C200 220 400 240 600 226V400H0Z', '#3c86a6'),
      path('M0 310C200 300 420 322 600 306V400H0Z', '#5aa3b8'),
      line('M420 182h70M500 208h80M440 262h110M520 340h70', '#d2e6ea', 3, 'opacity=".8"'),
      path(
        'M0 400V196C50 160 110 150 170 156C230 162 270 130 330 128C366 128 380 150 384 176L400 230L388 268L412 320L398 400Z',
        '#8b9477',
      ),
      path(
        'M0 400V196C50 160 110 150 170 156C230 162 270 130 330 128C352 128 364 140 366 160C356 190 340 200 344 230C330 260 300 270 306 310C290 340 270 360 262 400Z',
        '#6f8d58',
      ),
      path('M0 400V300C60 262 130 262 190 284C236 304 250 350 240 400Z', '#86a66c'),
      line('M70 400C100 350 150 320 180 270C206 226 250 210 300 140', LINEN, 7),
      line('M372 200L384 236M360 262L374 300M392 330L384 366', '#6f775f', 4),
      line('M404 392q20 -8 40 0M420 372q16 -6 30 0', PAPER, 4),
      rect(308, 48, 30, 82, PAPER, 2) +
        rect(308, 70, 30, 15, PERSIMMON) +
        rect(308, 100, 30, 15, PERSIMMON) +
        rect(303, 32, 40, 18, SLATE, 3) +
        rect(314, 18, 18, 15, SLATE, 4),
    ),
  nyuto: () =>
    scene(
      sky('#8fa3b5', '#aebfcc', 130, W, H),
      ridge(hills(27, 170, 60, 160), '#c4d2dc'),
      forest(3, -20, 250, 220, 150, 8, '#4a6468'),
      forest(12, 340, 620, 220, 160, 8, '#4a6468'),
      path('M0 230C160 206 420 206 600 232V400H0Z', SNOW),
      `<g transform="translate(470 232)">${rect(-70, -56, 140, 56, '#6d513b')}${rect(-46, -40, 36, 24, WHEAT)}${rect(14, -40, 36, 24, WHEAT)}${path('M-96 -50L-54 -102H54L96 -50Z', SNOW)}${path('M-96 -50H96L90 -42H-90Z', '#cfdbe3')}</g>`,
      ellipse(230, 320, 200, 56, '#7b858b'),
      ellipse(230, 316, 178, 46, '#d9e6e4'),
      ellipse(230, 322, 150, 34, '#eaf1ee'),
      repeat(12, (i) =>
        ellipse(
          Math.round(230 + 190 * Math.cos(i * 0.53)),
          Math.round(322 + 50 * Math.sin(i * 0.53)),
          24,
          14,
          i % 2 === 0 ? SNOW : '#e4ebef',
        ),
      ),
      circle(196, 300, 15, '#4a3d35') +
        rect(184, 280, 24, 9, PAPER, 4) +
        path('M172 322C176 308 216 308 220 322Z', '#e6c7ab'),
      steam(290, 300, 90, PAPER, 6),
      steam(120, 306, 70, PAPER, 5),
      snowfall(5, 70, W, H, '#fff'),
    ),
  kiso: () =>
    scene(
      sky('#d5e3d9', '#e4ebdd', 120, W, H),
      ridge(hills(8, 190, 90, 150), '#8fae9a'),
      forest(5, -20, 210, 250, 220, 7, PINE),
      forest(9, 390, 620, 250, 230, 7, PINE),
      path('M0 250C120 236 200 240 260 232H340C420 240 500 236 600 252V400H0Z', '#6f8a5c'),
      path(
        'M292 232H318C340 262 250 284 300 318C350 350 420 360 440 400H90C120 350 220 340 232 306C242 274 276 262 292 232Z',
        '#7fb9bd',
      ),
      line('M290 262C300 280 270 296 280 318M250 350C280 340 310 350 340 372M180 372h70', '#d9edeb', 4),
      repeat(9, (i) =>
        ellipse(
          [150, 215, 392, 450, 250, 340, 110, 480, 404][i] ?? 0,
          [356, 322, 340, 376, 290, 300, 388, 392, 392][i] ?? 0,
          [34, 24, 30, 36, 16, 18, 36, 26, 28][i] ?? 20,
          [18, 13, 15, 18, 8, 9, 18, 14, 14][i] ?? 10,
          i % 2 === 0 ? '#a7aeb0' : '#8b9497',
        ),
      ),
    ),
  abashiri: () =>
    scene(
      sky('#e9cdb8', '#f2e0d0', 120, W, H),
      sun(300, 128, 40, PERSIMMON),
      path('M0 150H600V400H0Z', '#45708c'),
      line('M250 164H350M262 178H338', '#e9b394', 4),
      repeat(30, (i) => {
        const row = Math.floor(i / 6)
        const x = Math.round((i % 6) * 120 - 60 + 60 * scatter(9, i) + (row % 2) * 50)
        const y = Math.round(184 + row * 46 + 18 * scatter(7, i))
        const s = 0.5 + row * 0.26
        const w = 36 * s + 60 * s * scatter(3, i)
        return (
          path(
            `M${x} ${y}l${Math.round(w * 0.4)} ${Math.round(-12 * s)}l${Math.round(w * 0.8)} ${Math.round(4 * s)}l${Math.round(w * 0.3)} ${Math.round(12 * s)}l${Math.round(-w * 0.5)} ${Math.round(14 * s)}l${Math.round(-w * 0.9)} ${Math.round(-4 * s)}Z`,
            '#9fb9c9',
          ) +
          path(
            `M${x} ${y - 5}l${Math.round(w * 0.4)} ${Math.round(-12 * s)}l${Math.round(w * 0.8)} ${Math.round(4 * s)}l${Math.round(w * 0.3)} ${Math.round(12 * s)}l${Math.round(-w * 0.5)} ${Math.round(12 * s)}l${Math.round(-w * 0.9)} ${Math.round(-4 * s)}Z`,
            SNOW,
          )
        )
      }),
    ),
  norikura: () =>
    scene(
      sky('#a9cbe0', '#d3e4ec', 150, W, H),
      mist(40, 80, 190, PAPER, 0.95, 14),
      ridge(hills(47, 250, 80, 120), PALE),
      repeat(3, (i) => mist(-40 + i * 230, 224 + (i % 2) * 14, 240, PAPER, 1, 16)),
      path('M0 400V330C90 280 160 210 240 150C280 122 310 118 340 140C410 196 480 280 600 330V400Z', '#7d8a72'),
      path(
        'M240 150C280 122 310 118 340 140C380 172 420 214 466 256C420 240 400 270 370 240C350 220 330 250 300 214C280 196 262 220 232 190C222 182 214 180 206 180Z',
        '#a9a594',
      ),
      line('M120 400C180 350 240 350 250 300C256 260 300 250 296 210C294 180 300 160 306 140', LINEN, 8),
      walker(262, 300, 0.42, { jacket: PERSIMMON, shade: RUST, pack: INDIGO, packShade: DEEP, hood: false }),
      path('M290 122l14 -22l14 22Z', STONE),
      repeat(12, (i) =>
        ellipse(Math.round(30 + 540 * scatter(8, i)), Math.round(346 + 44 * scatter(9, i)), 26, 10, '#5d7556'),
      ),
    ),
  togakushi: () =>
    scene(
      rect(0, 0, W, H, '#c9d6de'),
      mist(160, 120, 320, PAPER, 0.8, 16),
      repeat(6, (i) => rect(40 + i * 100, 0, 16, 300, '#aebdc7')),
      cedar(300, 300, 190, '#8fa5a6'),
      path('M0 400V282C200 262 400 290 600 270V400Z', ICE),
      repeat(
        2,
        (i) =>
          rect(60 + i * 380, 0, 46, 330, '#6b5443') +
          rect(60 + i * 380, 0, 14, 330, '#8a7058') +
          path(`M${48 + i * 380} 330C${60 + i * 380} 312 ${106 + i * 380} 312 ${120 + i * 380} 332Z`, SNOW),
      ),
      rect(196, 0, 30, 300, '#7d6450') + rect(370, 0, 26, 296, '#7d6450'),
      path('M0 400V322C160 300 360 352 600 318V400Z', SNOW),
      repeat(8, (i) => ellipse(214 + i * 18 + (i % 2) * 12, 388 - i * 9, 9 - i * 0.5, 4, '#b4c4d0')),
      walker(330, 332, 0.62, { jacket: INDIGO, shade: DEEP, pack: '#d9ad5f', packShade: WOOD, hood: true }),
      snowfall(17, 60, W, H, '#fff'),
    ),
}

export const PLACE_IDS: readonly string[] = Object.keys(PLACES)

/** Null for an id that no place has. */
export function placePicture(id: string): string | null {
  return Object.hasOwn(PLACES, id) ? (PLACES[id]?.() ?? null) : null
}
