/** Normal form and patterns of paths. Not for the rest of a URL: edge/context.test.ts. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_PATH_LENGTH, normalisePath, pathMatches, pathPattern } from '../../../src/core/page/path.ts'
import cases from '../../cases/path.json' with { type: 'json' }

const messy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '.',
        '..',
        '%',
        '%%',
        '%2',
        '%34',
        '%2e',
        '%2F',
        '%25',
        '%E3%81%8B',
        '%E3',
        '\\',
        '雨',
      ),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''))

describe('normalisePath', () => {
  test.each(cases.normalise)('%s → %s', (path, expected) => {
    expect(normalisePath(path as string)).toBe(expected)
  })

  test('is bounded, rooted, free of dot and empty segments, and changes nothing the second time', () => {
    fc.assert(
      fc.property(messy, (path) => {
        const normal = normalisePath(path)
        expect(normal.length).toBeLessThanOrEqual(MAX_PATH_LENGTH)
        expect(normal).toMatch(/^\//)
        expect(normal.split('/').some((s) => s === '.' || s === '..')).toBe(false)
        expect(normal).not.toContain('//')
        expect(normalisePath(normal)).toBe(normal)
      }),
    )
  })

  test('cuts a long path without splitting a character', () => {
    const path = normalisePath('/' + 'a'.repeat(MAX_PATH_LENGTH - 2) + '𠮷𠮷')
    expect(path).toHaveLength(MAX_PATH_LENGTH - 1)
    expect(path.isWellFormed()).toBe(true)
    expect(normalisePath('/' + 'x'.repeat(100_000))).toHaveLength(MAX_PATH_LENGTH)
  })
})

describe('pathMatches', () => {
  test.each(cases.matches)('%s on %s: %s', (pattern, path, expected) => {
    expect(pathMatches(pathPattern(pattern as string), normalisePath(path as string))).toBe(expected)
  })

  test('every path matches itself, exactly and as a folder', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const path = normalisePath(text)
        fc.pre(!path.endsWith('/*'))
        expect(pathMatches(pathPattern(path), path)).toBe(true)
        expect(pathMatches(pathPattern(path.replace(/\/?$/, '/*')), path)).toBe(true)
      }),
    )
  })
})
