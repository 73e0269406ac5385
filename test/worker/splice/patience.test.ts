/** When a body counts as late: by its pauses, never by how long it takes in all. */

import { expect, test } from 'vitest'
import { type Filled, openSource, type Source } from '../../../src/edge/splice/source.ts'
import { bytesOf, origin } from './pages.ts'

const PATIENCE_MS = 200
/** Far below the patience, so that a busy machine does not make one of it. */
const PAUSE_MS = 50
const PIECES = Array.from({ length: 10 }, (_, i) => `<p>piece ${i}</p>`)

const fill = (source: Source, bytes: number, patienceMs: number | null, fromStart = false): Promise<Filled> =>
  source.fill(bytes, bytes, patienceMs, fromStart)

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

test('pieces that come each within the patience are not late, however many they are', async () => {
  const from = origin()
  const speaking = (async () => {
    for (const piece of PIECES) {
      from.say(piece)
      await pause()
    }
    from.end()
  })()
  const source = openSource(from.body, null)
  expect(await fill(source, 100_000, PATIENCE_MS, true)).toBe('ended')
  expect(new TextDecoder().decode(source.bytes())).toBe(PIECES.join(''))
  await speaking
})

test('a pause longer than the patience is late, and what comes after it is not lost', async () => {
  const from = origin()
  from.say('<p>first</p>')
  const source = openSource(from.body, null)
  expect(await fill(source, 100_000, 1, true)).toBe('late')
  from.say('<p>second</p>')
  from.end()
  expect(await fill(source, 100_000, null)).toBe('ended')
  expect(source.bytes()).toEqual(bytesOf('<p>first</p><p>second</p>'))
})

test('the first byte is waited for, unless it is known to come late', async () => {
  const waiting = origin()
  const patient = openSource(waiting.body, null)
  const filled = fill(patient, 4, 1)
  await pause()
  waiting.say('page')
  expect(await filled).toBe('full')

  const late = origin()
  expect(await fill(openSource(late.body, null), 4, 1, true)).toBe('late')
})
