/** A site's own words for its names, alone and in sentences. Not the pages that show them: admin/privacy. */

import { describe, expect, test } from 'vitest'
import type { CompiledSchema, CompiledTrait } from '../../../src/core/compiled.ts'
import { conditionTrees } from '../../../src/core/condition/condition-tree.ts'
import type { TraitValue } from '../../../src/core/memory.ts'
import { describeAs } from '../../../src/core/wording/describe-condition.ts'
import { siteWords } from '../../../src/core/wording/site-words.ts'

const ABOUT = { purpose: 'personalize', why: null, label: null, retention: null } as const
const TRAIT: CompiledTrait = { ...ABOUT, type: 'string', values: null, ask: null, sensitive: false }
const SCHEMA: CompiledSchema = {
  traits: {
    style: {
      ...TRAIT,
      values: ['ridge', 'camp', 'constructor'],
      label: { ja: '山歩きの仕方', en: 'Way of going out' },
      valueLabels: { ridge: { ja: '稜線を縦走する', en: 'Ridges' } },
    },
    likes: { ...TRAIT, type: 'strings', values: ['tea', 'coffee'], valueLabels: { tea: { ja: 'お茶', en: 'Tea' } } },
    plain: TRAIT,
  },
  scores: { churn: { ...ABOUT, label: { ja: '離れる見込み', en: 'Likely to leave' } } },
  categories: null,
  categoryLabels: { rainwear: { ja: '雨具', en: 'Rainwear' } },
}
const JA = siteWords(SCHEMA, 'ja')
const EN = siteWords(SCHEMA, 'en')

test('names: the site’s word, else the name', () => {
  expect(['style', 'plain', 'toString'].map(JA.trait)).toEqual(['山歩きの仕方', 'plain', 'toString'])
  expect(['style', 'plain', 'toString'].map(EN.trait)).toEqual(['Way of going out', 'plain', 'toString'])
  expect(['rainwear', 'tents', 'valueOf'].map(JA.category)).toEqual(['雨具', 'tents', 'valueOf'])
  expect(['churn', 'x'].map(EN.score)).toEqual(['Likely to leave', 'x'])
})

test.each<[trait: string, value: TraitValue, ja: string, en: string]>([
  ['style', 'ridge', '稜線を縦走する', 'Ridges'],
  ['style', 'camp', 'camp', 'camp'],
  ['style', 'constructor', 'constructor', 'constructor'],
  ['likes', ['tea', 'coffee'], 'お茶、coffee', 'Tea, coffee'],
  ['plain', 'ridge', 'ridge', 'ridge'],
  ['nobody-declared-it', 'ridge', 'ridge', 'ridge'],
  ['plain', true, 'はい', 'Yes'],
  ['plain', false, 'いいえ', 'No'],
  ['plain', 1985, '1985', '1985'],
  ['plain', 1_234_567.5, '1,234,567.5', '1,234,567.5'],
  ['plain', -0.25, '-0.25', '-0.25'],
])('the value of %s, %j', (trait, value, ja, en) => {
  expect([JA.value(trait, value), EN.value(trait, value)]).toEqual([ja, en])
})

describe('sentences', () => {
  const said = (condition: object) => {
    const tree = conditionTrees({ regex: null })(condition as never)
    return [describeAs(tree, 'ja', JA.subject).text, describeAs(tree, 'en', EN.subject).text]
  }

  test.each([
    [{ 'traits.style': 'ridge' }, '「山歩きの仕方」が「稜線を縦走する」', '“Way of going out” is “Ridges”'],
    [{ 'traits.style': 'camp' }, '「山歩きの仕方」が「camp」', '“Way of going out” is “camp”'],
    [
      { 'traits.style': { $in: ['ridge', 'camp'] } },
      '「山歩きの仕方」が「稜線を縦走する」または「camp」',
      '“Way of going out” is “Ridges” or “camp”',
    ],
    [{ 'traits.plain': 'ridge' }, 'プロフィールの plain が「ridge」', 'the plain of the visitor is “ridge”'],
    [{ 'affinity.rainwear': { $gte: 0.5 } }, '「雨具」への関心が0.5以上', 'the interest in “Rainwear” is 0.5 or more'],
    [{ 'affinity.tents': { $gte: 0.5 } }, 'tents への関心が0.5以上', 'the interest in tents is 0.5 or more'],
    [{ 'score.churn': { $gt: 0.5 } }, '「離れる見込み」が0.5を超える', '“Likely to leave” is more than 0.5'],
    [{ 'weather.kind': 'rain' }, '天気が雨', 'it is raining'],
  ])('%j', (condition, ja, en) => {
    expect(said(condition)).toEqual([ja, en])
  })
})
