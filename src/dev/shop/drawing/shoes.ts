/** Shoes, boots and snowshoes, from the side, in a 400 × 400 field. Not socks. */

import type { Dye } from './clothes.ts'
import { INK, PAPER, SLATE, STONE } from './palette.ts'
import { line, path, place, rect, repeat } from './svg.ts'

const SEAM = 'opacity=".35"'

function sole(colour: string): string {
  const treads = repeat(11, (index) => rect(74 + index * 24, 316, 14, 9, INK, 2))
  return path('M66 288H338C346 296 344 310 334 318H78C66 314 62 300 66 288Z', colour) + treads
}

function laces(from: number, to: number, x: number, lean: number, colour: string): string {
  const count = Math.round((to - from) / 22)
  return line(
    repeat(count, (index) => `M${x + index * lean} ${from + index * 22}l26 -8`),
    colour,
    5,
  )
}

export function midBoots(dye: Dye): string {
  return (
    path(
      'M92 100C120 90 176 90 196 98C198 140 204 176 222 194C252 218 318 222 334 258C340 272 340 282 338 292H66C64 240 92 190 92 100Z',
      dye.main,
    ) +
    path('M222 194C252 218 318 222 334 258C340 272 340 282 338 292H250C262 262 250 220 222 194Z', dye.shade) +
    path('M66 292C66 266 72 244 80 220C108 222 122 250 124 292Z', dye.shade) +
    path('M88 92C120 80 178 80 200 90V116C176 106 116 106 90 116Z', dye.shade) +
    laces(128, 216, 172, 8, dye.trim) +
    line('M150 120C160 180 176 220 210 240', INK, 2.5, SEAM) +
    line('M84 96L76 70H92', dye.trim, 6) +
    sole(SLATE)
  )
}

export function lowShoes(dye: Dye): string {
  return (
    path(
      'M78 196C96 182 130 186 150 202C176 222 204 214 222 208C250 226 316 232 334 262C340 274 340 284 338 292H66C62 258 66 222 78 196Z',
      dye.main,
    ) +
    path('M262 226C300 234 328 246 334 262C340 274 340 284 338 292H270C280 270 276 244 262 226Z', dye.shade) +
    path('M66 292C62 258 66 222 78 196C96 210 110 250 108 292Z', dye.shade) +
    path('M84 192C100 180 132 186 150 202C140 212 104 212 84 192Z', INK, 'opacity=".55"') +
    line('M176 218l26 -12M196 230l26 -14M216 240l24 -14', dye.trim, 5) +
    line('M130 292C150 250 190 246 226 262', dye.trim, 5) +
    sole(PAPER)
  )
}

export function streamShoes(dye: Dye): string {
  return (
    path(
      'M84 172C110 158 150 166 164 190C180 214 206 212 224 206C256 222 316 232 334 262C340 274 340 284 338 292H66C62 250 70 202 84 172Z',
      dye.main,
    ) +
    path('M250 220C300 232 328 246 334 262C340 274 340 284 338 292H236C256 270 260 240 250 220Z', SLATE) +
    repeat(4, (index) => rect(128 + index * 30, 244, 18, 30, dye.shade, 9)) +
    line('M100 200C140 232 190 240 226 208M120 292C150 250 180 236 224 206', dye.trim, 9) +
    rect(168, 218, 26, 18, dye.shade, 4) +
    line('M84 172C110 158 150 166 164 190', INK, 3, SEAM) +
    sole(STONE)
  )
}

export function winterBoots(dye: Dye): string {
  return (
    path(
      'M104 70H206C206 130 208 172 222 194C252 218 320 222 336 256C342 270 340 282 338 292H66C66 230 100 170 104 70Z',
      dye.main,
    ) +
    path('M66 292C64 262 72 236 82 214C140 236 260 220 316 232C330 242 340 262 338 292Z', dye.shade) +
    path('M96 52C110 42 202 42 214 54C222 66 220 84 212 92C190 100 120 100 100 92C92 82 90 64 96 52Z', PAPER) +
    line('M110 62l6 18M132 58l4 20M156 56v22M180 58l-4 20M200 62l-6 18', INK, 2.5, SEAM) +
    laces(124, 200, 174, 6, dye.trim) +
    line('M112 116H196M102 164H206', INK, 2.5, SEAM) +
    sole(INK)
  )
}

export function kidsBoots(dye: Dye): string {
  const boot =
    path(
      'M100 140H196C196 170 202 190 218 204C250 220 316 226 332 260C338 272 338 284 336 292H68C68 240 98 200 100 140Z',
      dye.main,
    ) +
    path('M262 222C300 230 326 244 332 260C338 272 338 284 336 292H262C276 270 276 244 262 222Z', dye.shade) +
    rect(92, 128, 112, 26, dye.shade, 10) +
    path('M96 196H206L214 226H84Z', dye.trim) +
    path('M66 262H110V292H66Z', PAPER) +
    sole(SLATE)
  return place(boot, 108, 20, 0.72) + place(boot, 6, 116, 0.76)
}

/** A pair, seen from above. */
export function snowshoes(dye: Dye): string {
  const shoe =
    path(
      'M60 20C100 20 116 60 114 116C112 190 102 250 78 318C72 334 48 334 42 318C18 250 8 190 6 116C4 60 20 20 60 20Z',
      dye.trim,
    ) +
    path(
      'M60 36C90 36 102 70 100 118C98 186 88 240 68 300C64 308 56 308 52 300C32 240 22 186 20 118C18 70 30 36 60 36Z',
      PAPER,
    ) +
    line('M22 92L98 92M20 128H100M60 200L30 250M60 200L90 250M60 200V300M28 64L92 64', dye.main, 8) +
    path('M32 110H88V204C88 214 82 220 72 220H48C38 220 32 214 32 204Z', dye.main) +
    rect(26, 132, 68, 16, dye.shade, 5) +
    rect(26, 172, 68, 16, dye.shade, 5)
  return `<g transform="translate(74 34) rotate(-5 60 160)">${shoe}</g><g transform="translate(206 34) rotate(5 60 160)">${shoe}</g>`
}
