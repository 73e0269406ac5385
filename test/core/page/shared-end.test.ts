/** Which slots have handlers that may wait for the end of one element. */

import { expect, test } from 'vitest'
import { mayShareEnds } from '../../../src/core/page/shared-end.ts'

test.each<[string, readonly string[], boolean]>([
  ['section.hero', [], false],
  ['section.hero', ['section.hero h1', 'section.hero p', 'section.hero a.cta'], false],
  ['section.hero', ['section.hero a', 'section.hero a.cta'], true],
  ['section.hero', ['section.hero h1, section.hero h2', 'section.hero h2.sub'], true],
  ['section.hero', ['section.hero h1', 'section.hero .cta'], true],
  ['section.hero', ['section.hero picture', 'section.hero h1'], true],
  ['picture.hero', [], true],
  ['.hero', [], true],
  ['section.hero', ['section.hero h1 >'], true],
])('%s with %j: %s', (slot, parts, share) => {
  expect(mayShareEnds(slot, parts)).toBe(share)
})
