/** In which encoding a page's bytes are to be read, so that inserted text arrives as written. Not a decoder: bytes stay bytes. */

import { PRESCAN_BYTES } from './limits.ts'

export interface Reading {
  /** A label that HTMLRewriter honours. */
  readonly label: string
  /** The encoding is a guess: insert ASCII only, everything else as character references. */
  readonly asciiOnly: boolean
}

const UTF8: Reading = { label: 'utf-8', asciiOnly: false }
/** windows-1252 maps every byte, so nothing that passes through is lost; what we insert is ASCII. */
const GUESS: Reading = { label: 'windows-1252', asciiOnly: true }

/** Encodings of which ASCII is no subset, or that HTMLRewriter refuses. */
const UNREADABLE = new Set(['utf-16le', 'utf-16be', 'iso-2022-jp', 'replacement', 'x-user-defined'])

/** Names that browsers do not know but servers send. */
const ALIASES: { readonly [label: string]: string } = { cp932: 'shift_jis', 'x-ms-cp932': 'shift_jis', eucjp: 'euc-jp' }

const CHARSET_PARAMETER = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^;\s]*))/i
const COMMENT = /<!--[\s\S]*?-->/g
const META_CHARSET = /<meta[\s/][^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i

/**
 * Byte order mark, then Content-Type, then `<meta>`, as HTML's "determining the character encoding" has it.
 * Null: bytes that must not be touched (UTF-16, ISO-2022-JP and their kind).
 */
export function readingOf(contentType: string, start: Uint8Array): Reading | null {
  const marked = byteOrderMark(start)
  if (marked !== null) return marked === 'utf-8' ? UTF8 : null
  const declared = CHARSET_PARAMETER.exec(contentType)
  const fromHeader = known(declared?.[1] ?? declared?.[2] ?? declared?.[3])
  if (fromHeader !== undefined) return readable(fromHeader)
  const fromMeta = known(metaCharset(start))
  if (fromMeta === undefined) return GUESS
  return fromMeta.startsWith('utf-16') ? UTF8 : readable(fromMeta)
}

function byteOrderMark(start: Uint8Array): 'utf-8' | 'utf-16' | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if ((start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0xff && start[1] === 0xfe)) return 'utf-16'
  return null
}

function metaCharset(start: Uint8Array): string | undefined {
  const text = new TextDecoder('windows-1252').decode(start.subarray(0, PRESCAN_BYTES))
  return META_CHARSET.exec(text.replace(COMMENT, ''))?.[1]
}

const names = new Map<string, string | undefined>()

/** The encoding's own name for a label, undefined when no browser knows it. Few labels exist, so they are remembered. */
function known(label: string | undefined): string | undefined {
  if (label === undefined || label === '' || label.length > 40) return undefined
  const key = label.trim().toLowerCase()
  if (key === 'utf-8') return key
  if (names.has(key)) return names.get(key)
  const name = canonical(ALIASES[key] ?? key)
  if (names.size < 100) names.set(key, name)
  return name
}

function canonical(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined // RangeError: no such encoding, which is the answer
  }
}

function readable(name: string): Reading | null {
  if (name === 'utf-8') return UTF8
  return UNREADABLE.has(name) ? null : { label: name, asciiOnly: false }
}

/** Everything beyond ASCII as `&#x…;`, which means the same in every encoding that has ASCII. */
export function toReferences(html: string): string {
  if (/^[\x20-\x7e\t\r\n]*$/.test(html)) return html
  let out = ''
  for (const character of html) {
    const code = character.codePointAt(0) as number
    out += code < 0x80 ? character : `&#x${code.toString(16)};`
  }
  return out
}
