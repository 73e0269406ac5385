/** `awase size`: what it counts, and how near it says a limit is. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sizeCommand } from '../../src/cli/size-command.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { ruleset } from '../promises/site.ts'
import { recordingIo } from './recording-io.ts'

const folder = await temporaryFolder()

const document = {
  ...ruleset({ hero: { paths: ['/'], selector: 'h1', kind: 'text' } }, [
    {
      id: 'light',
      audience: 'rainy',
      variants: [{ id: 'a', slots: { hero: { text: '雨' } } }],
    },
    {
      id: 'heavy',
      when: { $or: [{ 'geo.country': 'JP' }, { 'time.hour': { $gte: 9, $lt: 17 } }] },
      variants: [
        { id: 'a', slots: { hero: { text: 'x'.repeat(4000) } } },
        { id: 'b', slots: { hero: { text: 'y' } } },
      ],
    },
  ]),
  audiences: { rainy: { 'weather.kind': 'rain' } },
}
const text = JSON.stringify(document, null, 2)
await writeFile(join(folder, 'rules.json'), text)
await writeFile(join(folder, 'bad.json'), '{')

async function size(...args: string[]) {
  const io = recordingIo({ folder })
  const code = await sizeCommand.run(args, io)
  return { code, out: io.said.out.join('\n'), err: io.said.err.join('\n') }
}

test('--json counts everything', async () => {
  const { code, out } = await size('rules.json', '--json')
  expect(code).toBe(0)
  const validated = validateRuleset(text)
  const compiled = validated.ok ? compileRuleset(validated.value.authored) : validated
  expect(JSON.parse(out)).toEqual({
    file: 'rules.json',
    authoredBytes: Buffer.byteLength(text),
    compiledBytes: Buffer.byteLength(JSON.stringify(compiled.ok && compiled.value)),
    slots: 1,
    audiences: 1,
    experiences: 2,
    variants: 3,
    conditions: 2,
    terms: 6,
    mostVariants: 2,
    mostTerms: 5,
    matching: { index: false, attributes: 0, rows: 0, verified: 0 },
    heaviest: [
      { id: 'heavy', authoredBytes: expect.any(Number), compiledBytes: expect.any(Number) },
      { id: 'light', authoredBytes: expect.any(Number), compiledBytes: expect.any(Number) },
    ],
  })
})

test('for people, against the limits', async () => {
  const { code, out } = await size('rules.json')
  expect(code).toBe(0)
  expect(out).toMatch(/^ {2}as written +[\d.]+ KiB +of 5\.00 MiB +(< )?0\.1 %$/m)
  expect(out).toMatch(/^ {2}slots +1 +of 200 +0\.5 %$/m)
  expect(out).toMatch(/^ {2}variants +3$/m)
  expect(out).toMatch(/^ {4}most of one condition +5 +of 200 +2\.5 %$/m)
  expect(out).toContain('\nMatching: 2 experiences, asked one by one; so few need no index.\n')
  expect(out).toMatch(/\nThe heaviest experiences, .*\n {2}heavy .*\n {2}light .*$/)
})

test('many experiences are matched by an index', async () => {
  const experiences = Array.from({ length: 500 }, (_, i) => ({
    id: `e${i}`,
    when: i < 3 ? { 'page.path': { $glob: `/a*${i}` } } : { 'geo.city': `c${i}`, 'time.hour': { $gte: 9 } },
    variants: [{ id: 'a', slots: { hero: { text: 'x' } } }],
  }))
  await writeFile(join(folder, 'many.json'), JSON.stringify({ ...document, experiences }))
  expect(JSON.parse((await size('many.json', '--json')).out).matching).toEqual({
    index: true,
    attributes: expect.any(Number),
    rows: 500,
    verified: 3,
  })
  expect((await size('many.json')).out).toMatch(
    /^Matching: by an index of 500 rows over \d attributes?, 3 of them verified by asking\.$/m,
  )
})

test('what cannot be published has none', async () => {
  expect(await size('bad.json')).toEqual({
    code: 1,
    out: '',
    err: 'bad.json: 1 error. What cannot be published has no size: npx awase check says why.',
  })
  expect((await size('none.json')).code).toBe(1)
})

test.each([
  [[], 'Which FILE? As in npx awase size FILE; npx awase size --help says more.'],
  [['a', 'b'], '"b" is one too many: npx awase size takes one FILE.'],
  [['--bytes'], 'There is no flag --bytes. The flags are: --json.'],
])('wrong usage: %j', async (args, err) => {
  expect(await size(...args)).toEqual({ code: 2, out: '', err })
})
