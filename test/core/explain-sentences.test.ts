/** Conditions and decisions in words, in both languages: tables that a marketer could read. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AWASE } from '../../src/core/condition/operators/awase.ts'
import { traceCondition } from '../../src/core/condition/trace.ts'
import type { Reason } from '../../src/core/plan.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { describeCondition } from '../../src/core/wording/describe-condition.ts'
import { describeWhy } from '../../src/core/wording/describe-why.ts'
import { aroundOf } from '../../src/core/wording/fact.ts'
import { outlineOf } from '../../src/core/wording/outline.ts'
import { conditions } from './condition/random-conditions.ts'

type Case = readonly [name: string, condition: unknown, en: string, ja: string]

const CASES: readonly Case[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../cases/condition-sentences.json'), 'utf8'),
)
const OPTIONS = { groups: { members: ['m'] } }

describe('conditions', () => {
  test.each(CASES)('%s', (_, condition, en, ja) => {
    expect(describeCondition(condition, 'en', OPTIONS)).toBe(en)
    expect(describeCondition(condition, 'ja', OPTIONS)).toBe(ja)
  })

  test('every operator has a case', () => {
    const text = JSON.stringify(CASES.map(([, condition]) => condition))
    const operators = [...AWASE.operators.keys(), '$and', '$or', '$nor', '$not', '$audience']
    expect(operators.filter((operator) => !text.includes(`"${operator}":`))).toEqual([])
  })

  test('what is opposite reads differently, and neither has a path in it', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        for (const language of ['en', 'ja'] as const) {
          const words = describeCondition(condition, language, OPTIONS)
          expect(words).not.toMatch(/undefined|\[object|NaN(?!”)/)
          const negated = describeCondition({ $not: condition }, language, OPTIONS)
          if (!/judged|判断|always|never|無条件|決して/.test(words)) expect(negated).not.toBe(words)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('lists of a thousand values and nests of hundreds of levels stay short', () => {
    const many = { 'geo.city': { $in: Array.from({ length: 1_000 }, (_, at) => `city-${at}`) } }
    expect(describeCondition(many, 'en')).toMatch(/city-7 or 992 others$/)
    const parts = { $or: Array.from({ length: 200 }, (_, at) => ({ 'visit.count': at })) }
    expect(describeCondition(parts, 'ja')).toMatch(/ほか188件$/)
    let deep: object = { $eq: 1 }
    for (let level = 0; level < 2_000; level++) deep = { $elemMatch: deep }
    expect(describeCondition({ a: deep }, 'en').length).toBeLessThan(1_000)
  })
})

const AUDIENCES = {
  rainy: { 'weather.kind': { $in: ['rain', 'drizzle'] } },
  'in-tokyo': {
    $or: [
      { 'geo.country': 'JP', 'geo.regionCode': '13' },
      { 'geo.country': 'JP', 'geo.city': 'Tokyo' },
    ],
  },
}

const VISIT = {
  geo: { country: 'JP', city: 'Sendai', regionName: '宮城県', regionCode: '04', latitude: 38.2, longitude: 140.8 },
  weather: { kind: 'rain', temperature: 12 },
  time: { hour: 18, minuteOfDay: 1104, weekday: 5 },
  visit: { isNew: true, isReturning: UNKNOWN, count: UNKNOWN },
  languages: ['ja', 'en'],
  utm: {},
  affinity: { hiking: 0.7364 },
  profile: { itemViews: 5, searches: ['tent'] },
  cart: { isAbandoned: true },
  traits: UNKNOWN,
}

function why(condition: unknown, language: 'ja' | 'en', arm: string | null = 'jacket'): string {
  const trace = traceCondition(condition, VISIT, { audiences: AUDIENCES })
  const reason: Reason =
    trace.truth === true
      ? { reason: 'won', arm, sticky: false, propensity: 1 }
      : { reason: trace.truth === false ? 'audience_false' : 'audience_unknown', because: '' }
  return describeWhy(reason, trace, aroundOf(VISIT, language))
}

describe('why', () => {
  test.each([
    [
      { $audience: 'rainy' },
      'It shows “jacket”, because it is raining in Sendai.',
      '宮城県は雨です。「jacket」を表示しています。',
    ],
    [
      { $and: [{ $audience: 'rainy' }, { 'visit.isNew': true }] },
      'It shows “jacket”, because it is raining in Sendai and this is the first visit.',
      '宮城県は雨で、初めての訪問です。「jacket」を表示しています。',
    ],
    [
      { 'weather.temperature': { $gte: 20 } },
      'It is shown only when the temperature is 20 °C or more, but the temperature is 12 °C.',
      '気温が20℃以上のときだけ表示しますが、気温は12℃です。',
    ],
    [
      { 'affinity.hiking': { $gte: 0.4 }, 'profile.itemViews': { $gte: 5 } },
      'It shows “jacket”, because the interest in hiking is 0.73 and the largest number of views of one item is 5.',
      'hiking への関心は0.73で、同じ商品を見た回数は5回です。「jacket」を表示しています。',
    ],
    [
      { 'affinity.camping': { $gte: 0.4 } },
      'It is shown only when the interest in camping is 0.4 or more, but the interest in camping is 0.',
      'camping への関心が0.4以上のときだけ表示しますが、camping への関心は0です。',
    ],
    [
      { 'cart.isAbandoned': true, 'profile.searches': 'tent' },
      'It shows “jacket”, because items were left in the cart on an earlier visit and the recent searches are “tent”.',
      '前の訪問からカートに商品が残っている状態で、最近の検索語は「tent」です。「jacket」を表示しています。',
    ],
    [
      { 'traits.role': 'sales' },
      'It is shown only when the role of the visitor is “sales”, but the role of the visitor is not known.',
      'プロフィールの role が「sales」のときだけ表示しますが、プロフィールの role がまだ分かりません。',
    ],
    [
      { $audience: 'in-tokyo' },
      'It is shown only when the visitor is in the audience “in-tokyo”, but the region is 04 and the city is Sendai.',
      'オーディエンス「in-tokyo」に当てはまるときだけ表示しますが、地域は04で、市区町村はSendaiです。',
    ],
    [
      { $audience: 'rainy', 'time.hour': { $lt: 12 } },
      'It is shown only when the time is before 12:00, but the time is 18:24.',
      '時刻が12:00より前のときだけ表示しますが、時刻は18:24です。',
    ],
    [
      { 'weather.kind': 'snow' },
      'It is shown only when it is snowing, but it is raining in Sendai.',
      '天気が雪のときだけ表示しますが、宮城県は雨です。',
    ],
    [
      { $not: { $audience: 'rainy' } },
      'It is shown only when the visitor is not in the audience “rainy”, but it is raining in Sendai.',
      'オーディエンス「rainy」に当てはまらないときだけ表示しますが、宮城県は雨です。',
    ],
    [
      { 'visit.count': { $gte: 3 } },
      'It is shown only when the number of visits is 3 or more, but the number of visits is not known.',
      '訪問回数が3回以上のときだけ表示しますが、訪問回数がまだ分かりません。',
    ],
    [
      { 'visit.isReturning': true },
      'It is shown only when the visitor has been here before, but that is not known.',
      '再訪のときだけ表示しますが、まだ分かりません。',
    ],
    [
      { 'utm.source': 'newsletter' },
      'It is shown only when utm_source is “newsletter”, but there is no utm_source.',
      'utm_source が「newsletter」のときだけ表示しますが、utm_source がありません。',
    ],
    [
      { languages: 'fr' },
      'It is shown only when the languages include French, but the languages are Japanese and English.',
      '言語にフランス語が含まれるときだけ表示しますが、言語は日本語と英語です。',
    ],
    [{ $audience: 'nobody' }, 'Whether its conditions hold is not known.', '条件に合うか判断できません。'],
  ] as const)('%j', (condition, en, ja) => {
    expect(why(condition, 'en')).toBe(en)
    expect(why(condition, 'ja')).toBe(ja)
  })

  test('the control arm, and an experience for everybody', () => {
    expect(why({ $audience: 'rainy' }, 'en', null)).toBe(
      'It is raining in Sendai. The visitor is in the control arm: the page stays as it is, and is counted.',
    )
    const won: Reason = { reason: 'won', arm: 'a', sticky: false, propensity: 1 }
    expect(describeWhy(won, null, aroundOf(VISIT, 'en'))).toBe('It shows “a”. It is for everybody.')
    expect(describeWhy(won, null, aroundOf(VISIT, 'ja'))).toBe('「a」を表示しています。全員が対象です。')
  })

  test('other reasons keep their short sentence', () => {
    const trace = traceCondition({ $audience: 'rainy' }, VISIT, { audiences: AUDIENCES })
    expect(describeWhy({ reason: 'holdout' }, trace, aroundOf(VISIT, 'en'))).toContain('holdout')
  })
})

test('an outline has each comparison with what was seen of it', () => {
  const condition = {
    $and: [{ $audience: 'rainy' }, { 'weather.temperature': { $gte: 15, $lt: 20 }, 'visit.isNew': true }],
  }
  const lines = outlineOf(traceCondition(condition, VISIT, { audiences: AUDIENCES }), aroundOf(VISIT, 'en'))
  expect(lines).toMatchObject({
    text: 'All of these',
    truth: false,
    parts: [
      {
        text: 'Audience “rainy”',
        truth: true,
        deciding: false,
        parts: [{ text: 'It is raining or drizzling', seen: 'raining' }],
      },
      {
        text: 'The temperature is 15 °C or more and is less than 20 °C',
        seen: '12 °C',
        truth: false,
        deciding: true,
        parts: [
          { text: 'The temperature is 15 °C or more', truth: false, deciding: true },
          { text: 'The temperature is less than 20 °C', truth: true, deciding: false },
        ],
      },
      { text: 'This is the first visit', seen: 'yes', truth: true },
    ],
  })
})
