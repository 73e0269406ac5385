/** The script's tag and the block beside it, as text: the nonce that it carries, and that nothing in the block can leave it. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HYDRATE_URL } from '../../src/collect/hydrate-url.ts'
import type { Edit, SlotEdits } from '../../src/core/compiled.ts'
import { guardsOf } from '../../src/core/content/edit-reach.ts'
import type { PageBlock } from '../../src/core/event/page-block.ts'
import type { SlotPlan } from '../../src/core/plan.ts'
import { MAX_BLOCK_WITH_EDITS_LENGTH, pageBlock } from '../../src/edge/page-block.ts'
import { scriptTag } from '../../src/edge/script-slot.ts'

const PLAIN = '<script src="/_awase/client.js" defer></script>'
const withNonce = (nonce: string) => `<script src="/_awase/client.js" nonce="${nonce}" defer></script>`

describe('the tag', () => {
  test.each<readonly [string, string | null, string]>([
    ['no policy', null, PLAIN],
    ['an empty policy', '', PLAIN],
    ["'self'", "default-src 'self'", PLAIN],
    ['a nonce for scripts', "script-src 'nonce-r4nd0m' 'strict-dynamic'", withNonce('r4nd0m')],
    [
      'a nonce beside others',
      "default-src 'none'; script-src 'self' 'nonce-a+/-_b=='; img-src *",
      withNonce('a+/-_b=='),
    ],
    ['a nonce for everything', "default-src 'nonce-abc'", withNonce('abc')],
    ['a nonce for styles alone', "script-src 'self'; style-src 'nonce-abc'", PLAIN],
    ['a nonce that a narrower directive overrules', "default-src 'nonce-abc'; script-src 'self'", PLAIN],
    ['a nonce for script elements', "script-src 'nonce-a'; script-src-elem 'nonce-b'", withNonce('b')],
    ['a directive twice: the first counts', "script-src 'nonce-a'; script-src 'nonce-b'", withNonce('a')],
    ['capitals', "SCRIPT-SRC 'NONCE-AbC'", withNonce('AbC')],
    ['several policies', "img-src *, script-src 'nonce-a'", withNonce('a')],
    ['several nonces: the first', "script-src 'nonce-a' 'nonce-b'", withNonce('a')],
    ['tabs and many spaces', "  script-src\t'self'   'nonce-a'  ", withNonce('a')],
    ['no quotes', 'script-src nonce-abc', PLAIN],
    ['an empty nonce', "script-src 'nonce-'", PLAIN],
    ['no nonce but markup', `script-src 'nonce-"><script>alert(1)</script>'`, PLAIN],
    ['an endless nonce', `script-src 'nonce-${'a'.repeat(600)}'`, PLAIN],
    ['a report address with a nonce in it', "report-uri /x?'nonce-abc'; script-src 'self'", PLAIN],
  ])('%s', (_, policy, tag) => {
    expect(scriptTag(policy)).toBe(tag)
  })

  test('whatever the header says, it is one tag', () => {
    const word = fc.constantFrom("'nonce-a\"b'", "'nonce-ab'", '"', '>', "'", ';', ',', 'script-src', 'default-src')
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 12 }), (words) => {
        expect(scriptTag(words.join(' '))).toMatch(
          /^<script src="\/_awase\/client\.js"(?: nonce="[A-Za-z0-9+/_=-]+")? defer><\/script>$/,
        )
      }),
    )
  })
})

const slotPlan = (slot: string, edits: SlotEdits<string> | null): SlotPlan => ({
  slot,
  selector: `section.${slot}`,
  scope: `section.${slot} `,
  match: 'first',
  list: null,
  sharesEnds: false,
  experience: 'secret-experience',
  arm: edits === null ? null : 'secret-arm',
  propensity: 0.25,
  guards: guardsOf(edits === null ? [] : [edits]),
  edits,
})

const html = (value: string): SlotEdits<string> => {
  const edit: Edit<string> = { op: 'html', value }
  return { own: [edit], parts: [], arrange: null }
}

const ID = '01941f29-7c00-7000-8000-000000000000'
const PRELOAD = `<link rel="modulepreload" href="${HYDRATE_URL}">`
const START = '<script type="application/json" id="awase-plan">'
const END = '</script>'

const blockOf = (slots: readonly SlotPlan[], met = slots.map(({ slot }) => slot)): string =>
  pageBlock({ id: ID, plan: { addressed: true, slots, assignments: [], holdout: false } }, met)

const jsonIn = (block: string): string => block.replace(PRELOAD, '').slice(START.length, -END.length)
const read = (block: string): PageBlock => JSON.parse(jsonIn(block))

describe('the block', () => {
  test('holds the decision and the slots that were met, with what was changed there', () => {
    const hero = slotPlan('hero', html('<b>雨</b>'))
    const nav = { ...slotPlan('nav', null), list: { item: 'li', key: { on: 'a', attribute: 'href' } } }
    expect(read(blockOf([hero, slotPlan('absent', html('x')), nav], ['hero', 'nav']))).toEqual({
      decision: ID,
      slots: [
        { slot: 'hero', selector: 'section.hero', match: 'first', list: null, edits: html('<b>雨</b>') },
        { slot: 'nav', selector: 'section.nav', match: 'first', list: nav.list, edits: null },
      ],
    })
  })

  test('has the browser fetch what may be needed to make edits again, and only where there are any', () => {
    expect(blockOf([slotPlan('hero', html('x'))]).startsWith(PRELOAD + START)).toBe(true)
    expect(blockOf([slotPlan('hero', null)]).startsWith(START)).toBe(true)
    expect(blockOf([slotPlan('hero', html('a'.repeat(MAX_BLOCK_WITH_EDITS_LENGTH)))]).startsWith(START)).toBe(true)
  })

  test('does not say which experience and which arm it was', () => {
    expect(blockOf([slotPlan('hero', html('x'))])).not.toMatch(/secret|0\.25/)
  })

  test.each([
    '</script><script>alert(1)</script>',
    '<!-- --> --> <!--<script>',
    ']]>',
    '\u2028\u2029\u0000\u001b',
    '宮城県😀\ud800',
    '\\u003c',
    '"&amp;\'',
  ])('brings %j as it is, in ASCII that cannot end it', (text) => {
    const block = blockOf([slotPlan('hero', html(text))])
    expect(read(block).slots[0]?.edits?.own).toEqual([{ op: 'html', value: text }])
    expect(jsonIn(block)).toMatch(/^[\x20-\x3b=\x3f-\x7e]*$/)
  })

  test('whatever texts there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const edits = html(one + other)
        const block = blockOf([{ ...slotPlan('hero', edits), selector: other }])
        expect(jsonIn(block)).toMatch(/^[\x20-\x3b=\x3f-\x7e]*$/)
        expect(read(block).slots[0]).toMatchObject({ selector: other, edits })
      }),
    )
  })

  test.each([
    ['long', 'a'.repeat(MAX_BLOCK_WITH_EDITS_LENGTH)],
    ['long once it is ASCII', '雨'.repeat(MAX_BLOCK_WITH_EDITS_LENGTH / 6)],
  ])('without any edits where they are too %s', (_, text) => {
    const block = blockOf([slotPlan('hero', html(text)), slotPlan('nav', html('short'))])
    expect(read(block).slots.map(({ slot, edits }) => [slot, edits])).toEqual([
      ['hero', null],
      ['nav', null],
    ])
  })

  test('with its edits up to the bound', () => {
    const text = '雨'.repeat(MAX_BLOCK_WITH_EDITS_LENGTH / 6 - 100)
    expect(read(blockOf([slotPlan('hero', html(text))])).slots[0]?.edits).toEqual(html(text))
  })
})
