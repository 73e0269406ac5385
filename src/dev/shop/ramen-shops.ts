/** Ramen shops that do not exist, in towns that do. Not their bowls' pictures: drawing/ramen.ts. */

import type { Words } from './language.ts'

export interface RamenShop {
  readonly id: string
  /** Key of the list: a town, or a town's station, where one eats standing between two trains. */
  readonly area: string
  readonly name: Words
  readonly place: Words
  readonly soup: Words
  readonly text: Words
  readonly hours: Words
  /** Yen, the bowl that is named first on the menu. */
  readonly price: number
}

export const RAMEN_SHOPS: readonly RamenShop[] = [
  {
    id: 'yukiakari',
    area: 'sapporo',
    name: { ja: '味噌 雪あかり', en: 'Miso Yukiakari' },
    place: { ja: '札幌・円山', en: 'Maruyama, Sapporo' },
    soup: { ja: '味噌', en: 'Miso' },
    text: {
      ja: '円山を下りて十分。ラードの膜が熱を閉じ込め、最後の一口まで湯気が立ちます。',
      en: 'Ten minutes from the foot of Mount Maruyama. It steams to the last spoonful.',
    },
    hours: { ja: '11時–21時　月曜休', en: '11–21, closed Mon' },
    price: 1050,
  },
  {
    id: 'keyaki',
    area: 'sendai',
    name: { ja: '辛味噌 けやき', en: 'Karamiso Keyaki' },
    place: { ja: '仙台・青葉', en: 'Aoba, Sendai' },
    soup: { ja: '辛味噌', en: 'Spicy miso' },
    text: {
      ja: '泉ヶ岳の帰りに。辛さは四段階、二番目から汗が出ます。',
      en: 'On the way home from Izumigatake. Four heats; the second makes you sweat.',
    },
    hours: { ja: '11時半–20時　火曜休', en: '11:30–20, closed Tue' },
    price: 980,
  },
  {
    id: 'inamura',
    area: 'tokyo',
    name: { ja: '中華そば 稲村', en: 'Chuka Soba Inamura' },
    place: { ja: '東京・神田', en: 'Kanda, Tokyo' },
    soup: { ja: '醤油', en: 'Soy' },
    text: {
      ja: '透きとおった醤油に、細い麺。山用品の店をひとまわりしたあとにどうぞ。',
      en: 'Clear soy broth and thin noodles, after a round of the outdoor shops.',
    },
    hours: { ja: '11時–22時　日曜休', en: '11–22, closed Sun' },
    price: 950,
  },
  {
    id: 'shirakaba',
    area: 'tokyo',
    name: { ja: '麺処 白樺', en: 'Mendokoro Shirakaba' },
    place: { ja: '東京・高尾', en: 'Takao, Tokyo' },
    soup: { ja: '生姜醤油', en: 'Ginger soy' },
    text: {
      ja: '高尾山口から歩いて三分。入口にザックの棚があり、靴の泥も気にせず入れます。',
      en: 'Three minutes from Takaosanguchi. A shelf for packs at the door, and mud is fine.',
    },
    hours: { ja: '10時半–19時　無休', en: '10:30–19, daily' },
    price: 900,
  },
  {
    id: 'hinata',
    area: 'tokyo',
    name: { ja: 'らぁ麺 ひなた', en: 'Ramen Hinata' },
    place: { ja: '東京・青梅', en: 'Ome, Tokyo' },
    soup: { ja: '塩', en: 'Salt' },
    text: {
      ja: '奥多摩の沢から下りてきた身体に、鶏と昆布の塩がしみます。',
      en: 'Chicken and kelp, salted just so, for legs that have come down from Okutama.',
    },
    hours: { ja: '11時–20時　水曜休', en: '11–20, closed Wed' },
    price: 980,
  },
  {
    id: 'noriba',
    area: 'tokyo-station',
    name: { ja: '立ち食い中華 のりば', en: 'Noriba Standing Noodles' },
    place: { ja: '東京駅の中', en: 'Inside Tokyo Station' },
    soup: { ja: '煮干し', en: 'Dried sardine' },
    text: {
      ja: '出てくるまで九十秒。乗り換えのあいだに食べられます。',
      en: 'Ninety seconds to your bowl. Eat between two trains.',
    },
    hours: { ja: '6時半–23時　無休', en: '6:30–23, daily' },
    price: 680,
  },
  {
    id: 'kasuri',
    area: 'osaka',
    name: { ja: '麺 かすり', en: 'Men Kasuri' },
    place: { ja: '大阪・天満', en: 'Temma, Osaka' },
    soup: { ja: '鯛塩', en: 'Sea bream salt' },
    text: {
      ja: '鯛の出汁に柚子をひとかけ。六甲を縦走した日の、静かな締めに。',
      en: 'Sea bream broth and a curl of yuzu. A quiet end to a day along the Rokko ridge.',
    },
    hours: { ja: '17時–24時　木曜休', en: '17–24, closed Thu' },
    price: 1000,
  },
  {
    id: 'chihaya',
    area: 'osaka',
    name: { ja: '中華そば 千早', en: 'Chuka Soba Chihaya' },
    place: { ja: '大阪・河内長野', en: 'Kawachinagano, Osaka' },
    soup: { ja: '濃口醤油', en: 'Dark soy' },
    text: {
      ja: '金剛山のバス停の前。冬は、窓がいつも湯気で曇っています。',
      en: 'By the bus stop for Mount Kongo. In winter the windows are always steamed up.',
    },
    hours: { ja: '10時–17時　月曜休', en: '10–17, closed Mon' },
    price: 850,
  },
  {
    id: 'kotori',
    area: 'osaka',
    name: { ja: '鶏そば ことり堂', en: 'Tori Soba Kotorido' },
    place: { ja: '大阪・箕面', en: 'Minoh, Osaka' },
    soup: { ja: '鶏白湯', en: 'Creamy chicken' },
    text: {
      ja: '箕面の滝道の入口。とろりとした鶏のスープで、冷えた指先がほどけます。',
      en: 'Where the trail to the Minoh falls begins. Creamy chicken soup thaws cold fingers.',
    },
    hours: { ja: '11時–18時　火曜休', en: '11–18, closed Tue' },
    price: 960,
  },
  {
    id: 'orikaeshi',
    area: 'osaka-station',
    name: { ja: '麺スタンド 折返し', en: 'Orikaeshi Noodle Stand' },
    place: { ja: '大阪駅の中', en: 'Inside Osaka Station' },
    soup: { ja: '昆布醤油', en: 'Kelp soy' },
    text: {
      ja: '改札の内側、立ったまま一杯。夜行バスの前にも間に合います。',
      en: 'A bowl on your feet, inside the gates. Quick enough before the night bus.',
    },
    hours: { ja: '7時–23時　無休', en: '7–23, daily' },
    price: 640,
  },
]
