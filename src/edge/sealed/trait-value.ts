/** A trait's value as a part of the bytes: a text, a number, yes or no, or texts. Not what traits a site has. */

import type { TraitValue } from '../../core/memory.ts'
import { putAmount, takeAmount } from './amount-bits.ts'
import { putBits, takeBits } from './bits.ts'
import { MAX_ANSWER_LENGTH, MAX_NAME_LENGTH, MAX_TRAIT_VALUES_COUNT } from './limits.ts'
import { flag, list, type Part, part, text } from './parts.ts'

const KIND_BITS = 2
const TEXT = 0
const NUMBER = 1
const FLAG = 2
const TEXTS = 3

const answer = text(MAX_ANSWER_LENGTH)
const answers = list(text(MAX_NAME_LENGTH), MAX_TRAIT_VALUES_COUNT)
export const amount = part(putAmount, takeAmount)

export const traitValue: Part<TraitValue> = {
  put(out, value) {
    if (typeof value === 'string') {
      putBits(out.sink, TEXT, KIND_BITS)
      answer.put(out, value)
    } else if (typeof value === 'number') {
      putBits(out.sink, NUMBER, KIND_BITS)
      amount.put(out, value)
    } else if (typeof value === 'boolean') {
      putBits(out.sink, FLAG, KIND_BITS)
      flag.put(out, value)
    } else {
      putBits(out.sink, TEXTS, KIND_BITS)
      answers.put(out, value)
    }
  },
  take(from) {
    switch (takeBits(from.source, KIND_BITS)) {
      case TEXT:
        return answer.take(from)
      case NUMBER:
        return amount.take(from)
      case FLAG:
        return flag.take(from)
      default:
        return answers.take(from)
    }
  },
}
