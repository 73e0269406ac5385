/** The Worker's structured log as a person reads it. */

import { expect, test } from 'vitest'
import { describeLog } from '../../src/dev/worker-log.ts'

test.each([
  ['{"event":"published","site":"main","revision":3}', '[worker] published: site main, revision 3'],
  ['{"event":"ruleset_refused"}', '[worker] ruleset refused'],
  ['{"event":"page","slots":[{"slot":"hero"}]}', '[worker] page: slots [{"slot":"hero"}]'],
  ['uncaught TypeError: x', '[worker] uncaught TypeError: x'],
  ['{"a":1}', '[worker] {"a":1}'],
  ['{ not JSON', '[worker] { not JSON'],
])('%s', (message, line) => {
  expect(describeLog({ level: 'info', message })).toBe(line)
})
