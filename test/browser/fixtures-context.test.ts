/** Fixtures 3, 5 and 9 of the capabilities, and what asks for memory where there is none: place, device, calendar, consent. */

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { MEMORIES } from '../../src/dev/shop/bar/memories.ts'
import { choosing, NOTHING_CHOSEN, simulate } from '../../src/dev/shop/bar/situation.ts'
import { CALM, type Facts, on, openShop, RULES, type Shop, tomorrow } from './fixtures-shop.ts'
import { hasChromium, SKIPPED } from './visitors.ts'

const FRIDAY = 5
const SATURDAY = 6
const PHONE = { 'device.kind': 'mobile' }
const TOKYO = { 'geo.regionCode': '13', 'geo.city': 'Tokyo' }
const OSAKA = { 'geo.regionCode': '27', 'geo.city': 'Osaka' }
const SAPPORO = { 'geo.regionCode': '01', 'geo.city': 'Sapporo' }
/** In Europe nobody is remembered before they say so. */
const BERLIN = { 'geo.country': 'DE', 'geo.isEU': true, 'geo.city': 'Berlin', 'geo.regionCode': 'BE' }

describe.skipIf(!hasChromium)(`the moment shows on the page${SKIPPED}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop[Symbol.asyncDispose]())

  const BOWLS: readonly { readonly who: string; readonly facts: Facts; readonly first: string; readonly ja: string }[] =
    [
      { who: 'Tokyo', facts: TOKYO, first: 'tokyo', ja: '登山のあとは、東京の一杯。' },
      {
        who: 'Tokyo on a phone',
        facts: { ...TOKYO, ...PHONE },
        first: 'tokyo-station',
        ja: '東京に着いたら、まず一杯。',
      },
      { who: 'Osaka', facts: OSAKA, first: 'osaka', ja: '登山のあとは、大阪の一杯。' },
      {
        who: 'Osaka on a phone',
        facts: { ...OSAKA, ...PHONE },
        first: 'osaka-station',
        ja: '大阪に着いたら、まず一杯。',
      },
      { who: 'Sapporo', facts: SAPPORO, first: 'hokkaido', ja: '登山のあとの一杯' },
      { who: 'Sapporo on a phone', facts: { ...SAPPORO, ...PHONE }, first: 'tokyo-station', ja: '登山のあとの一杯' },
    ]

  test.each(BOWLS)('5: ramen for $who', async ({ facts, first, ja }) => {
    await using visitor = await shop.visitor()
    for (const path of ['/ramen', '/en/ramen']) {
      await visitor.look(path, { ...CALM, ...facts })
      if (first !== 'hokkaido') expect(await visitor.first('ul.shops > li', 'data-area')).toBe(first)
      if (path === '/ramen') expect(await visitor.text('h1')).toBe(ja)
    }
  })

  test.each([
    ['a January in Tokyo', TOKYO, 'winter'],
    [
      'a January in Sydney',
      { 'geo.country': 'AU', 'geo.latitude': -33.87, 'geo.timeZone': 'Australia/Sydney' },
      'summer',
    ],
  ])('3: %s', async (_, place, season) => {
    await using visitor = await shop.visitor()
    await visitor.look('/travel', { ...place, now: '2031-01-15T03:00:00Z' })
    expect(await visitor.first('ul.destinations > li', 'data-season')).toBe(season)
  })

  const CALENDAR = [
    [
      'Friday evening with rain',
      '/',
      { ...on(FRIDAY, '19:00'), 'weather.kind': 'rain' },
      'h1',
      '晴れる朝のために、今夜は荷造りを。',
    ],
    [
      'Friday evening, dry',
      '/',
      { ...on(FRIDAY, '19:00'), 'weather.kind': 'clear' },
      '.feature h2',
      'この週末、どこまで歩きますか。',
    ],
    [
      'the weekend',
      '/en/',
      { ...on(SATURDAY, '10:00'), 'weather.kind': 'clear' },
      '.feature h2',
      'How far will you walk this weekend?',
    ],
    ['evening', '/', { ...CALM, 'time.dayPart': 'evening' }, '.journal h3', '登山のあとの一杯'],
    ['noon', '/', CALM, '.journal h3', '山では、何をどの順に着るか'],
    ['a holiday', '/', { ...CALM, 'time.isHoliday': true }, '.feature h2', 'お休みの日は、いつもより遠くへ。'],
    [
      'the week of pay day',
      '/',
      { ...CALM, visitor: null, 'time.dayOfMonth': 25 },
      '.cta-band h2',
      '給料日の週に、靴底を見てみませんか。',
    ],
    ['the day before it', '/', { ...CALM, visitor: null, 'time.dayOfMonth': 24 }, '.cta-band h2', '直して、長く使う。'],
    [
      'pay day, in English',
      '/en/',
      { ...CALM, visitor: null, 'time.dayOfMonth': 31 },
      '.cta-band h2',
      'Pay-day week: look at your soles.',
    ],
    [
      'New Year’s Day',
      '/',
      { 'weather.kind': 'clear', now: '2031-01-01T07:00:00+09:00' },
      'h1',
      '年のはじめの光を、山の上で。',
    ],
  ] as const

  test.each(CALENDAR)('9: %s', async (_, path, facts, selector, words) => {
    await using visitor = await shop.visitor()
    await visitor.look(path, facts)
    expect(await visitor.text(selector)).toBe(words)
  })

  const BAR = [
    ['tents', '/', 'p.hero-kicker', 'テントの新着'],
    ['hiker', '/en/', 'p.hero-kicker', 'New in footwear'],
    ['cart', '/', 'aside.note-cart-reminder a', 'カートを見る'],
    ['buyer', '/', '.note-code', 'つぎはぎ'],
    ['looked', '/items/kids/donguri', 'aside.note-loan a', '貸し出しのご案内'],
    ['summer', '/travel', 'p.hero-kicker', '「夏の海」をおさがしでしたので'],
    ['winter', '/en/travel', 'p.hero-kicker', 'You searched for “snow”'],
    ['family', '/', 'p.hero-kicker', '「こどもと歩く」と教えてくださったので'],
    ['sales', '/business', 'section.hero a.cta', '取引先への贈りものを見る'],
    ['company', '/en/business', 'aside.note-account h2', 'The account of Hokurei Survey'],
  ] as const

  test('each memory that the bar can pretend is looked at here', () => {
    expect(BAR.map(([id]) => id)).toEqual(MEMORIES.slice(1).map(({ id }) => id))
  })

  test.each(BAR)('the bar’s memory “%s” shows on %s', async (id, path, selector, words) => {
    await using visitor = await shop.visitor()
    const language = path.startsWith('/en/') ? 'en' : 'ja'
    const moment = { now: Date.now(), timeZone: 'Asia/Tokyo', language } as const
    await visitor.look(path, { ...CALM, ...simulate(choosing(NOTHING_CHOSEN, 'memory', id), 0, moment) })
    expect(await visitor.text(selector)).toBe(words)
    expect(await visitor.isShown(selector)).toBe(true)
  })

  test('where nobody may be remembered, what somebody did changes nothing', async () => {
    await using visitor = await shop.visitor()
    const paths = ['/', '/en/', '/category/tents', '/travel', '/kit', '/business', '/items/tents/ryosen']
    const pages = async () => {
      const made: string[] = []
      for (const path of paths) {
        await visitor.look(path, { ...tomorrow(), ...BERLIN, now: '2031-11-12T12:00:00+01:00' })
        made.push(...(await visitor.page.locator('nav.global, main').allInnerTexts()))
      }
      return made
    }
    const before = await pages()
    for (let view = 0; view < 5; view++) await visitor.open('/items/tents/ryosen')
    expect((await visitor.page.context().cookies()).length).toBeGreaterThan(0)
    expect(await pages()).toEqual(before)
  })

  test('no rule for somebody who is known applies to nobody', async () => {
    const rules = JSON.parse(await readFile(RULES, 'utf8')) as AuthoredRuleset
    const known = rules.experiences.filter((experience) =>
      /"(profile|affinity|cart|traits)\./.test(JSON.stringify(asked(experience, rules))),
    )
    expect(known.length).toBeGreaterThan(25)
    await using visitor = await shop.visitor()
    for (const path of ['/', '/kit', '/business', '/travel', '/items/tents/ryosen']) {
      const url = new URL('/_demo/explain', shop.running.url)
      const simulate = { ...CALM, visitor: null, 'weather.kind': 'rain' }
      url.searchParams.set(
        'url',
        `${shop.running.url}${path}?awase-simulate=${encodeURIComponent(JSON.stringify(simulate))}`,
      )
      const answer = await visitor.page.request.get(url.href)
      const { slots } = (await answer.json()) as { readonly slots: readonly { readonly experience: string }[] }
      const won = slots.map(({ experience }) => experience)
      expect(won.filter((id) => known.some((experience) => experience.id === id))).toEqual([])
    }
  })
})

/** Its condition with that of its audience. */
const asked = ({ audience, when }: AuthoredRuleset['experiences'][number], { audiences }: AuthoredRuleset): unknown => [
  when,
  audience === undefined ? null : audiences[audience],
]
