/** A page's bytes as text with places: byte ↔ character ↔ line and column. Not the fetching, and not a parser. */

/** Between two of these a stretch is decoded to find a place. */
const CHECKPOINT_BYTES = 4096
const LESS_THAN = 0x3c
const NEWLINE = 0x0a
const SNIPPET_LENGTH = 100

export interface Place {
  /** From 1; what ends a line is \n. */
  readonly line: number
  /** From 1, in UTF-16 code units of the decoded line. */
  readonly column: number
  /** Byte of the page, from 0. */
  readonly offset: number
}

export interface PageSource {
  readonly bytes: Uint8Array
  /** Without a byte order mark. */
  readonly text: string
  toCharacter(byte: number): number
  toByte(character: number): number
  placeOf(byte: number): Place
  /** One line for a terminal, from this byte on, up to the end of the tag that begins there. */
  snippetAt(byte: number): string
}

/** `<` is no part of a longer character in any encoding that is rewritten, so that decoding may begin anew there. */
export function pageSource(bytes: Uint8Array, charset: string): PageSource {
  const decode = (from: number, to: number): string =>
    new TextDecoder(charset, { fatal: false, ignoreBOM: true }).decode(bytes.subarray(from, to))
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const text = decode(start, bytes.byteLength)
  const points = checkpoints(bytes, start, decode)
  const lines = lineStarts(bytes, start)

  const toCharacter = (byte: number): number => {
    const point = points[last(points, (one) => one.byte <= byte)]!
    return point.character + decode(point.byte, byte).length
  }
  const toByte = (character: number): number => {
    const index = last(points, (one) => one.character <= character)
    const point = points[index]!
    const wanted = character - point.character
    let low = point.byte
    let high = points[index + 1]?.byte ?? bytes.byteLength
    while (low < high) {
      const middle = (low + high + 1) >> 1 // up: part of a character already decodes to one
      if (decode(point.byte, middle).length <= wanted) low = middle
      else high = middle - 1
    }
    return low
  }
  const placeOf = (byte: number): Place => {
    const line = last(lines, (from) => from <= byte)
    return { line: line + 1, column: toCharacter(byte) - toCharacter(lines[line]!) + 1, offset: byte }
  }
  return {
    bytes,
    text,
    toCharacter,
    toByte,
    placeOf,
    snippetAt: (byte) => snippet(text, toCharacter(byte)),
  }
}

interface Checkpoint {
  readonly byte: number
  readonly character: number
}

function checkpoints(bytes: Uint8Array, start: number, decode: (from: number, to: number) => string): Checkpoint[] {
  const points: Checkpoint[] = [{ byte: start, character: 0 }]
  for (let at = bytes.indexOf(LESS_THAN, start); at !== -1; at = bytes.indexOf(LESS_THAN, at + CHECKPOINT_BYTES)) {
    const before = points[points.length - 1]!
    points.push({ byte: at, character: before.character + decode(before.byte, at).length })
  }
  return points
}

function lineStarts(bytes: Uint8Array, start: number): number[] {
  const lines = [start]
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines.push(at + 1)
  return lines
}

/** The last index for which `holds`, where it holds for all up to some point; at least 0. */
function last<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(items[middle]!)) low = middle
    else high = middle - 1
  }
  return low
}

function snippet(text: string, from: number): string {
  const piece = text.slice(from, from + SNIPPET_LENGTH * 2)
  const end = piece.indexOf('>')
  return harmless(end === -1 ? piece : piece.slice(0, end + 1))
}

/** What a page says, for a terminal: one line, shortened, no controls, nothing that turns the direction of writing. */
export function harmless(text: string, length = SNIPPET_LENGTH): string {
  const line = text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return line.length <= length ? line : `${line.slice(0, length).toWellFormed()}…`
}
