/** Lanterns and lamps, in a 400 × 400 field. Not the lanterns of scenes: camp.ts. */

import { BARK, INDIGO, INK, PAPER, PERSIMMON, SLATE, STONE, STRAW, WHEAT, WOOD } from './palette.ts'
import { circle, ellipse, line, path, rect, repeat } from './svg.ts'

const GLOW = '#fdf3d2'
const SEAM = 'opacity=".35"'

export function headlamp(): string {
  return (
    path(
      'M62 176C70 110 130 74 200 74C270 74 330 110 338 176C340 210 330 236 316 250L292 226C300 210 302 196 298 178C290 140 250 114 200 114C150 114 110 140 102 178C98 196 100 210 108 226L84 250C70 236 60 210 62 176Z',
      INDIGO,
    ) +
    line('M82 172C92 124 142 94 200 94C258 94 308 124 318 172', PERSIMMON, 5) +
    path(
      'M126 196H274C292 196 302 208 302 226V278C302 298 290 310 270 310H130C110 310 98 298 98 278V226C98 208 108 196 126 196Z',
      SLATE,
    ) +
    circle(172, 254, 42, PAPER) +
    circle(172, 254, 30, WHEAT) +
    circle(172, 254, 14, GLOW) +
    circle(254, 240, 18, STONE) +
    circle(254, 240, 10, '#d2634f') +
    rect(236, 272, 40, 14, STONE, 7) +
    line('M130 196V182M270 196V182', INK, 6)
  )
}

export function lantern(): string {
  return (
    circle(200, 206, 150, WHEAT, 'opacity=".35"') +
    line('M150 84C150 38 250 38 250 84', BARK, 8) +
    rect(126, 112, 148, 168, GLOW, 14) +
    path('M200 112H260C270 112 274 118 274 126V266C274 274 270 280 260 280H200Z', WHEAT) +
    line(
      repeat(5, (index) => `M126 ${140 + index * 28}H274`),
      STRAW,
      3,
    ) +
    rect(114, 82, 172, 34, WOOD, 8) +
    rect(114, 276, 172, 44, BARK, 8) +
    circle(200, 298, 11, PERSIMMON) +
    rect(134, 320, 24, 14, INK, 4) +
    rect(242, 320, 24, 14, INK, 4)
  )
}

export function tentLight(): string {
  return (
    line('M200 20V96', SLATE, 5) +
    path('M176 96C176 74 224 74 224 96L218 128H182Z', SLATE) +
    circle(200, 220, 130, WHEAT, 'opacity=".4"') +
    circle(200, 220, 88, WHEAT, 'opacity=".6"') +
    path(
      'M166 128H234C256 156 270 190 270 222C270 264 240 292 200 292C160 292 130 264 130 222C130 190 144 156 166 128Z',
      GLOW,
    ) +
    path('M234 128C256 156 270 190 270 222C270 264 240 292 200 292C226 270 240 220 222 128Z', WHEAT) +
    line('M138 190H262M130 226H270M142 262H258', STRAW, 3) +
    rect(160, 120, 80, 16, PERSIMMON, 6)
  )
}

export function torch(): string {
  return `<g transform="rotate(-32 200 200)">${path('M300 130L384 92V308L300 270Z', WHEAT, 'opacity=".55"')}${path('M232 152H262L300 122V278L262 248H232Z', STRAW)}${path('M262 248L300 278V200H262Z', WOOD)}${rect(296, 118, 14, 164, SLATE, 5)}${rect(60, 152, 176, 96, INDIGO, 12)}${rect(60, 202, 176, 46, INK, 12, 'opacity=".22"')}${line(
    repeat(6, (index) => `M${84 + index * 16} 156V244`),
    INK,
    3,
    SEAM,
  )}${rect(186, 142, 34, 18, PERSIMMON, 6)}${ellipse(62, 200, 10, 48, SLATE)}${line('M54 200C30 190 24 230 44 236', SLATE, 5)}</g>`
}
