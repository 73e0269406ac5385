/** Bytes as letters that need no encoding in a cookie, a header or a link (RFC 4648, section 5, without padding). One spelling for each: any other is none. */

export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const LETTER_BITS = 6
const ASCII_COUNT = 128
const NO_LETTER = 255

const codeOfLetter = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0))
const letterOfCode = new Uint8Array(ASCII_COUNT).fill(NO_LETTER)
for (const [place, code] of codeOfLetter.entries()) letterOfCode[code] = place

const decoder = new TextDecoder()

export function toBase64url(bytes: Uint8Array): string {
  const letters = new Uint8Array(Math.ceil((bytes.length * 8) / LETTER_BITS))
  let held = 0
  let heldBits = 0
  let at = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    heldBits += 8
    while (heldBits >= LETTER_BITS) {
      heldBits -= LETTER_BITS
      letters[at++] = codeOfLetter[(held >> heldBits) & 63] as number
    }
  }
  if (heldBits > 0) letters[at] = codeOfLetter[(held << (LETTER_BITS - heldBits)) & 63] as number
  return decoder.decode(letters)
}

/** Null for anything that `toBase64url` does not write. */
export function fromBase64url(text: string): Uint8Array | null {
  const bytes = new Uint8Array((text.length * LETTER_BITS) >> 3)
  let held = 0
  let heldBits = 0
  let at = 0
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    const letter = code < ASCII_COUNT ? (letterOfCode[code] as number) : NO_LETTER
    if (letter === NO_LETTER) return null
    held = ((held << LETTER_BITS) | letter) & 0xffff
    heldBits += LETTER_BITS
    if (heldBits >= 8) {
      heldBits -= 8
      bytes[at++] = (held >> heldBits) & 0xff
    }
  }
  const isCanonical = heldBits < LETTER_BITS && (held & ((1 << heldBits) - 1)) === 0
  return isCanonical ? bytes : null
}
