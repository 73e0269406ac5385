/** Promise 1, for crowds: an isolate holds so many bytes and no more; pages beyond that arrive untouched. */

import { expect, test } from 'vitest'
import { heldBytes } from '../../../src/edge/splice/held.ts'
import { freshMemory, htmlPage, origin, spliced, textPlan } from './pages.ts'

const START = '<!doctype html><p>start</p>'
/** Between the first slot's start and its end, so that all of it is held, raw and edited. */
const HELD = `<h1>${'<b>x</b>'.repeat(375_000)}`
const END = '</h1><p>end</p>'
const HELD_BYTES = 2 * HELD.length
/** 48 MiB hold eight of them. */
const FITTING = 8

async function begin() {
  const from = origin()
  from.say(START)
  const { body, settled } = await spliced(htmlPage(from.body), [textPlan('h1', 'ours')], freshMemory())
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  const until = async (length: number): Promise<string> => {
    while (text.length < length) {
      const { value, done } = await reader.read()
      if (done) break
      text += new TextDecoder().decode(value)
    }
    return text
  }
  await until(START.length)
  return { from, settled, until }
}

test('too many large pages at once: the one for which there is no room arrives untouched, the others edited', async () => {
  const before = heldBytes()
  const pages: Awaited<ReturnType<typeof begin>>[] = []
  for (let i = 1; i <= FITTING; i++) {
    const page = await begin()
    page.from.say(HELD)
    await expect.poll(() => heldBytes() - before, { interval: 1 }).toBeGreaterThanOrEqual(i * HELD_BYTES)
    pages.push(page)
  }
  const late = await begin()
  late.from.say(HELD)
  expect((await late.until(START.length + HELD.length)) === START + HELD).toBe(true)
  late.from.say(END)
  late.from.end()
  expect((await late.until(Infinity)) === START + HELD + END).toBe(true)
  expect((await late.settled).failure).toBe('isolate_full')

  for (const { from, until, settled } of pages) {
    from.say(END)
    from.end()
    expect(await until(Infinity)).toBe(`${START}<h1>ours${END}`)
    expect((await settled).failure).toBe(null)
  }
  expect(heldBytes()).toBe(before)
})
