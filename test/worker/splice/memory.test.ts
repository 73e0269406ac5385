/** What an isolate learns of a path saves work, and never costs a later page an edit. */

import { describe, expect, test, vi } from 'vitest'
import {
  bytesOf,
  FORMS,
  filler,
  freshMemory,
  htmlPage,
  inPieces,
  ownPlan,
  slotPlan,
  spliced,
  textPlan,
} from './pages.ts'

const MIB = 1024 * 1024
const PIECE_BYTES = 4 * 1024

function pieces(page: string): Uint8Array[] {
  const bytes = bytesOf(page)
  return Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, i) =>
    bytes.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES),
  )
}

describe.each(FORMS)('on $name', ({ rewrite }) => {
  test('a slot that the path lacked once is edited in the next view that has it', async () => {
    const memory = freshMemory()
    const plans = [textPlan('h2', 'second'), textPlan('h1', 'first')]
    const without = '<body><h1>a</h1><p>text</p></body>'
    const withIt = '<body><h2>b</h2><h1>a</h1><p>text</p></body>'
    expect((await rewrite(without, plans, memory)).met).toEqual(['h1'])
    const { text, met, failure } = await rewrite(withIt, plans, memory)
    expect(text).toBe('<body><h2>second</h2><h1>first</h1><p>text</p></body>')
    expect([met, failure]).toEqual([['h2', 'h1'], null])
    expect((await rewrite(without, plans, memory)).text).toBe('<body><h1>first</h1><p>text</p></body>')
  })
})

test('on a page of more than 4 MiB that lacks one slot, the one that is there is edited, in every view', async () => {
  const memory = freshMemory()
  const page = `<body><h1>old</h1>${filler(5 * MIB)}<p>end</p></body>`
  for (const failure of ['too_large', null]) {
    const { body, settled } = await spliced(
      htmlPage(inPieces(pieces(page))),
      [textPlan('h1', 'new'), textPlan('h2', 'x')],
      memory,
    )
    expect((await new Response(body).text()) === page.replace('old', 'new')).toBe(true)
    expect(await settled).toEqual({ met: ['h1'], failure })
  }
})

/** How often a page was parsed, and how many bytes of it had been asked for when its answer began. */
async function view(page: string, plans: Parameters<typeof spliced>[1], memory: ReturnType<typeof freshMemory>) {
  const parses = vi.spyOn(HTMLRewriter.prototype, 'transform')
  let asked = 0
  const left = pieces(page)
  const body = new ReadableStream(
    {
      type: 'bytes',
      pull(controller: ReadableByteStreamController) {
        const piece = left.shift()
        asked += piece?.byteLength ?? 0
        if (piece !== undefined) return controller.enqueue(piece.slice())
        controller.close()
        return controller.byobRequest?.respond(0)
      },
    } as UnderlyingByteSource,
    { highWaterMark: 0 },
  )
  const rewritten = await spliced(htmlPage(body), plans, memory)
  const askedBefore = asked
  const count = parses.mock.calls.length
  parses.mockRestore()
  const text = await new Response(rewritten.body).text()
  return { text, parses: count, asked: askedBefore, ...(await rewritten.settled) }
}

test('a long slot that is edited at its start is parsed once, when it is known where it closes', async () => {
  const memory = freshMemory()
  const page = `<body><main><h1>old</h1>${filler(100_000)}</main>${filler(300_000)}</body>`
  const plan = slotPlan('main', { edits: { parts: [{ selector: 'main h1', edits: [{ op: 'text', value: 'new' }] }] } })
  const parses: number[] = []
  for (let i = 0; i < 5; i++) {
    const seen = await view(page, [plan], memory)
    expect(seen.text === page.replace('old', 'new')).toBe(true)
    parses.push(seen.parses)
  }
  expect(parses[0]).toBeGreaterThan(1)
  expect(parses.slice(2)).toEqual([1, 1, 1])
})

test('a slot that the path lacks does not make the others read the whole page, or parse it anew', async () => {
  const memory = freshMemory()
  const page = `<body><h1>old</h1>${filler(500_000)}</body>`
  const plans = [textPlan('h1', 'new'), ownPlan('aside', [{ op: 'append', value: 'x' }])]
  const first = await view(page, plans, memory)
  expect(first.asked).toBe(bytesOf(page).length)
  for (let i = 0; i < 3; i++) {
    const { text, parses, asked, met } = await view(page, plans, memory)
    expect(text === page.replace('old', 'new')).toBe(true)
    expect([parses, met]).toEqual([1, ['h1']])
    expect(asked).toBeLessThan(16 * PIECE_BYTES)
  }
})
