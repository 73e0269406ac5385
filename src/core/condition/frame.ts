/** The attributes of one request, each read at most once however many conditions ask. Not kept longer than the request. */

import type { Source } from './condition-tree.ts'
import { own, type Reader, readerOf, segmentsOf } from './lookup.ts'
import type { Test, Truth } from './truth.ts'

/** Values by slot; undefined is not read yet, a missing value is null. */
export interface Frame {
  readonly attributes: object
  readonly values: unknown[]
  /** Whether any attribute stands under a dotted name, before its family; null: nobody asked yet. */
  hasDotted: boolean | null
}

/** Gives out slots while conditions are built. A frame that was made before grows when it is asked for a later slot. */
export interface FrameSource extends Source {
  frame(attributes: object): Frame
}

export function frameSource(): FrameSource {
  const blank: undefined[] = []
  const readers = new Map<string, Reader>()
  const families = new Map<string, number>()
  const comparisons = new Map<string, Test>()
  const nextSlot = (): number => blank.push(undefined) - 1

  function slotReader(name: string): Reader {
    const slot = nextSlot()
    const segments = segmentsOf(name)
    if (segments?.length === 2) return familyReader(name, slot, segments[0]!, segments[1]!)
    const read = readerOf(name)
    return (scope) => {
      const { attributes, values } = scope as Frame
      const known = values[slot]
      if (known !== undefined) return known
      const value = read(attributes) ?? null
      values[slot] = value
      return value
    }
  }

  /** Of `geo.country`: its family is looked up once for all of its attributes, and answers as everywhere (lookup.ts). */
  function familyReader(name: string, slot: number, head: string, leaf: string): Reader {
    const familySlot = families.get(head) ?? nextSlot()
    families.set(head, familySlot)
    return (scope) => {
      const frame = scope as Frame
      const { attributes, values } = frame
      const known = values[slot]
      if (known !== undefined) return known
      let value = hasDotted(frame) ? own(attributes, name) : undefined
      if (value === undefined) {
        values[familySlot] ??= own(attributes, head) ?? null
        value = own(values[familySlot], leaf) ?? null
      }
      values[slot] = value
      return value
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
    frame: (attributes) => ({ attributes, values: blank.slice(), hasDotted: null }),
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

function hasDotted(frame: Frame): boolean {
  frame.hasDotted ??= Object.keys(frame.attributes).some((name) => name.includes('.'))
  return frame.hasDotted
}
