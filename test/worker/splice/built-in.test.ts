/** The tag before `<body>` and the block about what was met: beside every slot, and never in the way of one. */

import { describe, expect, test, vi } from 'vitest'
import type { BuiltIn } from '../../../src/edge/splice/built-in.ts'
import {
  bytesOf,
  controlOf,
  FORMS,
  filler,
  freshMemory,
  htmlPage,
  inPieces,
  listPlan,
  newImage,
  origin,
  ownPlan,
  slotPlan,
  spliced,
  textPlan,
} from './pages.ts'

const TAG = '<script src="/c.js" defer></script>'
const ALONE: BuiltIn = { tag: TAG, block: null }
const block = (met: readonly string[]): string => `<script type="application/json">${JSON.stringify(met)}</script>`
const BOTH: BuiltIn = { tag: TAG, block }

const HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>t</title></head>\n'
const page = (inside: string): string => `${HEAD}<BODY Class=x>${inside}</body></html>`
const tagged = (html: string, before = ''): string => html.replace(/<body/i, (body) => `${before}${TAG}${body}`)

const [AT_ONCE, TRICKLING] = FORMS as [(typeof FORMS)[number], (typeof FORMS)[number]]

describe.each(FORMS)('on $name', ({ name, rewrite }) => {
  /** On a page that trickles the block stands at its end. */
  const whole = (html: string, met: readonly string[]): string =>
    name === AT_ONCE.name ? tagged(html, block(met)) : tagged(html) + block(met)

  test('the tag alone, where nothing is planned', async () => {
    for (const html of [page('<p>words</p>'), page(filler(100_000)), `${filler(40_000)}<body>${filler(30_000)}`])
      expect(await rewrite(html, [], undefined, ALONE)).toEqual({ text: tagged(html), met: [], failure: null })
  })

  test('both, where slots were met', async () => {
    const html = page(`<h1>old</h1>${filler(60_000)}<h2>b</h2>${filler(3_000)}`)
    const plans = [textPlan('h1', 'new'), textPlan('h3', 'absent'), controlOf(textPlan('h2', 'x'))]
    const { text, met } = await rewrite(html, plans, undefined, BOTH)
    expect(met).toEqual(['h1', 'h2'])
    expect(text).toBe(whole(html.replace('old', 'new'), ['h1', 'h2']))
  })

  test('no block, where none was met', async () => {
    const html = page('<h1>old</h1>')
    expect((await rewrite(html, [textPlan('h3', 'x')], undefined, BOTH)).text).toBe(tagged(html))
  })

  test('neither, where there is no body tag; the slots are edited all the same', async () => {
    const memory = freshMemory()
    const html = `<title>t</title><!-- <body> --><h1>old</h1>${filler(40_000)}`
    for (let view = 0; view < 3; view++)
      expect(await rewrite(html, [textPlan('h1', 'new')], memory, BOTH)).toEqual({
        text: html.replace('old', 'new'),
        met: ['h1'],
        failure: null,
      })
  })

  test('the tag once, where there are two body tags', async () => {
    const html = page('<p>words</p><body class="again">')
    expect((await rewrite(html, [], undefined, ALONE)).text).toBe(tagged(html))
  })

  test('no block on a page that falls back', async () => {
    const html = page('<div><h1>old<p>words</div>')
    const { text, met, failure } = await rewrite(html, [textPlan('h1', 'new')], undefined, BOTH)
    expect([met, failure]).toEqual([[], 'unbalanced_element'])
    expect([html, tagged(html)]).toContain(text)
  })

  test('a telling that fails costs the block alone', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const failing: BuiltIn = {
      tag: TAG,
      block() {
        throw new Error('cannot tell')
      },
    }
    const html = page('<h1>old</h1>')
    const { text, failure } = await rewrite(html, [textPlan('h1', 'new')], undefined, failing)
    expect([text, failure]).toEqual([tagged(html.replace('old', 'new')), null])
    expect(told.mock.calls.join()).toContain('cannot tell')
    told.mockRestore()
  })

  describe('beside slots that', () => {
    test('are the body itself', async () => {
      const html = page('<p>words</p>')
      const plan = ownPlan('body', [
        { op: 'before', value: '<i>before</i>' },
        { op: 'classes', add: ['y'], remove: [] },
        { op: 'prepend', value: '<b>first</b>' },
      ])
      const { text, met } = await rewrite(html, [plan], undefined, BOTH)
      const edited = html.replace('<BODY Class=x>', '<i>before</i><BODY Class="x y"><b>first</b>')
      expect(met).toEqual(['body'])
      expect(text.replace(block(['body']), '')).toBe(edited.replace('<i>', `${TAG}<i>`))
    })

    test('hold the body', async () => {
      const html = page('<h1>old</h1>')
      const plan = ownPlan('html', [
        { op: 'attribute', name: 'data-a', value: 'b' },
        { op: 'append', value: '<i>last</i>' },
      ])
      const { text, met } = await rewrite(html, [plan], undefined, BOTH)
      expect(met).toEqual(['html'])
      const edited = html.replace('<html>', '<html data-a="b">').replace('</html>', '<i>last</i></html>')
      expect(text).toBe(whole(edited, ['html']))
    })

    test('take the body away', async () => {
      const html = `<div><html><body><h1>old</h1></body></html></div>${filler(500)}`
      const { text, failure } = await rewrite(html, [textPlan('div', 'new')], undefined, BOTH)
      expect([text.replace(block(['div']), ''), failure]).toEqual([`<div>new</div>${filler(500)}`, null])
    })

    test('stand in the head', async () => {
      const html = `<head><title>old</title><style>${'a{}'.repeat(20_000)}</style></head><body>${filler(1_000)}</body>`
      const { text } = await rewrite(html, [textPlan('title', 'new')], undefined, BOTH)
      expect(text).toBe(whole(html.replace('old', 'new'), ['title']))
    })

    test('are lists and pictures', async () => {
      const html = page(
        '<nav><ul><li data-k="a">A</li><li data-k="b">B</li></ul></nav><main><picture><source srcset="s"><img src="old.jpg"></picture></main>',
      )
      const plans = [listPlan('nav > ul', { first: ['b'] }), ownPlan('main img', [newImage('/new.jpg')])]
      const { text } = await rewrite(html, plans, undefined, BOTH)
      const edited = html
        .replace('<li data-k="a">A</li><li data-k="b">B</li>', '<li data-k="b">B</li><li data-k="a">A</li>')
        .replace('<source srcset="s"><img src="old.jpg">', '<img src="/new.jpg">')
      expect(text).toBe(whole(edited, ['nav > ul', 'main img']))
    })
  })

  test('a page that holds the same tag already', async () => {
    const html = `<head>${TAG}</head><body>${TAG}<h1>old</h1></body>`
    const { text } = await rewrite(html, [textPlan('h1', 'new')], undefined, BOTH)
    expect(text).toBe(whole(html.replace('old', 'new'), ['h1']))
  })

  test.each([
    ['Shift_JIS', [0x93, 0xfa, 0x96, 0x7b, 0x5c, 0x3c]],
    ['EUC-JP', [0xc6, 0xfc, 0xcb, 0xdc]],
    ['utf-8', [0xff, 0xfe, 0x80]],
    ['iso-8859-1', [0xe9, 0x80, 0xff]],
  ])('bytes of %s stay', async (charset, odd) => {
    const head = [...bytesOf(`<head><title>`), ...odd, ...bytesOf('</title></head>')]
    const rest = [...bytesOf('<body><p>'), ...odd, ...bytesOf('</p></body>')]
    const raw = Uint8Array.from([...head, ...rest])
    const from = origin()
    const body = name === AT_ONCE.name ? raw : from.body
    if (body !== raw) from.say('<')
    const { body: out } = await spliced(htmlPage(body, `text/html; charset=${charset}`), [], freshMemory(), ALONE)
    if (body !== raw) {
      from.sayBytes(raw.subarray(1))
      from.end()
    }
    expect([...(await bytes(out))]).toEqual([...head, ...bytesOf(TAG), ...rest])
  })

  test('a page in UTF-16 passes', async () => {
    const raw = Uint8Array.from([0xff, 0xfe, ...[...'<body>'].flatMap((letter) => [letter.charCodeAt(0), 0])])
    const from = origin()
    const body = name === AT_ONCE.name ? raw : from.body
    if (body !== raw) from.sayBytes(raw.subarray(0, 3))
    const { body: out, settled } = await spliced(htmlPage(body), [], freshMemory(), ALONE)
    if (body !== raw) {
      from.sayBytes(raw.subarray(3))
      from.end()
    }
    expect([...(await bytes(out))]).toEqual([...raw])
    expect((await settled).failure).toBe('encoding')
  })
})

const bytes = async (body: BodyInit | null): Promise<Uint8Array> =>
  new Uint8Array(await new Response(body).arrayBuffer())

test('however a page is cut, it is the page with its tag', async () => {
  const html = `${HEAD}<style>${'a{}'.repeat(3_000)}</style><body data-x="${'y'.repeat(3_000)}">${filler(30_000)}`
  const all = bytesOf(html)
  for (const size of [1_000, 4_095, 4_096, 9_200, 16_384]) {
    const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
    const memory = freshMemory()
    for (let view = 0; view < 2; view++) {
      const { body } = await spliced(htmlPage(inPieces(pieces)), [], memory, ALONE)
      expect(await new Response(body).text()).toBe(tagged(html))
    }
  }
})

describe('a page that trickles', () => {
  const reading = (body: BodyInit | null) => {
    const reader = (body as ReadableStream<Uint8Array>).getReader()
    let out = ''
    return async (until: string): Promise<string> => {
      while (!out.endsWith(until)) {
        const { value, done } = await reader.read()
        if (done) break
        out += new TextDecoder().decode(value)
      }
      return out
    }
  }

  test('is not held for its body tag', async () => {
    const from = origin()
    from.say('<head>')
    const { body } = await spliced(htmlPage(from.body), [textPlan('h1', 'new')], freshMemory(), BOTH)
    const read = reading(body)
    expect(await read('<head>')).toBe('<head>')
    from.say('<title>t</title>')
    expect(await read('</title>')).toBe('<head><title>t</title>')
    from.say('<body><p>words</p>')
    expect(await read('</p>')).toBe(`<head><title>t</title>${TAG}<body><p>words</p>`)
    from.say('<h1>old</h1><p>end</p>')
    expect(await read('end</p>')).toBe(`<head><title>t</title>${TAG}<body><p>words</p><h1>new</h1><p>end</p>`)
    from.end()
    expect(await read('nothing')).toMatch(new RegExp(`end</p>${block(['h1']).replace(/[[\]]/g, '\\$&')}$`))
  })

  test('is held for a body tag that it lacks in one view at most', async () => {
    const memory = freshMemory()
    const html = '<p>first</p><h1>old</h1><p>last</p>'
    await TRICKLING.rewrite(html, [textPlan('h1', 'new')], memory, BOTH)
    for (memory.views = 31; memory.views < 34; memory.views++) {
      const from = origin()
      from.say('<p>first</p>')
      const { body } = await spliced(htmlPage(from.body), [textPlan('h1', 'new')], memory, BOTH)
      from.say('<h1>old</h1>')
      from.say('<p>last</p>')
      expect(await reading(body)('last</p>')).toBe('<p>first</p><h1>new</h1><p>last</p>')
      from.end()
    }
  })

  test('that fails behind its tag goes on raw from there', async () => {
    const from = origin()
    from.say('<head></head>')
    const { body, settled } = await spliced(htmlPage(from.body), [textPlan('h1', 'new')], freshMemory(), BOTH)
    const read = reading(body)
    await read('</head>')
    from.say('<body><p>words</p>')
    expect(await read('words</p>')).toBe(`<head></head>${TAG}<body><p>words</p>`)
    from.say('<div><h1>old<p>words</div>')
    from.say('<p>end</p>')
    from.end()
    expect(await read('nothing')).toBe(`<head></head>${TAG}<body><p>words</p><div><h1>old<p>words</div><p>end</p>`)
    expect(await settled).toEqual({ met: [], failure: 'unbalanced_element' })
  })

  test('that breaks off has no block', async () => {
    const from = origin()
    from.say('<body>')
    const { body } = await spliced(htmlPage(from.body), [textPlan('h1', 'new')], freshMemory(), BOTH)
    const read = reading(body)
    await read('<body>')
    from.say('<h1>old</h1>')
    expect(await read('</h1>')).toBe(`${TAG}<body><h1>new</h1>`)
    from.breakOff()
    await expect(read('nothing')).rejects.toThrow()
  })

  test('of more than 4 MiB without a body tag keeps its slots', async () => {
    const html = `<title>old</title>${filler(5 * 1024 * 1024)}`
    const { text, met, failure } = await TRICKLING.rewrite(html, [textPlan('title', 'new')], undefined, BOTH)
    expect([text === html.replace('old', 'new'), met, failure]).toEqual([true, ['title'], null])
  })
})

test('a page of more than 4 MiB without a body tag, at once, keeps its slots', async () => {
  const html = `<h1>old</h1>${filler(5 * 1024 * 1024)}`
  const { text, met, failure } = await AT_ONCE.rewrite(
    html,
    [slotPlan('h1', { edits: { own: [{ op: 'text', value: 'new' }] } })],
    undefined,
    BOTH,
  )
  expect([text === html.replace('old', 'new'), met, failure]).toEqual([true, ['h1'], null])
})

test.each([
  ['beyond the first window', 20_000, [2, 1, 1]],
  ['well within it', 1_700, [1, 1, 1]],
])('a tag that stands %s is found in one parse from the second view on', async (_, rules, parsesByView) => {
  const parses = vi.spyOn(HTMLRewriter.prototype, 'transform')
  const html = `<head><style>${'a{}'.repeat(rules)}</style></head><body class="${'c '.repeat(400)}">${filler(200_000)}`
  const memory = freshMemory()
  for (const times of parsesByView) {
    parses.mockClear()
    const { body } = await spliced(htmlPage(html), [], memory, ALONE)
    expect(await new Response(body).text()).toBe(tagged(html))
    expect(parses).toHaveBeenCalledTimes(times)
  }
  parses.mockRestore()
})
