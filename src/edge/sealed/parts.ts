/** What the bytes of a memory are put together from: each part both writes and reads, so that the two cannot differ. Not the format: memory-bytes.ts. */

import { type BitSink, type BitSource, putBits, putFlag, putNumber, takeBits, takeFlag, takeNumber } from './bits.ts'
import { putText, takeText } from './text-bits.ts'

export interface Part<T> {
  put(out: Writing, value: T): void
  /** Anything of that type when the source is broken. */
  take(from: Reading): T
}

/** Minutes since 1970 that times are told from: the newest of all, and in a list the one before. */
interface Clock {
  newest: number
  previous: number
}

export interface Writing extends Clock {
  readonly sink: BitSink
  readonly names: Map<NameTable, Map<string, number>>
}

export interface Reading extends Clock {
  readonly source: BitSource
  readonly names: Map<NameTable, string[]>
}

/** Names that mean the same kind of thing, and so may come again. */
export type NameTable = 'item' | 'experience' | 'arm' | 'purpose'

export const part = <T>(put: (sink: BitSink, value: T) => void, take: (source: BitSource) => T): Part<T> => ({
  put: ({ sink }, value) => put(sink, value),
  take: ({ source }) => take(source),
})

export const flag = part(putFlag, takeFlag)

/** See putNumber: `group` bits are what most values need. */
export const number = (group: number): Part<number> =>
  part<number>(
    (sink, value) => putNumber(sink, value, group),
    (source) => takeNumber(source, group),
  )

export const text = (longest: number): Part<string> => part(putText, (source) => takeText(source, longest))

export const optional = <T>(inner: Part<T>): Part<T | null> => ({
  put(out, value) {
    putFlag(out.sink, value !== null)
    if (value !== null) inner.put(out, value)
  },
  take: (from) => (takeFlag(from.source) ? inner.take(from) : null),
})

/** In the order of `parts`. */
export function record<T extends object>(parts: { readonly [K in keyof T]: Part<T[K]> }): Part<T> {
  const fields = Object.entries(parts) as [keyof T, Part<T[keyof T]>][]
  return {
    put(out, value) {
      for (const [name, inner] of fields) inner.put(out, value[name])
    },
    take(from) {
      const taken: Partial<T> = {}
      for (const [name, inner] of fields) taken[name] = inner.take(from)
      return taken as T
    },
  }
}

const LENGTH_GROUP = 4

export const list = <T>(inner: Part<T>, maximum: number): Part<readonly T[]> => ({
  put(out, values) {
    putNumber(out.sink, values.length, LENGTH_GROUP)
    out.previous = out.newest
    for (const value of values) inner.put(out, value)
  },
  take(from) {
    const { source } = from
    const length = takeNumber(source, LENGTH_GROUP)
    if (length > maximum) source.isBroken = true
    from.previous = from.newest
    const values: T[] = []
    while (!source.isBroken && values.length < length) values.push(inner.take(from))
    return values
  },
})

/** An object as entries, in the order of its names, or in another one that `sorted` makes. */
export function dictionary<T>(
  name: Part<string>,
  value: Part<T>,
  maximum: number,
  sorted: (entries: [string, T][]) => [string, T][] = (entries) => entries,
): Part<{ readonly [name: string]: T }> {
  const entry: Part<[string, T]> = {
    put(out, [key, inner]) {
      name.put(out, key)
      value.put(out, inner)
    },
    take: (from) => [name.take(from), value.take(from)],
  }
  const entries = list(entry, maximum)
  return {
    put: (out, values) => entries.put(out, sorted(Object.entries(values))),
    take: (from) => Object.fromEntries(entries.take(from)),
  }
}

/** A name that was not there before; from now on it has a number. */
export const newName = (table: NameTable, longest: number): Part<string> => ({
  put({ sink, names }, name) {
    putText(sink, name)
    const known = tableOf(names, table, newNumbers)
    known.set(name, known.size)
  },
  take({ source, names }) {
    const name = takeText(source, longest)
    tableOf(names, table, newList).push(name)
    return name
  },
})

/** The number of a name, or a new one. */
export function name(table: NameTable, longest: number): Part<string> {
  const fresh = newName(table, longest)
  return {
    put(out, value) {
      const known = tableOf(out.names, table, newNumbers)
      const place = known.get(value)
      if (known.size > 0) putFlag(out.sink, place !== undefined)
      if (place === undefined) fresh.put(out, value)
      else putBits(out.sink, place, placeBits(known.size))
    },
    take(from) {
      const known = tableOf(from.names, table, newList)
      if (known.length === 0 || !takeFlag(from.source)) return fresh.take(from)
      const found = known[takeBits(from.source, placeBits(known.length))]
      if (found === undefined) from.source.isBroken = true
      return found ?? ''
    },
  }
}

const newNumbers = (): Map<string, number> => new Map()
const newList = (): string[] => []
const placeBits = (count: number): number => 32 - Math.clz32(count - 1)

function tableOf<T>(names: Map<NameTable, T>, table: NameTable, fresh: () => T): T {
  const known = names.get(table) ?? fresh()
  names.set(table, known)
  return known
}

const MINUTE_S = 60
const AGE_GROUP = 6

/** A time in whole minutes, by how long it was before the newest one. */
export const age: Part<number> = {
  put: ({ sink, newest }, at) => putNumber(sink, newest - at / MINUTE_S, AGE_GROUP),
  take: ({ source, newest }) => secondsBefore(source, newest),
}

/** The same of a list's elements from the latest to the oldest: how long before the element that stands before it. */
export const falling: Part<number> = {
  put(out, at) {
    putNumber(out.sink, out.previous - at / MINUTE_S, AGE_GROUP)
    out.previous = at / MINUTE_S
  },
  take(from) {
    const at = secondsBefore(from.source, from.previous)
    from.previous = at / MINUTE_S
    return at
  },
}

function secondsBefore(source: BitSource, minute: number): number {
  const at = minute - takeNumber(source, AGE_GROUP)
  if (at >= 0) return at * MINUTE_S
  source.isBroken = true
  return 0
}
