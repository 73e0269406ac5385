/** Jackets, trousers, gloves, socks: what one wears, front view, in a 400 × 400 field. Not shoes. */

import { INK, PAPER, SLATE } from './palette.ts'
import { line, mirrored, path, rect, repeat } from './svg.ts'

export interface Dye {
  readonly main: string
  readonly shade: string
  readonly trim: string
}

const SEAM = 'opacity=".35"'

function sleeve(dye: Dye): string {
  return (
    path(
      'M150 124C124 134 112 160 104 194L78 300C76 310 80 316 90 319L114 325C121 326 125 323 127 316L160 208Z',
      dye.shade,
    ) + line('M82 296L126 308', INK, 2.5, SEAM)
  )
}

function sleeves(dye: Dye): string {
  return sleeve(dye) + mirrored(sleeve(dye), 200)
}

function body(dye: Dye): string {
  return path(
    'M146 124C162 114 180 110 200 110C220 110 238 114 254 124L264 334C264 342 260 346 252 346H148C140 346 136 342 136 334Z',
    dye.main,
  )
}

function hood(dye: Dye): string {
  return (
    path('M156 124C146 78 168 50 200 50C232 50 254 78 244 124C228 140 172 140 156 124Z', dye.main) +
    path('M174 122C168 90 180 70 200 70C220 70 232 90 226 122C216 132 184 132 174 122Z', dye.shade) +
    path('M172 90C180 66 220 66 228 90C214 80 186 80 172 90Z', dye.trim)
  )
}

export function rainJacket(dye: Dye): string {
  return (
    sleeves(dye) +
    body(dye) +
    hood(dye) +
    line('M200 128V346', dye.trim, 5) +
    line('M222 178L240 224M178 178L160 224', INK, 2.5, SEAM) +
    line('M150 262L172 298M250 262L228 298', dye.trim, 4) +
    line('M138 326H262', INK, 2.5, SEAM)
  )
}

export function hardShell(dye: Dye): string {
  return (
    sleeves(dye) +
    body(dye) +
    path('M146 124C162 114 180 110 200 110C220 110 238 114 254 124L257 186C240 198 160 198 143 186Z', dye.shade) +
    hood(dye) +
    line('M200 128V346', dye.trim, 6) +
    line('M224 200V246', dye.trim, 5) +
    line('M140 316H260', INK, 2.5, SEAM) +
    line('M154 270L166 306M246 270L234 306', INK, 3, SEAM)
  )
}

export function downJacket(dye: Dye): string {
  const puff = repeat(
    6,
    (index) =>
      `M${139 - index * 0.4} ${160 + index * 32}Q200 ${176 + index * 32} ${261 + index * 0.4} ${160 + index * 32}`,
  )
  const arm = `${path('M148 122C118 130 102 158 94 196L70 296C68 308 72 314 82 317L112 325C120 326 124 322 127 314L162 210Z', dye.shade)}${line('M100 178L146 206M90 218L140 242M80 258L132 280', INK, 2.5, SEAM)}`
  return (
    arm +
    mirrored(arm, 200) +
    path(
      'M142 122C160 112 180 108 200 108C220 108 240 112 258 122C264 150 262 170 266 196C264 220 270 240 266 262C266 290 270 310 264 336C262 344 258 346 250 346H150C142 346 138 344 136 336C130 310 134 290 134 262C130 240 136 220 134 196C138 170 136 150 142 122Z',
      dye.main,
    ) +
    path('M160 122C156 92 170 76 200 76C230 76 244 92 240 122C222 138 178 138 160 122Z', dye.shade) +
    path('M174 118C174 100 184 92 200 92C216 92 226 100 226 118C214 126 186 126 174 118Z', INK, 'opacity=".45"') +
    line(puff, INK, 2.5, SEAM) +
    line('M200 126V346', dye.trim, 5)
  )
}

export function baseLayer(dye: Dye): string {
  return (
    sleeves(dye) +
    path(
      'M148 124C160 116 172 112 180 111C186 126 214 126 220 111C228 112 240 116 252 124L258 334C258 340 255 342 250 342H150C145 342 142 340 142 334Z',
      dye.main,
    ) +
    line('M178 112C184 132 216 132 222 112', dye.trim, 5) +
    line('M148 128L158 214M252 128L242 214M144 330H256', INK, 2.5, SEAM)
  )
}

export function rainTrousers(dye: Dye): string {
  return (
    path(
      'M138 78H262L284 330C284 338 280 342 273 342H226C219 342 215 338 214 331L200 182L186 331C185 338 181 342 174 342H127C120 342 116 338 116 330Z',
      dye.main,
    ) +
    path('M200 104V182L214 331C215 338 219 342 226 342H246L226 104Z', dye.shade, 'opacity=".6"') +
    rect(134, 62, 132, 26, dye.shade, 6) +
    line('M192 76L184 100M208 76L216 100', dye.trim, 4) +
    line('M130 210L124 330M270 210L276 330', dye.trim, 5) +
    line('M150 216Q166 228 184 216M216 216Q234 228 250 216', INK, 2.5, SEAM)
  )
}

export function poncho(dye: Dye): string {
  return (
    path(
      'M160 118C110 130 84 190 56 306C54 314 58 318 66 320C150 336 250 336 334 320C342 318 346 314 344 306C316 190 290 130 240 118Z',
      dye.main,
    ) +
    path(
      'M240 118C290 130 316 190 344 306C346 314 342 318 334 320C306 326 270 330 240 331C250 250 246 180 226 124Z',
      dye.shade,
    ) +
    hood({ ...dye, main: dye.shade, shade: dye.main }) +
    line('M188 134L184 182M212 134L216 182', dye.trim, 4) +
    line('M164 226H236V270H164Z', INK, 2.5, SEAM) +
    line('M164 242H236', INK, 2.5, SEAM)
  )
}

export function kidsRaincoat(dye: Dye): string {
  const arm = path(
    'M152 150C128 160 112 186 98 232C96 240 99 246 106 249L128 256C134 258 138 255 140 249L164 206Z',
    dye.shade,
  )
  return (
    arm +
    mirrored(arm, 200) +
    path(
      'M152 146C166 138 184 134 200 134C216 134 234 138 248 146L284 318C286 327 282 332 274 333C228 340 172 340 126 333C118 332 114 327 116 318Z',
      dye.main,
    ) +
    path('M150 146C136 96 162 64 200 64C238 64 264 96 250 146C230 164 170 164 150 146Z', dye.main) +
    path('M168 144C160 108 176 86 200 86C224 86 240 108 232 144C218 156 182 156 168 144Z', dye.shade) +
    path('M196 66C194 56 202 48 212 46C214 56 208 64 200 66Z', dye.trim) +
    line('M200 160V336', INK, 2.5, SEAM) +
    repeat(3, (index) => rect(188, 190 + index * 44, 24, 10, dye.trim, 5)) +
    line('M122 302Q200 318 278 302', PAPER, 7, 'opacity=".85"')
  )
}

export function gloves(dye: Dye): string {
  const glove =
    path(
      'M66 330V214C66 196 70 186 80 186C90 186 92 194 92 204V150C92 138 98 132 106 132C114 132 119 138 119 150V136C119 124 125 118 133 118C141 118 147 124 147 136V146C147 136 153 130 160 130C168 130 173 136 173 148V214C180 204 192 202 198 210C204 218 200 228 194 238L172 276V330Z',
      dye.main,
    ) +
    line('M92 204V238M119 150V224M147 146V224', INK, 2.5, SEAM) +
    path('M66 262H178L172 276V282H66Z', dye.trim) +
    rect(58, 312, 122, 46, dye.shade, 8) +
    line('M74 320V350M90 320V350M106 320V350M122 320V350M138 320V350M154 320V350', INK, 2.5, SEAM)
  return `<g transform="translate(152 6)">${glove}</g><g transform="translate(248 6) scale(-1 1)">${glove}</g>`
}

export function socks(dye: Dye): string {
  const sock =
    path(
      'M146 70H220V214C220 232 226 244 240 254L286 288C302 300 300 326 280 332C262 338 246 334 232 326L164 286C150 278 144 264 144 248Z',
      dye.main,
    ) +
    rect(140, 60, 86, 34, dye.shade, 8) +
    line('M154 64V90M170 64V90M186 64V90M202 64V90M216 64V90', INK, 2.5, SEAM) +
    path('M262 271L286 288C302 300 300 326 280 332C268 336 258 335 248 332C244 312 248 288 262 271Z', dye.trim) +
    path('M146 226C156 246 150 268 156 280C148 272 144 262 144 248Z', dye.trim) +
    line('M296 306L268 310', SLATE, 2.5, SEAM)
  return `<g transform="translate(-66 16)" opacity=".96">${sock}</g><g transform="translate(40 -6)">${sock}</g>`
}
