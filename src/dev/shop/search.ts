/** What the shop's own search finds: goods and places by the words in them. Not the page: pages/search.ts. */

import { findCategory } from './categories.ts'
import { DESTINATIONS, type Destination } from './destinations.ts'
import type { Words } from './language.ts'
import { PRODUCTS, type Product } from './products.ts'

const MAX_WORDS_COUNT = 8

/** What people look for in a season. A place's own text may speak of the other one. */
const SEASON_WORDS: { readonly [S in Destination['season']]: string } = {
  summer: '夏 夏休み 海 浜 島 海水浴 泳ぐ 沢 避暑 summer beach sea swimming island river',
  winter: '冬 雪 雪山 スキー スノーボード 温泉 樹氷 winter snow ski skiing resort snowboard hot spring',
}

export interface Found {
  readonly products: readonly Product[]
  readonly places: readonly Destination[]
}

/** Every word has to be somewhere in what is found. Nothing is found by no words. */
export function search(asked: string): Found {
  const words = fold(asked).split(/\s+/).filter(Boolean).slice(0, MAX_WORDS_COUNT)
  const fits = (...texts: readonly string[]): boolean => {
    const text = fold(texts.join(' '))
    return words.length > 0 && words.every((word) => text.includes(word))
  }
  return {
    products: PRODUCTS.filter(({ category, name, note, text }) =>
      fits(...both(findCategory(category)?.name), ...both(name), ...both(note), ...both(text)),
    ),
    places: DESTINATIONS.filter(({ season, name, area }) => fits(SEASON_WORDS[season], ...both(name), ...both(area))),
  }
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

const both = (words: Words | undefined): readonly string[] => (words === undefined ? [] : [words.ja, words.en])
