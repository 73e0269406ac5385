/** One contract for every place where dead letters are kept. libSQL is a real server. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type DeadLetter,
  type DeadLetters,
  type LetterMark,
  MAX_LETTER_BODY_LENGTH,
  MAX_LETTER_REASON_LENGTH,
} from '../../src/store/dead-letters.ts'
import { memoryDeadLetters } from '../../src/store/dead-letters-memory.ts'
import { libsqlStores } from '../../src/store/libsql-stores.ts'
import { startRecord } from '../harness/record.ts'

const record = await startRecord()
afterAll(() => record.dispose())
beforeEach(async () => void (await record.rows('delete from dead_letters')))

const contract: [string, () => DeadLetters][] = [
  ['memory', memoryDeadLetters],
  ['libSQL', () => libsqlStores({ url: record.url }).deadLetters],
]

const letter = (id: string, at: number, more: Partial<DeadLetter> = {}): DeadLetter => ({
  id,
  at,
  source: 'inbox',
  reason: 'no JSON',
  body: '{',
  attempts: 1,
  ...more,
})

describe.each(contract)('%s', (_, create) => {
  test('what is buried is there, the newest first, page by page', async () => {
    const letters = create()
    const all = [letter('a', 1), letter('c', 2), letter('b', 2, { source: 'webhook', attempts: 30 }), letter('d', 3)]
    expect(await letters.bury(all)).toEqual({ ok: true, value: null })
    const seen: DeadLetter[] = []
    let mark: LetterMark | null = null
    do {
      const page = await letters.page(mark, 2)
      if (!page.ok) throw new Error(page.error.detail)
      expect(page.value.letters.length).toBeLessThanOrEqual(2)
      seen.push(...page.value.letters)
      mark = page.value.next
    } while (mark !== null)
    expect(seen).toEqual([all[3], all[1], all[2], all[0]])
  })

  test('the same letter buried twice is there once, as it was first', async () => {
    const letters = create()
    await letters.bury([letter('a', 1)])
    expect(await letters.bury([letter('a', 9, { attempts: 2 }), letter('b', 2)])).toEqual({ ok: true, value: null })
    expect(await letters.page(null, 9)).toEqual({
      ok: true,
      value: { letters: [letter('b', 2), letter('a', 1)], next: null },
    })
  })

  test('nothing to bury, and none there', async () => {
    const letters = create()
    expect(await letters.bury([])).toEqual({ ok: true, value: null })
    expect(await letters.page(null, 1)).toEqual({ ok: true, value: { letters: [], next: null } })
  })

  test('long texts are cut, and no half character is kept', async () => {
    const letters = create()
    const long = `${'x'.repeat(MAX_LETTER_BODY_LENGTH - 1)}𠮷`
    await letters.bury([letter('a', 1, { body: long, reason: 'y'.repeat(5_000) })])
    const page = await letters.page(null, 1)
    const [kept] = page.ok ? page.value.letters : []
    expect(kept?.body).toBe(`${'x'.repeat(MAX_LETTER_BODY_LENGTH - 1)}\ufffd`)
    expect(kept?.reason).toHaveLength(MAX_LETTER_REASON_LENGTH)
  })

  test('hundreds at once', async () => {
    const letters = create()
    await letters.bury(Array.from({ length: 120 }, (_, i) => letter(`letter ${i}`, i)))
    const page = await letters.page(null, 100)
    expect(page.ok && [page.value.letters.length, page.value.letters[0]?.at, page.value.next]).toEqual([
      100,
      119,
      { at: 20, id: 'letter 20' },
    ])
  })
})

test('a database that is not there is a value', async () => {
  const { deadLetters } = libsqlStores({ url: 'http://127.0.0.1:1' })
  expect(await deadLetters.bury([letter('a', 1)])).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
  expect(await deadLetters.page(null, 1)).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
})
