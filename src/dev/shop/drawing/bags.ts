/** Packs and bags, front view, in a 400 × 400 field. Not what goes into them. */

import type { Dye } from './clothes.ts'
import { INK, SLATE } from './palette.ts'
import { circle, line, path, rect } from './svg.ts'

const SEAM = 'opacity=".35"'

export function dayPack(dye: Dye): string {
  return (
    line('M176 66C176 44 224 44 224 66', dye.trim, 9) +
    path(
      'M116 196C96 200 90 214 92 240L96 300C97 312 104 316 116 316ZM284 196C304 200 310 214 308 240L304 300C303 312 296 316 284 316Z',
      dye.shade,
    ) +
    path(
      'M200 60C254 60 288 96 290 150L294 312C294 334 282 344 262 344H138C118 344 106 334 106 312L110 150C112 96 146 60 200 60Z',
      dye.main,
    ) +
    path('M112 170C130 150 270 150 288 170L287 150C284 96 254 60 200 60C146 60 116 96 113 150Z', dye.shade) +
    path(
      'M132 236C132 224 140 218 152 218H248C260 218 268 224 268 236V304C268 316 260 322 248 322H152C140 322 132 316 132 304Z',
      dye.shade,
    ) +
    line('M140 240H260', dye.trim, 5) +
    line('M116 164C150 150 250 150 284 164', dye.trim, 5) +
    line('M152 166V218M248 166V218', INK, 5, SEAM) +
    rect(184, 104, 32, 20, dye.trim, 3)
  )
}

export function trekkingPack(dye: Dye): string {
  return (
    line('M178 52C178 32 222 32 222 52', dye.trim, 8) +
    path(
      'M120 180C98 186 92 206 94 236L100 312C101 324 108 328 120 328ZM280 180C302 186 308 206 306 236L300 312C299 324 292 328 280 328Z',
      dye.shade,
    ) +
    path('M124 110H276L284 320C284 344 272 356 250 356H150C128 356 116 344 116 320Z', dye.main) +
    path(
      'M126 62C140 48 260 48 274 62C292 78 296 104 290 126C284 138 116 138 110 126C104 104 108 78 126 62Z',
      dye.shade,
    ) +
    line('M112 122C150 134 250 134 288 122', INK, 2.5, SEAM) +
    line('M152 92V176M248 92V176', dye.trim, 7) +
    rect(144, 166, 16, 14, SLATE, 3) +
    rect(240, 166, 16, 14, SLATE, 3) +
    path(
      'M144 214H256C262 214 266 218 266 224V306C266 320 258 328 244 328H156C142 328 134 320 134 306V224C134 218 138 214 144 214Z',
      dye.shade,
    ) +
    line('M200 222V320', dye.trim, 5) +
    line('M126 196L274 150M126 150L274 196', INK, 2.5, SEAM) +
    rect(140, 350, 120, 26, dye.trim, 13) +
    line('M156 344V380M244 344V380', INK, 5, 'opacity=".6"')
  )
}

export function waistBag(dye: Dye): string {
  return (
    path(
      'M30 196C90 214 130 196 150 184V224C120 232 70 236 30 214ZM370 196C310 214 270 196 250 184V224C280 232 330 236 370 214Z',
      dye.trim,
    ) +
    path(
      'M104 172C130 146 270 146 296 172C312 196 306 250 284 268C250 288 150 288 116 268C94 250 88 196 104 172Z',
      dye.main,
    ) +
    path(
      'M102 196C150 178 250 178 298 196C308 216 302 252 284 268C250 288 150 288 116 268C98 252 92 216 102 196Z',
      dye.shade,
    ) +
    line('M112 202C160 188 240 188 288 202', dye.trim, 5) +
    line('M140 168C170 158 230 158 260 168', dye.trim, 5) +
    line('M256 166l14 20', INK, 4) +
    rect(184, 224, 32, 22, dye.trim, 3)
  )
}

/** Three roll-top bags, small to large. */
export function dryBags(small: string, middle: string, large: string): string {
  const bag = (x: number, y: number, width: number, height: number, fill: string) =>
    rect(x, y, width, height, fill, 14) +
    path(`M${x} ${y + 14}H${x + width}V${y + 34}H${x}Z`, INK, 'opacity=".16"') +
    rect(x - 4, y - 12, width + 8, 24, fill, 8) +
    rect(x - 4, y - 12, width + 8, 24, INK, 8, 'opacity=".22"') +
    rect(x + width / 2 - 11, y - 8, 22, 16, SLATE, 3) +
    line(`M${x + 14} ${y + 48}V${y + height - 18}`, '#fff', 4, 'opacity=".35"')
  return bag(184, 96, 136, 246, large) + bag(72, 164, 112, 178, middle) + bag(150, 240, 92, 108, small)
}

/** A child's pack with two ears and a tail of a strap. */
export function kidsPack(dye: Dye): string {
  return (
    path(
      'M132 118C120 82 132 62 150 66C168 72 178 92 180 108ZM268 118C280 82 268 62 250 66C232 72 222 92 220 108Z',
      dye.shade,
    ) +
    path(
      'M108 220C92 226 88 240 90 260L94 300C96 312 102 314 110 314ZM292 220C308 226 312 240 310 260L306 300C304 312 298 314 290 314Z',
      dye.shade,
    ) +
    path(
      'M200 92C262 92 296 134 298 190L300 306C300 328 288 340 266 340H134C112 340 100 328 100 306L102 190C104 134 138 92 200 92Z',
      dye.main,
    ) +
    path(
      'M132 250C132 226 160 214 200 214C240 214 268 226 268 250V296C268 312 258 320 244 320H156C142 320 132 312 132 296Z',
      dye.trim,
    ) +
    circle(164, 166, 9, INK) +
    circle(236, 166, 9, INK) +
    path('M190 186H210L200 198Z', INK) +
    line('M140 252C170 240 230 240 260 252', dye.shade, 5)
  )
}
