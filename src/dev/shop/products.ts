/** The goods, in the order of the top page. Not their pictures: drawing/items.ts draws one for each id. */

import type { Words } from './language.ts'

export interface Product {
  readonly id: string
  readonly category: string
  readonly name: Words
  /** One line under the name. */
  readonly note: Words
  readonly text: Words
  /** Yen, tax included. */
  readonly price: number
  readonly grams: number
  readonly isNew: boolean
}

/** As the Japanese site has it. The shelf stands in it, so that an address tells what somebody is interested in. */
export const itemPath = ({ category, id }: Product): string => `/items/${category}/${id}`

export const PRODUCTS: readonly Product[] = [
  {
    id: 'shigure',
    category: 'rainwear',
    name: { ja: '時雨 レインジャケット', en: 'Shigure Rain Jacket' },
    note: { ja: '三層・耐水圧20,000mm', en: 'Three layers, 20,000 mm' },
    text: {
      ja: '一日降られる日のために作った、三層生地のレインジャケットです。縫い目はすべて内側から塞ぎ、フードはつばごと首に沿って動きます。',
      en: 'A three-layer jacket for the days when it does not let up. Every seam is taped, and the hood turns with your head.',
    },
    price: 32800,
    grams: 280,
    isNew: true,
  },
  {
    id: 'hitoyo',
    category: 'tents',
    name: { ja: '一夜 ソロテント', en: 'Hitoyo Solo Tent' },
    note: { ja: 'ひとり用・設営5分', en: 'One person, five-minute pitch' },
    text: {
      ja: 'ひとりの夜にちょうどよい、自立式のテントです。色分けした二本のポールを通すだけで、暗くなってからでも迷わず立ちます。',
      en: 'A freestanding tent for one. Two colour-coded poles, so it goes up without thinking, even after dark.',
    },
    price: 49500,
    grams: 1190,
    isNew: false,
  },
  {
    id: 'higaeri-22',
    category: 'packs',
    name: { ja: '日帰り 22', en: 'Higaeri 22 Day Pack' },
    note: { ja: '22L・胸ポケットつき', en: '22 litres, chest pockets' },
    text: {
      ja: '半日から一日の山歩きに。雨具、水、弁当、上着がきちんと納まり、歩きながら胸のポケットに手が届きます。',
      en: 'For half a day to a full one. Rain jacket, water, lunch and a layer all fit, and the chest pockets are within reach.',
    },
    price: 15400,
    grams: 640,
    isNew: false,
  },
  {
    id: 'ganryo',
    category: 'footwear',
    name: { ja: '岩稜 ミッドカット', en: 'Ganryo Mid Boots' },
    note: { ja: '防水・張り替え可', en: 'Waterproof, can be resoled' },
    text: {
      ja: '岩まじりの道で足首を支える、革と布の登山靴です。底が減ったら、修理場で張り替えて履き続けられます。',
      en: 'Leather and canvas boots that hold your ankle on rock. When the soles wear down, we replace them in our workshop.',
    },
    price: 34100,
    grams: 1120,
    isNew: false,
  },
  {
    id: 'andon',
    category: 'lights',
    name: { ja: '行灯 ランタン', en: 'Andon Lantern' },
    note: { ja: '280ルーメン・調光', en: '280 lumens, dimmable' },
    text: {
      ja: '和紙のような拡散カバーで、まぶしくない光をつくりました。いちばん暗くすると、枕もとの読書灯になります。',
      en: 'The shade spreads light like washi paper, without glare. At its lowest, it is a reading light.',
    },
    price: 8800,
    grams: 310,
    isNew: true,
  },
  {
    id: 'watayuki',
    category: 'winter',
    name: { ja: '綿雪 ダウンジャケット', en: 'Watayuki Down Jacket' },
    note: { ja: '羽毛140g・撥水', en: '140 g of down, water-repellent' },
    text: {
      ja: '休憩のたびに羽織る一枚です。たたむと水筒ほどの大きさになり、湿った雪がついても羽毛がつぶれにくく仕上げています。',
      en: 'The layer you put on at every stop. It packs to the size of a bottle and shrugs off wet snow.',
    },
    price: 42900,
    grams: 390,
    isNew: true,
  },
  {
    id: 'hitowakashi',
    category: 'cooking',
    name: { ja: 'ひと沸かし シングルバーナー', en: 'Hitowakashi Stove' },
    note: { ja: '500mlを2分40秒', en: 'Half a litre in 2 min 40 s' },
    text: {
      ja: '手のひらに載る大きさで、風の中でも火が落ちません。五徳は開くだけで、手袋のままでも扱えます。',
      en: 'It sits in your palm and keeps its flame in wind. The arms fold out, gloves on or off.',
    },
    price: 9900,
    grams: 86,
    isNew: false,
  },
  {
    id: 'donguri',
    category: 'kids',
    name: { ja: 'どんぐり キッズレイン', en: 'Donguri Kids’ Raincoat' },
    note: { ja: '90–120cm・反射テープ', en: '90–120 cm, reflective tape' },
    text: {
      ja: '留め具が大きく、ひとりで着られるレインコートです。袖口は二度折り返せて、二つの冬を越せます。',
      en: 'Big fasteners, so they can put it on alone. The cuffs fold back twice and last two winters.',
    },
    price: 11000,
    grams: 260,
    isNew: false,
  },
  {
    id: 'kirisame',
    category: 'rainwear',
    name: { ja: '霧雨 レインパンツ', en: 'Kirisame Rain Trousers' },
    note: { ja: '靴のままはける', en: 'Go on over boots' },
    text: {
      ja: '裾が膝まで開き、靴を履いたまま着脱できます。膝は立体に裁って、段差で突っ張りません。',
      en: 'They open to the knee and go on over boots. Shaped knees, so high steps do not pull.',
    },
    price: 19800,
    grams: 230,
    isNew: false,
  },
  {
    id: 'futari',
    category: 'tents',
    name: { ja: 'ふたり静 テント', en: 'Futari Two-Person Tent' },
    note: { ja: '2人用・前室ふたつ', en: 'Two people, two porches' },
    text: {
      ja: '出入口と前室が両側にあり、どちらかが先に起きても相手を起こしません。天井には本を置く網棚があります。',
      en: 'A door and a porch on each side, so the early riser wakes nobody. There is a shelf for books in the roof.',
    },
    price: 68200,
    grams: 1980,
    isNew: false,
  },
  {
    id: 'juso-45',
    category: 'packs',
    name: { ja: '縦走 45', en: 'Juso 45 Trekking Pack' },
    note: { ja: '45L・背面長調節', en: '45 litres, adjustable back' },
    text: {
      ja: '小屋泊からテント泊まで。荷重を腰で受けるので、三日目の肩が楽です。修理用の布と糸をお付けします。',
      en: 'From hut to tent. The hips take the load, so day three is kinder to your shoulders. Comes with patch and thread.',
    },
    price: 36300,
    grams: 1480,
    isNew: true,
  },
  {
    id: 'satoyama',
    category: 'footwear',
    name: { ja: '里山 ローカット', en: 'Satoyama Low Shoes' },
    note: { ja: '軽量・町でも', en: 'Light, fine in town' },
    text: {
      ja: '駅から登山口まで、そのまま歩ける軽い靴です。濡れた木道でも滑りにくい底を選びました。',
      en: 'Light shoes for the walk from the station and on up the trail. The soles grip on wet boardwalk.',
    },
    price: 18700,
    grams: 640,
    isNew: true,
  },
  {
    id: 'yomichi',
    category: 'lights',
    name: { ja: '夜道 ヘッドランプ 400', en: 'Yomichi Headlamp 400' },
    note: { ja: '400ルーメン・充電式', en: '400 lumens, rechargeable' },
    text: {
      ja: '足もとは広く、先は遠くまで。ひとつのつまみで切り替わり、赤い光では仲間の目を覚ましません。',
      en: 'Wide at your feet, long down the trail, one dial for both. Red light lets the others sleep.',
    },
    price: 7480,
    grams: 78,
    isNew: false,
  },
  {
    id: 'wakan',
    category: 'winter',
    name: { ja: '輪かん スノーシュー', en: 'Wakan Snowshoes' },
    note: { ja: 'アルミ枠・爪6本', en: 'Aluminium frame, six claws' },
    text: {
      ja: '昔の輪かんじきの形を、軽いアルミで作り直しました。深い雪でも沈まず、凍った斜面では爪が利きます。',
      en: 'The old Japanese snowshoe, remade in light aluminium. It floats in deep snow and bites on ice.',
    },
    price: 29700,
    grams: 1540,
    isNew: false,
  },
  {
    id: 'yuge',
    category: 'cooking',
    name: { ja: '湯気 クッカーセット', en: 'Yuge Cookset' },
    note: { ja: '鍋ふたつ・重ねて収納', en: 'Two pots, nested' },
    text: {
      ja: '炊く鍋と沸かす鍋が、ひとつに重なります。内側に目盛りがあるので、米も水も量りがいりません。',
      en: 'One pot to cook rice, one to boil water, nested into one. Marks inside save you the scales.',
    },
    price: 8250,
    grams: 370,
    isNew: false,
  },
  {
    id: 'korisu-8',
    category: 'kids',
    name: { ja: 'こりす キッズザック 8', en: 'Korisu Kids’ Pack 8' },
    note: { ja: '8L・胸ベルトつき', en: '8 litres, chest strap' },
    text: {
      ja: 'はじめての山に持っていく、小さなザックです。お弁当とおやつと、拾ったどんぐりが入ります。',
      en: 'A first pack. Room for lunch, a snack and whatever they pick up on the way.',
    },
    price: 7150,
    grams: 290,
    isNew: true,
  },
  {
    id: 'hisame',
    category: 'rainwear',
    name: { ja: '氷雨 ハードシェル', en: 'Hisame Hard Shell' },
    note: { ja: '厚手三層・雪にも', en: 'Heavy three-layer, for snow too' },
    text: {
      ja: 'みぞれ混じりの稜線で頼れる、厚手の一着です。脇の下が開き、登りでこもる熱をすぐに逃がせます。',
      en: 'A heavier shell for sleet on the ridge. Open the pit zips and the climb’s heat is gone.',
    },
    price: 46200,
    grams: 460,
    isNew: true,
  },
  {
    id: 'ryosen',
    category: 'tents',
    name: { ja: '稜線 四季テント', en: 'Ryosen Four-Season Tent' },
    note: { ja: '風速25m/s試験済み', en: 'Tested at 25 m/s' },
    text: {
      ja: '雪の重みと横風に耐える、四本ポールのテントです。裾の雪よけに雪を載せれば、すき間風が止まります。',
      en: 'Four poles against snow load and side wind. Bury the skirt and the draught stops.',
    },
    price: 96800,
    grams: 2760,
    isNew: false,
  },
  {
    id: 'komichi',
    category: 'packs',
    name: { ja: '小道 ウエストバッグ', en: 'Komichi Waist Bag' },
    note: { ja: '2L・地図が入る', en: '2 litres, fits a map' },
    text: {
      ja: '地図と行動食と、電話がひとつ。ザックの腰ベルトと重ならない高さで背負えます。',
      en: 'Map, snacks, phone. It sits clear of your pack’s hip belt.',
    },
    price: 7700,
    grams: 180,
    isNew: false,
  },
  {
    id: 'sawa',
    category: 'footwear',
    name: { ja: '沢 ウォーターシューズ', en: 'Sawa Stream Shoes' },
    note: { ja: '水抜け・つま先補強', en: 'Drains fast, tough toe' },
    text: {
      ja: '沢を渡り、そのまま岩を歩ける靴です。水は横から抜け、帰りには乾きはじめています。',
      en: 'Cross the stream and keep walking. Water leaves at the sides, and they are drying before you are home.',
    },
    price: 16500,
    grams: 540,
    isNew: false,
  },
  {
    id: 'hotaru',
    category: 'lights',
    name: { ja: '蛍 テントライト', en: 'Hotaru Tent Light' },
    note: { ja: '吊り下げ・60時間', en: 'Hangs up, 60 hours' },
    text: {
      ja: '天井から吊る、親指ほどの灯りです。電池一本で、連休のあいだ持ちます。',
      en: 'A light the size of a thumb, for the roof of the tent. One battery lasts the holidays.',
    },
    price: 3300,
    grams: 32,
    isNew: false,
  },
  {
    id: 'yukiwari',
    category: 'winter',
    name: { ja: '雪割 ウィンターブーツ', en: 'Yukiwari Winter Boots' },
    note: { ja: '−20℃・内靴が外れる', en: '−20 °C, removable liner' },
    text: {
      ja: '内靴を外して乾かせる、雪の日の長靴です。凍った駐車場でも、かかとから安心して着けます。',
      en: 'Snow boots with a liner you can take out and dry. Steady on icy car parks, heel first.',
    },
    price: 39600,
    grams: 1680,
    isNew: false,
  },
  {
    id: 'asaichi',
    category: 'cooking',
    name: { ja: '朝一番 ドリッパー', en: 'Asaichi Coffee Dripper' },
    note: { ja: 'たためる・56g', en: 'Folds flat, 56 g' },
    text: {
      ja: '三枚の板を組むと、一杯分のドリッパーになります。朝いちばんの稜線で、きちんと淹れたコーヒーを。',
      en: 'Three plates slot together into a dripper for one. Proper coffee on the ridge, first thing.',
    },
    price: 3960,
    grams: 56,
    isNew: true,
  },
  {
    id: 'tsukushi',
    category: 'kids',
    name: { ja: 'つくし キッズブーツ', en: 'Tsukushi Kids’ Boots' },
    note: { ja: '15–21cm・かかと反射', en: '15–21 cm, reflective heel' },
    text: {
      ja: '面ファスナーひとつで履ける、こどもの山靴です。半年ごとの足の計り直しを、店で承ります。',
      en: 'Trail boots with a single strap. We measure growing feet again every six months.',
    },
    price: 9350,
    grams: 420,
    isNew: false,
  },
  {
    id: 'tooriame',
    category: 'rainwear',
    name: { ja: '通り雨 ポンチョ', en: 'Tooriame Poncho' },
    note: { ja: 'ザックごと覆う', en: 'Goes over your pack' },
    text: {
      ja: '急な雨に、ザックの上からかぶれます。広げれば敷物に、張れば小さな屋根になります。',
      en: 'Pull it on over your pack when the sky turns. It is also a groundsheet, and a small roof.',
    },
    price: 12100,
    grams: 310,
    isNew: false,
  },
  {
    id: 'kokage',
    category: 'tents',
    name: { ja: '木陰 タープ', en: 'Kokage Tarp' },
    note: { ja: '3×3m・遮光', en: '3 × 3 m, shades well' },
    text: {
      ja: '濃い影ができる、目の詰まった生地のタープです。雨でも、火のそばでも、食卓をひとつ守ります。',
      en: 'Close-woven cloth that throws real shade. It keeps one table dry.',
    },
    price: 24200,
    grams: 980,
    isNew: true,
  },
  {
    id: 'nizukuri',
    category: 'packs',
    name: { ja: '荷造り 防水袋 3枚組', en: 'Nizukuri Dry Bags, Set of 3' },
    note: { ja: '3L・6L・12L', en: '3, 6 and 12 litres' },
    text: {
      ja: '着替え、寝袋、食べもの。色で分けると、雨の中でも探しものがなくなります。',
      en: 'Clothes, sleeping bag, food. Sorted by colour, nothing goes missing in the rain.',
    },
    price: 5280,
    grams: 150,
    isNew: false,
  },
  {
    id: 'tabi',
    category: 'footwear',
    name: { ja: '足袋 メリノソックス', en: 'Tabi Merino Socks' },
    note: { ja: 'つま先二股・二足組', en: 'Split toe, two pairs' },
    text: {
      ja: '親指が分かれた羊毛の靴下です。踏ん張りが利き、指のあいだが蒸れません。',
      en: 'Wool socks with a split toe. You push off better, and your toes stay dry.',
    },
    price: 3080,
    grams: 90,
    isNew: false,
  },
  {
    id: 'tsukiyo',
    category: 'lights',
    name: { ja: '月夜 懐中電灯', en: 'Tsukiyo Torch' },
    note: { ja: '防水・車にも一本', en: 'Waterproof, one for the car' },
    text: {
      ja: '落としても、水につけても、押せば点きます。車と玄関に一本ずつ置いておくための懐中電灯です。',
      en: 'Drop it, soak it, press it: it lights. One for the car, one for the hall.',
    },
    price: 5940,
    grams: 145,
    isNew: false,
  },
  {
    id: 'robata',
    category: 'winter',
    name: { ja: '炉端 ウールグローブ', en: 'Robata Wool Gloves' },
    note: { ja: '二重編み・指先操作', en: 'Double knit, touchscreen tips' },
    text: {
      ja: '二重に編んだ羊毛の手袋です。炉端で乾かすうちに、手の形になっていきます。',
      en: 'Double-knit wool gloves. They take the shape of your hand as they dry by the fire.',
    },
    price: 6380,
    grams: 95,
    isNew: true,
  },
  {
    id: 'kiwan',
    category: 'cooking',
    name: { ja: '木椀', en: 'Kiwan Wooden Bowl' },
    note: { ja: '栃・拭き漆', en: 'Horse chestnut, wiped lacquer' },
    text: {
      ja: '町の木地師が挽いた、口あたりのやわらかな椀です。熱い汁を入れても、手は熱くなりません。',
      en: 'Turned in our town from horse chestnut. Hot soup inside, cool hands outside.',
    },
    price: 4400,
    grams: 110,
    isNew: false,
  },
  {
    id: 'hiyoko',
    category: 'kids',
    name: { ja: 'ひよこ 寝袋', en: 'Hiyoko Kids’ Sleeping Bag' },
    note: { ja: '身長に合わせて伸びる', en: 'Grows with them' },
    text: {
      ja: '足もとのひもをほどくと、三段階に伸びます。はじめてのテントの夜が、寒い思い出になりませんように。',
      en: 'Untie the cord at the foot and it grows, twice. So that the first night in a tent is not a cold one.',
    },
    price: 13200,
    grams: 780,
    isNew: false,
  },
]

export function findProduct(id: string): Product | null {
  return PRODUCTS.find((product) => product.id === id) ?? null
}
