/** Tents, a tarp, a sleeping bag: what one sleeps under and in, in a 400 × 400 field. Not the small tents of scenes: camp.ts. */

import type { Dye } from './clothes.ts'
import { BARK, INK, SLATE, SNOW, WOOD } from './palette.ts'
import { line, path, rect, repeat } from './svg.ts'

const SEAM = 'opacity=".35"'

export function soloTent(dye: Dye): string {
  return (
    path('M36 300C84 218 130 150 190 146C262 142 320 224 364 300Z', dye.main) +
    path('M190 146C262 142 320 224 364 300H262C258 238 238 178 190 146Z', dye.shade) +
    path('M96 300C112 246 144 198 182 170C196 210 200 256 196 300Z', SLATE) +
    path('M96 300C112 246 144 198 182 170C166 214 160 258 158 300Z', dye.trim) +
    line('M36 300C84 218 130 150 190 146C262 142 320 224 364 300', INK, 3, SEAM) +
    line('M190 146C238 178 258 238 262 300', dye.trim, 4) +
    line('M60 262L20 306M340 262L384 306', INK, 2.5, SEAM)
  )
}

export function twoTent(dye: Dye): string {
  return (
    path('M28 304C56 204 118 122 200 118C282 122 344 204 372 304Z', dye.main) +
    path('M200 118C282 122 344 204 372 304H286C280 226 256 158 200 118Z', dye.shade) +
    path('M128 304C136 240 160 186 200 150C240 186 264 240 272 304Z', dye.trim) +
    path('M152 304C158 252 174 208 200 178C226 208 242 252 248 304Z', SLATE) +
    line('M200 178V304', INK, 3) +
    line('M200 118C144 158 120 226 114 304M200 118C256 158 280 226 286 304', INK, 3, SEAM) +
    line('M46 254L12 310M354 254L388 310', INK, 2.5, SEAM) +
    path('M188 118L200 104L212 118Z', dye.trim)
  )
}

export function winterTent(dye: Dye): string {
  return (
    path('M24 300C50 170 122 96 206 96C290 96 350 176 378 300Z', dye.main) +
    path('M206 96C290 96 350 176 378 300H280C278 214 258 142 206 96Z', dye.shade) +
    path('M24 300C40 244 66 196 100 162C134 196 150 250 152 300Z', dye.trim) +
    path('M58 300C66 260 80 226 102 202C120 230 126 266 126 300Z', SLATE) +
    line(
      'M24 300C110 220 180 140 206 96M378 300C300 220 240 150 206 96M206 96C258 142 278 214 280 300M206 96C160 142 150 220 152 300',
      INK,
      3,
      SEAM,
    ) +
    path('M0 318C20 296 60 292 100 300C160 312 240 290 300 300C340 306 380 296 400 312V338H0Z', SNOW) +
    path('M212 160h34a8 8 0 0 1 8 8v14h-50v-14a8 8 0 0 1 8 -8Z', SLATE, 'opacity=".7"')
  )
}

export function tarp(dye: Dye): string {
  return (
    line('M92 152V318M308 152V318', WOOD, 7) +
    path('M22 236L92 148L308 148L378 236L300 214C240 200 160 200 100 214Z', dye.main) +
    path('M92 148L308 148L300 214C240 200 160 200 100 214Z', dye.shade) +
    line('M92 148L20 318M308 148L380 318M22 236L6 318M378 236L394 318', INK, 2, SEAM) +
    line('M200 148V204', dye.trim, 4) +
    rect(150, 280, 100, 8, BARK, 3) +
    line('M164 288L150 320M236 288L250 320', BARK, 5) +
    path('M182 280v-18h26v18Z', dye.trim) +
    line('M30 320H370', INK, 2.5, SEAM)
  )
}

export function sleepingBag(dye: Dye): string {
  const quilt = repeat(
    5,
    (index) => `M${136 + index * 4} ${196 + index * 34}Q200 ${210 + index * 34} ${264 - index * 4} ${196 + index * 34}`,
  )
  return (
    path(
      'M200 44C250 44 276 84 272 132C284 200 262 300 242 348C238 356 234 360 226 360H174C166 360 162 356 158 348C138 300 116 200 128 132C124 84 150 44 200 44Z',
      dye.main,
    ) +
    path('M200 68C236 68 252 98 248 130C240 166 160 166 152 130C148 98 164 68 200 68Z', dye.trim) +
    path('M200 82C228 82 238 104 236 126C230 150 170 150 164 126C162 104 172 82 200 82Z', dye.shade) +
    line(quilt, INK, 2.5, SEAM) +
    line('M262 150C270 210 256 296 240 338', dye.trim, 5) +
    line('M168 116a8 8 0 0 0 14 0M218 116a8 8 0 0 0 14 0', INK, 0)
  )
}
