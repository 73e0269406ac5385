/** What goes to the log of faults that nobody waits for. */

import { expect, test } from 'vitest'
import { told } from '../src/log.ts'
import { takeConsole } from './setup.ts'

test('work behind a page that fails is told once, and rejects nothing', async () => {
  await told(Promise.reject(new Error('the database is on fire')))
  expect(takeConsole()).toEqual(['console.error: {"event":"fault_behind","detail":"the database is on fire"}'])
})

test('work that is done is not worth a line', async () => {
  expect(await told(Promise.resolve(7))).toBe(7)
})
