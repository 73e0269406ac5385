/** Four ways of going out, and what we carry for each. Not their pages: pages/quiz.ts asks, pages/kit.ts shows. */

import type { Words } from './language.ts'
import { findProduct, type Product } from './products.ts'

export interface Kit {
  /** A value of the trait `style`. */
  readonly style: string
  /** As one would answer the question. */
  readonly answer: Words
  readonly name: Words
  readonly text: Words
  readonly items: readonly string[]
}

export const KITS: readonly Kit[] = [
  {
    style: 'ridge',
    answer: { ja: '稜線を縦走する', en: 'Ridges, for days' },
    name: { ja: '稜線の支度', en: 'For the ridge' },
    text: {
      ja: '風と冷えに備えて、体に近いものから選びます。濡れても眠れることが、翌朝の足どりになります。',
      en: 'Wind and cold decide. If you can sleep dry, you will walk well in the morning.',
    },
    items: ['juso-45', 'hisame', 'ryosen', 'yomichi', 'hitowakashi'],
  },
  {
    style: 'camp',
    answer: { ja: 'ゆっくり泊まる', en: 'A slow night out' },
    name: { ja: '野営の支度', en: 'For a slow night out' },
    text: {
      ja: '歩く距離は短く、滞在は長く。日陰と灯り、それから朝のコーヒーを大事にした組み合わせです。',
      en: 'A short walk and a long stay: shade, a good lamp, and proper coffee in the morning.',
    },
    items: ['futari', 'kokage', 'andon', 'yuge', 'asaichi'],
  },
  {
    style: 'family',
    answer: { ja: 'こどもと歩く', en: 'With children' },
    name: { ja: 'こどもとの支度', en: 'With children' },
    text: {
      ja: '自分で背負って、自分で着られること。眠くなる前に張れて、夜は小さな灯りがひとつあること。',
      en: 'They carry their own pack and put on their own coat. At night, one small light of their own.',
    },
    items: ['korisu-8', 'donguri', 'tsukushi', 'hiyoko', 'hotaru'],
  },
  {
    style: 'stroll',
    answer: { ja: '里山を日帰りで', en: 'Day walks in the hills' },
    name: { ja: '里山の支度', en: 'For a day in the hills' },
    text: {
      ja: '半日から一日の道に、重い靴はいりません。通り雨をかわして、見晴らしで一杯淹れるための荷物です。',
      en: 'A day in the hills needs no heavy boots. Enough for a shower, and for coffee at the view.',
    },
    items: ['higaeri-22', 'satoyama', 'tooriame', 'tabi', 'asaichi'],
  },
]

export const goodsOf = ({ items }: Kit): readonly Product[] => items.flatMap((item) => findProduct(item) ?? [])
