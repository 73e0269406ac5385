/** Attributes that are true or false, as sentences of their own: “this is the first visit”. Not those with values: predicate.ts. */

export interface YesNo {
  readonly en: readonly [yes: string, no: string]
  readonly ja: string
}

const YES_NO: { readonly [attribute: string]: YesNo } = {
  'geo.isEU': { en: ['the place is in the EU', 'the place is not in the EU'], ja: 'EU 域内' },
  'time.isWeekend': { en: ['it is the weekend', 'it is not the weekend'], ja: '週末' },
  'time.isHoliday': { en: ['it is a public holiday', 'it is not a public holiday'], ja: '祝日' },
  'weather.isDay': { en: ['the sun is up', 'the sun is not up'], ja: '日の出ている時間' },
  'visit.isNew': { en: ['this is the first visit', 'this is not the first visit'], ja: '初めての訪問' },
  'visit.isReturning': {
    en: ['the visitor has been here before', 'the visitor has not been here before'],
    ja: '再訪',
  },
  'cart.isAbandoned': {
    en: ['items were left in the cart on an earlier visit', 'no items were left in the cart on an earlier visit'],
    ja: '前の訪問からカートに商品が残っている状態',
  },
  'device.isBot': { en: ['the visitor is a bot', 'the visitor is not a bot'], ja: 'ボット' },
}

/** Null: not of this kind. The Japanese is a noun. */
export const yesNo = (attribute: string | null): YesNo | null =>
  attribute !== null && Object.hasOwn(YES_NO, attribute) ? YES_NO[attribute]! : null
