/** Which purposes hold, of everything that was heard; the order is in schema/consent.md. Not how it is heard: edge/consent/. */

import type { MemorySetting } from '../authored.ts'
import { type Consent, NO_CONSENT } from '../consent.ts'
import type { ConsentMode } from '../consent-settings.ts'
import { consentOf, EVERY_PURPOSE, NO_PURPOSE, type PurposeSet, setOf } from './purpose-set.ts'
import type { Heard, Word } from './word.ts'

export interface EverythingHeard {
  readonly gpc: boolean
  /** By our own cookie. */
  readonly own: Heard
  /** By a consent platform's string. */
  readonly cmp: Heard
}

/** What holds as long as nobody says anything. */
export interface Unasked {
  readonly memory: MemorySetting
  /** Null: the site says nothing of consent, and `memory: on` is its word for every region. */
  readonly mode: ConsentMode | null
}

const BY_MODE: { readonly [M in ConsentMode]: PurposeSet } = {
  'opt-in': NO_PURPOSE,
  'opt-out': EVERY_PURPOSE,
  notice: EVERY_PURPOSE & ~setOf('export'),
}

export function resolve({ gpc, own, cmp }: EverythingHeard, { memory, mode }: Unasked): Consent {
  if (memory === 'off') return MEMORY_OFF
  if (gpc && !(isWord(own) && own.despiteGpc)) return OBJECTED_BY_GPC
  if (own === 'unreadable' || cmp === 'unreadable') return NO_CONSENT
  const words = [own, cmp].filter(isWord)
  const unsaid = mode === null ? SETTING : BY_REGION[mode]
  return words.length === 0 ? unsaid : weighed(words, unsaid === SETTING ? EVERY_PURPOSE : BY_MODE[mode ?? 'opt-in'])
}

const MEMORY_OFF = consentOf(NO_PURPOSE, 'setting')
const OBJECTED_BY_GPC = consentOf(NO_PURPOSE, 'gpc')
const SETTING = consentOf(EVERY_PURPOSE, 'setting')
const BY_REGION: { readonly [M in ConsentMode]: Consent } = {
  'opt-in': consentOf(BY_MODE['opt-in'], 'region'),
  'opt-out': consentOf(BY_MODE['opt-out'], 'region'),
  notice: consentOf(BY_MODE.notice, 'region'),
}

const isWord = (heard: Heard): heard is Word => heard !== null && heard !== 'unreadable'

/** The later word rules where it speaks; where it cannot be told which is later, a no does. */
function weighed(words: readonly Word[], unsaid: PurposeSet): Consent {
  const [first, second] = [...words].sort((a, b) => a.to - b.to) as [Word, Word?]
  const before = said(unsaid, first)
  if (second === undefined) return consentOf(before, first.signal)
  const after = said(before, second)
  const isLater = second.from >= first.to
  if (isLater) return consentOf(after, second.signal)
  const both = after & ~first.refused
  return consentOf(both, both === after ? second.signal : first.signal)
}

const said = (before: PurposeSet, { granted, refused }: Word): PurposeSet => (before | granted) & ~refused
