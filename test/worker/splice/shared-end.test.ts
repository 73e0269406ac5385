/** Parts that meet one element: both are edited, and both know where it ends. */

import { describe, expect, test } from 'vitest'
import type { Edit } from '../../../src/core/compiled.ts'
import { controlOf, FORMS, newImage, ownPlan, slotPlan, textPlan } from './pages.ts'

const parts = (...edits: readonly [string, Edit<string>][]) =>
  slotPlan('nav', {
    scope: 'nav ',
    edits: { parts: edits.map(([selector, edit]) => ({ selector: `nav ${selector}`, edits: [edit] })) },
  })
const text = (value: string): Edit<string> => ({ op: 'text', value })
const append = (value: string): Edit<string> => ({ op: 'append', value })
const prepend = (value: string): Edit<string> => ({ op: 'prepend', value })

const PAGE = '<body><nav><a class="cta" href="/">old</a> <b>b</b></nav><p>rest</p></body>'

describe.each(FORMS)('$name', ({ rewrite }) => {
  test('two parts of one element', async () => {
    const slot = parts(['a', prepend('<i>')], ['a.cta', append('</i>')])
    const { text: body, met, failure } = await rewrite(PAGE, [slot])
    expect(failure).toBeNull()
    expect(body).toBe(PAGE.replace('old', '<i>old</i>'))
    expect(met).toEqual(['nav'])
  })

  test('three, of which one is another element', async () => {
    const slot = parts(['a', prepend('1')], ['a.cta', append('2')], ['b', text('new')])
    const { text: body, failure } = await rewrite(PAGE, [slot])
    expect(failure).toBeNull()
    expect(body).toBe(PAGE.replace('old', '1old2').replace('<b>b', '<b>new'))
  })

  test('control asks the same of the page', async () => {
    const slot = controlOf(parts(['a', prepend('1')], ['a.cta', append('2')]))
    const { text: body, met, failure } = await rewrite(PAGE, [slot])
    expect([body, met, failure]).toEqual([PAGE, ['nav'], null])
  })

  test('an element that both mean and that has no end of its own keeps the page as it is', async () => {
    const page = '<body><nav><a class="cta">old</nav><p>rest</p></body>'
    const { text: body, failure } = await rewrite(page, [parts(['a', text('1')], ['a.cta', append('2')])])
    expect([body, failure]).toEqual([page, 'unbalanced_element'])
  })

  test('parts by the same tag that are two elements end each for itself', async () => {
    const page = '<body><nav><a class="x">1<a class="y">2</a></a></nav></body>'
    const { text: body, failure } = await rewrite(page, [parts(['a.x', append('X')], ['a.y', append('Y')])])
    expect(failure).toBeNull()
    expect(body).toBe('<body><nav><a class="x">1<a class="y">2Y</a>X</a></nav></body>')
  })

  test('a part that is the picture around a replaced image: later sources stay', async () => {
    const page =
      '<body><nav><picture><source srcset="a.webp"><img src="a.jpg"></picture></nav><source srcset="z"><p>rest</p></body>'
    const slot = parts(['picture', append('<!--x-->')], ['img', newImage('/new.jpg')])
    const { text: body, failure } = await rewrite(page, [slot])
    expect(failure).toBeNull()
    expect(body).toBe(
      '<body><nav><picture><img src="/new.jpg"><!--x--></picture></nav><source srcset="z"><p>rest</p></body>',
    )
  })

  test('one slot whose image another slot’s picture is around', async () => {
    const page = '<body><picture class="hero"><source srcset="a"><img src="a.jpg"></picture><source srcset="z"></body>'
    const slots = [ownPlan('img', [newImage('/new.jpg')]), textPlan('picture.hero', '')]
    const { text: body } = await rewrite(page, slots)
    expect(body).toContain('<source srcset="z">')
  })
})
