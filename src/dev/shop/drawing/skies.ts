/** The large pictures of weather and hours, 1200 × 900. Not of seasons and journeys: scenes.ts. */

import { hut, tent } from './camp.ts'
import { crescent, forest, mist, ridge, sky, snowCap, stars, sun } from './landscape.ts'
import { DEEP, ICE, INDIGO, PERSIMMON, PINE, RUST, SLATE, SNOW, STRAW, WHEAT, WOOD } from './palette.ts'
import { walker } from './people.ts'
import { circle, ellipse, path, rect, repeat, svg } from './svg.ts'
import { lightning, rain, snowfall } from './weather.ts'

const WIDTH = 1200
const HEIGHT = 900

const RED_JACKET = { jacket: PERSIMMON, shade: RUST, pack: INDIGO, packShade: DEEP, hood: true }
const BLUE_JACKET = { jacket: INDIGO, shade: DEEP, pack: STRAW, packShade: WOOD, hood: false }

function scene(...layers: readonly string[]): string {
  return svg(WIDTH, HEIGHT, layers.join(''))
}

export function rainy(): string {
  return scene(
    sky('#b9c6cd', '#cbd4d8', 420),
    ridge({ seed: 8, base: 470, height: 210, spread: 280 }, '#a5b4bd'),
    mist(640, 350, 480, '#d5dde0', 0.9),
    ridge({ seed: 19, base: 560, height: 170, spread: 220 }, '#869aa6'),
    mist(-80, 470, 520, '#cbd5d9', 0.85),
    forest(2, -20, 420, 660, 250, 8, '#5f7a74'),
    forest(9, 800, 1220, 660, 270, 8, '#5f7a74'),
    forest(3, -60, 270, 760, 360, 5, PINE),
    forest(14, 960, 1260, 760, 380, 5, PINE),
    path('M-10 900V740C240 700 420 690 600 690C800 690 980 706 1210 744V900Z', '#5d6f5d'),
    path('M470 900C520 800 560 740 600 690C650 740 730 820 790 900Z', '#b7a88c'),
    ellipse(640, 852, 70, 8, '#dfe3e2', 'opacity=".7"'),
    ellipse(560, 800, 40, 5, '#dfe3e2', 'opacity=".6"'),
    walker(606, 850, 1.62, RED_JACKET),
    rain(41, 210, WIDTH, HEIGHT, '#f4f7f8', 0.75),
    rain(77, 90, WIDTH, HEIGHT, SLATE, 0.3),
  )
}

export function storm(): string {
  return scene(
    sky('#4c5a68', '#7d8b95', 430),
    path(
      'M-10 0H1210V190C1100 250 1000 190 900 226C800 262 720 200 600 232C480 264 380 196 260 236C160 268 60 220 -10 240Z',
      '#36424f',
    ),
    path('M-10 0H1210V110C1040 160 940 110 800 140C660 170 540 110 400 146C260 182 120 120 -10 150Z', '#2a3541'),
    lightning(812, 210, 300, '#f6e3a8'),
    ridge({ seed: 37, base: 600, height: 260, spread: 260 }, '#5d6c78'),
    mist(-40, 540, 480, '#8b98a1', 0.7),
    ridge({ seed: 29, base: 710, height: 180, spread: 300 }, '#43515d'),
    path('M-10 900V770C260 730 500 760 700 770C900 780 1060 750 1210 736V900Z', '#2c3843'),
    forest(6, 40, 330, 786, 150, 8, '#222d37'),
    hut(820, 782, 1.25, '#4a3b30', '#1f2831', WHEAT),
    rain(55, 170, WIDTH, HEIGHT, '#dbe3e8', 0.55),
  )
}

export function snowy(): string {
  const far = { seed: 16, base: 560, height: 330, spread: 300 }
  return scene(
    sky('#c8d5df', '#dbe4ea', 360),
    ridge(far, '#9fb3c4'),
    snowCap(far, 500, SNOW),
    mist(-60, 430, 420, '#eef2f4', 0.9),
    mist(760, 470, 420, '#eef2f4', 0.85),
    ridge({ seed: 27, base: 660, height: 150, spread: 260 }, '#c3d2dd'),
    forest(7, -20, 330, 700, 200, 9, '#56707a'),
    forest(12, 900, 1220, 690, 220, 9, '#56707a'),
    path('M-10 900V716C200 676 420 700 640 712C860 724 1040 690 1210 664V900Z', SNOW),
    path('M-10 900V806C220 770 460 812 700 808C900 804 1060 776 1210 764V900Z', ICE),
    repeat(9, (i) => ellipse(520 - i * 26 + (i % 2) * 22, 846 - i * 15, 12 - i * 0.8, 4, '#b9c8d3')),
    walker(560, 866, 1.6, { jacket: PERSIMMON, shade: RUST, pack: INDIGO, packShade: DEEP, hood: true }),
    hut(930, 716, 0.95, '#6b5443', '#eef2f5', WHEAT),
    snowfall(3, 170, WIDTH, HEIGHT, '#ffffff'),
  )
}

export function night(): string {
  return scene(
    sky('#0f1c30', '#1a2d4a', 420),
    stars(9, 130, WIDTH, 480, '#e7edf3'),
    crescent(900, 170, 62, '#f3e6bf', '#0f1c30'),
    ridge({ seed: 21, base: 560, height: 240, spread: 260 }, '#24406a'),
    mist(60, 470, 420, '#2c4a74', 0.8),
    ridge({ seed: 34, base: 660, height: 180, spread: 260 }, '#1c3557'),
    mist(700, 590, 400, '#24426b', 0.8),
    ridge({ seed: 45, base: 760, height: 140, spread: 320 }, '#15294a'),
    path('M-10 900V766C240 736 480 776 720 772C940 768 1080 744 1210 736V900Z', '#0d1a2c'),
    forest(4, 40, 300, 780, 210, 7, '#0a1524'),
    forest(8, 1010, 1220, 764, 240, 5, '#0a1524'),
    ellipse(600, 792, 330, 34, '#e8c987', 'opacity=".22"'),
    tent(590, 790, 1.85, '#e6b765', '#c78d43', '#fbeec6'),
    circle(850, 744, 46, '#fbeec6', 'opacity=".18"'),
    circle(850, 744, 22, '#fbeec6', 'opacity=".55"'),
    rect(840, 728, 20, 34, '#fff6dc', 5),
    rect(836, 722, 28, 8, WOOD, 3),
    rect(836, 760, 28, 8, WOOD, 3),
  )
}

export function firstSunrise(): string {
  return scene(
    sky('#dd9a78', '#f8e3c2', 520),
    sun(600, 452, 160, PERSIMMON),
    mist(120, 300, 300, '#f7e6cc', 0.8),
    mist(790, 250, 300, '#f7e6cc', 0.7),
    ridge({ seed: 51, base: 590, height: 150, spread: 240 }, '#8f8ea0'),
    mist(330, 540, 560, '#f3d8b8', 0.9),
    ridge({ seed: 17, base: 690, height: 160, spread: 260 }, '#5d6c8a'),
    ridge({ seed: 44, base: 790, height: 130, spread: 300 }, INDIGO),
    path('M-10 900V806C200 776 400 770 600 772C800 774 1000 790 1210 812V900Z', DEEP),
    walker(500, 806, 0.92, BLUE_JACKET),
    walker(640, 804, 1, { ...RED_JACKET, hood: false }),
    walker(742, 808, 0.66, { jacket: STRAW, shade: WOOD, pack: PINE, packShade: '#2c4036', hood: false }),
  )
}
