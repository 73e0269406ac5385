/** The attributes of one request, each read at most once however many conditions ask. Not kept longer than the request. */

import type { Source } from './condition-tree.ts'
import { type Reader, readerOf } from './lookup.ts'
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

export function frameSource(): FrameSource {
  const blank: undefined[] = []
  const readers = new Map<string, Reader>()
  const nextSlot = (): number => blank.push(undefined) - 1

  function slotReader(name: string): Reader {
    const slot = nextSlot()
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

  return {
    frame: (attributes) => ({ attributes, values: blank.slice() }),
    reader(name) {
      const known = readers.get(name)
      if (known) return known
      const reader = slotReader(name)
      readers.set(name, reader)
      return reader
    },
    shared(test: Test): Test {
      const slot = nextSlot()
      return (scope) => {
        const { values } = scope as Frame
        const known = values[slot] as Truth | undefined
        if (known !== undefined) return known
        const truth = test(scope)
        values[slot] = truth
        return truth
      }
    },
  }
}
