/** The large pictures of seasons and journeys, 1200 × 900. Not of weather and hours: skies.ts. */

import { signpost, tent, train } from './camp.ts'
import { cedar, forest, larch, mist, pampas, ridge, sky, snowCap, sun } from './landscape.ts'
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
