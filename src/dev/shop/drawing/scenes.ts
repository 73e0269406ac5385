/** The large pictures of heroes, mountains and weather. 1200 × 900. Not rooms, places or bowls. */

import { hut, signpost, tent, train } from './camp.ts'
import { cedar, crescent, forest, larch, mist, pampas, ridge, sky, snowCap, stars, sun } from './landscape.ts'
import {
  BARK,
  BLUE,
  DEEP,
  HAZE,
  ICE,
  INDIGO,
  LINEN,
  MOSS,
  PALE,
  PAPER,
  PEACH,
  PERSIMMON,
  PINE,
  RUST,
  SAND,
  SEA,
  SHALLOW,
  SLATE,
  SNOW,
  STRAW,
  WHEAT,
  WOOD,
} from './palette.ts'
import { skier, walker } from './people.ts'
import { circle, ellipse, line, path, rect, repeat, svg } from './svg.ts'
import { lightning, rain, snowfall } from './weather.ts'

const WIDTH = 1200
const HEIGHT = 900

const RED_JACKET = { jacket: PERSIMMON, shade: RUST, pack: INDIGO, packShade: DEEP, hood: true }
const BLUE_JACKET = { jacket: INDIGO, shade: DEEP, pack: STRAW, packShade: WOOD, hood: false }

function scene(...layers: readonly string[]): string {
  return svg(WIDTH, HEIGHT, layers.join(''))
}

export function dawn(): string {
  return scene(
    sky(PEACH, '#f6e9dc', 300),
    sun(800, 352, 92, PERSIMMON),
    mist(80, 150, 340, PAPER, 0.8),
    ridge({ seed: 4, base: 520, height: 230, spread: 260 }, '#c9d2da'),
    mist(700, 400, 420, PEACH, 0.9),
    ridge({ seed: 11, base: 600, height: 210, spread: 230 }, PALE),
    mist(-60, 500, 460, '#e8e6e2', 0.85),
    ridge({ seed: 23, base: 690, height: 200, spread: 260 }, BLUE),
    mist(620, 610, 380, HAZE, 0.7),
    ridge({ seed: 31, base: 790, height: 170, spread: 300 }, INDIGO),
    path('M-10 900V790C180 742 330 748 520 770C720 792 900 742 1210 706V900Z', DEEP),
    forest(5, 880, 1190, 742, 120, 9, '#14273f'),
    tent(330, 790, 1.2, PERSIMMON, RUST, WHEAT),
    path('M-10 900V842C240 812 420 836 640 846C860 856 1040 832 1210 812V900Z', '#12233a'),
    pampas(3, 30, 868, 190, 9, '#7d7f6c', '#e9d7b2'),
    pampas(8, 960, 880, 230, 11, '#7d7f6c', '#e9d7b2'),
    pampas(5, 560, 890, 120, 5, '#6a7068', '#cdbf9f'),
  )
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

export function larches(): string {
  const far = { seed: 16, base: 470, height: 280, spread: 320 }
  return scene(
    sky('#dfe7e8', '#eef0ea', 340),
    ridge(far, '#9db0bf'),
    snowCap(far, 380, SNOW),
    mist(620, 380, 460, PAPER, 0.9),
    ridge({ seed: 33, base: 570, height: 130, spread: 240 }, '#7e93a0'),
    path('M-10 900V600C200 560 380 590 600 586C820 582 1000 560 1210 548V900Z', '#c79a54'),
    repeat(16, (i) =>
      larch(30 + i * 76, 660 + (i % 3) * 14, 170 + ((i * 53) % 70), i % 3 === 0 ? '#c98743' : STRAW, BARK),
    ),
    path('M-10 900V690C200 660 420 690 620 684C840 678 1020 664 1210 652V900Z', '#a9834a'),
    repeat(9, (i) =>
      larch(40 + i * 142, 800 + (i % 2) * 26, 290 + ((i * 71) % 90), i % 2 === 0 ? '#d8a04a' : '#c47b3c', BARK),
    ),
    path('M-10 900V800C220 770 440 812 640 806C860 800 1040 780 1210 770V900Z', '#7d6238'),
    path('M520 900C560 850 640 836 660 806C690 836 720 860 740 900Z', '#d9c49b'),
  )
}

export function weekend(): string {
  return scene(
    sky('#cfe0e6', '#e6eeee', 330),
    sun(210, 180, 70, WHEAT),
    ridge({ seed: 14, base: 480, height: 230, spread: 280 }, PALE),
    mist(640, 360, 460, PAPER, 0.9),
    ridge({ seed: 47, base: 590, height: 200, spread: 240 }, '#7f99ac'),
    path('M-10 900V640C140 560 330 470 470 450C600 432 700 520 860 590C980 640 1100 660 1210 668V900Z', MOSS),
    path('M-10 900V760C160 690 360 640 560 662C800 690 980 770 1210 780V900Z', '#5f7657'),
    line('M330 900C380 820 520 790 500 730C480 670 330 640 400 560C430 520 470 500 476 470', LINEN, 26),
    line('M476 470C474 462 472 458 470 452', LINEN, 12),
    walker(436, 778, 0.92, { ...RED_JACKET, hood: false }),
    walker(372, 640, 0.6, BLUE_JACKET),
    forest(10, 760, 1210, 806, 200, 10, PINE),
  )
}

export function summer(): string {
  return scene(
    sky('#bcdbe4', '#d9e9ea', 330),
    mist(120, 120, 360, PAPER, 0.95, 30),
    mist(760, 190, 320, PAPER, 0.95, 26),
    ridge({ seed: 61, base: 470, height: 190, spread: 280 }, '#93b0ba'),
    ridge({ seed: 62, base: 540, height: 130, spread: 240 }, MOSS),
    path('M-10 900V560H1210V900Z', SEA),
    path('M-10 640C200 628 400 650 600 640C800 630 1000 652 1210 640V900H-10Z', '#5d9aa9'),
    path('M-10 740C200 726 420 750 640 738C860 726 1030 748 1210 736V900H-10Z', SHALLOW),
    path('M-10 900V806C200 786 420 812 640 818C860 824 1040 850 1210 862V900Z', SAND),
    line('M760 610l90 -4M250 690l120 2M880 700l140 -2M480 640l80 0', '#dcecec', 4, 'opacity=".8"'),
    path('M830 640L940 640L916 668L850 668Z', PAPER),
    path('M886 634V520L946 622Z', PAPER),
    path('M878 634V548L836 622Z', PERSIMMON),
    tent(260, 838, 1.1, STRAW, WOOD, null),
    forest(13, -40, 190, 806, 230, 4, PINE),
  )
}

export function beach(): string {
  return scene(
    sky('#a9d8e8', '#e2f0ee', 320),
    mist(90, 120, 330, PAPER, 0.95, 28),
    mist(820, 70, 260, PAPER, 0.95, 24),
    ridge({ seed: 61, base: 372, height: 90, spread: 230, bottom: 400 }, '#8fb2a8'),
    path('M700 392C760 330 830 322 880 350C930 320 1010 316 1070 392Z', '#5c8a6c'),
    path('M-10 380H1210V900H-10Z', '#2f7f9b'),
    path('M-10 470C200 460 400 484 620 470C840 456 1020 484 1210 468V900H-10Z', '#4aa0ae'),
    path('M-10 570C220 552 420 590 660 566C880 546 1040 574 1210 556V900H-10Z', '#7cc3c2'),
    path('M-10 668C220 640 420 680 700 640C900 612 1060 620 1210 600V900H-10Z', '#b5dfd6'),
    path('M-10 900V776C180 712 400 742 640 716C860 692 1040 672 1210 640V900Z', SAND),
    line('M-10 756C180 694 400 724 640 698C860 674 1040 654 1210 622', PAPER, 9, 'opacity=".9"'),
    line('M170 430h120M520 420h90M930 440h140M330 520h110M760 520h130M80 600h90', '#d6eced', 4, 'opacity=".7"'),
    path('M230 470h150l-30 34h-92Z', PAPER),
    path('M300 466V340L384 452Z', PAPER),
    path('M290 466V366L236 452Z', PERSIMMON),
    ellipse(800, 856, 190, 16, '#d8c39a'),
    line('M806 852L764 590', WOOD, 11),
    path('M524 676C540 520 880 452 982 626C900 596 640 622 524 676Z', PERSIMMON),
    path('M640 640C650 560 700 528 748 548C716 560 704 610 708 630C684 632 660 636 640 640Z', PAPER),
    path('M790 622C800 580 790 548 748 548C820 520 900 548 900 612C860 610 824 616 790 622Z', PAPER),
    circle(749, 546, 8, RUST),
    path('M560 846L900 822L926 846L586 872Z', INDIGO),
    path('M560 846L900 822L904 826L564 850Z', PALE),
    rect(930, 786, 62, 54, STRAW, 8),
    line('M942 790C942 760 980 760 980 790', WOOD, 5),
    line('M932 806H990', WOOD, 4),
  )
}

export function ski(): string {
  const far = { seed: 16, base: 520, height: 380, spread: 320 }
  return scene(
    sky('#a9c6dc', '#cfdfe9', 360),
    sun(980, 150, 58, '#fbf3dc'),
    ridge(far, '#7f9ab2'),
    snowCap(far, 470, SNOW),
    mist(-60, 440, 380, '#eef3f6', 0.9),
    ridge({ seed: 53, base: 600, height: 120, spread: 260 }, '#b9cbd8'),
    path('M-10 900V430C200 500 460 590 700 640C900 682 1060 700 1210 706V900Z', SNOW),
    path('M-10 900V610C220 680 520 760 800 800C960 822 1100 834 1210 838V900Z', ICE),
    forest(15, 20, 260, 560, 170, 6, '#40605f'),
    forest(18, 860, 1210, 726, 190, 8, '#40605f'),
    line('M120 520C220 590 300 570 380 620C460 670 540 650 620 704C680 744 720 736 760 756', '#c3d2de', 8),
    line('M140 510C240 580 320 560 400 610C480 660 560 640 640 694C700 734 740 726 780 746', '#c3d2de', 8),
    skier(700, 760, 1.35, PERSIMMON, RUST),
    skier(330, 588, 0.6, INDIGO, DEEP),
    line('M-10 250L1210 470', SLATE, 3),
    repeat(
      3,
      (i) =>
        rect(250 + i * 330, 320 + i * 60, 46, 34, i === 1 ? PERSIMMON : INDIGO, 6) +
        line(`M${273 + i * 330} ${302 + i * 60}v20`, SLATE, 3),
    ),
  )
}

export function journey(): string {
  return scene(
    sky('#dde5e4', '#eeefe9', 320),
    ridge({ seed: 4, base: 450, height: 240, spread: 280 }, '#b8c7d0'),
    mist(80, 330, 420, PAPER, 0.9),
    ridge({ seed: 71, base: 530, height: 190, spread: 240 }, '#8ea6b5'),
    mist(720, 440, 400, '#e6ebea', 0.9),
    ridge({ seed: 73, base: 600, height: 120, spread: 280 }, '#6b8674'),
    forest(21, -20, 1220, 622, 90, 34, PINE),
    path('M-10 620H1210V900H-10Z', '#9dbcc4'),
    line('M80 690h150M980 680h140M300 836h190M860 850h220M120 790h90', '#cfdfe1', 5),
    rect(-10, 712, 1220, 16, '#7a6a55'),
    repeat(13, (i) => rect(20 + i * 98, 726, 14, 90, '#8d7c66')),
    repeat(13, (i) => rect(20 + i * 98, 816, 14, 30, '#6f8b93', 0, 'opacity=".5"')),
    train(340, 712, 1.5, PERSIMMON, PAPER),
    rect(340, 760, 570, 26, '#b5725a', 10, 'opacity=".35"'),
  )
}

export function fog(): string {
  return scene(
    rect(0, 0, WIDTH, HEIGHT, '#e4e8e8'),
    ridge({ seed: 8, base: 520, height: 200, spread: 300 }, '#d6dddf'),
    mist(520, 360, 600, '#edf0f0', 1, 34),
    ridge({ seed: 27, base: 640, height: 160, spread: 280 }, '#c7d0d3'),
    mist(-90, 500, 640, '#e8ecec', 0.95, 34),
    forest(3, 60, 330, 770, 260, 5, '#b4c0c2'),
    cedar(980, 790, 330, '#a9b7b9'),
    mist(560, 690, 620, '#eef1f1', 0.95, 34),
    path('M-10 900V800C300 776 620 806 820 800C980 796 1100 784 1210 780V900Z', '#aeb8b4'),
    signpost(600, 830, 1.7),
  )
}
