/** What a site's schema lets be forgotten: which traits and scores, and that whoever looks for them finds the same. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompiledSchema, CompiledScore, CompiledTrait } from '../../../src/core/compiled.ts'
import { agedBefore, withoutAged } from '../../../src/core/memory/aged.ts'
import { newMemory } from '../../../src/core/memory/new-memory.ts'
import { memories } from './random-memory.ts'

const NOW = 1_795_000_000
const DAY_S = 86_400
const NEW = newMemory('A'.repeat(22), '/', NOW * 1000)

const score = (retention: number | null): CompiledScore => ({
  purpose: 'personalize',
  why: null,
  label: null,
  retention,
})
const trait = (retention: number | null): CompiledTrait => ({
  ...score(retention),
  type: 'string',
  values: null,
  ask: null,
  sensitive: false,
})
const FIELDS: Pick<CompiledSchema, 'traits' | 'scores'> = {
  traits: { day: trait(DAY_S), ever: trait(null) },
  scores: { day: score(DAY_S), ever: score(null) },
}

const said = (at: number) => ({ value: 'x', source: 'declared', purpose: null, at }) as const
const told = (at: number) => ({ value: 1, at })

test('a trait and a score go when their retention is over, and not a second before', () => {
  const memory = (at: number) => ({ ...NEW, traits: { day: said(at) }, scores: { day: told(at) } })
  const kept = memory(NOW - DAY_S + 1)
  expect(withoutAged(kept, FIELDS, NOW * 1000 + 999)).toBe(kept)
  expect(withoutAged(memory(NOW - DAY_S), FIELDS, NOW * 1000)).toEqual({ ...NEW, traits: {}, scores: {} })
})

test('a trait of the name of a score is another thing, and so the other way round', () => {
  const memory = { ...NEW, traits: { day: said(NOW) }, scores: { day: told(0) } }
  expect(withoutAged(memory, FIELDS, NOW * 1000)).toEqual({ ...memory, scores: {} })
  const other = { ...NEW, traits: { day: said(0) }, scores: { day: told(NOW) } }
  expect(withoutAged(other, FIELDS, NOW * 1000)).toEqual({ ...other, traits: {} })
})

test('what has no retention, is not declared, or comes from a clock ahead of ours stays', () => {
  const memory = {
    ...NEW,
    traits: { ever: said(0), gone: said(0), constructor: said(0) },
    scores: { ever: told(0), gone: told(0), toString: told(0), day: told(NOW + 9 * DAY_S) },
  }
  expect(withoutAged(memory, FIELDS, NOW * 1000)).toBe(memory)
})

test('what is from before the bounds is what goes', () => {
  const retentions = fc.dictionary(
    fc.constantFrom('a', 'b', 'toString'),
    fc.option(fc.constantFrom(1, DAY_S, 3 * DAY_S)),
  )
  const fields = fc.record({
    traits: retentions.map((all) => Object.fromEntries(Object.entries(all).map(([name, one]) => [name, trait(one)]))),
    scores: retentions.map((all) => Object.fromEntries(Object.entries(all).map(([name, one]) => [name, score(one)]))),
  })
  const days = fc.integer({ min: -1, max: 8 })
  fc.assert(
    fc.property(memories, fields, days, fc.constantFrom(-1, 0, 1), (memory, declared, day, second) => {
      const now = (NOW + day * DAY_S + second) * 1000
      const before = agedBefore(declared, now)
      const kept = withoutAged(memory, declared, now)
      for (const field of ['traits', 'scores'] as const) {
        const old = Object.entries(memory[field]).filter(
          ([name, { at }]) => Object.hasOwn(before[field], name) && at < before[field][name]!,
        )
        const gone = Object.keys(memory[field]).filter((name) => !Object.hasOwn(kept[field], name))
        expect(gone).toEqual(old.map(([name]) => name))
      }
    }),
  )
})
