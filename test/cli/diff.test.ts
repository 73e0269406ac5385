/** What `awase diff` says, in both languages, word for word. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diffCommand } from '../../src/cli/diff-command.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { recordingIo } from './recording-io.ts'

const content = (headline: string, href: string) => ({
  hero: { headline: { text: headline }, cta: { text: 'Go', href } },
})

const BEFORE = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
  slots: {
    hero: {
      paths: ['/'],
      selector: 'section.hero',
      parts: { headline: { selector: 'h1', kind: 'text' }, cta: { selector: 'a.cta', kind: 'link' } },
    },
  },
  audiences: { rainy: { 'weather.kind': 'rain' } },
  experiences: [
    { id: 'rain', audience: 'rainy', variants: [{ id: 'a', slots: content('Rain', '/rain') }] },
    { id: 'cold', when: { 'weather.temperature': { $lt: 5 } }, variants: [{ id: 'a', slots: content('Cold', '/c') }] },
    { id: 'old', variants: [{ id: 'a', slots: content('Old', '/old') }] },
  ],
}

const AFTER = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja', holdout: 0.05 },
  slots: {
    hero: {
      ...BEFORE.slots.hero,
      paths: ['/', '/en/'],
      parts: { ...BEFORE.slots.hero.parts, headline: { selector: 'h2', kind: 'text' } },
    },
  },
  audiences: { rainy: { 'weather.kind': { $in: ['rain', 'snow'] } } },
  experiences: [
    {
      id: 'cold',
      name: { ja: '寒い日', en: 'Cold days' },
      allocation: 0.5,
      cap: { count: 3, per: '7d' },
      schedule: { from: '2026-12-01T00:00', weekly: [{ days: ['sat', 'sun'], from: '10:00', to: '18:00' }] },
      variants: [
        { id: 'a', weight: 2, slots: content('Cold\u001b[31m today', '/c') },
        { id: 'b', slots: content('Brr', '/c') },
      ],
    },
    { id: 'rain', enabled: false, audience: 'rainy', variants: [{ id: 'a', slots: content('Rain', '/rain') }] },
    { id: 'new', audience: 'rainy', when: { 'geo.country': 'JP' }, variants: [{ id: 'a', slots: content('N', '/n') }] },
  ],
}

const folder = await temporaryFolder()
await writeFile(join(folder, 'a.json'), JSON.stringify(BEFORE))
await writeFile(join(folder, 'b.json'), JSON.stringify(AFTER))
await writeFile(join(folder, 'bad.json'), '{ "format": 1, }')

async function diff(...args: string[]) {
  const io = recordingIo({ folder })
  const code = await diffCommand.run(args, io)
  return { code, ...io.said }
}

test('in English', async () => {
  const { code, out, err } = await diff('a.json', 'b.json')
  expect(err).toEqual([])
  expect(code).toBe(0)
  expect(out.join('\n')).toMatchInlineSnapshot(`
    "a.json → b.json: 16 differences.

    Site
      The holdout is 5 %; there was none.

    Slot “hero”
      The list of pages is “/”, “/en/”; it was “/”.
      The selector of the part “headline” is “h2”; it was “h1”.

    Audience “rainy”
      It means: it is raining or snowing. Before: it is raining.

    Experience “cold”
      It now stands first.
      The name is “Cold days”; there was none.
      It applies when: always. Before: the temperature is less than 5 °C.
      The schedule is from 2026-12-01 00:00; Sat, Sun 10:00–18:00; there was none.
      The share of visitors who enter is 50 %; it was 100 %.
      The cap is 3 times in 7 days; there was none.
      The weight of “a” is 2; it was 1.
      “a” in “hero”, headline: the text is “Cold�[31m today”; it was “Cold”.
      The variant “b” is new.

    Experience “rain”
      It is switched off.

    Experience “new”
      It is new. It changes “hero” when: the visitor is in the audience “rainy” and the country is Japan.

    Experience “old”
      It is gone."
  `)
})

test('in Japanese', async () => {
  const { out } = await diff('a.json', 'b.json', '--language', 'ja')
  expect(out.join('\n')).toMatchInlineSnapshot(`
    "a.json → b.json：違いは16件です。

    サイト
      ホールドアウトの割合が5 %になりました（以前は指定なし）。

    スロット「hero」
      対象ページが「/」から「/」、「/en/」になりました。
      パーツ「headline」のセレクターが「h1」から「h2」になりました。

    オーディエンス「rainy」
      条件が「天気が雨」から「天気が雨または雪」になりました。

    施策「cold」
      順番が先頭になりました。
      名前が「寒い日」になりました（以前は指定なし）。
      条件が「気温が5℃未満」から「無条件」になりました。
      配信期間が2026-12-01 00:00から、土・日 10:00〜18:00になりました（以前は指定なし）。
      配信割合が100 %から50 %になりました。
      表示回数の上限が7日に3回になりました（以前は指定なし）。
      「a」の重みが1から2になりました。
      「a」の「hero」の「headline」: テキストが「Cold」から「Cold�[31m today」になりました。
      バリエーション「b」が加わりました。

    施策「rain」
      無効になりました。

    施策「new」
      新しく加わりました。「hero」を変えます。条件: オーディエンス「rainy」に当てはまる、かつ国が日本。

    施策「old」
      なくなりました。"
  `)
})

test('lists and parts in words', async () => {
  const list = { paths: ['/'], selector: 'ul', kind: 'list', item: 'li', key: '@data-k' }
  const { hero } = BEFORE.slots
  const rules = (slots: object, nav: object) => ({
    ...BEFORE,
    slots: { ...slots, nav: list },
    experiences: [{ id: 'sorted', variants: [{ id: 'a', slots: { nav } }] }],
  })
  const { headline, ...parts } = hero.parts
  await writeFile(join(folder, 'c.json'), JSON.stringify(rules({ hero }, { order: { first: ['tents'] }, hide: ['x'] })))
  const after = { order: { first: ['rain', 'tents'], last: ['sale'] }, pin: { maps: 2 } }
  await writeFile(join(folder, 'd.json'), JSON.stringify(rules({ hero: { ...hero, parts } }, after)))
  expect(headline.selector).toBe('h1')
  expect((await diff('c.json', 'd.json')).out.filter((line) => line.startsWith('  '))).toEqual([
    '  The part “headline” is gone.',
    '  “a” in “nav”: there is no setting “hide” any more; it was “x”.',
    '  “a” in “nav”: the order is first “rain”, “tents”, last “sale”; it was first “tents”.',
    '  “a” in “nav”: the pinning is “maps” at place 2; there was none.',
  ])
  expect((await diff('d.json', 'c.json', '--language', 'ja')).out.filter((line) => line.startsWith('  '))).toEqual([
    '  パーツ「headline」が加わりました。',
    '  「a」の「nav」: 並び順が先頭に「rain」、「tents」、末尾に「sale」から先頭に「tents」になりました。',
    '  「a」の「nav」: 固定する項目の指定がなくなりました（以前は「maps」を2番目）。',
    '  「a」の「nav」: 非表示の設定が「x」になりました（以前は指定なし）。',
  ])
})

test('no difference is said, too', async () => {
  expect((await diff('a.json', 'a.json')).out).toEqual(['a.json → a.json: no difference.'])
})

test('for programs', async () => {
  const { out } = await diff('a.json', 'b.json', '--json')
  const { differences } = JSON.parse(out.join('\n'))
  expect(differences[0]).toEqual({ in: 'site', key: 'holdout', after: 0.05 })
})

test('a file that is not sound is said, and nothing is compared', async () => {
  const { code, out, err } = await diff('a.json', 'bad.json')
  expect(code).toBe(1)
  expect(out).toEqual([])
  expect(err[0]).toContain('bad.json:1:16: error: This is not JSON')
})

test.each([
  [['a.json'], 'Which two files? As in npx awase diff rules.json new-rules.json'],
  [['-', '-'], 'Which two files? As in npx awase diff rules.json new-rules.json'],
  [['a.json', 'b.json', '--language', 'fr'], '--language is ja or en, not "fr".'],
])('wrong usage: %j', async (args, message) => {
  expect(await diff(...args)).toEqual({ code: 2, out: [], err: [message] })
})
