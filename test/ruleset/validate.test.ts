/** Every message a marketer may read, word for word, and that nothing gets past it that cannot be compiled. Not single checks. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import type { Issue, LintCode } from '../../src/core/issue.ts'
import { MAX_ISSUES_COUNT, MAX_RULESET_BYTES } from '../../src/ruleset/limits.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import example from '../cases/ruleset-example.json' with { type: 'json' }
import table from '../cases/ruleset-issues.json' with { type: 'json' }
import { patched } from './patch.ts'

const issuesOf = (text: string): readonly Issue[] => {
  const result = validateRuleset(text)
  return result.ok ? result.value.warnings : result.error
}

const rows = (issues: readonly Issue[]) =>
  issues.map(({ path, code, severity, message, advice }) => [path, code, severity, message, advice])

const VARIANT = { id: 'a', slots: { strip: { text: 'x' } } }

describe('messages', () => {
  test('the document that the cases change is sound', () => {
    expect(validateRuleset(JSON.stringify(table.base))).toMatchObject({ ok: true, value: { warnings: [] } })
  })

  test.each(table.cases)('$name', (row) => {
    const text = row.text ?? JSON.stringify(patched(table.base, row.patch ?? {}))
    expect(rows(issuesOf(text))).toEqual(row.issues)
    const isRefused = row.issues.some(([, , severity]) => severity === 'error')
    expect(validateRuleset(text).ok).toBe(!isRefused)
  })

  test('the document is too large', () => {
    const large = [' '.repeat(MAX_RULESET_BYTES + 1), `"${'雨'.repeat(Math.ceil(MAX_RULESET_BYTES / 3))}"`]
    for (const text of large) {
      const advice = 'A ruleset may have 5 MiB; split it over several sites.'
      expect(rows(issuesOf(text))).toEqual([['', 'too_large', 'error', 'The ruleset is larger than 5 MiB.', advice]])
    }
    expect(issuesOf('雨'.repeat(Math.floor(MAX_RULESET_BYTES / 3)))[0]?.code).toBe('json_syntax')
  })

  test.each<[where: string, found: unknown, message: string, advice: string]>([
    ['when.utm.term', 'x'.repeat(501), 'The text has 501 characters; at most 500 are allowed.', 'Shorten it.'],
    ['when.utm.term.$glob', 'x'.repeat(257), 'The text has 257 characters; at most 256 are allowed.', 'Shorten it.'],
    [
      'when.utm.term.$contains',
      'x'.repeat(501),
      'The text has 501 characters; at most 500 are allowed.',
      'Shorten it.',
    ],
    ['when.utm.term.$regex', 'x'.repeat(513), 'The text has 513 characters; at most 512 are allowed.', 'Shorten it.'],
    [
      'when.utm.term.$in',
      Array(1001).fill('x'),
      'The list has 1001 values; at most 1000 are allowed.',
      'Look for what the values have in common, or save several audiences.',
    ],
    [
      'when',
      { $or: Array(101).fill({ language: { $ne: 'ja' } }) },
      'The condition has 203 terms; at most 200 are allowed.',
      'Gather values with $in, or save parts of it as audiences.',
    ],
    [
      'variants[0].slots.strip.attributes.href',
      `/${'a'.repeat(2048)}`,
      'The URL has 2049 characters; at most 2048 are allowed.',
      'Shorten it.',
    ],
    ['campaign', 'x'.repeat(201), 'campaign has 201 characters; at most 200 are allowed.', 'Shorten it.'],
    [
      'variants',
      Array(21).fill(VARIANT),
      'variants has 21 entries; at most 20 are allowed.',
      'Remove what is not needed.',
    ],
    [
      'name',
      Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`l${index}`, 'x'])),
      'name has 21 entries; at most 20 are allowed.',
      'Remove what is not needed.',
    ],
  ])('too much at %s', (where, found, message, advice) => {
    const keys = where.split(/[.[\]]+/)
    const nested = where.startsWith('when.utm')
      ? { when: { 'utm.term': keys[3] === undefined ? found : { [keys[3]]: found } } }
      : where.startsWith('variants[')
        ? { variants: [{ ...VARIANT, slots: { strip: { attributes: { href: found } } } }] }
        : { [where]: found }
    const text = JSON.stringify({ ...table.base, experiences: [{ ...table.base.experiences[0], ...nested }] })
    const code = /characters/.test(message) ? 'too_long' : 'too_many'
    expect(rows(issuesOf(text))).toEqual([[`experiences[0].${where}`, code, 'error', message, advice]])
  })

  test('a number that JSON can write and no computer can hold', () => {
    const text = JSON.stringify(patched(table.base, { 'experiences[0].when': { 'time.hour': 42 } }))
    expect(rows(issuesOf(text.replace('42', '1e999')))).toEqual([
      ['experiences[0].when.time.hour', 'bad_operand', 'error', 'The number is too large.', 'Write a smaller one.'],
    ])
  })

  test('more issues than anybody reads', () => {
    const experiences = Array.from({ length: MAX_ISSUES_COUNT + 20 }, () => ({ id: '雨', variants: [] }))
    const issues = issuesOf(JSON.stringify({ ...table.base, experiences }))
    expect(issues).toHaveLength(MAX_ISSUES_COUNT + 1)
    expect(rows(issues).at(-1)).toEqual(['', 'too_many', 'error', 'There are 20 more issues.', 'Mend these first.'])
  })

  test('errors come before warnings when some are left out', () => {
    const slots = Object.fromEntries(
      Array.from({ length: MAX_ISSUES_COUNT + 5 }, (_, index) => [
        `s${index}`,
        { paths: ['/'], selector: `.c${index}` },
      ]),
    )
    const warned = issuesOf(JSON.stringify({ ...table.base, slots: { ...table.base.slots, ...slots } }))
    expect(rows(warned).at(-1)).toEqual(['', 'too_many', 'warning', 'There are 5 more issues.', 'Mend these first.'])
    const wrong = issuesOf(JSON.stringify({ ...table.base, slots: { ...table.base.slots, ...slots, 'a b': slots.s0 } }))
    expect(wrong[0]).toMatchObject({ code: 'bad_id', severity: 'error' })
  })

  test('the table has a case of every code', () => {
    const codes = new Set(table.cases.flatMap(({ issues }) => issues.map(([, code]) => code)))
    expect([...codes].sort()).toEqual([...new Set([...codes, ...ALL_CODES])].sort())
  })
})

/** Those with a test of their own above, the compiler's and those of lint are left out; the type sees to it that none is forgotten. */
const OF_TABLE: {
  readonly [code in Exclude<Issue['code'], LintCode | 'too_large' | 'too_many' | 'too_costly' | 'not_compiled'>]: true
} = {
  json_syntax: true,
  too_deep: true,
  duplicate_key: true,
  forbidden_key: true,
  wrong_type: true,
  missing: true,
  unknown_key: true,
  not_one_of: true,
  out_of_range: true,
  too_long: true,
  empty: true,
  bad_id: true,
  duplicate_id: true,
  unknown_audience: true,
  audience_cycle: true,
  unknown_slot: true,
  unknown_part: true,
  bad_time_zone: true,
  bad_locale: true,
  bad_consent: true,
  bad_schedule: true,
  bad_path: true,
  bad_selector: true,
  costly_selector: true,
  untagged_selector: true,
  untouchable_element: true,
  nested_slots: true,
  bad_list_slot: true,
  kind_mismatch: true,
  unknown_operator: true,
  unknown_attribute: true,
  type_mismatch: true,
  never_matches: true,
  bad_operand: true,
  bad_regex: true,
  not_for_kind: true,
  exclusive: true,
  no_effect: true,
  bad_class: true,
  bad_attribute: true,
  refused_attribute: true,
  bad_url: true,
  protocol_relative_url: true,
  bad_merge_field: true,
  unbalanced_html: true,
  sanitised: true,
  bad_arrangement: true,
  bad_duration: true,
  unknown_category: true,
  no_purpose: true,
  sensitive: true,
}
const ALL_CODES = Object.keys(OF_TABLE)

test("the format's own example passes and compiles as it stands", () => {
  const result = validateRuleset(JSON.stringify(example))
  expect(result).toMatchObject({ ok: true, value: { warnings: [] } })
  expect(result.ok && result.value.authored).toEqual(example)
  expect(result.ok && compileRuleset(result.value.authored).ok).toBe(true)
})

test('HTML comes back as it is to be published, merge fields untouched', () => {
  const html = '<p onclick="x" title="{{geo.city|a "b"}}">{{geo.city|c}}<br></p>'
  const result = validateRuleset(
    JSON.stringify(patched(table.base, { 'experiences[0].variants[0].slots': { lead: { html } } })),
  )
  expect(result.ok && result.value.authored.experiences[0]?.variants[0]?.slots).toEqual({
    lead: { html: '<p title="{{geo.city|a "b"}}">{{geo.city|c}}<br></p>' },
  })
})

test('a byte order mark and absent audiences do no harm', () => {
  const { audiences: _, ...rest } = table.base
  const result = validateRuleset(`\ufeff${JSON.stringify(rest)}`)
  expect(result.ok && result.value.authored.audiences).toEqual({})
})

/** Whatever is thrown at it: an answer, and what passes compiles, publishes nothing that runs, and stays as it is. */
function holds(text: string): void {
  const result = validateRuleset(text)
  if (!result.ok) {
    expect(result.error.some(({ severity }) => severity === 'error')).toBe(true)
    for (const { message, advice } of result.error) {
      expect(message).not.toMatch(/undefined|\[object/)
      expect(advice).not.toMatch(/undefined|\[object/)
    }
    return
  }
  const { authored } = result.value
  const compiled = compileRuleset(authored)
  expect(compiled.ok).toBe(true)
  expect(compiled.ok && JSON.parse(JSON.stringify(compiled.value))).toEqual(compiled.ok && compiled.value)
  const again = validateRuleset(JSON.stringify(authored))
  expect(again.ok && again.value.authored).toEqual(authored)
}

describe('fuzz', () => {
  test('any text and any JSON', () => {
    fc.assert(fc.property(fc.string(), holds))
    fc.assert(fc.property(fc.json(), holds))
  })

  test('sound documents with something changed', () => {
    const documents: readonly unknown[] = [
      ...table.cases.filter(({ patch }) => patch).map(({ patch }) => patched(table.base, patch ?? {})),
      example,
    ]
    const odd = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        0,
        -1,
        0.5,
        1e21,
        '',
        ' ',
        '/',
        'p',
        '*',
        '{{geo.city|x}}',
        '<b>x</b>',
        '$eq',
        [],
        {},
      ),
      fc.jsonValue({ maxDepth: 2 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(fc.tuple(fc.nat(), odd), { maxLength: 3 }),
        (document, changes) => {
          const copy = structuredClone(document) as AuthoredRuleset
          for (const [where, value] of changes) changeSomewhere(copy, where, value)
          holds(JSON.stringify(copy))
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Sets, or for an object also adds, one entry of one of the objects in `root`. */
function changeSomewhere(root: object, where: number, value: unknown): void {
  const objects: object[] = []
  const collect = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    objects.push(part)
    Object.values(part).forEach(collect)
  }
  collect(root)
  const target = objects[where % objects.length]!
  const keys = [...Object.keys(target), ...(Array.isArray(target) ? [] : ['extra'])]
  const key = keys[where % Math.max(1, keys.length)]
  if (key !== undefined) Reflect.set(target, key, value)
}
