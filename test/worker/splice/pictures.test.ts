/** Slots that replace images in `<picture>`: the sources of those pictures go, all others stay, and no marker is left. */

import { describe, expect, test } from 'vitest'
import type { SlotPlan } from '../../../src/core/plan.ts'
import { FORMS, newImage, ownPlan, slotPlan } from './pages.ts'

const picture = (name: string): string =>
  `<picture><source srcset="${name}.avif"><source srcset="${name}.webp"/><img class="${name}" src="${name}.jpg"></picture>`

const replaced = (name: string): string => `<picture><img class="${name}" src="/new-${name}.jpg"></picture>`

const itself = (name: string): SlotPlan => ownPlan(`img.${name}`, [newImage(`/new-${name}.jpg`)])

const partOf = (selector: string, name: string): SlotPlan =>
  slotPlan(selector, {
    scope: `${selector} `,
    edits: { parts: [{ selector: `${selector} img`, edits: [newImage(`/new-${name}.jpg`)] }] },
  })

const PAGE = [
  picture('plain'),
  `<section>${picture('a')}<p>text</p></section>`,
  picture('other'),
  `<aside>${picture('b')}</aside>`,
  picture('last'),
]
const EXPECTED = PAGE.join('\n').replace(picture('a'), replaced('a')).replace(picture('b'), replaced('b'))

describe.each(FORMS)('$name', ({ rewrite }) => {
  test.each<readonly [string, readonly SlotPlan[]]>([
    ['two images', [itself('a'), itself('b')]],
    ['two images, planned the other way round', [itself('b'), itself('a')]],
    ['parts of two elements', [partOf('section', 'a'), partOf('aside', 'b')]],
    ['an image and a part', [itself('b'), partOf('section', 'a')]],
    ['a part and an image', [partOf('aside', 'b'), itself('a')]],
  ])('%s', async (_, slots) => {
    const { text, met, failure } = await rewrite(`<body>${PAGE.join('\n')}</body>`, slots)
    expect(text).toBe(`<body>${EXPECTED}</body>`)
    expect([met, failure]).toEqual([slots.map(({ slot }) => slot), null])
  })

  test('three slots, of which the page lacks one: nothing of it stays behind', async () => {
    const { text, met } = await rewrite(`<body>${PAGE.join('\n')}</body>`, [itself('none'), itself('a'), itself('b')])
    expect(text).toBe(`<body>${EXPECTED}</body>`)
    expect(met).toEqual(['img.a', 'img.b'])
  })

  test('a page that has none of them is the same to the byte', async () => {
    const page = `<body>${picture('x')}${picture('y')}</body>`
    expect((await rewrite(page, [itself('a'), itself('b')])).text).toBe(page)
  })
})
