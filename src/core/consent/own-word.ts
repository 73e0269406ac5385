/** The visitor's choice as our own cookie keeps it, written and read. Not the cookie's attributes: edge/consent/cookies.ts. */

import { EVERY_PURPOSE, type PurposeSet } from './purpose-set.ts'
import { type Heard, MAX_CLOCK_AHEAD_S, MAX_WORD_AGE_S } from './word.ts'

const MINUTE_S = 60
/** Above the purposes: see Word.despiteGpc. */
const DESPITE_GPC = EVERY_PURPOSE + 1

const SHAPE = /^1\.(\d{1,2})\.(\d{1,9})\.(\d{1,4})$/

/** `1.<purposes>.<epoch minutes>.<policy>`, in decimals. `now` in epoch seconds. */
export const writeOwnWord = (granted: PurposeSet, despiteGpc: boolean, now: number, policy: number): string =>
  `1.${granted + (despiteGpc ? DESPITE_GPC : 0)}.${Math.floor(now / MINUTE_S)}.${policy}`

/** Said under another policy it is asked again. */
export function readOwnWord(value: string, policy: number, now: number): Heard {
  const [, purposes = '', minutes = '', under = ''] = SHAPE.exec(value) ?? []
  const bits = Number(purposes)
  const from = Number(minutes) * MINUTE_S
  if (purposes === '' || bits >= 2 * DESPITE_GPC || Number(under) !== policy) return 'unreadable'
  if (now - from > MAX_WORD_AGE_S || from - now > MAX_CLOCK_AHEAD_S) return 'unreadable'
  const granted = bits & EVERY_PURPOSE
  return {
    signal: 'own',
    granted,
    refused: EVERY_PURPOSE & ~granted,
    from,
    to: from + MINUTE_S,
    despiteGpc: (bits & DESPITE_GPC) !== 0,
  }
}
