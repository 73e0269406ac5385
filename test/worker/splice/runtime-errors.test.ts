/** What window.ts relies on: a parser that gives up says so, and does not hand over half a page as if it were whole. */

import { expect, it } from 'vitest'

const GIVES_UP: readonly (readonly [string, string])[] = [
  ['a start tag of 4 MiB', `<p>before</p><h1>a</h1><div data-x="${'x'.repeat(4 * 1024 * 1024)}">b</div><p>after</p>`],
  ['20,000 open elements', `<h1>a</h1>${'<div>'.repeat(20_000)}<p>after</p>`],
  ['an unclosed select before a style', '<h1>a</h1><select><option>1<style>p{}</style><p>after</p>'],
  ['an unclosed select before a noscript', '<h1>a</h1><select><option>1<noscript>x</noscript><p>after</p>'],
  ['a frameset before a style', '<h1>a</h1><frameset><style>p{}</style><p>after</p>'],
]

it.each(GIVES_UP)('%s: the body is whole or rejects', async (_, page) => {
  const rewriter = new HTMLRewriter().on('h1', { element: (element) => void element.setInnerContent('b') }).on('*', {
    element: (element) => void element.getAttribute('class'),
  })
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  const outcome = await rewriter
    .transform(new Response(page, { headers }))
    .text()
    .catch(() => 'rejected')
  expect(['rejected', page.replace('<h1>a', '<h1>b')]).toContain(outcome)
})
