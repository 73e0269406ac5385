/** The isolate's own count of requests. The binding's: collector.test.ts. */

import { expect, test } from 'vitest'
import { MAX_ADDRESSES_COUNT, MAX_REQUESTS_COUNT, rateWindow, WINDOW_MS } from '../../src/collect/rate-limit.ts'

const NOW = 1_795_000_000_000

test('an address that sends too often waits for the rest of the window', () => {
  const window = rateWindow()
  for (let i = 0; i < MAX_REQUESTS_COUNT; i++) expect(window.refuses('main 1.2.3.4', NOW + i)).toBeNull()
  expect(window.refuses('main 1.2.3.4', NOW + 1_500)).toBe(59)
  expect(window.refuses('main 1.2.3.5', NOW + 1_500)).toBeNull()
  expect(window.refuses('main 1.2.3.4', NOW + WINDOW_MS)).toBeNull()
})

test('a clock that went far back begins a window of its own', () => {
  const window = rateWindow()
  window.refuses('main 1.2.3.4', NOW)
  for (let i = 0; i < MAX_REQUESTS_COUNT; i++) expect(window.refuses('main 1.2.3.4', 0)).toBeNull()
  expect(window.refuses('main 1.2.3.4', 0)).toBe(60)
})

test('who is counted already stays counted, however many others come', () => {
  const window = rateWindow()
  for (let i = 0; i < MAX_REQUESTS_COUNT; i++) window.refuses('main 1.2.3.4', NOW)
  for (let i = 0; i < MAX_ADDRESSES_COUNT; i++) expect(window.refuses(`main ${i}`, NOW)).toBeNull()
  expect(window.refuses('main 1.2.3.4', NOW)).toBe(60)
})

test('an isolate counts no more addresses than it can hold: further ones pass', () => {
  const window = rateWindow()
  for (let i = 0; i < MAX_ADDRESSES_COUNT; i++) window.refuses(`main ${i}`, NOW)
  for (let i = 0; i <= MAX_REQUESTS_COUNT; i++) expect(window.refuses('main 1.2.3.4', NOW)).toBeNull()
})
