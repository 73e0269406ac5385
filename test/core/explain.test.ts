/** Everybody's reason, by the cases that decide.test.ts decides; and each reason as a sentence. */

import { describe, expect, test } from 'vitest'
import { ATTRIBUTES } from '../../src/core/condition/attribute.ts'
import { describeReason } from '../../src/core/decision/reason-text.ts'
import { explain } from '../../src/core/explain.ts'
import type { Reason } from '../../src/core/plan.ts'
import { DECIDE_CASES } from './decide-cases.ts'

describe('cases', () => {
  test.each(DECIDE_CASES)('$name', ({ ruleset, context, profile, now, expected }) => {
    const found = Object.fromEntries(
      explain(ruleset, context, profile, now).map(({ experience, reason }) => [experience, reason]),
    )
    expect(found).toMatchObject(expected.reasons)
    for (const [id, reason] of Object.entries(expected.reasons)) expect(found[id]).toEqual(reason)
    for (const [id, stop] of Object.entries(expected.stops)) expect(found[id]?.reason).toBe(stop)
  })

  test('every experience is there, in order', () => {
    for (const { ruleset, context, profile, now } of DECIDE_CASES) {
      const ids = explain(ruleset, context, profile, now).map(({ experience }) => experience)
      expect(ids).toEqual(ruleset.experiences.map(({ id }) => id))
    }
  })
})

/** Condition path, reason, English, Japanese. */
const CONDITION_SENTENCES = [
  ['weather.kind', 'audience_false', 'The condition on “weather” does not hold.', '「天気」が条件に合いません。'],
  [
    '$and[1].time.weekday',
    'audience_false',
    'The condition on “day of the week” does not hold.',
    '「曜日」が条件に合いません。',
  ],
  [
    '$and[0].$audience(rainy).weather.kind.$in',
    'audience_false',
    'The condition on “weather” of the audience “rainy” does not hold.',
    '「天気」がオーディエンス「rainy」の条件に合いません。',
  ],
  [
    '$audience(rainy-or-snowy).$or[0].$audience(rainy).weather.kind.$in',
    'audience_unknown',
    'The condition of the audience “rainy” asks for “weather”, which is not known.',
    '「天気」が分からないため、オーディエンス「rainy」の条件に合うか判断できません。',
  ],
  [
    '$audience(newsletter-readers).$or',
    'audience_false',
    'The visitor is not in the audience “newsletter-readers”.',
    'オーディエンス「newsletter-readers」に当てはまりません。',
  ],
  [
    '$audience(nobody)',
    'audience_unknown',
    'Whether the visitor is in the audience “nobody” is not known.',
    'オーディエンス「nobody」に当てはまるか判断できません。',
  ],
  [
    'visit.isNew',
    'audience_unknown',
    'The condition asks for “first visit or not”, which is not known.',
    '「初めての訪問か」が分からないため、条件に合うか判断できません。',
  ],
  ['$or', 'audience_false', 'Its conditions do not hold.', '条件に合いません。'],
  ['', 'audience_unknown', 'Whether its conditions hold is not known.', '条件に合うか判断できません。'],
  [
    'page.query.plan.$or[0].$lt',
    'audience_false',
    'The condition on “plan in the address” does not hold.',
    '「URL の plan」が条件に合いません。',
  ],
  [
    '$not.traits.role.$eq',
    'audience_false',
    'The condition on “role of the visitor” does not hold.',
    '「プロフィールの role」が条件に合いません。',
  ],
] as const

describe('sentences', () => {
  const opensAt = Date.parse('2026-11-27T16:00:00+09:00')
  const reasons: { readonly [R in Reason['reason']]: Extract<Reason, { reason: R }> } = {
    disabled: { reason: 'disabled' },
    off_page: { reason: 'off_page' },
    off_schedule: { reason: 'off_schedule', opensAt },
    bot: { reason: 'bot' },
    no_visitor: { reason: 'no_visitor' },
    audience_false: { reason: 'audience_false', because: 'geo.country' },
    audience_unknown: { reason: 'audience_unknown', because: 'weather.kind' },
    holdout: { reason: 'holdout' },
    group_other: { reason: 'group_other', member: 'b' },
    dismissed: { reason: 'dismissed' },
    capped: { reason: 'capped', until: opensAt },
    not_allocated: { reason: 'not_allocated' },
    slot_taken: { reason: 'slot_taken', slot: 'hero', by: 'b' },
    won: { reason: 'won', arm: 'v', sticky: false, propensity: 1 },
  }

  test('every reason has one of its own in both languages', () => {
    for (const language of ['ja', 'en'] as const) {
      const sentences = Object.values(reasons).map((reason) => describeReason(reason, language))
      expect(new Set(sentences).size).toBe(sentences.length)
      for (const sentence of sentences) expect(sentence).toMatch(language === 'ja' ? /。$/ : /^[A-Z“].*\.$/)
    }
  })

  test.each([
    [reasons.off_schedule, 'en', 'It is outside its schedule and opens on 27 Nov 2026, 16:00 (Asia/Tokyo).'],
    [reasons.off_schedule, 'ja', '配信時間外です。次は 2026/11/27 16:00（Asia/Tokyo）に始まります。'],
    [{ reason: 'off_schedule', opensAt: null }, 'en', 'Its schedule has ended.'],
    [reasons.capped, 'en', 'The visitor has seen it as often as is allowed, until 27 Nov 2026, 16:00 (Asia/Tokyo).'],
    [reasons.capped, 'ja', '表示回数の上限に達しました。2026/11/27 16:00（Asia/Tokyo）からまた表示できます。'],
    [reasons.dismissed, 'en', 'The visitor does not want to see it again.'],
    [reasons.dismissed, 'ja', 'この訪問者は「興味がない」を選びました。'],
    [{ ...reasons.won, sticky: true }, 'en', 'It shows “v”, as before.'],
    [{ ...reasons.won, arm: null }, 'ja', '対照群です。元のページのまま表示し、計測します。'],
    [reasons.slot_taken, 'ja', '順番が先の「b」がスロット「hero」を使っています。'],
  ] as const)('%j in %s', (reason, language, expected) => {
    expect(describeReason(reason, language, 'Asia/Tokyo')).toBe(expected)
  })

  test.each(CONDITION_SENTENCES)('%s, %s', (path, reason, en, ja) => {
    expect(describeReason({ reason, because: path }, 'en')).toBe(en)
    expect(describeReason({ reason, because: path }, 'ja')).toBe(ja)
  })

  test('no sentence names a path where there is a word', () => {
    for (const { name } of ATTRIBUTES) {
      for (const language of ['ja', 'en'] as const) {
        const sentence = describeReason({ reason: 'audience_false', because: `$and[1].${name}.$in` }, language)
        expect(sentence).not.toMatch(/\$|geo\.|time\.|weather\.|visit\.|device\.|profile\.|cart\./)
      }
    }
  })
})
