/** Every test file: console output that a test did not ask for fails it. Not for fixtures. */

import { afterEach, beforeEach, expect, vi } from 'vitest'

const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const
let said: string[] = []

beforeEach(() => {
  said = []
  for (const level of LEVELS) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      said.push(`console.${level}: ${words.map(String).join(' ')}`)
    })
  }
})

afterEach(() => {
  const heard = said
  vi.restoreAllMocks()
  expect(heard, 'console output that no test expected').toEqual([])
})

/** What the console was told so far in this test; taking it makes it expected. */
export function takeConsole(): string[] {
  const heard = said
  said = []
  return heard
}
