/** Memory ↔ bytes, format 2; format 1 is read. Not sealing: seal.ts. Not what is left out for room: fit.ts. */

import { LETTERS } from '../../base64url.ts'
import { withTimedScores } from '../../core/memory/scores.ts'
import type {
  Affinity,
  CartLine,
  Memory,
  Purchases,
  Score,
  Search,
  SeenItem,
  Trait,
  VisitMemory,
} from '../../core/memory.ts'
import type { Arm } from '../../core/plan.ts'
import { bitSink, bitSource, bytesOf, isWhole, putBits, putNumber, takeBits, takeNumber } from './bits.ts'
import { boundedMemory } from './bounded-memory.ts'
import {
  LOGIN_MARK_LENGTH,
  MAX_AFFINITIES_COUNT,
  MAX_ASSIGNMENTS_COUNT,
  MAX_CART_LINES_COUNT,
  MAX_DISMISSED_COUNT,
  MAX_ITEMS_COUNT,
  MAX_NAME_LENGTH,
  MAX_PLANNED_COUNT,
  MAX_PLANS_COUNT,
  MAX_PURPOSE_LENGTH,
  MAX_SCORES_COUNT,
  MAX_SEARCHES_COUNT,
  MAX_TRAITS_COUNT,
  MAX_WORDS_LENGTH,
} from './limits.ts'
import {
  age,
  dictionary,
  falling,
  flag,
  list,
  name,
  newName,
  number,
  optional,
  type Part,
  part,
  type Reading,
  record,
  text,
} from './parts.ts'
import { amount, traitValue } from './trait-value.ts'
import { putWeight, takeWeight } from './weight-bits.ts'

const FORMAT = 2
/** Its scores had no time. */
const FIRST_FORMAT = 1
const FORMAT_BITS = 8
const MINUTE_S = 60

/** Of a memory that `boundedMemory` gave. */
export function writeMemory(memory: Memory): Uint8Array {
  if (!VISITOR.test(memory.visitor)) throw new TypeError('a visitor is 22 letters of base64url')
  const sink = bitSink()
  putBits(sink, FORMAT, FORMAT_BITS)
  MEMORY.put(
    { sink, newest: newestMinute(memory), previous: 0, names: new Map() },
    { ...memory, login: memory.login ?? null },
  )
  return bytesOf(sink)
}

/** Whatever the bytes: a memory within its bounds, or null. A format that comes later will be read here beside these. */
export function readMemory(bytes: Uint8Array): Memory | null {
  const source = bitSource(bytes)
  const memory = memoryIn(takeBits(source, FORMAT_BITS), { source, newest: 0, previous: 0, names: new Map() })
  return memory !== null && isWhole(source) ? boundedMemory(memory) : null
}

/** Null: a format that is not known here. */
function memoryIn(format: number, from: Reading): Memory | null {
  switch (format) {
    case FORMAT:
      return withLogin(MEMORY.take(from))
    case FIRST_FORMAT:
      return withTimedScores(FIRST_MEMORY.take(from))
    default:
      return null
  }
}

const VISITOR = /^[\w-]{22}$/
const VISITOR_LENGTH = 22
const LETTER_BITS = 6

/** So many letters of base64url. */
const letters = (length: number): Part<string> =>
  part(
    (sink, text) => {
      for (const letter of text) putBits(sink, LETTERS.indexOf(letter), LETTER_BITS)
    },
    (source) => Array.from({ length }, () => LETTERS[takeBits(source, LETTER_BITS)]).join(''),
  )
const visitor = letters(VISITOR_LENGTH)
const login = optional(letters(LOGIN_MARK_LENGTH))

/** The last page view to the second, and the minute that all other times are told from. */
const lastSeen: Part<number> = {
  put({ sink, newest }, seconds) {
    putBits(sink, Math.floor(seconds / 2 ** LOW_BITS), HIGH_BITS)
    putBits(sink, seconds % 2 ** LOW_BITS, LOW_BITS)
    putNumber(sink, newest - Math.floor(seconds / MINUTE_S), AHEAD_GROUP)
  },
  take(from) {
    const seconds = takeBits(from.source, HIGH_BITS) * 2 ** LOW_BITS + takeBits(from.source, LOW_BITS)
    from.newest = Math.floor(seconds / MINUTE_S) + takeNumber(from.source, AHEAD_GROUP)
    return seconds
  },
}
/** Together what MAX_TIME_S needs. */
const HIGH_BITS = 17
const LOW_BITS = 16
/** A cart or an answer may be some minutes ahead of the last page. */
const AHEAD_GROUP = 2

/** Ascending, and written from the last one back. */
const planTimes: Part<readonly number[]> = {
  put: (out, times) => latestTimes.put(out, times.toReversed()),
  take: (from) => latestTimes.take(from).toReversed(),
}
const latestTimes = list(falling, MAX_PLANS_COUNT)

const source: Part<Trait['source']> = {
  put: (out, value) => flag.put(out, value === 'declared'),
  take: (from) => (flag.take(from) ? 'declared' : 'imported'),
}

const NAME = text(MAX_NAME_LENGTH)
const ITEM = name('item', MAX_NAME_LENGTH)
const NEW_ITEM = newName('item', MAX_NAME_LENGTH)
const EXPERIENCE = name('experience', MAX_NAME_LENGTH)
const NEW_EXPERIENCE = newName('experience', MAX_NAME_LENGTH)
const ARM: Part<Arm> = optional(name('arm', MAX_NAME_LENGTH))
const PURPOSE = optional(name('purpose', MAX_PURPOSE_LENGTH))

const visits = record<VisitMemory>({
  lastSeen,
  began: age,
  count: number(4),
  pageCount: number(3),
  daysSinceLast: optional(number(4)),
  landingPath: text(MAX_WORDS_LENGTH),
})
const affinity = record<Affinity>({ weight: part(putWeight, takeWeight), at: falling })
/** Those of one minute by name, so that equal memories have equal bytes. */
const latestFirst = (entries: [string, Affinity][]): [string, Affinity][] =>
  entries.sort(([a, one], [b, other]) => other.at - one.at || (a < b ? -1 : 1))
const item = record<SeenItem>({ item: NEW_ITEM, at: falling, count: number(2) })
const search = record<Search>({ words: text(MAX_WORDS_LENGTH), at: falling })
const cartLine = record<CartLine>({ item: ITEM, quantity: amount, value: optional(amount), at: age })
const purchases = record<Purchases>({ count: number(2), value: amount, lastAt: optional(age) })
const trait = record<Trait>({ value: traitValue, source, purpose: PURPOSE, at: age })
const score = record<Score>({ value: amount, at: age })

/** In the order in which it is written: `visits` says from when on times are told, `assignments` name what others mean. */
const UP_TO_SCORES = {
  visits,
  visitor,
  since: age,
  isKnown: flag,
  affinities: dictionary(NAME, affinity, MAX_AFFINITIES_COUNT, latestFirst),
  items: list(item, MAX_ITEMS_COUNT),
  searches: list(search, MAX_SEARCHES_COUNT),
  cart: list(cartLine, MAX_CART_LINES_COUNT),
  purchases,
  assignments: dictionary(NEW_EXPERIENCE, ARM, MAX_ASSIGNMENTS_COUNT),
  plans: dictionary(EXPERIENCE, planTimes, MAX_PLANNED_COUNT),
  dismissed: list(EXPERIENCE, MAX_DISMISSED_COUNT),
  traits: dictionary(NAME, trait, MAX_TRAITS_COUNT),
}
const absorbed = number(6)
const MEMORY = record<WrittenMemory>({
  ...UP_TO_SCORES,
  scores: dictionary(NAME, score, MAX_SCORES_COUNT),
  absorbed,
  login,
})
const FIRST_MEMORY = record<FirstMemory>({
  ...UP_TO_SCORES,
  scores: dictionary(NAME, amount, MAX_SCORES_COUNT),
  absorbed,
})

interface WrittenMemory extends Omit<Memory, 'login'> {
  readonly login: string | null
}

const withLogin = ({ login: mark, ...memory }: WrittenMemory): Memory =>
  mark === null ? memory : { ...memory, login: mark }

interface FirstMemory extends Omit<Memory, 'scores' | 'login'> {
  readonly scores: { readonly [name: string]: number }
}

function newestMinute(memory: Memory): number {
  const { visits, affinities, items, searches, cart, purchases, plans, traits, scores } = memory
  const named = [affinities, traits, scores].map((all) => Object.values<{ readonly at: number }>(all))
  let newest = Math.max(visits.lastSeen, purchases.lastAt ?? 0)
  for (const kept of [...named, items, searches, cart]) {
    for (const { at } of kept) newest = Math.max(newest, at)
  }
  for (const times of Object.values(plans)) newest = Math.max(newest, times.at(-1) ?? 0)
  return Math.floor(newest / MINUTE_S)
}
