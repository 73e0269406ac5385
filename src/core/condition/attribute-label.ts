/** What people call an attribute, in Japanese and English. Not what it may hold: attribute.ts. */

export type LabelLanguage = 'ja' | 'en'

/** Without articles and in lower case, to stand between quotation marks. An attribute without a label keeps its name. */
export function attributeLabel(name: string, language: LabelLanguage): string {
  const label = LABELS.get(name)
  if (label !== undefined) return label[language]
  const family = OPEN_LABELS.find(([prefix]) => name.startsWith(prefix))
  return family === undefined ? name : family[1][language](name.slice(family[0].length))
}

interface Label {
  readonly ja: string
  readonly en: string
}

const OUTLOOKS = [
  ['next12h', '今後12時間', 'the next 12 hours'],
  ['next24h', '今後24時間', 'the next 24 hours'],
] as const

const LABELS: ReadonlyMap<string, Label> = new Map([
  ['geo', { ja: '場所', en: 'place' }],
  ['geo.country', { ja: '国', en: 'country' }],
  ['geo.continent', { ja: '大陸', en: 'continent' }],
  ['geo.region', { ja: '地域', en: 'region' }],
  ['geo.regionCode', { ja: '地域', en: 'region' }],
  ['geo.regionName', { ja: '地域', en: 'region' }],
  ['geo.city', { ja: '市区町村', en: 'city' }],
  ['geo.postalCode', { ja: '郵便番号', en: 'postal code' }],
  ['geo.isEU', { ja: 'EU 域内か', en: 'in the EU or not' }],
  ['geo.latitude', { ja: '緯度', en: 'latitude' }],
  ['geo.longitude', { ja: '経度', en: 'longitude' }],
  ['geo.timeZone', { ja: 'タイムゾーン', en: 'time zone' }],
  ['network.asn', { ja: 'ネットワーク', en: 'network' }],
  ['network.organization', { ja: 'ネットワークの組織', en: 'network’s organisation' }],
  ['time.hour', { ja: '時刻', en: 'time of day' }],
  ['time.minuteOfDay', { ja: '時刻', en: 'time of day' }],
  ['time.weekday', { ja: '曜日', en: 'day of the week' }],
  ['time.date', { ja: '日付', en: 'date' }],
  ['time.month', { ja: '月', en: 'month' }],
  ['time.dayOfMonth', { ja: '日にち', en: 'day of the month' }],
  ['time.season', { ja: '季節', en: 'season' }],
  ['time.dayPart', { ja: '時間帯', en: 'part of the day' }],
  ['time.isWeekend', { ja: '週末か', en: 'weekend or not' }],
  ['time.isHoliday', { ja: '祝日か', en: 'holiday or not' }],
  ['time.holiday', { ja: '祝日', en: 'holiday' }],
  ['weather', { ja: '天気', en: 'weather' }],
  ['weather.kind', { ja: '天気', en: 'weather' }],
  ['weather.temperature', { ja: '気温', en: 'temperature' }],
  ['weather.apparent', { ja: '体感温度', en: 'apparent temperature' }],
  ['weather.precipitation', { ja: '降水量', en: 'precipitation' }],
  ['weather.wind', { ja: '風速', en: 'wind' }],
  ['weather.isDay', { ja: '日の出ている時間か', en: 'daylight or not' }],
  ...OUTLOOKS.flatMap(([hours, ja, en]): [string, Label][] => [
    [`weather.${hours}.kind`, { ja: `${ja}の天気`, en: `weather of ${en}` }],
    [`weather.${hours}.precipitation`, { ja: `${ja}の降水量`, en: `precipitation of ${en}` }],
    [`weather.${hours}.temperatureMax`, { ja: `${ja}の最高気温`, en: `highest temperature of ${en}` }],
    [`weather.${hours}.temperatureMin`, { ja: `${ja}の最低気温`, en: `lowest temperature of ${en}` }],
  ]),
  ['visit', { ja: '訪問', en: 'visits' }],
  ['visit.isNew', { ja: '初めての訪問か', en: 'first visit or not' }],
  ['visit.isReturning', { ja: '再訪か', en: 'returning or not' }],
  ['visit.count', { ja: '訪問回数', en: 'number of visits' }],
  ['visit.daysSinceLast', { ja: '前回の訪問からの日数', en: 'days since the last visit' }],
  ['visit.pageCount', { ja: 'この訪問で見たページ数', en: 'pages of this visit' }],
  ['visit.landingPath', { ja: 'この訪問で最初に見たページ', en: 'first page of this visit' }],
  ['page.host', { ja: 'サイトのホスト名', en: 'host name' }],
  ['page.path', { ja: 'ページ', en: 'page' }],
  ['referrer.host', { ja: '参照元', en: 'referring site' }],
  ['referrer.channel', { ja: '流入経路', en: 'channel' }],
  ['utm.source', { ja: 'utm_source', en: 'utm_source' }],
  ['utm.medium', { ja: 'utm_medium', en: 'utm_medium' }],
  ['utm.campaign', { ja: 'utm_campaign', en: 'utm_campaign' }],
  ['utm.term', { ja: 'utm_term', en: 'utm_term' }],
  ['utm.content', { ja: 'utm_content', en: 'utm_content' }],
  ['device.kind', { ja: '端末', en: 'device' }],
  ['device.os', { ja: 'OS', en: 'operating system' }],
  ['device.browser', { ja: 'ブラウザー', en: 'browser' }],
  ['device.isBot', { ja: 'ボットか', en: 'bot or not' }],
  ['language', { ja: '言語', en: 'language' }],
  ['languages', { ja: '言語', en: 'languages' }],
  ['profile.purchaseCount', { ja: '購入回数', en: 'number of purchases' }],
  ['profile.purchaseValue', { ja: '購入金額の合計', en: 'total of all purchases' }],
  ['profile.daysSincePurchase', { ja: '前回の購入からの日数', en: 'days since the last purchase' }],
  ['profile.lastSearch', { ja: '最後の検索語', en: 'last search' }],
  ['profile.searches', { ja: '最近の検索語', en: 'recent searches' }],
  ['profile.lastItem', { ja: '最後に見た商品', en: 'item seen last' }],
  ['profile.itemViews', { ja: '同じ商品を見た回数', en: 'most views of one item' }],
  ['profile.items', { ja: '最近見た商品', en: 'items seen recently' }],
  ['profile.favourite', { ja: 'いちばん関心のあるカテゴリー', en: 'favourite category' }],
  ['profile.daysKnown', { ja: '初めての訪問からの日数', en: 'days since the first visit' }],
  ['cart.quantity', { ja: 'カートの商品の数', en: 'number of items in the cart' }],
  ['cart.value', { ja: 'カートの金額', en: 'value of the cart' }],
  ['cart.items', { ja: 'カートの商品', en: 'items in the cart' }],
  ['cart.hoursSinceChange', { ja: 'カートが最後に変わってからの時間', en: 'hours since the cart changed' }],
  ['cart.isAbandoned', { ja: 'カートに商品が残っているか', en: 'cart left behind or not' }],
])

type Named = (name: string) => string

const OPEN_LABELS: readonly (readonly [prefix: string, { readonly ja: Named; readonly en: Named }])[] = [
  ['page.query.', { ja: (name) => `URL の ${name}`, en: (name) => `${name} in the address` }],
  ['affinity.', { ja: (name) => `${name} への関心`, en: (name) => `interest in ${name}` }],
  ['traits.', { ja: (name) => `プロフィールの ${name}`, en: (name) => `${name} of the visitor` }],
  ['score.', { ja: (name) => `${name} のスコア`, en: (name) => `score for ${name}` }],
]
