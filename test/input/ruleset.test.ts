/** Bad rules files as `awase check` tells them: the exact text and place of each, whatever the file holds. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCommand } from '../../src/cli/check-command.ts'
import { checkRuleset } from '../../src/ruleset/check.ts'
import { MAX_RULESET_BYTES } from '../../src/ruleset/limits.ts'
import { recordingIo } from '../cli/recording-io.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const folder = await temporaryFolder()

/** What `awase check rules.json` prints, but for the summary in its last line; and its exit code. */
async function check(content: string | Uint8Array) {
  await writeFile(join(folder, 'rules.json'), content)
  const io = recordingIo({ folder })
  const code = await checkCommand.run(['rules.json'], io)
  expect(io.said.err).toEqual([])
  return { code, text: io.said.out.slice(0, -1).join('\n').trimEnd() }
}

interface Document {
  readonly [key: string]: unknown
}

const whole: Document = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
  slots: { hero: { paths: ['/'], selector: 'h1', kind: 'text' } },
  audiences: {},
  experiences: [{ id: 'one', variants: [{ id: 'a', slots: { hero: { text: 'x' } } }] }],
}

const withWhen = (when: unknown): Document => ({
  ...whole,
  experiences: [{ ...(whole.experiences as Document[])[0], when }],
})

describe('texts that are no JSON', () => {
  test.each([
    [
      'empty',
      '',
      `rules.json:1:1: error: This is not JSON: in line 1, column 1, the document ends where a value should be.
  1 │ 
    │ ^
  A value is a text in double quotes, a number, true, false, null, [ … ] or { … }.`,
    ],
    [
      'a comment behind an entry',
      '{\n  "format": 1, // the version\n  "slots": {}\n}',
      `rules.json:2:16: error: This is not JSON: in line 2, column 16, there is "// the version" where a key should be.
  2 │   "format": 1, // the version
    │                ^
  JSON has no comments: write an entry "$comment": "…" instead.`,
    ],
    [
      'a comment before a comma',
      '{ "format": 1 /* v */, "slots": {} }',
      `rules.json:1:15: error: This is not JSON: in line 1, column 15, there is "/* v */, \\"slots\\": {}" where a comma or } should be.
  1 │ { "format": 1 /* v */, "slots": {} }
    │               ^
  JSON has no comments: write an entry "$comment": "…" instead.`,
    ],
    [
      'a comma after the last entry',
      '{\r\n\t"format": 1,\r\n}',
      `rules.json:3:1: error: This is not JSON: in line 3, column 1, there is "}" after a comma.
  3 │ }
    │ ^
  Remove the comma before }: JSON has none after the last entry.`,
    ],
    [
      'full-width digits',
      '{ "format": １ }',
      `rules.json:1:13: error: This is not JSON: in line 1, column 13, there is "１ }" where a value should be.
  1 │ { "format": １ }
    │             ^^
  Digits, signs and spaces must be half-width, as in 0123 : , { } [ ] ".`,
    ],
    [
      'a full-width digit behind others',
      '{ "日本": "語", "format": 1２ }',
      `rules.json:1:25: error: This is not JSON: in line 1, column 25, there is "２ }" where a comma or } should be.
  1 │ { "日本": "語", "format": 1２ }
    │                            ^^
  Digits, signs and spaces must be half-width, as in 0123 : , { } [ ] ".`,
    ],
    [
      'a full-width colon',
      '{ "format"： 1 }',
      `rules.json:1:11: error: This is not JSON: in line 1, column 11, there is "： 1 }" where a colon should be.
  1 │ { "format"： 1 }
    │           ^^
  Digits, signs and spaces must be half-width, as in 0123 : , { } [ ] ".`,
    ],
    [
      'no colon',
      '{ "format" 1 }',
      `rules.json:1:12: error: This is not JSON: in line 1, column 12, there is "1 }" where a colon should be.
  1 │ { "format" 1 }
    │            ^
  Write a colon after the key "format".`,
    ],
    [
      'a full-width quote before a key',
      '{ ＂format": 1 }',
      `rules.json:1:3: error: This is not JSON: in line 1, column 3, there is "＂format\\": 1 }" where a key should be.
  1 │ { ＂format": 1 }
    │   ^^
  Digits, signs and spaces must be half-width, as in 0123 : , { } [ ] ".`,
    ],
    [
      'curly quotes around a key',
      '{ “format”: 1 }',
      `rules.json:1:3: error: This is not JSON: in line 1, column 3, there is "“format”: 1 }" where a key should be.
  1 │ { “format”: 1 }
    │   ^
  Write straight quotes, ", in the place of curly ones.`,
    ],
    [
      'curly quotes around a text',
      '{ "id": “a” }',
      `rules.json:1:9: error: This is not JSON: in line 1, column 9, there is "“a” }" where a value should be.
  1 │ { "id": “a” }
    │         ^
  Write straight quotes, ", in the place of curly ones.`,
    ],
    [
      'a comment as shells have it',
      '{\n  # rules\n  "format": 1\n}',
      `rules.json:2:3: error: This is not JSON: in line 2, column 3, there is "# rules" where a key should be.
  2 │   # rules
    │   ^
  JSON has no comments: write an entry "$comment": "…" instead.`,
    ],
    [
      'a byte order mark, and then a mistake',
      '\ufeff{ format: 1 }',
      `rules.json:1:3: error: This is not JSON: in line 1, column 3, there is "format: 1 }" where a key should be.
  1 │ { format: 1 }
    │   ^
  Keys stand in double quotes.`,
    ],
    [
      'escape sequences of terminals',
      '{ "a": \u001b[2J\u009b31m }',
      `rules.json:1:8: error: This is not JSON: in line 1, column 8, there is "\\u001b[2J�31m }" where a value should be.
  1 │ { "a": �[2J�31m }
    │        ^
  A value is a text in double quotes, a number, true, false, null, [ … ] or { … }.`,
    ],
    [
      'a very long line',
      `{ "a": "${'x'.repeat(300)}", 'b': 1 }`,
      `rules.json:1:312: error: This is not JSON: in line 1, column 312, there is "'b': 1 }" where a key should be.
  1 │ …${'x'.repeat(31)}", 'b': 1 }
    │  ${' '.repeat(34)}^
  Keys stand in double quotes.`,
    ],
    [
      'a long line of wide characters, none of which is cut through',
      `{ "a": "${'雨😀'.repeat(30)}", 'b${'😀'.repeat(30)}': 1 }`,
      `rules.json:1:102: error: This is not JSON: in line 1, column 102, there is "'b${'😀'.repeat(9)}" where a key should be.
  1 │ …😀${'雨😀'.repeat(7)}", 'b${'😀'.repeat(16)}…
    │  ${' '.repeat(33)}^
  Keys stand in double quotes.`,
    ],
  ])('%s', async (_, content, text) => {
    expect(await check(content)).toEqual({ code: 1, text })
  })

  test('200 levels', async () => {
    const { code, text } = await check(`{"slots":${'['.repeat(199)}${']'.repeat(199)}}`)
    expect(code).toBe(1)
    expect(text).toBe(
      [
        'rules.json:1:49: error: Objects and lists lie more than 40 deep inside each other.',
        `  at slots${'[0]'.repeat(39)}`,
        `  1 │ …${'['.repeat(67)}…`,
        `    │  ${' '.repeat(34)}^`,
        '  Nothing in a ruleset needs that; look for a bracket too many.',
      ].join('\n'),
    )
  })

  test('a hundred thousand equal keys are told without delay', async () => {
    const { code, text } = await check(`{${'"a":1,\n'.repeat(100_000)}"b":1}`)
    expect(code).toBe(1)
    expect(text).toContain('rules.json:2:1: error: The key "a" stands here twice.')
    expect(text).toContain('rules.json: error: There are 99899 more issues.')
  })
})

describe('files that are no text', () => {
  test('a folder', async () => {
    await mkdir(join(folder, 'folder'), { recursive: true })
    const io = recordingIo({ folder })
    expect(await checkCommand.run(['folder'], io)).toBe(1)
    expect(io.said.out).toEqual(['folder: error: This is a folder.', '  Name the rules file in it.'])
  })

  test('none', async () => {
    const io = recordingIo({ folder })
    expect(await checkCommand.run(['nope.json'], io)).toBe(1)
    expect(io.said.out).toEqual([
      'nope.json: error: There is no such file.',
      '  npx awase init writes one to start from.',
    ])
  })

  test.each([
    ['Shift_JIS', Buffer.from([...Buffer.from('{\n "a": "é'), 0x89, 0x4a, ...Buffer.from('"}')]), '2:9'],
    ['Shift_JIS at once', Buffer.from([0x89, 0x4a]), '1:1'],
    ['cut within a character', Buffer.from('{"a": "雨').subarray(0, -1), '1:8'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), '1:1'],
  ])('%s', async (_, bytes, place) => {
    await writeFile(join(folder, 'rules.json'), bytes)
    const io = recordingIo({ folder })
    expect(await checkCommand.run(['rules.json'], io)).toBe(1)
    expect(io.said.out).toEqual([
      `rules.json:${place}: error: The file is not written in UTF-8.`,
      '  Save it as UTF-8; a program for Windows may have written Shift_JIS or UTF-16.',
    ])
  })
})

test('a byte order mark does no harm', async () => {
  expect(await check(`\ufeff${JSON.stringify(whole)}`)).toEqual({ code: 0, text: '' })
})

describe('size', () => {
  /** A sound document of exactly so many bytes, with as many experiences as fit. */
  function ofBytes(bytes: number): string {
    const experience = (i: number) => ({
      id: `e${i}`,
      when: { 'geo.city': `c${i}`, 'time.hour': { $gte: 9 } },
      variants: [{ id: 'a', slots: { hero: { text: 'x'.repeat(380) } } }],
    })
    const document = { ...whole, experiences: Array.from({ length: 9_500 }, (_, i) => experience(i)) }
    const text = JSON.stringify(document)
    return text + ' '.repeat(bytes - Buffer.byteLength(text))
  }

  test('5 MiB are taken, one byte more is not', async () => {
    expect(await check(ofBytes(MAX_RULESET_BYTES))).toEqual({ code: 0, text: '' })
    expect(await check(`\ufeff${ofBytes(MAX_RULESET_BYTES)}`)).toEqual({ code: 0, text: '' })
    const refused = `rules.json: error: The ruleset is larger than 5 MiB.
  A ruleset may have 5 MiB; split it over several sites.`
    expect(await check(ofBytes(MAX_RULESET_BYTES + 1))).toEqual({ code: 1, text: refused })
    expect(await check(ofBytes(MAX_RULESET_BYTES * 3))).toEqual({ code: 1, text: refused })
  })

  test('what is small as written, but too large for KV once compiled', () => {
    const hundred = Array.from({ length: 19 }, (_, i) => `p${i}`)
    const selector = (part: string) => `span.${part}${'x'.repeat(280)}`
    const parts = Object.fromEntries(hundred.map((part) => [part, { selector: selector(part), kind: 'text' }]))
    const slots = { hero: { paths: ['/'], selector: `section.${'y'.repeat(280)}`, parts } }
    const content = Object.fromEntries(hundred.map((part) => [part, { hide: true }]))
    const experiences = Array.from({ length: 9_000 }, (_, i) => ({
      id: `e${i}`,
      variants: [{ id: 'a', slots: { hero: content } }],
    }))
    const text = JSON.stringify({ ...whole, slots, experiences })
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_RULESET_BYTES)
    const checked = checkRuleset(text, 0)
    expect(checked.ok ? null : checked.error[0]).toEqual({
      path: '',
      code: 'too_large',
      severity: 'error',
      message: 'Compiled, the ruleset is larger than KV takes: 26198016 bytes.',
      advice: 'Shorten the selectors of parts that many experiences edit, or split the ruleset over several sites.',
    })
  })

  test('100,000 values in $in', async () => {
    const { code, text } = await check(
      JSON.stringify(withWhen({ 'geo.city': { $in: Array.from({ length: 100_000 }, (_, i) => `c${i}`) } }), null, 1),
    )
    expect({ code, text }).toEqual({
      code: 1,
      text: `rules.json:32:13: error: The list has 100000 values; at most 1000 are allowed.
  at experiences[0].when.geo.city.$in
  32 │      "$in": [
     │             ^
  Look for what the values have in common, or save several audiences.`,
    })
  })
})

describe('names', () => {
  const PROTOTYPE_NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'isPrototypeOf']
  /** JSON.stringify would leave out an own `__proto__`. */
  const text = (name: string, document: Document): string => JSON.stringify(document).replaceAll('NAME', name)
  const hero = { text: 'x' }

  const PLACES: readonly (readonly [where: string, document: Document])[] = [
    ['slot', { ...whole, slots: { NAME: { paths: ['/'], selector: 'h1', kind: 'text' } }, experiences: [] }],
    [
      'part',
      { ...whole, slots: { s: { paths: ['/'], selector: 'h1', parts: { NAME: { selector: 'b' } } } }, experiences: [] },
    ],
    ['audience', { ...whole, audiences: { NAME: { 'weather.kind': 'rain' } } }],
    ['experience', { ...whole, experiences: [{ id: 'NAME', variants: [{ id: 'a', slots: { hero } }] }] }],
    ['variant', { ...whole, experiences: [{ id: 'one', variants: [{ id: 'NAME', slots: { hero } }] }] }],
    ['group', { ...whole, experiences: [{ id: 'one', group: 'NAME', variants: [{ id: 'a', slots: { hero } }] }] }],
  ]

  test.each(PLACES.flatMap(([where, document]) => PROTOTYPE_NAMES.map((name) => [where, name, document] as const)))(
    'a %s that is called %s is refused, with its place',
    async (where, name, document) => {
      const { code, text: said } = await check(text(name, document))
      expect(code, where).toBe(1)
      const reasons = [
        `"${name}" means something to JavaScript and may not be a name.`,
        `"${name}" may not be a name.`,
        `The key ${name} is not allowed.`,
      ]
      expect(
        reasons.some((reason) => said.includes(reason)),
        said,
      ).toBe(true)
      expect(said).toMatch(/^rules\.json:1:\d+: error: /)
    },
  )

  test.each(PROTOTYPE_NAMES)('an audience, slot or attribute %s that nobody defined is no crash', async (name) => {
    const experience = { id: 'one', audience: name, variants: [{ id: 'a', slots: { hero } }] }
    const unknown = await check(JSON.stringify({ ...whole, experiences: [experience] }))
    expect(unknown).toMatchObject({ code: 1, text: expect.stringContaining(`There is no audience "${name}".`) })
    const slot = text(name, { ...whole, experiences: [{ id: 'one', variants: [{ id: 'a', slots: { NAME: hero } }] }] })
    expect((await check(slot)).code).toBe(1)
    expect((await check(text(name, withWhen({ NAME: 'rain' })))).code).toBe(1)
    expect((await check(text(name, withWhen({ 'weather.kind': { NAME: 'rain' } })))).code).toBe(1)
    expect((await check(text(name, withWhen({ $audience: 'NAME' })))).code).toBe(1)
  })

  test('two of one name', async () => {
    const [one] = whole.experiences as Document[]
    expect(await check(JSON.stringify({ ...whole, experiences: [one, one] }, null, 2))).toEqual({
      code: 1,
      text: `rules.json:32:13: error: The id "one" stands at experiences[0].id, too.
  at experiences[1].id
  32 │       "id": "one",
     │             ^^^^^
  Give each an id of its own.`,
    })
  })
})

describe('numbers and locales', () => {
  test('full-width digits in a text are no number', async () => {
    expect(await check(JSON.stringify(withWhen({ 'weather.temperature': { $gte: '２０' } }), null, 2))).toEqual({
      code: 1,
      text: `rules.json:32:19: error: weather.temperature is a number, and "２０" is a text.
  at experiences[0].when.weather.temperature.$gte
  32 │           "$gte": "２０"
     │                   ^^^^^^
  Compare it with a number, without quotes.`,
    })
  })

  test.each([
    ['ja_JP', 1, 'error: "ja_JP" is not a language tag.', 'Write a BCP 47 tag, for example ja or en-GB.'],
    ['日本', 1, 'error: "日本" is not a language tag.', 'Write a BCP 47 tag, for example ja or en-GB.'],
    ['ja-', 1, 'error: "ja-" is not a language tag.', 'Write a BCP 47 tag, for example ja or en-GB.'],
    ['', 1, 'error: locale is empty.', 'Give at least one character.'],
    [
      'jp',
      0,
      'warning: No language is called "jp": that is a country.',
      'Write the code of a language, for example ja for Japanese.',
    ],
    [
      'japanese',
      0,
      'warning: No language is called "japanese".',
      'Write the code of a language, for example ja for Japanese.',
    ],
  ])('the locale %j', async (locale, code, sentence, advice) => {
    const text = JSON.stringify({ ...whole, site: { timeZone: 'Asia/Tokyo', locale } }, null, 1)
    expect(await check(text)).toEqual({
      code,
      text: `rules.json:5:13: ${sentence}
  at site.locale
  5 │   "locale": ${JSON.stringify(locale)}
    │             ${locale === '日本' ? '^^^^^^' : '^'.repeat(locale.length + 2)}
  ${advice}`,
    })
  })

  test('a language where a country belongs', async () => {
    expect(await check(JSON.stringify(withWhen({ 'geo.country': 'ja' }), null, 2))).toMatchObject({
      code: 1,
      text: expect.stringContaining('rules.json:31:24: error: geo.country is never "ja".'),
    })
  })
})
