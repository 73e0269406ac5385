/** Slots within slots and on one another: the outer and the first win, and what lost does not go elsewhere. */

import { describe, expect, test } from 'vitest'
import { takeConsole } from '../../setup.ts'
import { FORMS, ownPlan, textPlan } from './pages.ts'

describe.each(FORMS)('$name', ({ rewrite }) => {
  test('a slot inside one that is open stays where it is, and does not jump to a later element', async () => {
    const page = '<body><section><h1>inner</h1></section><h1>later</h1><p>after</p></body>'
    const { text, met, failure } = await rewrite(page, [
      ownPlan('section', [{ op: 'prepend', value: '<b>ours</b>' }]),
      textPlan('h1', 'moved'),
    ])
    expect(text).toBe(page.replace('<section>', '<section><b>ours</b>'))
    expect([met, failure]).toEqual([['section'], null])
  })

  test('planned before the outer one it is the same', async () => {
    const page = '<body><section><h1>inner</h1></section><h1>later</h1></body>'
    const { text, met } = await rewrite(page, [
      textPlan('h1', 'moved'),
      ownPlan('section', [{ op: 'append', value: '<b>ours</b>' }]),
    ])
    expect(text).toBe(page.replace('</section>', '<b>ours</b></section>'))
    expect(met).toEqual(['section'])
  })

  test('of two slots on one element the first has it, and the second no other', async () => {
    const page = '<body><h1 class="t">title</h1><p>text</p><h1 class="t">other</h1></body>'
    const { text, met, failure } = await rewrite(page, [textPlan('h1', 'first'), textPlan('h1.t', 'second')])
    expect(text).toBe(page.replace('title', 'first'))
    expect([met, failure]).toEqual([['h1'], null])
  })

  test('a slot that matches everything goes on after one that was open', async () => {
    const page = '<body><section><p>inner</p></section><p>later</p></body>'
    const { text } = await rewrite(page, [
      ownPlan('section', [{ op: 'append', value: '<i></i>' }]),
      textPlan('p', 'ours', { match: 'all' }),
    ])
    expect(text).toBe('<body><section><p>inner</p><i></i></section><p>ours</p></body>')
  })
})

describe.each(FORMS)('a selector that HTMLRewriter refuses, on $name', ({ rewrite }) => {
  test('leaves the page as it is, complete, and is told', async () => {
    const page = `<body><h1>a</h1><p>b</p>${'<p>more</p>'.repeat(1_000)}</body>`
    expect(await rewrite(page, [textPlan('h1', 'x'), textPlan('h1 + p', 'y')])).toEqual({
      text: page,
      met: [],
      failure: 'fault',
    })
    expect(takeConsole()).toEqual([expect.stringContaining('"event":"fault"')])
  })
})
