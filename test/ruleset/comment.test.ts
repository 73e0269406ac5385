/** `$comment`: anywhere, checked, and gone before anything is made of the document. Not the shape itself: validate.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import { withoutComments } from '../../src/ruleset/comment.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import table from '../cases/ruleset-issues.json' with { type: 'json' }
import { anyRuleset } from './any-ruleset.ts'
import { patched } from './patch.ts'
import { schemaErrors } from './schema-ajv.ts'

/** In every object there is, conditions and their operators included. */
function commented(value: unknown, words: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => commented(entry, words))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, entry]) => [key, commented(entry, words)])
  return { $comment: words, ...Object.fromEntries(entries) }
}

const CONDITION = {
  $or: [
    { 'weather.kind': { $in: ['rain'] }, geo: { $near: { latitude: 38, longitude: 140, km: 30 } } },
    { $not: { $audience: 'rainy' }, language: { $not: { $prefix: 'en' } } },
  ],
}

const base = patched(table.base, {
  'experiences[0].when': CONDITION,
  'experiences[0].name': { ja: '雨', en: 'Rain' },
  'experiences[0].schedule': { weekly: [{ days: ['sat'], from: '09:00', to: '10:00' }] },
  'experiences[0].variants[0].slots': {
    hero: { image: { src: '/a.jpg', attributes: { title: 'x' } } },
    nav: { order: { first: ['a'] }, pin: { b: 2 } },
    lead: { html: '<b>x</b>', classes: { add: ['y'] } },
  },
  'audiences.rainy': { 'weather.kind': 'rain' },
})

const outcome = (document: unknown) => {
  const validated = validateRuleset(JSON.stringify(document))
  if (!validated.ok) throw new Error(JSON.stringify(validated.error))
  const compiled = compileRuleset(validated.value.authored)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return { ...validated.value, compiled: compiled.value }
}

test.each([['a line'], [['several', 'lines']], [''], [[]]])('%j in every object changes nothing', (words) => {
  const everywhere = commented(base, words)
  expect(outcome(everywhere)).toEqual(outcome(base))
  expect(JSON.stringify(outcome(everywhere))).not.toContain('$comment')
  expect(schemaErrors(everywhere)).toEqual([])
})

test('a comment alone is an empty condition, and an empty comparison is refused as ever', () => {
  const when = (condition: object) => patched(table.base, { 'experiences[0].when': condition })
  expect(outcome(when({ $comment: 'everybody' })).authored).toEqual(outcome(when({})).authored)
  expect(validateRuleset(JSON.stringify(when({ 'geo.country': { $comment: 'x' } })))).toMatchObject({
    ok: false,
    error: [{ path: 'experiences[0].when.geo.country', code: 'bad_operand' }],
  })
})

test('nothing that publishing takes compiles differently for its comments', () => {
  fc.assert(
    fc.property(anyRuleset, (document) => {
      const validated = validateRuleset(JSON.stringify(document))
      if (!validated.ok) return
      expect(JSON.stringify(validated.value.authored)).not.toContain('$comment')
      // As a text has it: that a number is -0 does not come through JSON.
      const bare = withoutComments(JSON.parse(JSON.stringify(document))).value
      expect(compileRuleset(validated.value.authored)).toEqual(compileRuleset(bare as AuthoredRuleset))
    }),
  )
})

test('a comment counts for no limit', () => {
  const full = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}`, { selector: 'b' }]))
  const slot = { paths: ['/'], selector: 'aside.full' }
  const withParts = (parts: object) => patched(table.base, { 'slots.full': { ...slot, parts } })
  const document = withParts({ ...full, $comment: 'all that there may be' })
  expect(validateRuleset(JSON.stringify(document)).ok).toBe(true)
  expect(schemaErrors(document)).toEqual([])
  expect(schemaErrors(withParts({ ...full, p20: { selector: 'b' }, p21: { selector: 'b' } }))).not.toEqual([])
})

test('without comments a document is the very same', () => {
  expect(withoutComments(table.base).value).toBe(table.base)
})

const FORM_ADVICE = 'Write "…", or for several lines ["…", "…"].'

describe('messages', () => {
  test.each<[comment: unknown, where: string, code: string, message: string, advice: string]>([
    [5, '', 'wrong_type', '$comment must be a text or a list of texts, not a number.', FORM_ADVICE],
    [null, '', 'wrong_type', '$comment must be a text or a list of texts, not null.', FORM_ADVICE],
    [{ $comment: 'x' }, '', 'wrong_type', '$comment must be a text or a list of texts, not an object.', FORM_ADVICE],
    [['a', 5], '[1]', 'wrong_type', 'entry 2 of $comment must be a text, not a number.', FORM_ADVICE],
    [
      'x'.repeat(2001),
      '',
      'too_long',
      '$comment has 2001 characters; at most 2000 are allowed.',
      'Write it as a list of lines.',
    ],
    [
      ['x'.repeat(2001)],
      '[0]',
      'too_long',
      'entry 1 of $comment has 2001 characters; at most 2000 are allowed.',
      'Write it as a list of lines.',
    ],
    [
      Array(101).fill('x'),
      '',
      'too_many',
      '$comment has 101 entries; at most 100 are allowed.',
      'Remove what is not needed.',
    ],
  ])('%#', (words, where, code, message, advice) => {
    const document = patched(base, { 'experiences[0].schedule.weekly[0].$comment': words })
    expect(validateRuleset(JSON.stringify(document))).toEqual({
      ok: false,
      error: [
        {
          path: `experiences[0].schedule.weekly[0].$comment${where}`,
          code,
          severity: 'error',
          message,
          advice,
        },
      ],
    })
    expect(schemaErrors(document)).not.toEqual([])
  })

  test('in a condition and in a content, with where it stands', () => {
    const document = patched(base, {
      'audiences.rainy': { 'weather.kind': { $in: ['rain'], $comment: 1 } },
      'experiences[0].variants[0].slots.hero.image.$comment': 2,
    })
    const validated = validateRuleset(JSON.stringify(document))
    expect(!validated.ok && validated.error.map(({ path }) => path)).toEqual([
      'audiences.rainy.weather.kind.$comment',
      'experiences[0].variants[0].slots.hero.image.$comment',
    ])
  })

  test('comments and the rest are told together', () => {
    const validated = validateRuleset(JSON.stringify(patched(base, { 'slots.$comment': 1, format: 2 })))
    expect(!validated.ok && validated.error.map(({ path }) => path)).toEqual(['slots.$comment', 'format'])
  })
})
