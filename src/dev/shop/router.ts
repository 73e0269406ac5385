/** Which page stands at which path, as the Japanese site has it. Not headers or files: server.ts. */

import { CATEGORIES, findCategory } from './categories.ts'
import type { Language } from './language.ts'
import { lineIn } from './line.ts'
import { aboutPage } from './pages/about.ts'
import { cartPage } from './pages/cart.ts'
import { categoryPage, newPage } from './pages/category.ts'
import { guidePage } from './pages/guide.ts'
import { itemPage } from './pages/item.ts'
import type { Page } from './pages/page.ts'
import { ramenPage } from './pages/ramen.ts'
import { thanksPage } from './pages/thanks.ts'
import { topPage } from './pages/top.ts'
import { travelPage } from './pages/travel.ts'
import { findProduct, PRODUCTS } from './products.ts'

const PAGES: { readonly [path: string]: (language: Language) => Page } = {
  '/': topPage,
  '/new': newPage,
  '/guide': guidePage,
  '/travel': travelPage,
  '/ramen': ramenPage,
  '/about': aboutPage,
}

/** Every path that answers 200 by itself, in Japanese; the English twins live under `/en`. */
export const PATHS: readonly string[] = [
  ...Object.keys(PAGES),
  '/cart',
  ...CATEGORIES.map((category) => `/category/${category.id}`),
  ...PRODUCTS.map((product) => `/items/${product.id}`),
]

/** Null where nothing stands. */
export function findPage(path: string, query: URLSearchParams, language: Language): Page | null {
  if (Object.hasOwn(PAGES, path)) return PAGES[path]?.(language) ?? null
  if (path === '/cart') return cartPage(lineIn(query), language)
  if (path === '/thanks') return thanksPage(lineIn(query), query.get('number') ?? '', language)
  const [, area, id, ...rest] = path.split('/')
  if (area === undefined || id === undefined || rest.length > 0) return null
  if (area === 'category') return found(findCategory(id), (category) => categoryPage(category, language))
  if (area === 'items') return found(findProduct(id), (product) => itemPage(product, language))
  return null
}

function found<T>(value: T | null, page: (value: T) => Page): Page | null {
  return value === null ? null : page(value)
}
