/** The shop's departments, in the order of the global navigation. Not the goods: products.ts. */

import type { Words } from './language.ts'

export interface Category {
  readonly id: string
  readonly name: Words
  readonly lead: Words
}

export const CATEGORIES: readonly Category[] = [
  {
    id: 'tents',
    name: { ja: 'テント', en: 'Tents' },
    lead: {
      ja: '風の通る尾根で一晩張ってから、棚に並べています。ひとり用から四季用まで。',
      en: 'Each one has stood a night on a windy ridge before it came to the shelf. Solo to four-season.',
    },
  },
  {
    id: 'packs',
    name: { ja: 'ザック', en: 'Packs' },
    lead: {
      ja: '背負って半日歩くと、良し悪しがわかります。日帰りから縦走まで、背面長は店で合わせます。',
      en: 'Half a day on your back tells you everything. Day packs to trekking packs, fitted in the shop.',
    },
  },
  {
    id: 'footwear',
    name: { ja: '登山靴', en: 'Footwear' },
    lead: {
      ja: '足の形は人それぞれです。迷ったら、いつもの靴下と一緒にお持ちください。',
      en: 'No two feet are alike. If in doubt, bring the socks you usually walk in.',
    },
  },
  {
    id: 'rainwear',
    name: { ja: '雨具', en: 'Rainwear' },
    lead: {
      ja: '裏の沢で水を浴びて試した雨具です。縫い目の内側まで、自分たちの目で確かめています。',
      en: 'Tested under the stream behind the shop. We check every seam from the inside.',
    },
  },
  {
    id: 'cooking',
    name: { ja: '山ごはん', en: 'Cooking' },
    lead: {
      ja: 'お湯が早く沸けば、休憩は長くなります。軽くて、洗いやすくて、毎日使える道具です。',
      en: 'The faster the water boils, the longer the break. Light, easy to wash, good enough for every day.',
    },
  },
  {
    id: 'lights',
    name: { ja: '灯り', en: 'Lights' },
    lead: {
      ja: '夜明け前の登山口でも、停電の夜の食卓でも。手もとと足もとを照らす灯りです。',
      en: 'For the trailhead before dawn, and for the kitchen table in a power cut.',
    },
  },
  {
    id: 'winter',
    name: { ja: '冬山', en: 'Winter' },
    lead: {
      ja: '雪の上では、温かさがそのまま安全になります。試着は手袋をしたままどうぞ。',
      en: 'On snow, warmth is safety. Try things on with your gloves on.',
    },
  },
  {
    id: 'kids',
    name: { ja: 'こども', en: 'Kids' },
    lead: {
      ja: '大人のものを小さくしただけではありません。ひとりで着て、ひとりで脱げるように作っています。',
      en: 'Not grown-up gear made small. Made so that they can put it on, and take it off, by themselves.',
    },
  },
]

export function findCategory(id: string): Category | null {
  return CATEGORIES.find((category) => category.id === id) ?? null
}
