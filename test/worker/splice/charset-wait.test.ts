/** A trickling page whose Content-Type names no encoding goes on as it comes: a charset further down is not waited for. */

import { expect, test } from 'vitest'
import { freshMemory, htmlPage, origin, spliced, textPlan } from './pages.ts'

async function begin(first: string) {
  const from = origin()
  from.say(first)
  const { body, settled } = await spliced(htmlPage(from.body, 'text/html'), [textPlan('h1', '見出し')], freshMemory())
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  const until = async (wanted: string): Promise<void> => {
    while (text.length < wanted.length) {
      const { value, done } = await reader.read()
      if (done) break
      text += new TextDecoder().decode(value)
    }
    expect(text).toBe(wanted)
  }
  return { from, until, settled }
}

const REFERENCES = '&#x898b;&#x51fa;&#x3057;'

test('its first bytes reach the visitor before the origin says more', async () => {
  const { from, until, settled } = await begin('<p>first</p>')
  await until('<p>first</p>')
  from.say('<p>second</p>')
  await until('<p>first</p><p>second</p>')
  from.say('<meta charset="utf-8"><h1>old</h1>')
  from.end()
  await until(`<p>first</p><p>second</p><meta charset="utf-8"><h1>${REFERENCES}</h1>`)
  expect((await settled).failure).toBe(null)
})

test('a charset that came with them is honoured', async () => {
  const { from, until } = await begin('<meta charset="utf-8"><p>first</p>')
  await until('<meta charset="utf-8"><p>first</p>')
  from.say('<h1>old</h1>')
  from.end()
  await until('<meta charset="utf-8"><p>first</p><h1>見出し</h1>')
})
