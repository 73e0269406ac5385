/** What the bar can pretend to remember of somebody. Not who visits: situation.ts. */

import type { Option } from './situation.ts'

export const MEMORIES: readonly Option[] = [
  { id: 'actual', name: { ja: '実際', en: 'Actual' }, attributes: {} },
  {
    id: 'tents',
    name: { ja: 'テントをよく見る', en: 'Looks at tents' },
    attributes: {
      'profile.favourite': 'tents',
      'affinity.tents': 0.9,
      'affinity.lights': 0.6,
      'affinity.cooking': 0.4,
    },
  },
  {
    id: 'hiker',
    name: { ja: '靴と雨具をよく見る', en: 'Looks at boots and rainwear' },
    attributes: { 'profile.favourite': 'footwear', 'affinity.footwear': 0.8, 'affinity.rainwear': 0.7 },
  },
  {
    id: 'cart',
    name: { ja: 'カートに残している', en: 'Left a cart' },
    attributes: { 'cart.isAbandoned': true, 'cart.quantity': 2, 'cart.hoursSinceChange': 26 },
  },
  {
    id: 'buyer',
    name: { ja: '二度買っている', en: 'Bought twice' },
    attributes: { 'profile.purchaseCount': 2, 'profile.purchaseValue': 41_600, 'profile.daysSincePurchase': 12 },
  },
  {
    id: 'looked',
    name: { ja: '同じ品を五度見た', en: 'Looked five times' },
    attributes: { 'profile.itemViews': 5 },
  },
  {
    id: 'summer',
    name: { ja: '夏をさがした', en: 'Searched for summer' },
    attributes: { 'profile.lastSearch': '夏の海' },
    inEnglish: { 'profile.lastSearch': 'summer by the sea' },
  },
  {
    id: 'winter',
    name: { ja: '雪をさがした', en: 'Searched for snow' },
    attributes: { 'profile.lastSearch': '雪山' },
    inEnglish: { 'profile.lastSearch': 'snow' },
  },
  {
    id: 'family',
    name: { ja: '診断：こどもと歩く', en: 'Told us: with children' },
    attributes: { 'traits.style': 'family', 'traits.level': 'first' },
  },
  {
    id: 'sales',
    name: { ja: '法人：建設の営業', en: 'Teams: sales, building' },
    attributes: { 'traits.role': 'sales', 'traits.industry': 'construction', 'traits.problem': 'rain' },
  },
  {
    id: 'company',
    name: { ja: '法人：お取引先', en: 'Teams: a client' },
    attributes: { 'traits.company': '北嶺測量' },
    inEnglish: { 'traits.company': 'Hokurei Survey' },
  },
]
