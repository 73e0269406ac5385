/** No page has a set of slots that is not among the classes, and no class is without a page. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalisePath, pathMatches, pathPattern } from '../../../src/core/page/path.ts'
import { pathClasses } from '../../../src/ruleset/lint/path-classes.ts'

const step = fc.constantFrom('a', 'b', 'ab', 'c')
const path = fc.array(step, { maxLength: 3 }).map((steps) => `/${steps.join('/')}`)
const pattern = fc
  .tuple(path, fc.constantFrom('', '/', '/*'))
  .map(([start, end]) => (start === '/' ? `/${end.slice(1)}` : start + end))
const patterns = fc.array(fc.array(pattern, { minLength: 1, maxLength: 3 }), { maxLength: 4 })

const EVERY_PATH = ['', 'a', 'b', 'ab', 'c', 'x'].flatMap((one) =>
  ['', 'a', 'b', 'ab', 'c', 'x'].flatMap((two) =>
    ['', 'a', 'b', 'ab', 'c', 'x'].flatMap((three) =>
      ['', '/', '/x'].map((end) =>
        normalisePath(`/${[one, two, three].filter((part) => part !== '').join('/')}${end}`),
      ),
    ),
  ),
)

test('the classes are the sets of slots that paths have', () => {
  fc.assert(
    fc.property(patterns, (all) => {
      const slots = all.map((paths) => paths.map(pathPattern))
      const seen = new Set<string>()
      for (const visited of EVERY_PATH) {
        const present = slots.flatMap((own, slot) => (own.some((one) => pathMatches(one, visited)) ? [slot] : []))
        if (present.length > 0) seen.add(present.join())
      }
      expect(
        pathClasses(slots)
          .map((slots) => slots.join())
          .sort(),
      ).toEqual([...seen].sort())
    }),
    { numRuns: 500 },
  )
})
