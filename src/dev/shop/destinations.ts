/** Twelve places worth a journey, half for summer, half for winter. Not their pictures: drawing/places.ts. */

import type { Words } from './language.ts'

export interface Destination {
  readonly id: string
  readonly season: 'summer' | 'winter'
  readonly name: Words
  readonly area: Words
  readonly text: Words
}

export const DESTINATIONS: readonly Destination[] = [
  {
    id: 'oze',
    season: 'summer',
    name: { ja: '尾瀬の木道', en: 'The Oze boardwalks' },
    area: { ja: '群馬県　6月から10月', en: 'Gunma, June to October' },
    text: {
      ja: '湿原をまっすぐ渡る木の道。朝霧のうちに歩き出すと、花が先に目を覚ましています。',
      en: 'Wooden paths straight across the marsh. Start in the morning mist; the flowers are up before you.',
    },
  },
  {
    id: 'zao',
    season: 'winter',
    name: { ja: '蔵王の樹氷', en: 'The snow monsters of Zao' },
    area: { ja: '山形県・宮城県　1月から2月', en: 'Yamagata and Miyagi, January to February' },
    text: {
      ja: '風と雪が、木々を白い群像に変えます。板を担いで、いちばん早いロープウェイで。',
      en: 'Wind and snow turn the firs into a white crowd. Take the first ropeway up.',
    },
  },
  {
    id: 'kerama',
    season: 'summer',
    name: { ja: '慶良間の浜', en: 'The beaches of Kerama' },
    area: { ja: '沖縄県　5月から10月', en: 'Okinawa, May to October' },
    text: {
      ja: '那覇から船で一時間。浅瀬を歩くだけで、足もとを魚がよけていきます。',
      en: 'An hour by boat from Naha. Wade in, and the fish make way for your feet.',
    },
  },
  {
    id: 'niseko',
    season: 'winter',
    name: { ja: 'ニセコの粉雪', en: 'Powder in Niseko' },
    area: { ja: '北海道　12月から4月', en: 'Hokkaido, December to April' },
    text: {
      ja: '夜のうちに降り積もった、音のしない雪。朝いちばんの斜面に、自分の線を引けます。',
      en: 'Snow that fell without a sound overnight. The first line of the morning is yours.',
    },
  },
  {
    id: 'goto',
    season: 'summer',
    name: { ja: '五島の入り江', en: 'The coves of Goto' },
    area: { ja: '長崎県　6月から9月', en: 'Nagasaki, June to September' },
    text: {
      ja: '島と島のあいだを、小さな船で渡る旅です。泳いで、昼寝をして、また泳ぎます。',
      en: 'Small boats from island to island. Swim, sleep, swim again.',
    },
  },
  {
    id: 'hakuba',
    season: 'winter',
    name: { ja: '白馬の大斜面', en: 'The long runs of Hakuba' },
    area: { ja: '長野県　12月から5月', en: 'Nagano, December to May' },
    text: {
      ja: '三千メートル近い峰々を正面に、谷まで一気に滑ります。午後は麓の湯へ。',
      en: 'Down to the valley with peaks of nearly 3,000 metres before you. A hot bath after lunch.',
    },
  },
  {
    id: 'shakotan',
    season: 'summer',
    name: { ja: '積丹の岬', en: 'Cape Shakotan' },
    area: { ja: '北海道　6月から9月', en: 'Hokkaido, June to September' },
    text: {
      ja: '草の斜面を歩いて岬の先へ。灯台の向こうに、北の海の青が広がります。',
      en: 'Through the grass to the lighthouse, and the blue of the northern sea beyond it.',
    },
  },
  {
    id: 'nyuto',
    season: 'winter',
    name: { ja: '乳頭の雪見湯', en: 'Snow baths at Nyuto' },
    area: { ja: '秋田県　12月から3月', en: 'Akita, December to March' },
    text: {
      ja: '雪の森を歩いた先に、白い湯が待っています。頭に雪を載せたまま、長湯をどうぞ。',
      en: 'Walk through the snowy wood to a milky hot spring. Let it snow on your head.',
    },
  },
  {
    id: 'kiso',
    season: 'summer',
    name: { ja: '木曽の清流', en: 'The clear rivers of Kiso' },
    area: { ja: '長野県　7月から9月', en: 'Nagano, July to September' },
    text: {
      ja: '檜の森を抜ける、底まで見える川。石の上で乾かす時間も、旅のうちです。',
      en: 'A river you can see to the bottom of, through cypress woods. Dry off on a warm rock.',
    },
  },
  {
    id: 'abashiri',
    season: 'winter',
    name: { ja: '網走の流氷', en: 'Drift ice at Abashiri' },
    area: { ja: '北海道　2月', en: 'Hokkaido, February' },
    text: {
      ja: '海が一面、白い陸になる数週間。風のない朝は、氷のきしむ音が聞こえます。',
      en: 'For a few weeks the sea turns to white land. On still mornings you hear the ice creak.',
    },
  },
  {
    id: 'norikura',
    season: 'summer',
    name: { ja: '乗鞍の夏の稜線', en: 'The summer ridge of Norikura' },
    area: { ja: '岐阜県・長野県　7月から9月', en: 'Gifu and Nagano, July to September' },
    text: {
      ja: 'バスを降りれば、そこはもう雲の上。はじめての三千メートルにおすすめします。',
      en: 'Step off the bus above the clouds. A kind first 3,000-metre peak.',
    },
  },
  {
    id: 'togakushi',
    season: 'winter',
    name: { ja: '戸隠の雪の森', en: 'The snow woods of Togakushi' },
    area: { ja: '長野県　1月から3月', en: 'Nagano, January to March' },
    text: {
      ja: 'スノーシューで、夏は入れない森の奥へ。足あとの主を当てながら歩きます。',
      en: 'On snowshoes, deeper than any summer path. Guess who left the tracks.',
    },
  },
]
