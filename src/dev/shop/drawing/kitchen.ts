/** Stove, pots, dripper, bowl, in a 400 × 400 field. Not the bowls of the ramen page: ramen.ts. */

import { BARK, INDIGO, INK, LINEN, PAPER, PERSIMMON, RUST, SLATE, STONE, STRAW, WHEAT, WOOD } from './palette.ts'
import { ellipse, line, path, rect } from './svg.ts'
import { steam } from './weather.ts'

const SEAM = 'opacity=".35"'

export function stove(): string {
  return (
    path(
      'M120 246C120 226 150 214 200 214C250 214 280 226 280 246V326C280 340 250 348 200 348C150 348 120 340 120 326Z',
      INDIGO,
    ) +
    path('M120 262C150 278 250 278 280 262V296C250 312 150 312 120 296Z', PAPER) +
    ellipse(200, 238, 62, 14, INK, 'opacity=".25"') +
    rect(186, 190, 28, 46, STONE, 4) +
    line('M214 212H284', STONE, 8) +
    path('M280 200h34v24h-34Z', PERSIMMON) +
    rect(170, 172, 60, 24, SLATE, 6) +
    line('M180 174L128 128H108M220 174L272 128H292M200 172V150', SLATE, 9) +
    path('M200 168C172 148 180 118 200 88C220 118 228 148 200 168Z', '#6f9cc4') +
    path('M200 166C186 152 190 134 200 116C210 134 214 152 200 166Z', WHEAT) +
    path(
      'M160 168C150 154 154 140 164 124C172 142 172 156 160 168ZM240 168C250 154 246 140 236 124C228 142 228 156 240 168Z',
      '#6f9cc4',
    )
  )
}

export function cookset(): string {
  return (
    steam(196, 126, 72, STONE, 4) +
    path('M92 178H288V300C288 322 272 334 250 334H130C108 334 92 322 92 300Z', STONE) +
    path('M228 178H288V300C288 322 272 334 250 334H216C232 300 236 230 228 178Z', '#6f7880') +
    rect(80, 162, 220, 20, SLATE, 10) +
    path('M98 162C110 138 270 138 282 162Z', '#9aa2a8') +
    rect(178, 128, 26, 14, BARK, 5) +
    line('M294 200H352C360 200 364 206 364 212', SLATE, 10) +
    line('M330 200H352', PERSIMMON, 10) +
    line('M112 214h20M112 240h28M112 266h20M112 292h28', PAPER, 3, 'opacity=".7"')
  )
}

export function dripper(): string {
  return (
    path('M118 104H282L232 206H168Z', STRAW) +
    path('M200 104H282L232 206H200Z', WOOD) +
    path('M132 104H268L262 116H138Z', BARK, 'opacity=".55"') +
    line('M118 104H282', BARK, 5) +
    line('M150 128L176 196M250 128L224 196', INK, 2.5, SEAM) +
    rect(142, 204, 116, 12, BARK, 6) +
    path('M136 222H264V312C264 334 250 344 230 344H170C150 344 136 334 136 312Z', PAPER) +
    path('M226 222H264V312C264 334 250 344 230 344H206C224 316 228 270 226 222Z', LINEN) +
    line('M264 244C304 240 306 302 262 300', PAPER, 13) +
    line('M136 252H264', INDIGO, 6) +
    steam(200, 92, 58, STONE, 4)
  )
}

export function bowl(): string {
  return (
    steam(200, 164, 88, STONE, 4) +
    path('M82 196H318C314 268 276 316 246 324H154C124 316 86 268 82 196Z', RUST) +
    path('M240 196H318C314 268 276 316 246 324H206C236 290 246 240 240 196Z', '#7e3625') +
    ellipse(200, 196, 118, 22, BARK) +
    ellipse(200, 198, 104, 16, WHEAT) +
    path('M148 322H252L258 342H142Z', '#7e3625') +
    line('M104 236C140 254 200 258 236 252M116 264C150 280 196 284 228 278', INK, 2.5, 'opacity=".25"') +
    line('M286 120L350 90M296 134L358 112', WOOD, 8)
  )
}
