/** Signals of every kind, sound and broken: no crash, and nothing is granted that they do not say. For longer: npm run prove. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PURPOSES } from '../../../src/core/consent.ts'
import { consentUnder, groundless, type SignalKind, signals } from './signals.ts'

test('nothing is granted by garbage', () => {
  const granting = new Set<SignalKind>()
  fc.assert(
    fc.property(signals, (signal) => {
      const consent = consentUnder(signal)
      if (PURPOSES.some((purpose) => consent[purpose])) granting.add(signal.kind)
      expect(groundless(consent, signal)).toEqual([])
    }),
    { numRuns: 4_000 },
  )
  expect([...granting].sort()).toEqual(['gpc', 'gpp', 'own', 'tcf']) // or nothing was asked of any
})
