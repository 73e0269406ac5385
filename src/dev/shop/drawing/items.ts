/** One drawing for each good, by its id, and those that scenes borrow. Not the goods themselves: products.ts. */

import { dayPack, dryBags, kidsPack, trekkingPack, waistBag } from './bags.ts'
import {
  baseLayer,
  type Dye,
  downJacket,
  gloves,
  hardShell,
  kidsRaincoat,
  poncho,
  rainJacket,
  rainTrousers,
  socks,
} from './clothes.ts'
import { bowl, cookset, dripper, stove } from './kitchen.ts'
import { headlamp, lantern, tentLight, torch } from './lamps.ts'
import { sleepingBag, soloTent, tarp, twoTent, winterTent } from './shelters.ts'
import { kidsBoots, lowShoes, midBoots, snowshoes, streamShoes, winterBoots } from './shoes.ts'
import { ellipse, place, rect, svg } from './svg.ts'

const PERSIMMON: Dye = { main: '#c65f38', shade: '#a24a2b', trim: '#f0e4d2' }
const INDIGO: Dye = { main: '#2f5079', shade: '#213b5d', trim: '#d9ad5f' }
const PINE: Dye = { main: '#4a6757', shade: '#374f42', trim: '#d9ad5f' }
const MUSTARD: Dye = { main: '#d7a94f', shade: '#b98a37', trim: '#26456e' }
const SLATE: Dye = { main: '#5f6b75', shade: '#47525b', trim: '#c65f38' }
const SKY: Dye = { main: '#7d9db8', shade: '#5d7f9d', trim: '#f0e4d2' }
const OATMEAL: Dye = { main: '#ddd2bd', shade: '#c3b597', trim: '#26456e' }
const LEATHER: Dye = { main: '#8d6748', shade: '#6b4c34', trim: '#f0e4d2' }

export const DRAWINGS = {
  jacket: rainJacket(PERSIMMON),
  shell: hardShell(INDIGO),
  down: downJacket(MUSTARD),
  baseLayer: baseLayer(OATMEAL),
  pack: dayPack(PINE),
  lowPack: dayPack(INDIGO),
  trekking: trekkingPack(PINE),
  boots: midBoots(LEATHER),
  lantern: lantern(),
  headlamp: headlamp(),
  gloves: gloves({ main: '#3f5a78', shade: '#2b4160', trim: '#ecdcc0' }),
  dripper: dripper(),
  kidsPack: kidsPack({ main: '#b9794a', shade: '#94592f', trim: '#ecd3b0' }),
} as const

const GROUNDS = ['#eceae3', '#e5eaea', '#efe8dc', '#e8ebe4'] as const

const ITEMS: { readonly [id: string]: string } = {
  shigure: DRAWINGS.jacket,
  kirisame: rainTrousers(SLATE),
  hisame: DRAWINGS.shell,
  tooriame: poncho({ main: '#7f9a86', shade: '#617d69', trim: '#f0e4d2' }),
  hitoyo: lowered(soloTent({ main: '#d7a94f', shade: '#b98a37', trim: '#f4ead2' }), 44),
  futari: lowered(twoTent({ main: '#5f8277', shade: '#48685e', trim: '#cfdccf' }), 42),
  ryosen: winterTent({ main: '#c65f38', shade: '#a24a2b', trim: '#e2895f' }),
  kokage: lowered(tarp({ main: '#a9b394', shade: '#8a9673', trim: '#c65f38' }), 26),
  'higaeri-22': dayPack(INDIGO),
  'juso-45': DRAWINGS.trekking,
  komichi: lowered(waistBag({ main: '#c65f38', shade: '#a24a2b', trim: '#33404b' }), 28),
  nizukuri: dryBags('#c65f38', '#d7a94f', '#2f5079'),
  ganryo: lowered(DRAWINGS.boots, 24),
  satoyama: lowered(lowShoes({ main: '#7b8f6a', shade: '#5f7251', trim: '#f0e4d2' }), 24),
  sawa: lowered(streamShoes({ main: '#4d7c8a', shade: '#34606d', trim: '#d9ad5f' }), 24),
  tabi: socks({ main: '#ddd2bd', shade: '#2f5079', trim: '#2f5079' }),
  andon: DRAWINGS.lantern,
  yomichi: DRAWINGS.headlamp,
  hotaru: tentLight(),
  tsukiyo: torch(),
  watayuki: DRAWINGS.down,
  wakan: snowshoes({ main: '#33404b', shade: '#c65f38', trim: '#c65f38' }),
  yukiwari: lowered(winterBoots({ main: '#6b4e37', shade: '#46525c', trim: '#d9ad5f' }), 24),
  robata: DRAWINGS.gloves,
  hitowakashi: stove(),
  yuge: cookset(),
  asaichi: DRAWINGS.dripper,
  kiwan: bowl(),
  donguri: kidsRaincoat({ main: '#d7a94f', shade: '#b98a37', trim: '#7b5a38' }),
  'korisu-8': DRAWINGS.kidsPack,
  tsukushi: kidsBoots({ ...SKY, trim: '#c65f38' }),
  hiyoko: sleepingBag({ main: '#e3c069', shade: '#fbf3dc', trim: '#c98f3e' }),
}

export const ITEM_IDS: readonly string[] = Object.keys(ITEMS)

/** In its own 400 × 400 field, without a ground; nothing for an id that no good has. */
export const itemDrawing = (id: string): string => (Object.hasOwn(ITEMS, id) ? (ITEMS[id] ?? '') : '')

/** Null for an id that no good has. */
export function itemPicture(id: string): string | null {
  const drawing = itemDrawing(id)
  if (drawing === '') return null
  const ground = GROUNDS[(ITEM_IDS.indexOf(id) * 7 + id.length) % GROUNDS.length] ?? GROUNDS[0]
  return svg(
    400,
    400,
    rect(0, 0, 400, 400, ground) + ellipse(200, 356, 136, 8, '#000', 'opacity=".07"') + shrink(drawing),
  )
}

/** For what would float above its shadow. */
function lowered(drawing: string, by: number): string {
  return place(drawing, 0, by)
}

/** Leaves air around the good. */
function shrink(drawing: string): string {
  return `<g transform="translate(8 8) scale(.96)">${drawing}</g>`
}
