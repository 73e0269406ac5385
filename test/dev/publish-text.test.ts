/** What a person reads about a publication, for every outcome there is. */

import { expect, test } from 'vitest'
import { error, warning } from '../../src/core/issue.ts'
import { fail, ok } from '../../src/core/result.ts'
import { describeOutcome } from '../../src/dev/publish-text.ts'

const wrong = error('experiences[0].when', 'unknown_operator', 'There is no $foo.', 'Use one of …')
const odd = warning('', 'no_effect', 'Nothing happens.', 'Add a variant.')

test.each([
  [ok({ revision: 7, warnings: [] }), ['r.json: published as revision 7.']],
  [
    ok({ revision: 8, warnings: [odd] }),
    [
      'r.json: published as revision 8, with 1 warning.',
      '  warning (document): Nothing happens.',
      '    Add a variant.',
    ],
  ],
  [
    fail({ reason: 'refused' as const, issues: [wrong, odd] }),
    [
      'r.json: not published, 1 error. What was published before, if anything, goes on.',
      '  error experiences[0].when: There is no $foo.',
      '    Use one of …',
      '  warning (document): Nothing happens.',
      '    Add a variant.',
    ],
  ],
  [fail({ reason: 'unauthorised' as const }), [expect.stringContaining('PUBLISH_TOKEN'), expect.any(String)]],
  [fail({ reason: 'too_large' as const }), [expect.stringContaining('larger than')]],
  [fail({ reason: 'unreachable' as const, detail: 'refused' }), [expect.stringContaining('does not answer (refused)')]],
  [
    fail({ reason: 'unexpected' as const, status: 500, detail: '' }),
    [
      'r.json: not confirmed. It may still go live within a minute; publish it again to be sure. The Worker answered 500, ' +
        'which this program does not expect:',
      '  (nothing)',
    ],
  ],
  [
    fail({ reason: 'unexpected' as const, status: 404, detail: 'x' }),
    ['r.json: not published. The Worker answered 404, which this program does not expect:', '  x'],
  ],
])('%j', (outcome, lines) => {
  expect(describeOutcome('r.json', outcome)).toEqual(lines)
})

test('of hundreds, the first twenty', () => {
  const lines = describeOutcome('r.json', fail({ reason: 'refused', issues: Array(300).fill(wrong) }))
  expect(lines[0]).toContain('300 errors')
  expect(lines.at(-1)).toBe('  and 280 more.')
  expect(lines).toHaveLength(1 + 2 * 20 + 1)
})
