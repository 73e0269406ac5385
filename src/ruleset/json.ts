/** A ruleset's text as JSON, with what JSON.parse does not tell: where it breaks, keys given twice, dangerous keys. Not its shape. */

import { at, error, type Issue, type IssueCode } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { MAX_JSON_NESTING_COUNT, MAX_RULESET_BYTES } from './limits.ts'
import { LineCounter } from './line-counter.ts'

const BYTE_ORDER_MARK = '\ufeff'
const MEBIBYTE_BYTES = 1024 * 1024
/** They reach into every object's prototype once a document is copied carelessly; no ruleset needs them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** RFC 8259. Every issue but `too_large` says its line and column. The value comes from JSON.parse; the scan before it only finds issues. */
export function readJson(source: string): Result<unknown, Issue[]> {
  const text = withoutMark(source)
  if (isTooLarge(text)) return fail([tooLarge()])
  const scan = new Scan(text)
  scan.document()
  return scan.issues.length > 0 ? fail(scan.issues) : ok(JSON.parse(text))
}

/** The text as editors count it. */
export const withoutMark = (source: string): string => (source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source)

export function tooLarge(): Issue {
  const most = `${MAX_RULESET_BYTES / MEBIBYTE_BYTES} MiB`
  const advice = `A ruleset may have ${most}; split it over several sites.`
  return error('', 'too_large', `The ruleset is larger than ${most}.`, advice)
}

/** A UTF-16 code unit takes one to three bytes, so that most texts need not be encoded to know. */
function isTooLarge(text: string): boolean {
  if (text.length > MAX_RULESET_BYTES) return true
  return text.length * 3 > MAX_RULESET_BYTES && new TextEncoder().encode(text).length > MAX_RULESET_BYTES
}

const WHITESPACE = /[\t\n\r ]*/y
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const QUOTE = 34
const BACKSLASH = 92
const FIRST_PRINTABLE = 32
const SHOWN_LENGTH = 20
/** What a Japanese keyboard gives while it is not switched: digits, signs, brackets, commas, the wide space. */
const FULL_WIDTH = /[\uff01-\uff5e\u3000\u3001\u300c\u300d]/
/** What word processors and chats make of " and '. */
const CURLY_QUOTE = /[\u2018\u2019\u201c-\u201e]/
const COMMENT = /[/#]/
const NO_COMMENTS = 'JSON has no comments: write an entry "$comment": "…" instead.'
const NO_FULL_WIDTH = 'Digits, signs and spaces must be half-width, as in 0123 : , { } [ ] ".'
const NO_CURLY_QUOTES = 'Write straight quotes, ", in the place of curly ones.'

/** Every method that reads says whether reading goes on. */
class Scan {
  readonly issues: Issue[] = []
  private readonly text: string
  private readonly lines: LineCounter
  private position = 0

  constructor(text: string) {
    this.text = text
    this.lines = new LineCounter(text)
  }

  document(): boolean {
    if (!this.value('', 0)) return false
    this.skip()
    if (this.position === this.text.length) return true
    return this.stop('where the document should be over', 'A ruleset is one object, { … }, with nothing after it.')
  }

  private value(path: string, depth: number): boolean {
    this.skip()
    const char = this.char
    if (char === '{' || char === '[') {
      if (depth === MAX_JSON_NESTING_COUNT) return this.tooDeep(path)
      return char === '{' ? this.object(path, depth + 1) : this.list(path, depth + 1)
    }
    return char === '"' ? this.takeString() !== null : this.take(LITERAL) !== null || this.noValue()
  }

  private object(path: string, depth: number): boolean {
    const keys = new Set<string>()
    return this.entries('}', () => {
      const start = this.position
      if (this.char !== '"') return this.noKey()
      const key = this.takeString()
      if (key === null) return false
      const name = JSON.parse(key) as string
      this.checkKey(at(path, name), name, keys, start)
      this.skip()
      if (!this.takeChar(':')) return this.noColon(key)
      return this.value(at(path, name), depth)
    })
  }

  private list(path: string, depth: number): boolean {
    let index = 0
    return this.entries(']', () => this.value(at(path, index++), depth))
  }

  /** `{` or `[` is next; `entry` reads one entry. */
  private entries(close: '}' | ']', entry: () => boolean): boolean {
    this.position++
    this.skip()
    if (this.takeChar(close)) return true
    while (entry()) {
      this.skip()
      if (this.takeChar(close)) return true
      if (!this.takeChar(',')) {
        return this.noComma(close)
      }
      this.skip()
      if (this.char === close) {
        return this.stop('after a comma', `Remove the comma before ${close}: JSON has none after the last entry.`)
      }
    }
    return false
  }

  private noComma(close: string): false {
    const where = `where a comma or ${close} should be`
    if (COMMENT.test(this.char)) return this.stop(where, NO_COMMENTS)
    if (FULL_WIDTH.test(this.char)) return this.stop(where, NO_FULL_WIDTH)
    return this.stop(where, `Entries are parted by commas, and ${close} ends them.`)
  }

  /** `start`: where the key stands. */
  private checkKey(path: string, name: string, keys: Set<string>, start: number): void {
    if (FORBIDDEN_KEYS.has(name)) {
      this.report(start, path, 'forbidden_key', `The key ${name} is not allowed.`, 'Choose another name.')
    } else if (keys.has(name)) {
      const advice = 'Keep one of the two: of two equal keys JSON silently drops the first.'
      this.report(start, path, 'duplicate_key', `The key ${JSON.stringify(name)} stands here twice.`, advice)
    }
    keys.add(name)
  }

  private report(position: number, path: string, code: IssueCode, message: string, advice: string): void {
    this.issues.push({ ...error(path, code, message, advice), ...this.lines.at(position) })
  }

  private tooDeep(path: string): false {
    const message = `Objects and lists lie more than ${MAX_JSON_NESTING_COUNT} deep inside each other.`
    const advice = 'Nothing in a ruleset needs that; look for a bracket too many.'
    this.report(this.position, path, 'too_deep', message, advice)
    return false
  }

  private noColon(key: string): false {
    const advice = FULL_WIDTH.test(this.char) ? NO_FULL_WIDTH : `Write a colon after the key ${key}.`
    return this.stop('where a colon should be', advice)
  }

  private noKey(): false {
    if (COMMENT.test(this.char)) return this.stop('where a key should be', NO_COMMENTS)
    if (CURLY_QUOTE.test(this.char)) return this.stop('where a key should be', NO_CURLY_QUOTES)
    if (FULL_WIDTH.test(this.char)) return this.stop('where a key should be', NO_FULL_WIDTH)
    return this.stop('where a key should be', 'Keys stand in double quotes.')
  }

  private noValue(): false {
    if (this.char === "'") return this.stop('where a value should be', 'Texts stand in double quotes.')
    if (COMMENT.test(this.char)) return this.stop('where a value should be', NO_COMMENTS)
    if (CURLY_QUOTE.test(this.char)) return this.stop('where a value should be', NO_CURLY_QUOTES)
    if (FULL_WIDTH.test(this.char)) return this.stop('where a value should be', NO_FULL_WIDTH)
    const advice = 'A value is a text in double quotes, a number, true, false, null, [ … ] or { … }.'
    return this.stop('where a value should be', advice)
  }

  /** The first syntax error is the only one told: what follows it would be guesswork. */
  private stop(where: string, advice: string): false {
    const { line, column } = this.lines.at(this.position)
    const rest = this.text.slice(this.position, this.position + SHOWN_LENGTH).split(/[\r\n]/)[0] ?? ''
    const ends = this.position >= this.text.length ? 'the document ends' : 'the line ends'
    const found = rest === '' ? ends : `there is ${JSON.stringify(rest)}`
    const message = `This is not JSON: in line ${line}, column ${column}, ${found} ${where}.`
    this.issues.length = 0
    this.issues.push({ ...error('', 'json_syntax', message, advice), line, column })
    return false
  }

  private get char(): string {
    return this.text.charAt(this.position)
  }

  private skip(): void {
    this.take(WHITESPACE)
  }

  /** The next string with its quotes; null stops the scan. A loop, because long texts would strain a pattern. */
  private takeString(): string | null {
    const start = this.position++
    for (;;) {
      const code = this.text.charCodeAt(this.position)
      if (code === QUOTE) return this.text.slice(start, ++this.position)
      if (code === BACKSLASH ? this.take(ESCAPE) === null : !(code >= FIRST_PRINTABLE)) {
        this.stop('inside a text', 'A text ends with "; write \\n for a line break and \\\\ for a backslash.')
        return null
      }
      if (code !== BACKSLASH) this.position++
    }
  }

  private takeChar(char: string): boolean {
    if (this.char !== char) return false
    this.position++
    return true
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.text)
    if (found === null) return null
    this.position += found[0].length
    return found[0]
  }
}
