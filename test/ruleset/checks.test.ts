/** Messages that the shape keeps a whole document from reaching, for whoever calls a check by itself. The rest: validate.test.ts. */

import { expect, test } from 'vitest'
import type { AuthoredSchedule } from '../../src/core/authored.ts'
import { attributeFinder } from '../../src/ruleset/attribute-check.ts'
import { scheduleIssues } from '../../src/ruleset/schedule-check.ts'
import { checkSelector } from '../../src/ruleset/selector-check.ts'
import { urlIssues } from '../../src/ruleset/url-check.ts'

const FIND = attributeFinder()

test.each([
  [{ days: [] }, 'x.weekly[0].days', 'The window has no days.', 'Name at least one day.'],
  [{ days: ['Mon'] }, 'x.weekly[0].days', '"Mon" is not a day.', 'Write mon, tue, wed, thu, fri, sat or sun.'],
])('weekly window %j', (window, path, message, advice) => {
  const schedule = { weekly: [{ from: '09:00', to: '10:00', ...window }] } as unknown as AuthoredSchedule
  expect(scheduleIssues(schedule, 'UTC', 'x')).toEqual([
    { path, code: 'bad_schedule', severity: 'error', message, advice },
  ])
})

test('a selector that is too long', () => {
  const message = 'The selector has more than 300 characters.'
  expect(checkSelector('a'.repeat(301), 'x')).toEqual({
    selector: null,
    issues: [{ path: 'x', code: 'bad_selector', severity: 'error', message, advice: 'Shorten it.' }],
  })
})

test.each([
  ['mailto:{{utm.term|a}}', true],
  ['tel:{{utm.term|1}}', true],
  ['/{{utm.term|a}}', true],
  ['#{{utm.term|a}}', true],
  ['a-{{utm.term|a}}', true],
  ['https://shop.example/{{utm.term|a}}', true],
  ['HTTPS://shop.example?{{utm.term|a}}', true],
  ['//shop.example#{{utm.term|a}}', true],
  [' {{utm.term|a}}', false],
  ['https:{{utm.term|a}}', false],
  ['https:/{{utm.term|a}}', false],
  ['https://{{utm.term|a}}', false],
  ['https://shop.example.{{utm.term|a}}/', false],
  ['https:\\\\{{utm.term|a}}', false],
  ['//{{utm.term|a}}', false],
  ['/\\{{utm.term|a}}', false],
  ['java{{utm.term|a}}:x', false],
  ['data:{{utm.term|a}}', false],
])('a merge field in %j may stand there: %s', (url, allowed) => {
  expect(urlIssues(url, 'href', 'x', FIND).every(({ severity }) => severity === 'warning')).toBe(allowed)
})

test('every URL of a srcset must have its host settled', () => {
  expect(urlIssues('/a.jpg 1x, {{utm.term|b}}.jpg 2x', 'srcset', 'x', FIND)).toMatchObject([
    { code: 'bad_merge_field' },
  ])
  expect(urlIssues('/a.jpg 1x, /{{utm.term|b}}.jpg 2x', 'srcset', 'x', FIND)).toEqual([])
})
