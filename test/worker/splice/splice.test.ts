import { expect, it } from 'vitest'
import {
  bytesOf,
  freshMemory,
  htmlPage,
  inPieces,
  origin,
  ownPlan,
  slotPlan,
  spliced as splice,
  textPlan,
} from './pages.ts'

const text = (body: BodyInit | null): Promise<string> => new Response(body).text()
const filler = (bytes: number): string => '<p>words <a href="/x">link</a></p>\n'.repeat(Math.ceil(bytes / 36))

it('edits a page that fits the window', async () => {
  const page = `<body><h1 class="a">old</h1>${filler(2000)}</body>`
  const { body, settled } = await splice(htmlPage(page), [textPlan('h1', 'new & <b>')], freshMemory())
  expect(await text(body)).toBe(page.replace('old', 'new &amp; &lt;b&gt;'))
  expect(await settled).toEqual({ met: ['h1'], failure: null })
})

it('edits the head of a long page and passes the rest on', async () => {
  const page = `<body><h1>old</h1>${filler(300_000)}</body>`
  const { body, settled } = await splice(htmlPage(page), [textPlan('h1', 'new')], freshMemory())
  expect(await text(body)).toBe(page.replace('old', 'new'))
  expect((await settled).met).toEqual(['h1'])
})

it('widens the window for a slot at the end', async () => {
  const page = `<body>${filler(300_000)}<h1>old</h1>${filler(3000)}</body>`
  const memory = freshMemory()
  for (let view = 0; view < 3; view++) {
    const { body } = await splice(htmlPage(page), [textPlan('h1', 'new')], memory)
    expect(await text(body)).toBe(page.replace('old', 'new'))
  }
  expect(memory.ends.get('h1')).toBeLessThan(310_000)
})

it('sends a trickling page on before its slots are there', async () => {
  const from = origin()
  from.say('<body><p>first</p>')
  const { body, settled } = await splice(htmlPage(from.body), [textPlan('h1', 'new')], freshMemory())
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const out: string[] = []
  const read = async (): Promise<void> => {
    const { value } = await reader.read()
    out.push(new TextDecoder().decode(value))
  }
  await read()
  expect(out.join('')).toBe('<body><p>first</p>')
  from.say('<p>second</p>')
  await read()
  expect(out.join('')).toBe('<body><p>first</p><p>second</p>')
  from.say('<h1>o')
  from.say('ld</h1><p>third</p>')
  while (!out.join('').endsWith('third</p>')) await read()
  expect(out.join('')).toBe('<body><p>first</p><p>second</p><h1>new</h1><p>third</p>')
  from.say('<p>last</p>')
  await read()
  expect(out.join('').endsWith('<p>last</p>')).toBe(true)
  from.end()
  expect((await reader.read()).done).toBe(true)
  expect(await settled).toEqual({ met: ['h1'], failure: null })
})

it('reorders and hides the items of a list', async () => {
  const page = `<nav><ul>\n <li data-c="a">A</li>\n <li data-c="b">B<ul><li>b1</li></ul></li>\n <li data-c="c">C</li>\n</ul></nav>${filler(500)}`
  const plan = slotPlan('nav > ul', {
    list: { item: 'li', key: { on: null, attribute: 'data-c' } },
    edits: { arrange: { first: ['c'], last: [], by: null, pin: [], hide: ['a'] } },
  })
  const { body } = await splice(htmlPage(page), [plan], freshMemory())
  expect(await text(body)).toBe(
    `<nav><ul>\n <li data-c="c">C</li>\n <li hidden data-c="a">A</li>\n <li data-c="b">B<ul><li>b1</li></ul></li>\n</ul></nav>${filler(500)}`,
  )
})

it('leaves a page alone whose element has no end of its own', async () => {
  const page = '<div><p>one<p>two</div><p>three</p>'
  const { body, settled } = await splice(htmlPage(page), [textPlan('p', 'x')], freshMemory())
  expect(await text(body)).toBe(page)
  expect(await settled).toEqual({ met: [], failure: 'unbalanced_element' })
})

it('drops the sources of a replaced picture, and only those', async () => {
  const page =
    '<picture><source srcset="k"><img src="keep.jpg"></picture><section><picture><source srcset="a"><img src="a.jpg" srcset="b" alt=""></picture></section>'
  const plan = slotPlan('section', {
    edits: {
      parts: [{ selector: 'img', edits: [{ op: 'image', src: '/n.jpg', alt: 'N', srcset: null, sizes: null }] }],
    },
  })
  const { body } = await splice(htmlPage(page), [plan], freshMemory())
  expect(await text(body)).toBe(
    '<picture><source srcset="k"><img src="keep.jpg"></picture><section><picture><img src="/n.jpg" alt="N"></picture></section>',
  )
})

it('arrives in pieces of any size and comes out the same', async () => {
  const page = `<body>${filler(40_000)}<h1>old</h1><ul><li class="x">1</li></ul>${filler(30_000)}</body>`
  const whole = page.replace('old', 'new').replace('class="x"', 'class="x y"')
  const bytes = bytesOf(page)
  for (const size of [7, 100, 5000, 16384, 16385, 60_000]) {
    const pieces: Uint8Array[] = []
    for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size))
    const plans = [textPlan('h1', 'new'), ownPlan('li', [{ op: 'classes', add: ['y'], remove: [] }])]
    const { body, settled } = await splice(htmlPage(inPieces(pieces)), plans, freshMemory())
    expect(await text(body)).toBe(whole)
    expect((await settled).failure).toBe(null)
  }
})
