/** The page's one Product or Order as schema.org has it, in JSON-LD or microdata. Not the goods of a list. */

import { type Goods, goods } from './attributes.ts'
import { findAll, jsonIn } from './find.ts'
import type { Said } from './said.ts'
import type { OrderTold } from './told.ts'

/** Properties as JSON-LD writes them; microdata is read into the same form. */
interface Thing {
  readonly [property: string]: unknown
}

export const productSaid = (): readonly Said<Goods>[] =>
  theOne('Product', (product) => {
    const told = goodsOf(product, product.offers)
    return [told.item, told]
  })

export const orderSaid = (): readonly Said<OrderTold>[] =>
  theOne('Order', ({ orderNumber, price: value, priceCurrency: currency, acceptedOffer }) => {
    const lines = all(acceptedOffer).map((offer) => ({
      ...goodsOf(first(offer.itemOffered), offer),
      quantity: first(offer.eligibleQuantity).value || 1,
    }))
    return [orderNumber, { value, currency, lines }]
  })

function goodsOf({ sku, productID, mpn, gtin13 }: Thing, offers: unknown): Goods {
  const offer = first(offers)
  return goods(sku || productID || mpn || gtin13, null, offer.price || offer.lowPrice, offer.priceCurrency)
}

/** Nothing where there are several: a page of many products is a list, and nobody viewed one of them. */
function theOne<T>(type: string, read: (thing: Thing) => readonly [id: unknown, told: T]): readonly Said<T>[] {
  const written = jsonThings().filter(([, thing]) => /\w*$/.exec(String(thing['@type']))![0] === type)
  const found = written[0] ? written : microThings(type)
  return found.length === 1 ? found.map(([element, thing]) => [element, ...read(thing)]) : []
}

type Found = readonly [Element, Thing]

const jsonThings = (): readonly Found[] =>
  findAll('[type="application/ld+json"]').flatMap((script) =>
    all(jsonIn(script)).flatMap((top) => all(top['@graph'] || top).map((thing): Found => [script, thing])),
  )

const microThings = (type: string): readonly Found[] =>
  findAll(`[itemtype$="schema.org/${type}"]:not([itemprop])`).map((element) => [element, microThing(element)])

function microThing(element: Element): Thing {
  const found: { [property: string]: unknown } = {}
  for (const property of findAll('[itemprop]', element)) {
    if (property.parentElement!.closest('[itemscope]') !== element) continue
    const name = property.getAttribute('itemprop')!
    const value = property.hasAttribute('itemscope')
      ? microThing(property)
      : property.getAttribute('content') || property.textContent!.trim()
    found[name] = name in found ? [found[name], value].flat() : value
  }
  return found
}

const all = (value: unknown): readonly Thing[] => [value].flat().filter((one): one is Thing => one instanceof Object)

const first = (value: unknown): Thing => all(value)[0] || {}
