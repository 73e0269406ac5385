/** Texts in few bits: ids and paths, arbitrary keys, Japanese. Not which texts are allowed: bounded-memory.ts. */

import { LETTERS } from '../../base64url.ts'
import {
  type BitSink,
  type BitSource,
  peekBits,
  putBits,
  putFlag,
  putNumber,
  takeBits,
  takeFlag,
  takeNumber,
} from './bits.ts'

/**
 * A text is written in the alphabet that makes it shortest, which its first bits name:
 * `0` plain: a prefix code for what ids, items, categories and paths are made of, other ASCII behind an escape;
 * `10` letters: six bits each of A-Z a-z 0-9 - _, for keys in which every letter is as likely;
 * `11` wide: kana in 9 bits, kanji in 17, ASCII in 10, all else in 25.
 */
export function putText(sink: BitSink, text: string): void {
  const plain = plainCost(text)
  if (plain <= LETTER_BITS * text.length)
    putPlain(sink, text) // no other alphabet can be as short
  else putOther(sink, text, plain)
}

function putOther(sink: BitSink, text: string, plain: number): void {
  const letters = lettersCost(text)
  const wide = wideCost(text)
  if (plain <= letters && plain <= wide) putPlain(sink, text)
  else if (letters <= wide) putLetters(sink, text)
  else putWide(sink, text)
}

/** At most `longest` code units, or the source is broken. */
export function takeText(source: BitSource, longest: number): string {
  if (!takeFlag(source)) return takePlain(source, longest)
  return takeFlag(source) ? takeWide(source, longest) : takeLetters(source, longest)
}

const ESCAPE = '\u001b'
const END = '\u0000'
/** By the length of their codes, after how often they stand in English words with hyphens. ESCAPE and END stand for themselves nowhere. */
const BY_LENGTH: readonly (readonly [length: number, symbols: string])[] = [
  [3, END],
  [4, '-aeinot'],
  [5, 'cdhlrs'],
  [6, '/bfgkmpuwy'],
  [7, ` 012_v${ESCAPE}`],
  [8, '.3456789'],
  [9, 'jqxz'],
]
const LONGEST_CODE = 9
const ASCII_BITS = 7
const ASCII_COUNT = 1 << ASCII_BITS

/** Canonical: codes of a length count up, those of the next go on from there. */
const { codes, lengths, symbolAt } = prefixCode()

function prefixCode() {
  const codes = new Uint16Array(ASCII_COUNT)
  const lengths = new Uint8Array(ASCII_COUNT)
  const symbolAt = new Uint8Array(1 << LONGEST_CODE)
  let next = 0
  for (const [length, symbols] of BY_LENGTH) {
    for (const symbol of symbols) {
      const ascii = symbol.charCodeAt(0)
      codes[ascii] = next >>> (LONGEST_CODE - length)
      lengths[ascii] = length
      symbolAt.fill(ascii, next, next + (1 << (LONGEST_CODE - length)))
      next += 1 << (LONGEST_CODE - length)
    }
  }
  return { codes, lengths, symbolAt }
}

const END_CODE = END.charCodeAt(0)
const ESCAPE_CODE = ESCAPE.charCodeAt(0)
const END_BITS = lengths[END_CODE] as number
const ESCAPED_BITS = (lengths[ESCAPE_CODE] as number) + ASCII_BITS

/** Bits of the code of its own; 0: behind the escape. */
const ownLength = (ascii: number): number =>
  ascii === END_CODE || ascii === ESCAPE_CODE ? 0 : (lengths[ascii] as number)

function plainCost(text: string): number {
  let bits = 1 + END_BITS
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= ASCII_COUNT) return Number.POSITIVE_INFINITY
    bits += ownLength(unit) || ESCAPED_BITS
  }
  return bits
}

function putPlain(sink: BitSink, text: string): void {
  putFlag(sink, false)
  for (let at = 0; at < text.length; at++) {
    const ascii = text.charCodeAt(at)
    const length = ownLength(ascii)
    if (length > 0) putBits(sink, codes[ascii] as number, length)
    else putBits(sink, ((codes[ESCAPE_CODE] as number) << ASCII_BITS) | ascii, ESCAPED_BITS)
  }
  putBits(sink, codes[END_CODE] as number, END_BITS)
}

function takePlain(source: BitSource, longest: number): string {
  let text = ''
  while (!source.isBroken && text.length <= longest) {
    const ascii = symbolAt[peekBits(source, LONGEST_CODE)] as number
    takeBits(source, lengths[ascii] as number)
    if (ascii === END_CODE) return text
    text += String.fromCharCode(ascii === ESCAPE_CODE ? takeBits(source, ASCII_BITS) : ascii)
  }
  source.isBroken = true
  return ''
}

const LETTER_BITS = 6
const IS_LETTERS = /^[\w-]*$/
const LENGTH_GROUP = 4

const lettersCost = (text: string): number =>
  IS_LETTERS.test(text) ? 2 + 2 * (LENGTH_GROUP + 1) + text.length * LETTER_BITS : Number.POSITIVE_INFINITY

function putLetters(sink: BitSink, text: string): void {
  putBits(sink, 0b10, 2)
  putNumber(sink, text.length, LENGTH_GROUP)
  for (const letter of text) putBits(sink, LETTERS.indexOf(letter), LETTER_BITS)
}

function takeLetters(source: BitSource, longest: number): string {
  const length = takeNumber(source, LENGTH_GROUP)
  if (length > longest) source.isBroken = true
  let text = ''
  while (!source.isBroken && text.length < length) text += LETTERS[takeBits(source, LETTER_BITS)]
  return text
}

/** 256 characters from the ideographic space: Japanese punctuation, hiragana, katakana. */
const KANA_START = 0x3000
const KANA_COUNT = 0x100
/** The unified ideographs, and what 15 bits reach after them. */
const KANJI_START = 0x4e00
const KANJI_COUNT = 0x8000
const CODE_POINT_BITS = 21
const WIDE_END_BITS = 4

function wideBits(point: number): number {
  if (point >= KANA_START && point < KANA_START + KANA_COUNT) return 9
  if (point >= KANJI_START && point < KANJI_START + KANJI_COUNT) return 17
  return point < ASCII_COUNT ? 10 : 25
}

function wideCost(text: string): number {
  let bits = 2 + WIDE_END_BITS
  for (const character of text) bits += wideBits(character.codePointAt(0) as number)
  return bits
}

function putWide(sink: BitSink, text: string): void {
  putBits(sink, 0b11, 2)
  for (const character of text) {
    const point = character.codePointAt(0) as number
    switch (wideBits(point)) {
      case 9:
        putBits(sink, point - KANA_START, 9)
        break
      case 17:
        putBits(sink, (0b10 << 15) | (point - KANJI_START), 17)
        break
      case 10:
        putBits(sink, (0b110 << ASCII_BITS) | point, 10)
        break
      default:
        putBits(sink, 0b1110, 4)
        putBits(sink, point, CODE_POINT_BITS)
    }
  }
  putBits(sink, 0b1111, WIDE_END_BITS)
}

function takeWide(source: BitSource, longest: number): string {
  let text = ''
  while (!source.isBroken && text.length <= longest) {
    const point = takeWidePoint(source)
    if (point === null) return text
    text += String.fromCodePoint(point)
  }
  source.isBroken = true
  return ''
}

/** Null: the text ends here. */
function takeWidePoint(source: BitSource): number | null {
  if (!takeFlag(source)) return KANA_START + takeBits(source, 8)
  if (!takeFlag(source)) return KANJI_START + takeBits(source, 15)
  if (!takeFlag(source)) return takeBits(source, ASCII_BITS)
  if (takeFlag(source)) return null
  const point = takeBits(source, CODE_POINT_BITS)
  if (point <= 0x10ffff) return point
  source.isBroken = true
  return 0
}
