/** What we have written down for companies, each a page to read. Not which of them somebody is shown: rules.json. */

import type { Words } from './language.ts'

export interface Paper {
  readonly id: string
  readonly title: Words
  /** What it says, in a sentence. */
  readonly summary: Words
  readonly paragraphs: readonly Words[]
}

/** The first is the one that suits everybody. */
export const PAPERS: readonly Paper[] = [
  {
    id: 'first-order',
    title: { ja: 'はじめての法人装備', en: 'A first order for a team' },
    summary: {
      ja: '何着から、いくらで、どのくらいで届くか。五着から三十着までの実例を三つ載せました。',
      en: 'How many, how much, how soon: three real orders, from five jackets to thirty.',
    },
    paragraphs: [
      {
        ja: '最初に決めるのは、品番ではなく人数と季節です。同じ上着でも、歩く人と立つ人では一つ寸法が変わります。',
        en: 'Begin with people and seasons, not with article numbers. Somebody who stands all day needs another size than somebody who walks.',
      },
      {
        ja: '採寸には、店の者が伺います。一人三分、十人で半時間ほど。試着の見本をお持ちします。',
        en: 'We come to you and measure: three minutes each, half an hour for ten. We bring samples.',
      },
      {
        ja: '名入れを含めて三週間でお届けし、一年目の直しは含まれています。',
        en: 'Three weeks with your name on it, and the first year of repairs is included.',
      },
    ],
  },
  {
    id: 'rain-on-site',
    title: { ja: '雨の日の現場を止めない', en: 'Sites that work in the rain' },
    summary: {
      ja: '濡れると何が先に止まるのか。測量の三つの班と、梅雨のあいだ記録を取りました。',
      en: 'What stops first when it rains? Three survey crews kept notes through a rainy season.',
    },
    paragraphs: [
      {
        ja: '止まるのは足ではなく、手でした。手袋の替えと、乾いた袖口があれば、作業はあと二時間続きます。',
        en: 'It was not the feet that stopped, but the hands. Spare gloves and dry cuffs bought two more hours.',
      },
      {
        ja: '上着は三層、ズボンは靴のままはけるもの。脱ぎ着に四分かかる雨具は、結局着てもらえません。',
        en: 'Three-layer jackets, and trousers that go over boots. A suit that takes four minutes to put on stays in the car.',
      },
      {
        ja: '乾かす場所まで含めて装備です。車の中に渡す一本の物干しが、いちばん効きました。',
        en: 'Drying is part of the gear. One rail across the van did more than anything else.',
      },
    ],
  },
  {
    id: 'counting-wear',
    title: { ja: '買い替えを数える', en: 'Counting replacements' },
    summary: {
      ja: '安い靴を年に二度買うか、直して三年履くか。三十足の記録から、費用と手間を出しました。',
      en: 'Two cheap pairs a year, or one that is mended for three? Costs and trouble, from thirty pairs.',
    },
    paragraphs: [
      {
        ja: '底の減りは、歩いた距離より地面で決まります。舗装の多い現場は、林道の倍の早さで減りました。',
        en: 'The ground wears soles, more than the distance. Asphalt took twice what forest roads did.',
      },
      {
        ja: '張り替えは一回一万円ほど。二度直せば、買い替えの半分に収まります。',
        en: 'New soles cost about ¥10,000. Two of them come to half of new boots.',
      },
      {
        ja: '預かりのあいだは、同じ寸法の一足をお貸しします。現場は休みません。',
        en: 'While we have them, we lend a pair in the same size. Nobody stays at home.',
      },
    ],
  },
  {
    id: 'guests-outdoors',
    title: { ja: 'お客さまに貸す装備', en: 'Gear for your guests' },
    summary: {
      ja: '宿やガイドの方へ。雨の日も外へ案内できるよう、何を何組置けばよいかをまとめました。',
      en: 'For inns and guides: what to keep, and how many, so that rain does not keep guests indoors.',
    },
    paragraphs: [
      {
        ja: '二十室の宿なら、雨具は大人八着とこども四着から。寸法は三つで足ります。',
        en: 'For twenty rooms, begin with eight adult and four children’s shells. Three sizes will do.',
      },
      {
        ja: '貸し出しの靴は、二日に一度しか履かせないこと。乾く時間が、いちばんの手入れです。',
        en: 'Lend boots every other day only. Time to dry is the best care.',
      },
      {
        ja: '傷んだものは季節の終わりにまとめてお送りください。春までに直してお返しします。',
        en: 'Send us what is torn when the season ends. It is back, mended, before spring.',
      },
    ],
  },
  {
    id: 'warm-hands',
    title: { ja: '寒い現場の、手と足', en: 'Hands and feet in the cold' },
    summary: {
      ja: '氷点下の朝に、手と足の先だけを変えました。体はそのままで、休憩の数が減りました。',
      en: 'On freezing mornings we changed gloves and socks only. The breaks became fewer.',
    },
    paragraphs: [
      {
        ja: '厚い上着を足す前に、首と手首と足首。冷えはそこから入ります。',
        en: 'Before a thicker jacket: neck, wrists, ankles. That is where the cold gets in.',
      },
      {
        ja: '手袋は二組。濡れたら替える、と決めておくと、替えるのをためらいません。',
        en: 'Two pairs of gloves, and a rule: wet ones come off. With a rule, nobody hesitates.',
      },
      {
        ja: '靴は半寸大きく、靴下は二枚にしない。締めつけた足は、よく冷えます。',
        en: 'Boots half a size up, and never two pairs of socks. Tight feet are cold feet.',
      },
    ],
  },
]

export function findPaper(id: string): Paper | null {
  return PAPERS.find((paper) => paper.id === id) ?? null
}
