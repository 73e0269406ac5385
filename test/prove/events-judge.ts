/** Whether a stored row keeps what schema/events.md promises. Written from that page alone: nothing of src/collect/ is used here. */

export interface JudgedAt {
  /** Epoch milliseconds of the arrival. */
  readonly now: number
}

export type Row = { readonly [column: string]: unknown }

const DAY_MS = 86_400_000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([78])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
const MEANT_BY_JAVASCRIPT = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/** Which columns a kind must have, and which it may have. Not those of every kind. */
const KINDS: { readonly [kind: string]: { readonly needs: readonly string[]; readonly may: readonly string[] } } = {
  hydration: { needs: ['decision', 'slot', 'name'], may: ['value'] },
  page_view: { needs: ['path'], may: [] },
  impression: { needs: [], may: ['slot', 'item', 'name', 'data'] },
  click: { needs: [], may: ['slot', 'item', 'name', 'data'] },
  dwell: { needs: ['value'], may: [] },
  search: { needs: ['name'], may: ['data'] },
  item_view: { needs: ['item'], may: ['quantity', 'value', 'currency', 'data'] },
  cart_add: { needs: ['item'], may: ['quantity', 'value', 'currency', 'data'] },
  cart_remove: { needs: ['item'], may: ['quantity', 'value', 'currency', 'data'] },
  order: { needs: ['value', 'currency'], may: ['quantity', 'data'] },
  custom: { needs: ['name'], may: ['slot', 'item', 'quantity', 'value', 'currency', 'data'] },
}
const IMPORTED_KINDS: typeof KINDS = {
  exposure: { needs: ['experience'], may: ['slot', 'data'] },
  holdout: { needs: [], may: ['data'] },
}
const OF_EVERY_KIND = ['seq', 'id', 'site', 'kind', 'source', 'at', 'received_at', 'path', 'decision']
const OF_SOURCE: { readonly [source: string]: readonly string[] } = {
  browser: ['visitor', 'is_bot'],
  server: ['visitor'],
  import: ['visitor', 'is_bot', 'revision', 'experience', 'arm', 'propensity', 'context', 'import_id'],
}

/** Null: nothing is wrong; else what. Absent columns may be null or not there. */
export function wrongWith(row: Row, { now }: JudgedAt): string | null {
  const has = (column: string): boolean => row[column] !== null && row[column] !== undefined
  const { kind, source } = row as { kind: string; source: string }
  const isImport = source === 'import'
  const rules = KINDS[kind] ?? (isImport ? IMPORTED_KINDS[kind] : undefined)
  if (rules === undefined || OF_SOURCE[source] === undefined) return `kind ${kind} of ${source}`
  const allowed = [...OF_EVERY_KIND, ...OF_SOURCE[source], ...rules.needs, ...rules.may]
  const missing = rules.needs.find((column) => !has(column))
  if (missing !== undefined) return `no ${missing}`
  const extra = Object.keys(row).find((column) => has(column) && !allowed.includes(column))
  if (extra !== undefined) return `${extra} in a ${kind} of ${source}`
  if (['impression', 'click'].includes(kind) && !rules.may.some(has)) return `a ${kind} of nothing`
  const unfit = Object.entries(row).find(([column, value]) => has(column) && !isFit(column, value, row, now))
  return unfit === undefined ? null : `${unfit[0]}: ${JSON.stringify(unfit[1]).slice(0, 200)}`
}

function isFit(column: string, value: unknown, { kind, source }: Row, now: number): boolean {
  switch (column) {
    case 'seq':
    case 'revision':
      return Number.isSafeInteger(value) && (value as number) >= 0
    case 'id':
      return isUuid(value, kind === 'order' || source === 'import')
    case 'decision':
      return isUuid(value, kind === 'order' || source === 'import')
    case 'site':
      return value === 'main'
    case 'received_at':
      return value === now
    case 'at':
      return Number.isSafeInteger(value) && between(value, oldest(source, now), now)
    case 'path':
      return isText(value, 2_048) && (value as string).startsWith('/') && !/\/\/|\/\.\.?(?:\/|$)/.test(value as string)
    case 'slot':
    case 'experience':
    case 'arm':
    case 'import_id':
      return isName(value)
    case 'name':
      if (kind === 'search') return isText(value, 200)
      if (kind === 'hydration') return ['survived', 'reapplied', 'reverted'].includes(value as string)
      return isName(value)
    case 'item':
      return isText(value, 200)
    case 'quantity':
      return between(value, Number.MIN_VALUE, 1_000_000)
    case 'value':
      if (kind === 'dwell') return between(value, 0, DAY_MS)
      if (kind === 'hydration') return between(value, 0, 600_000)
      return between(value, kind === 'custom' ? -1e12 : 0, 1e12)
    case 'currency':
      return typeof value === 'string' && /^[A-Z]{3}$/.test(value)
    case 'visitor':
      return typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value)
    case 'is_bot':
      return value === 0 || value === 1
    case 'propensity':
      return between(value, 0, 1)
    case 'context':
      return isContext(JSON.parse(value as string))
    case 'data':
      return isDataText(value as string) && (kind !== 'order' || areLines(JSON.parse(value as string).lines))
    default:
      return true
  }
}

const oldest = (source: unknown, now: number): number =>
  source === 'import' ? Date.UTC(2000) : now - (source === 'server' ? 30 : 1) * DAY_MS

const between = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most

const isUuid = (value: unknown, mayBe8: boolean): boolean => {
  const version = typeof value === 'string' ? UUID.exec(value)?.[1] : undefined
  return version === '7' || (version === '8' && mayBe8)
}

const isName = (value: unknown): boolean =>
  typeof value === 'string' && NAME.test(value) && !MEANT_BY_JAVASCRIPT.has(value)

/** Between 1 and `most` UTF-16 units, something to be seen, no controls, no half characters. */
function isText(value: unknown, most: number): boolean {
  if (typeof value !== 'string' || value.length > most || value.trim() === '') return false
  return hasOnlyCharacters(value)
}

function hasOnlyCharacters(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000)) return false
  }
  return true
}

function isContext(context: Row): boolean {
  const words = ['country', 'region', 'device', 'language', 'channel', 'weather', 'dayPart']
  return Object.entries(context).every(([name, value]) =>
    name === 'isReturning' ? typeof value === 'boolean' : words.includes(name) && isText(value, 200),
  )
}

const areLines = (lines: unknown): boolean =>
  lines === undefined ||
  (Array.isArray(lines) &&
    lines.length <= 100 &&
    lines.every((line: Row) =>
      Object.entries(line).every(
        ([name, value]) =>
          ['item', 'quantity', 'value', 'currency'].includes(name) && isFit(name, value, { kind: 'order' }, 0),
      ),
    ))

function isDataText(text: string): boolean {
  const data: unknown = JSON.parse(text)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false
  let count = 0
  let length = 0
  const isFine = (value: unknown, depth: number): boolean => {
    if (value === null || typeof value === 'boolean') return true
    if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= 1e12
    if (typeof value === 'string') {
      length += value.length
      return value.length <= 1_000 && hasOnlyCharacters(value)
    }
    if (depth > 5) return false
    const entries = Object.entries(value as object)
    count += entries.length
    return entries.every(([key, held]) => {
      if (Array.isArray(value)) return isFine(held, depth + 1)
      length += key.length
      const isKey = key.length >= 1 && key.length <= 64 && !MEANT_BY_JAVASCRIPT.has(key) && hasOnlyCharacters(key)
      return isKey && isFine(held, depth + 1)
    })
  }
  return isFine(data, 1) && count <= 1_000 && length <= 8_192
}
