/** The attributes of one request, each read at most once however many conditions ask. Not kept longer than the request. */

import { UNKNOWN } from '../unknown.ts'
import type { Source } from './condition-tree.ts'
import { isAffinity, own, type Reader, readerOf, segmentsOf } from './lookup.ts'
import type { Order } from './telling-order.ts'
import type { Test, Truth } from './truth.ts'

/** Values by slot; undefined is not read yet, a missing value is null. */
export interface Frame {
  readonly attributes: object
  readonly values: unknown[]
  /** Whether any attribute stands under a dotted name; null: nobody asked yet. */
  hasDotted: boolean | null
}

/** Gives out slots while conditions are built. A frame that was made before grows when it is asked for a later slot. */
export interface FrameSource extends Source {
  frame(attributes: object): Frame
}

export function frameSource(order: Order): FrameSource {
  const blank: undefined[] = []
  const places = new Map<string, Place>()
  const families = new Map<string, number>()
  const comparisons = new Map<string, Test>()
  const nextSlot = (): number => blank.push(undefined) - 1

  function placeFor(name: string): Place {
    const known = places.get(name)
    if (known) return known
    const segments = segmentsOf(name)
    const leaf = segments?.at(-1) ?? name
    const isPlain = !(leaf in Object.prototype || isAffinity(name))
    const family = segments && segments.length > 1 && isPlain ? segments.slice(0, -1) : null
    const familySlot = family === null ? NO_SLOT : slotOfFamily(family.join('.'))
    const place: Place = { slot: nextSlot(), leaf, family: family ?? [], familySlot, read: readerOf(name) }
    places.set(name, place)
    return place
  }

  function slotOfFamily(name: string): number {
    const slot = families.get(name) ?? nextSlot()
    families.set(name, slot)
    return slot
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
    frame: (attributes) => ({ attributes, values: blank.slice(), hasDotted: null }),
    reader(name) {
      const place = placeFor(name)
      const { slot } = place
      return (scope) => {
        const known = (scope as Frame).values[slot]
        return known === undefined ? firstRead(scope as Frame, place) : known
      }
    },
    attribute(name, test) {
      const place = placeFor(name)
      const { slot } = place
      return (scope) => {
        const known = (scope as Frame).values[slot]
        const value = known === undefined ? firstRead(scope as Frame, place) : known
        return value === UNKNOWN ? 'unknown' : test(value, scope)
      }
    },
    order,
    shared,
    comparison(key, test) {
      const known = comparisons.get(key) ?? shared(test)
      comparisons.set(key, known)
      return known
    },
  }
}

const NO_SLOT = -1

/** Where a frame keeps an attribute, and how it is found. */
interface Place {
  readonly slot: number
  /** Of `geo.country`, the family is `geo`; no slot: the attribute is read by itself. */
  readonly family: readonly string[]
  readonly familySlot: number
  readonly leaf: string
  readonly read: Reader
}

/** Remembered in the frame; a missing value as null. */
function firstRead(frame: Frame, { slot, family, familySlot, leaf, read }: Place): unknown {
  const { values } = frame
  let from: unknown = ELSEWHERE
  if (familySlot !== NO_SLOT) {
    values[familySlot] ??= walkedTo(frame, family)
    from = values[familySlot]
  }
  const value = (from === ELSEWHERE ? read(frame.attributes) : (from as Fields)[leaf]) ?? null
  values[slot] = value
  return value
}

type Fields = { readonly [name: string]: unknown }

/** The attributes of a family are to be found as lookup.ts finds them: one by one. */
const ELSEWHERE = Symbol('elsewhere')

/**
 * Of `geo.country`, `geo`: walked to once for all of its attributes. Only where no name on the way has a dot in it, which
 * might be the whole of what is left to find, and the family has no properties but its own.
 */
function walkedTo(frame: Frame, segments: readonly string[]): unknown {
  frame.hasDotted ??= hasDottedName(frame.attributes)
  if (frame.hasDotted) return ELSEWHERE
  let current: unknown = frame.attributes
  for (let at = 0; at < segments.length; at++) {
    if (at > 0 && hasDottedName(current as object)) return ELSEWHERE
    current = own(current, segments[at]!)
    if (typeof current !== 'object' || current === null) return ELSEWHERE
  }
  const parent = Object.getPrototypeOf(current)
  return parent === Object.prototype || parent === null ? current : ELSEWHERE
}

function hasDottedName(fields: object): boolean {
  for (const name in fields) if (name.includes('.')) return true
  return false
}
