/** How signals are weighed: the table of schema/consent.md, and what holds whatever is heard. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consentOf,
  EVERY_PURPOSE,
  has,
  NO_PURPOSE,
  type PurposeSet,
  setOf,
} from '../../../src/core/consent/purpose-set.ts'
import { type EverythingHeard, resolve, type Unasked } from '../../../src/core/consent/resolve.ts'
import type { Heard, Word } from '../../../src/core/consent/word.ts'
import { type Consent, PURPOSES } from '../../../src/core/consent.ts'

const OPT_IN: Unasked = { memory: 'by-region', mode: 'opt-in' }
const OPT_OUT: Unasked = { memory: 'by-region', mode: 'opt-out' }
const NOTICE: Unasked = { memory: 'by-region', mode: 'notice' }
const SILENCE: EverythingHeard = { gpc: false, own: null, cmp: null }

const DAY = 86_400
const word = (signal: Word['signal'], granted: PurposeSet, day: number, more: Partial<Word> = {}): Word => ({
  signal,
  granted,
  refused: EVERY_PURPOSE & ~granted,
  from: day * DAY,
  to: signal === 'tcf' ? (day + 1) * DAY : day * DAY + 60,
  despiteGpc: false,
  ...more,
})
const ALL = EVERY_PURPOSE
const NONE = NO_PURPOSE
const gpp = (refused: PurposeSet): Word => word('gpp', NONE, 9, { refused, from: 9 * DAY, to: 9 * DAY })

const cases: readonly (readonly [string, Partial<EverythingHeard>, Unasked, PurposeSet, Consent['signal']])[] = [
  ['silence where one asks first', {}, OPT_IN, NONE, 'region'],
  ['silence where one may object', {}, OPT_OUT, ALL, 'region'],
  ['silence where notice is given', {}, NOTICE, ALL & ~setOf('export'), 'region'],
  ['silence where the site says on', {}, { memory: 'on', mode: null }, ALL, 'setting'],
  ['memory is off', { own: word('own', ALL, 1) }, { memory: 'off', mode: 'opt-out' }, NONE, 'setting'],
  ['consent', { own: word('own', ALL, 1) }, OPT_IN, ALL, 'own'],
  ['a part of it', { own: word('own', setOf('storage', 'measure'), 1) }, OPT_OUT, setOf('storage', 'measure'), 'own'],
  ['refusal where one may object', { own: word('own', NONE, 1) }, OPT_OUT, NONE, 'own'],
  ['refusal where the site says on', { own: word('own', NONE, 1) }, { memory: 'on', mode: null }, NONE, 'own'],
  ['a word that cannot be read', { own: 'unreadable' }, OPT_OUT, NONE, 'none'],
  [
    'a string that cannot be read, beside consent',
    { own: word('own', ALL, 5), cmp: 'unreadable' },
    OPT_OUT,
    NONE,
    'none',
  ],
  ['GPC', { gpc: true }, OPT_OUT, NONE, 'gpc'],
  ['GPC where the site says on', { gpc: true }, { memory: 'on', mode: null }, NONE, 'gpc'],
  ['GPC and an older consent', { gpc: true, own: word('own', ALL, 1) }, OPT_IN, NONE, 'gpc'],
  ['GPC and a TC string', { gpc: true, cmp: word('tcf', ALL, 1) }, OPT_IN, NONE, 'gpc'],
  ['GPC and consent in spite of it', { gpc: true, own: word('own', ALL, 1, { despiteGpc: true }) }, OPT_IN, ALL, 'own'],
  [
    'consent in spite of GPC, and a later no to the platform',
    { gpc: true, own: word('own', ALL, 1, { despiteGpc: true }), cmp: word('tcf', NONE, 2) },
    OPT_IN,
    NONE,
    'tcf',
  ],
  ['GPC and a word that cannot be read', { gpc: true, own: 'unreadable' }, OPT_IN, NONE, 'gpc'],
  ['an older no, a later yes', { own: word('own', NONE, 1), cmp: word('tcf', ALL, 2) }, OPT_IN, ALL, 'tcf'],
  ['an older yes, a later no', { own: word('own', ALL, 1), cmp: word('tcf', NONE, 2) }, OPT_IN, NONE, 'tcf'],
  ['the platform yes, later no to us', { own: word('own', NONE, 3), cmp: word('tcf', ALL, 2) }, OPT_IN, NONE, 'own'],
  [
    'no to us and yes to the platform on one day',
    { own: word('own', NONE, 2), cmp: word('tcf', ALL, 2) },
    OPT_IN,
    NONE,
    'own',
  ],
  [
    'yes to us and no to the platform on one day',
    { own: word('own', ALL, 2), cmp: word('tcf', NONE, 2) },
    OPT_IN,
    NONE,
    'tcf',
  ],
  ['opted out in the US', { cmp: gpp(setOf('export')) }, OPT_OUT, ALL & ~setOf('export'), 'gpp'],
  [
    'opted out beside an older consent',
    { own: word('own', ALL, 1), cmp: gpp(setOf('export')) },
    OPT_IN,
    ALL & ~setOf('export'),
    'gpp',
  ],
  ['what is not opted out of is no consent', { cmp: gpp(setOf('export')) }, OPT_IN, NONE, 'gpp'],
]

test.each(cases)('%s', (_, heard, unasked, set, signal) => {
  expect(resolve({ ...SILENCE, ...heard }, unasked)).toEqual(consentOf(set, signal))
})

describe('whatever is heard', () => {
  const purposes = fc.nat(EVERY_PURPOSE)
  const words: fc.Arbitrary<Heard> = fc.oneof(
    fc.constant(null),
    fc.constant('unreadable' as const),
    fc
      .record({
        signal: fc.constantFrom('own', 'tcf', 'gpp'),
        granted: purposes,
        day: fc.nat(5),
        despiteGpc: fc.boolean(),
      })
      .map(({ signal, granted, day, despiteGpc }) => word(signal as Word['signal'], granted, day, { despiteGpc })),
  )
  const heard = fc.record({ gpc: fc.boolean(), own: words, cmp: words })
  const unasked = fc.constantFrom<Unasked>(
    OPT_IN,
    OPT_OUT,
    NOTICE,
    { memory: 'on', mode: null },
    { memory: 'off', mode: 'opt-out' },
  )
  const sum = (consent: Consent) => setOf(...PURPOSES.filter((purpose) => consent[purpose]))

  test('nothing is granted that nobody granted', () => {
    fc.assert(
      fc.property(heard, unasked, (all, settings) => {
        const silent = sum(resolve(SILENCE, settings))
        const said = [all.own, all.cmp].reduce(
          (set, one) => set | (typeof one === 'object' ? (one?.granted ?? 0) : 0),
          silent,
        )
        expect(sum(resolve(all, settings)) & ~said).toBe(NO_PURPOSE)
      }),
      { numRuns: 2_000 },
    )
  })

  test('the latest word is never granted over', () => {
    fc.assert(
      fc.property(heard, unasked, (all, settings) => {
        const said = [all.own, all.cmp].filter((one): one is Word => typeof one === 'object' && one !== null)
        const latest = said.sort((a, b) => b.to - a.to)[0]
        if (latest === undefined) return
        for (const purpose of PURPOSES) {
          if (has(latest.refused, purpose)) expect(resolve(all, settings)[purpose]).toBe(false)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
