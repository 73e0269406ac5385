/** The attributes of one request, each read at most once however many conditions ask. Not kept longer than the request. */

import type { Source } from './condition-tree.ts'
import { own, type Reader, readerOf, segmentsOf } from './lookup.ts'
import type { Test, Truth } from './truth.ts'

/** Values by slot; undefined is not read yet, a missing value is null. */
export interface Frame {
  readonly attributes: object
  readonly values: unknown[]
}

/** Gives out slots while conditions are built. A frame that was made before grows when it is asked for a later slot. */
export interface FrameSource extends Source {
  frame(attributes: object): Frame
}

/** Fewer attributes are found as fast without looking for their family first. */
const LEAST_FAMILY_READERS_COUNT = 40

export function frameSource(): FrameSource {
  const blank: undefined[] = []
  const readers = new Map<string, Reader>()
  const families = new Map<string, number>()
  const comparisons = new Map<string, Test>()
  const nextSlot = (): number => blank.push(undefined) - 1

  function slotReader(name: string): Reader {
    const slot = nextSlot()
    const read = readerOf(name)
    const segments = segmentsOf(name)
    const leaf = segments?.at(-1)
    const family = segments && segments.length > 1 ? familyReader(segments.slice(0, -1)) : null
    return (scope) => {
      const frame = scope as Frame
      const known = frame.values[slot]
      if (known !== undefined) return known
      const from = family === null || readers.size < LEAST_FAMILY_READERS_COUNT ? DOTTED : family(frame)
      const value = (from === DOTTED ? read(frame.attributes) : own(from, leaf!)) ?? null
      frame.values[slot] = value
      return value
    }
  }

  /** Of `geo.country`, `geo`: looked up once for all of its attributes. DOTTED where that is not how they are found. */
  function familyReader(segments: readonly string[]): (frame: Frame) => unknown {
    const key = segments.join('.')
    const slot = families.get(key) ?? nextSlot()
    families.set(key, slot)
    return ({ attributes, values }) => {
      values[slot] ??= walkedTo(attributes, segments) ?? null
      return values[slot]
    }
  }

  function shared(test: Test): Test {
    const slot = nextSlot()
    return (value, scope = value) => {
      const { values } = scope as Frame
      const known = values[slot] as Truth | undefined
      if (known !== undefined) return known
      const truth = test(value, scope)
      values[slot] = truth
      return truth
    }
  }

  return {
    frame: (attributes) => ({ attributes, values: blank.slice() }),
    reader(name) {
      const known = readers.get(name)
      if (known) return known
      const reader = slotReader(name)
      readers.set(name, reader)
      return reader
    },
    shared,
    comparison(key, test) {
      const known = comparisons.get(key) ?? shared(test)
      comparisons.set(key, known)
      return known
    },
  }
}

/** Somewhere on the way a name has a dot in it, and may be the whole of what is left to find (lookup.ts). */
const DOTTED = Symbol('dotted')

function walkedTo(attributes: object, segments: readonly string[]): unknown {
  let current: unknown = attributes
  for (const segment of segments) {
    if (typeof current !== 'object' || current === null) return current
    for (const name in current) if (name.includes('.')) return DOTTED
    current = own(current, segment)
  }
  return current
}
