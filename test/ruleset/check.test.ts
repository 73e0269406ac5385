/** The one checker: validation, lint and compiling together. What each finds is tested where it lives. */

import { expect, test } from 'vitest'
import { compileRuleset } from '../../src/core/compile.ts'
import { checkRuleset } from '../../src/ruleset/check.ts'
import { MAX_ISSUES_COUNT } from '../../src/ruleset/limits.ts'
import { headlineRules, plain, ruleset } from '../promises/site.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const check = (document: unknown, now = NOW) => checkRuleset(JSON.stringify(document), now)

test('a sound one comes authored, compiled and without a remark', () => {
  const checked = check(headlineRules('x'))
  expect(checked).toMatchObject({ ok: true, value: { warnings: [] } })
  if (checked.ok) expect(compileRuleset(checked.value.authored)).toEqual({ ok: true, value: checked.value.compiled })
})

const slots = { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } }
const headline = { text: 'x' }

test('what validation and lint warn of comes together', () => {
  const over = { schedule: { until: '2026-01-01T00:00' } }
  const document = ruleset(slots, [plain('old', { headline }, over)], { locale: 'jp' })
  const codes = (now: number) => {
    const checked = check(document, now)
    return checked.ok ? checked.value.warnings.map(({ code }) => code) : checked.error
  }
  expect(codes(NOW)).toEqual(['bad_locale', 'schedule_past'])
  expect(codes(Date.parse('2025-06-01T00:00:00Z'))).toEqual(['bad_locale'])
})

test('lint is silent while there are errors', () => {
  const over = { schedule: { until: '2026-01-01T00:00' } }
  const checked = check(ruleset(slots, [plain('old', { headline }, over)], { timeZone: 'Tokio' }))
  expect(checked.ok ? [] : checked.error.map(({ code }) => code)).toEqual(['bad_time_zone'])
})

test('of hundreds of warnings the rest is counted', () => {
  const many = Array.from({ length: 150 }, (_, i) => plain(`e${i}`, { headline }))
  const checked = check(ruleset(slots, many))
  const warnings = checked.ok ? checked.value.warnings : []
  expect(warnings).toHaveLength(MAX_ISSUES_COUNT + 1)
  expect(warnings.at(-1)).toEqual({
    path: '',
    code: 'too_many',
    severity: 'warning',
    message: 'There are 49 more warnings.',
    advice: 'See to these first.',
  })
})
