/** Which page stands at which path, as the Japanese site has it. Not headers or files: server.ts. */

import { CATEGORIES, findCategory } from './categories.ts'
import type { Language } from './language.ts'
import { type Line, readLines } from './line.ts'
import { aboutPage } from './pages/about.ts'
import { businessPage } from './pages/business.ts'
import { cartPage } from './pages/cart.ts'
import { categoryPage, newPage } from './pages/category.ts'
import { guidePage } from './pages/guide.ts'
import { itemPage } from './pages/item.ts'
import { kitPage } from './pages/kit.ts'
import type { Page } from './pages/page.ts'
import { paperPage } from './pages/paper.ts'
import { quizPage } from './pages/quiz.ts'
import { ramenPage } from './pages/ramen.ts'
import { searchPage } from './pages/search.ts'
import { thanksPage } from './pages/thanks.ts'
import { topPage } from './pages/top.ts'
import { travelPage } from './pages/travel.ts'
import { findPaper, PAPERS } from './papers.ts'
import { findProduct, itemPath, PRODUCTS } from './products.ts'

export interface Asked {
  /** As the Japanese site has it. */
  readonly path: string
  readonly query: URLSearchParams
  readonly cart: readonly Line[]
}

const PAGES: { readonly [path: string]: (language: Language) => Page } = {
  '/': topPage,
  '/new': newPage,
  '/guide': guidePage,
  '/quiz': quizPage,
  '/kit': kitPage,
  '/travel': travelPage,
  '/ramen': ramenPage,
  '/about': aboutPage,
  '/business': businessPage,
}

/** Every path that answers 200 by itself, in Japanese; the English twins live under `/en`. */
export const PATHS: readonly string[] = [
  ...Object.keys(PAGES),
  '/cart',
  '/search',
  ...CATEGORIES.map((category) => `/category/${category.id}`),
  ...PRODUCTS.map(itemPath),
  ...PAPERS.map((paper) => `/business/papers/${paper.id}`),
]

/** Null where nothing stands. */
export function findPage({ path, query, cart }: Asked, language: Language): Page | null {
  if (Object.hasOwn(PAGES, path)) return PAGES[path]?.(language) ?? null
  if (path === '/cart') return cartPage(cart, language)
  if (path === '/search') return searchPage(query.get('q') ?? '', language)
  if (path === '/thanks') return thanksPage(readLines(query.get('lines') ?? ''), query.get('number') ?? '', language)
  const id = path.slice(path.lastIndexOf('/') + 1)
  if (path === `/category/${id}`) return found(findCategory(id), (category) => categoryPage(category, language))
  if (path === `/business/papers/${id}`) return found(findPaper(id), (paper) => paperPage(paper, language))
  const product = findProduct(id)
  return product !== null && path === itemPath(product) ? itemPage(product, language) : null
}

function found<T>(value: T | null, page: (value: T) => Page): Page | null {
  return value === null ? null : page(value)
}
