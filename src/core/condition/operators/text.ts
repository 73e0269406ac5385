/** `$prefix`, `$suffix`, `$contains`, `$glob` on folded texts; `$regex` and `$regexi` on texts as they are. */

import { MAX_GLOB_LENGTH, MAX_MATCHED_LENGTH } from '../condition-options.ts'
import { globOf } from '../glob.ts'
import { fold } from '../normalise.ts'
import { always, type Truth } from '../truth.ts'
import { type Operator, onText } from './operator.ts'

const folded =
  (make: (part: string) => (text: string) => Truth): Operator =>
  (operand) => {
    if (typeof operand !== 'string') return null
    const holds = make(fold(operand))
    return onText((text) => holds(fold(text)))
  }

export const prefix: Operator = folded((part) => (text) => text.startsWith(part))
export const suffix: Operator = folded((part) => (text) => text.endsWith(part))
export const contains: Operator = folded((part) => withinLimit((text) => text.includes(part)))

/** Folding comes first, so the full-width ＊ and ？ are wildcards, too. */
export const glob: Operator = (operand, place) =>
  typeof operand === 'string' && operand.length <= MAX_GLOB_LENGTH ? bounded(operand, place) : null

const bounded = folded((pattern) => withinLimit(globOf(pattern)))

const matching =
  (flags: '' | 'i'): Operator =>
  (operand, { options: { regex } }) => {
    if (typeof operand !== 'string') return null
    if (!regex) return onText(always('unknown'))
    const matches = regex.compile(operand, flags)
    return matches && onText(withinLimit(matches))
  }

export const regex: Operator = matching('')
export const regexi: Operator = matching('i')

/** A text that is too long leaves it open. */
export const withinLimit =
  (matches: (text: string) => boolean) =>
  (text: string): Truth =>
    text.length > MAX_MATCHED_LENGTH ? 'unknown' : matches(text)
