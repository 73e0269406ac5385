/** Every warning a marketer may read, word for word, and that it comes to nobody else. The hunts for false alarms: lint/. */

import { describe, expect, test } from 'vitest'
import type { AuthoredRuleset } from '../../src/core/authored.ts'
import type { LintCode } from '../../src/core/issue.ts'
import shop from '../../src/dev/shop/rules.json' with { type: 'json' }
import { MAX_KEPT_TERMS_COUNT } from '../../src/ruleset/lint/reading.ts'
import { MAX_COMPARISONS_COUNT } from '../../src/ruleset/lint/shadowed.ts'
import { lintRuleset } from '../../src/ruleset/lint.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import issues from '../cases/ruleset-issues.json' with { type: 'json' }
import table from '../cases/ruleset-lint.json' with { type: 'json' }
import { patched } from './patch.ts'

const NOW = Date.parse(table.now)

function sound(document: unknown): AuthoredRuleset {
  const validated = validateRuleset(JSON.stringify(document))
  if (!validated.ok) throw new Error(JSON.stringify(validated.error))
  return validated.value.authored
}

const rows = (document: unknown) =>
  lintRuleset(sound(document), NOW).map(({ path, code, severity, message, advice }) => [
    path,
    code,
    severity,
    message,
    advice,
  ])

describe('warnings', () => {
  test.each(table.cases)('$name', (row) => {
    expect(rows(patched(table.base, row.patch))).toEqual(row.issues)
  })

  test('the table has a case of every code', () => {
    const codes = new Set(table.cases.flatMap(({ issues }) => issues.map(([, code]) => code)))
    expect([...codes].sort()).toEqual(Object.keys(OF_TABLE).sort())
  })
})

/** The type sees to it that none is forgotten. */
const OF_TABLE: { readonly [code in LintCode]: true } = {
  shadowed: true,
  never_true: true,
  needs_memory: true,
  nobody_enters: true,
  schedule_past: true,
  schedule_never: true,
  schedule_far: true,
  unused_audience: true,
  equal_audiences: true,
  weights: true,
  no_goal: true,
  equal_variants: true,
  slot_claimed_twice: true,
  merge_field_without_source: true,
  merge_field_wording: true,
  only_the_name: true,
  same_name: true,
  costly: true,
}

describe('whatever is sound', () => {
  const documents = [
    ...issues.cases.flatMap(({ patch }) => (patch === undefined ? [] : [patched(issues.base, patch)])),
    ...table.cases.map(({ patch }) => patched(table.base, patch)),
  ].filter((document) => validateRuleset(JSON.stringify(document)).ok)

  test('is read without a fault, twice the same, in whole words', () => {
    expect(documents.length).toBeGreaterThan(80)
    for (const document of documents) {
      const found = rows(document)
      expect(rows(document)).toEqual(found)
      for (const [path, , severity, message, advice] of found) {
        expect([path, severity, message, advice].join(' ')).not.toMatch(/undefined|null\b|\[object|NaN/)
        expect(severity).toBe('warning')
      }
    }
  })
})

/** Each wider than the one before, and so in nobody's shadow; the last is the first again. */
const widening = (count: number) => ({
  ...table.base,
  experiences: [...Array(count).keys(), 0].map((step, index) => ({
    id: `e${index}`,
    when: { 'weather.temperature': { $gte: -step } },
    variants: [{ id: 'a', slots: { note: { text: 'x' } } }],
  })),
  audiences: {},
})

test('beyond the bound on comparisons less is said, and nothing wrong', () => {
  expect(rows(widening(100)).map(([path, code]) => [path, code])).toEqual([['experiences[100]', 'shadowed']])
  const count = Math.ceil(Math.sqrt(2 * MAX_COMPARISONS_COUNT))
  expect(rows(widening(count))).toEqual([])
})

test('beyond the bound on what is kept conditions are compared as wholes, and nothing wrong is said', () => {
  const asked = (name: string, of: number) => ({
    $or: [1, 2, 3, 4].map((at) => ({ [`utm.${name}`]: `${of}-${at}`, [`page.query.${name}`]: `${at}` })),
  })
  const one = (of: number, country = 'JP') => ({
    'geo.country': country,
    $and: [asked('term', of), asked('content', of)],
  })
  const narrower = { 'geo.country': 'JP', 'utm.term': '0-1', 'page.query.term': '1', $and: [asked('content', 0)] }
  const after = (count: number) => ({
    ...table.base,
    audiences: {},
    experiences: [...Array.from({ length: count }, (_, of) => one(of)), one(0), narrower].map((when, index) => ({
      id: `e${index}`,
      when,
      variants: [{ id: 'a', slots: { note: { text: 'x' } } }],
    })),
  })
  const shadowed = (document: unknown) => rows(document).flatMap(([path, code]) => (code === 'shadowed' ? [path] : []))
  expect(shadowed(after(2))).toEqual(['experiences[2]', 'experiences[3]'])
  const terms = 16 * (1 + 5)
  const count = Math.ceil(MAX_KEPT_TERMS_COUNT / terms)
  expect(shadowed(after(count))).toEqual([])
})

test('a ruleset that may cost half of what is allowed, though no condition is costly', () => {
  const experiences = Array.from({ length: 15 }, (_, index) => ({
    id: `e${index}`,
    when: { $or: Array.from({ length: 10 }, (_, step) => ({ 'utm.term': { $regex: `word${index}-${step}` } })) },
    variants: [{ id: 'a', slots: { note: { text: 'x' } } }],
  }))
  const few = experiences.map(({ id, variants }) => ({ id, when: experiences[0]!.when, variants }))
  const document = { ...table.base, audiences: {} }
  expect(rows({ ...document, experiences })).toEqual([
    [
      '',
      'costly',
      'warning',
      'At worst, matching takes 1.55 ms of a page; with more than 3 ms a ruleset is refused.',
      'Ask $eq, $in, $ini or $prefix where you can: $regex, $glob and $contains cost most.',
    ],
  ])
  expect(rows({ ...document, experiences: few }).map(([, code]) => code)).not.toContain('costly')
})

test("the demo's own rules give no cause", () => {
  expect(rows(shop)).toEqual([])
})
