/** `geo.regionName`: a region in the site's language where we know it. Not for cities or countries. */

import type { Fact } from '../context.ts'

/** ISO 3166-2:JP, in the order of its codes 01–47. */
const PREFECTURES =
  'Hokkaido 北海道,Aomori 青森県,Iwate 岩手県,Miyagi 宮城県,Akita 秋田県,Yamagata 山形県,Fukushima 福島県,Ibaraki 茨城県,' +
  'Tochigi 栃木県,Gunma 群馬県,Saitama 埼玉県,Chiba 千葉県,Tokyo 東京都,Kanagawa 神奈川県,Niigata 新潟県,Toyama 富山県,' +
  'Ishikawa 石川県,Fukui 福井県,Yamanashi 山梨県,Nagano 長野県,Gifu 岐阜県,Shizuoka 静岡県,Aichi 愛知県,Mie 三重県,' +
  'Shiga 滋賀県,Kyoto 京都府,Osaka 大阪府,Hyogo 兵庫県,Nara 奈良県,Wakayama 和歌山県,Tottori 鳥取県,Shimane 島根県,' +
  'Okayama 岡山県,Hiroshima 広島県,Yamaguchi 山口県,Tokushima 徳島県,Kagawa 香川県,Ehime 愛媛県,Kochi 高知県,Fukuoka 福岡県,' +
  'Saga 佐賀県,Nagasaki 長崎県,Kumamoto 熊本県,Oita 大分県,Miyazaki 宮崎県,Kagoshima 鹿児島県,Okinawa 沖縄県'

interface Prefecture {
  readonly en: string
  readonly ja: string
}

const prefectures: readonly Prefecture[] = PREFECTURES.split(',').map((pair) => {
  const [en, ja] = pair.split(' ') as [string, string]
  return { en, ja }
})

const byName = new Map<string, Prefecture>(
  prefectures.flatMap((prefecture) => [
    [prefecture.en.toLowerCase(), prefecture] as const,
    [prefecture.ja, prefecture] as const,
  ]),
)

/**
 * Japan's prefectures by code (`13`, `1`, `JP-13`) or by name (`Tokyo`, `Ōsaka`, `Hyogo-ken`, `東京都`), in Japanese for a
 * Japanese locale and in English for all others. Elsewhere the region as the network names it.
 */
export function regionName(
  country: Fact<string>,
  region: Fact<string>,
  regionCode: Fact<string>,
  locale: string,
): Fact<string> {
  if (country !== 'JP') return region
  const prefecture = prefectureByCode(regionCode) ?? prefectureByName(region)
  if (prefecture === undefined) return region
  return /^ja\b/i.test(locale) ? prefecture.ja : prefecture.en
}

function prefectureByCode(code: Fact<string>): Prefecture | undefined {
  const digits = typeof code === 'string' ? /^(?:JP-)?(\d{1,2})$/.exec(code)?.[1] : undefined
  return digits === undefined ? undefined : prefectures[Number(digits) - 1]
}

function prefectureByName(name: Fact<string>): Prefecture | undefined {
  if (typeof name !== 'string') return undefined
  return byName.get(name) ?? byName.get(plainName(name))
}

/** Without macrons and the word for prefecture: `Ōsaka-fu` → `osaka`. */
const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/(?:[- ](?:to|fu|ken)| prefecture)$/, '')
