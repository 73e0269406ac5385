/** Lanterns and lamps, in a 400 × 400 field. Not the lanterns of scenes: camp.ts. */

import { BARK, INDIGO, INK, PAPER, PERSIMMON, SLATE, STRAW, WHEAT, WOOD } from './palette.ts'
import { circle, ellipse, line, path, rect, repeat } from './svg.ts'

const GLOW = '#fdf3d2'
const SEAM = 'opacity=".35"'

export function headlamp(): string {
  return (
    path(
      'M44 190C44 118 116 84 200 84C284 84 356 118 356 190C356 214 340 236 316 252L300 222C314 212 322 202 322 190C322 142 268 120 200 120C132 120 78 142 78 190C78 202 86 212 100 222L84 252C60 236 44 214 44 190Z',
      INDIGO,
    ) +
    path(
      'M60 218C92 256 144 266 200 266C256 266 308 256 340 218L352 240C316 292 262 304 200 304C138 304 84 292 48 240Z',
      '#335a89',
    ) +
    line('M58 240C96 282 146 290 200 290C254 290 304 282 342 240', PERSIMMON, 5) +
    path(
      'M150 236C150 226 158 218 168 218H232C242 218 250 226 250 236V318C250 330 242 338 232 338H168C158 338 150 330 150 318Z',
      SLATE,
    ) +
    circle(200, 282, 40, PAPER) +
    circle(200, 282, 31, WHEAT) +
    circle(200, 282, 15, GLOW) +
    rect(182, 226, 36, 12, PERSIMMON, 6) +
    line('M200 352V376M150 344L134 364M250 344L266 364', STRAW, 6)
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
