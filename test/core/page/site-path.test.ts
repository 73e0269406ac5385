/** What pages tell by their paths. Which patterns are refused, and how that is said: cases/ruleset-issues.json. */

import { expect, test } from 'vitest'
import type { AuthoredSitePath } from '../../../src/core/authored.ts'
import { normalisePath } from '../../../src/core/page/path.ts'
import { parseSitePath, toldByPath } from '../../../src/core/page/site-path.ts'

function told(path: string, paths: readonly AuthoredSitePath[], categories: readonly string[] | null = null) {
  const compiled = paths.map((authored) => {
    const parsed = parseSitePath(authored)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    return parsed.value
  })
  return toldByPath(normalisePath(path), { paths: compiled, schema: { traits: {}, scores: {}, categories } })
}

const NAMED = { match: '/category/:name/*', affinity: ':name' }
const EXACT = { match: '/items/:id', item: ':id', affinity: 'shopping' }

test.each<[path: string, rule: AuthoredSitePath, categories: string[], items: string[]]>([
  ['/category/hiking', NAMED, ['hiking'], []],
  ['/category/hiking/', NAMED, ['hiking'], []],
  ['/category/hiking/boots/7', NAMED, ['hiking'], []],
  ['/category', NAMED, [], []],
  ['/category/', NAMED, [], []],
  ['/categories/hiking', NAMED, [], []],
  ['/en/category/hiking', NAMED, [], []],
  ['/category/%E7%99%BB%E5%B1%B1', NAMED, ['登山'], []],
  ['/category/a%2Fb', NAMED, ['a%2Fb'], []],
  ['/items/tent-2p', EXACT, ['shopping'], ['tent-2p']],
  ['/items/tent-2p/', EXACT, ['shopping'], ['tent-2p']],
  ['/items/tent-2p/reviews', EXACT, [], []],
  ['/items', EXACT, [], []],
  ['/any/thing', { match: '/*', affinity: 'all' }, ['all'], []],
  ['/', { match: '/', affinity: 'start' }, ['start'], []],
  ['/x', { match: '/', affinity: 'start' }, [], []],
  ['/雨/7', { match: '/%E9%9B%A8/:n', item: ':n' }, [], ['7']],
])('%s by %j', (path, rule, categories, items) => {
  expect(told(path, [rule])).toEqual({ categories, items })
})

test('every pattern that matches counts, each category and item once', () => {
  const paths = [
    NAMED,
    NAMED,
    { match: '/category/hiking', affinity: 'outdoor', item: 'x' },
    { match: '/*', item: 'x' },
  ]
  expect(told('/category/hiking', paths)).toEqual({ categories: ['hiking', 'outdoor'], items: ['x'] })
})

test('a category that the site does not have is none', () => {
  expect(told('/category/junk', [NAMED], ['hiking']).categories).toEqual([])
  expect(told('/category/hiking', [NAMED], ['hiking']).categories).toEqual(['hiking'])
})
