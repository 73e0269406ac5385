/** Where a JSON path of an issue stands in the text of a ruleset. Not for texts that are no JSON: their issues say it themselves. */

import { at, type Issue, type IssueCode } from '../core/issue.ts'
import { withoutMark } from './json.ts'
import { LineCounter, type Position } from './line-counter.ts'

/** A place in the text, and how much of its line is meant. */
export interface Place extends Position {
  /** UTF-16 units, at least 1, and not beyond the line. */
  readonly length: number
}

/** Their path ends in the key that is wrong; with the others it is the value. */
const KEY_CODES: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'forbidden_key',
  'duplicate_key',
  'unknown_key',
  'bad_id',
  'unknown_slot',
  'unknown_part',
  'unknown_operator',
  'unknown_attribute',
  'not_for_kind',
  'exclusive',
  'refused_attribute',
  'unused_audience',
  'equal_audiences',
])

/** Of the document as a whole they name no place in it. */
const NOWHERE_CODES: ReadonlySet<IssueCode> = new Set<IssueCode>(['too_large', 'too_many'])

/**
 * In the order of the issues; null where the text is no JSON, or no place is meant. An issue that brings its line keeps it. A path that the
 * document lacks, such as a missing key, is at its nearest ancestor. A byte order mark is not counted.
 */
export function placesOf(source: string, issues: readonly Issue[]): (Place | null)[] {
  const text = withoutMark(source)
  const wanted = issues.map((issue) => ({ path: issue.path, key: KEY_CODES.has(issue.code) }))
  const spans = new Finder(text, wanted).find()
  const lines = new LineCounter(text)
  const places = new Map<number, Place>()
  for (const span of [...spans].sort((one, other) => (one?.start ?? 0) - (other?.start ?? 0))) {
    if (span !== null && !places.has(span.start)) places.set(span.start, placeOf(text, span, lines))
  }
  return issues.map(({ path, code, line, column }, i) => {
    const span = spans[i] ?? null
    if (path === '' && NOWHERE_CODES.has(code)) return null
    if (line !== undefined && column !== undefined) return { line, column, length: 1 }
    return span === null ? null : (places.get(span.start) ?? null)
  })
}

/** The position of one path, of its value; null where the text is no JSON. */
export function positionOf(source: string, path: string): Position | null {
  const [span] = new Finder(withoutMark(source), [{ path, key: false }]).find()
  return span === null || span === undefined ? null : new LineCounter(withoutMark(source)).at(span.start)
}

interface Span {
  readonly start: number
  /** After its last unit. */
  readonly end: number
}

function placeOf(text: string, { start, end }: Span, lines: LineCounter): Place {
  const lineEnd = text.slice(start, end).search(/[\r\n]/)
  return { ...lines.at(start), length: Math.max(1, lineEnd < 0 ? end - start : lineEnd) }
}

interface Wanted {
  readonly path: string
  /** True: the key is meant, not its value. */
  readonly key: boolean
}

/** Walks a text that is JSON, into those branches only where something is wanted. It stops where it is none. */
class Finder {
  private readonly text: string
  private readonly wanted: readonly Wanted[]
  private readonly spans: (Span | null)[]
  /** How long the path is that was found for each. */
  private readonly depths: number[]
  private position = 0

  constructor(text: string, wanted: readonly Wanted[]) {
    this.text = text
    this.wanted = wanted
    this.spans = wanted.map(() => null)
    this.depths = wanted.map(() => -1)
  }

  find(): readonly (Span | null)[] {
    this.value(
      '',
      this.wanted.map((_, i) => i),
      null,
    )
    return this.spans
  }

  /** `among`: indexes of what lies at or below `path`. */
  private value(path: string, among: readonly number[], key: Span | null): boolean {
    this.space()
    const start = this.position
    const char = this.text.charAt(start)
    const opens = char === '{' || char === '['
    if (among.length === 0 || !opens) {
      if (!this.skipValue()) return false
      this.note(path, among, { start, end: this.position }, key)
      return true
    }
    this.note(path, among, { start, end: start + 1 }, key)
    return char === '{' ? this.object(path, among) : this.list(path, among)
  }

  private object(path: string, among: readonly number[]): boolean {
    return this.entries('}', () => {
      const start = this.position
      if (this.text.charAt(start) !== '"' || !this.skipString()) return false
      const key = { start, end: this.position }
      const name = textOf(this.text.slice(key.start, key.end))
      if (name === null) return false
      const below = at(path, name)
      this.space()
      return this.take(':') && this.value(below, this.under(below, among), key)
    })
  }

  private list(path: string, among: readonly number[]): boolean {
    let index = 0
    return this.entries(']', () => {
      const below = at(path, index++)
      return this.value(below, this.under(below, among), null)
    })
  }

  private entries(close: string, entry: () => boolean): boolean {
    this.position++
    this.space()
    if (this.take(close)) return true
    for (;;) {
      if (!entry()) return false
      this.space()
      if (this.take(close)) return true
      if (!this.take(',')) return false
      this.space()
    }
  }

  private under(path: string, among: readonly number[]): number[] {
    return among.filter((i) => {
      const { path: wanted } = this.wanted[i]!
      return wanted.startsWith(path) && ['', '.', '['].includes(wanted.charAt(path.length))
    })
  }

  /** The longest path counts, and of equal ones the first. */
  private note(path: string, among: readonly number[], value: Span, key: Span | null): void {
    for (const i of among) {
      if (path.length <= this.depths[i]!) continue
      this.depths[i] = path.length
      const whole = this.wanted[i]!.path === path
      this.spans[i] =
        whole && this.wanted[i]!.key && key !== null ? key : whole ? value : { ...value, end: value.start + 1 }
    }
  }

  /** Brackets are counted, not matched: the text was read before. */
  private skipValue(): boolean {
    let open = 0
    do {
      this.space()
      const char = this.text.charAt(this.position)
      if (char === '') return false
      if (char === '"') {
        if (!this.skipString()) return false
      } else if (char === '{' || char === '[') {
        open++
        this.position++
      } else if (char === '}' || char === ']') {
        open--
        this.position++
      } else if (char === ',' || char === ':') this.position++
      else this.position += this.match(SCALAR)
    } while (open > 0)
    return true
  }

  private skipString(): boolean {
    for (let end = this.text.indexOf('"', this.position + 1); end >= 0; end = this.text.indexOf('"', end + 1)) {
      let slashes = 0
      while (this.text.charAt(end - 1 - slashes) === '\\') slashes++
      if (slashes % 2 === 1) continue
      this.position = end + 1
      return true
    }
    return false
  }

  private space(): void {
    this.position += this.match(SPACE)
  }

  private take(char: string): boolean {
    if (this.text.charAt(this.position) !== char) return false
    this.position++
    return true
  }

  private match(pattern: RegExp): number {
    pattern.lastIndex = this.position
    return pattern.exec(this.text)?.[0].length ?? 0
  }
}

/** Null: quotes around what is no text of JSON. */
function textOf(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return null
  }
}

const SPACE = /[\t\n\r ]*/y
const SCALAR = /[^\t\n\r ,:[\]{}"]+/y
