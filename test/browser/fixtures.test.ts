/** Fixtures 1 to 12 of the capabilities, on the demo shop: what somebody does in a real browser, and the next page. Not consent's own pages. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CALM, eventually, inAMinute, inDays, openShop, type Shop, type Shopper, tomorrow } from './fixtures-shop.ts'
import { hasChromium, SKIPPED } from './visitors.ts'

const SITES = [
  { language: 'ja', root: '' },
  { language: 'en', root: '/en' },
] as const

/** For `selector`'s first item: which key it has. */
const leads = (visitor: Shopper, selector: string, key: string) => visitor.first(`${selector} > *`, `data-${key}`)

describe.skipIf(!hasChromium)(`what a visitor does shows on the next page${SKIPPED}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop[Symbol.asyncDispose]())

  test.each([
    { ...SITES[0], story: '山の町で、道具を選んで四十年。', kicker: '灯りの新着' },
    { ...SITES[1], story: 'Forty years of choosing gear in a mountain town.', kicker: 'New in lights' },
  ])('1, 11: a first visit meets the story, a regular their shelf ($language)', async ({ root, story, kicker }) => {
    await using visitor = await shop.visitor()
    await visitor.look(`${root}/`, CALM)
    expect(await visitor.text('h1')).toBe(story)
    expect(await leads(visitor, 'nav.global > ul', 'category')).toBe('tents')
    await visitor.open(`${root}/category/kids`)
    await visitor.open(`${root}/category/lights`)
    await visitor.open(`${root}/items/lights/andon`)
    await visitor.look(`${root}/`, inAMinute())
    expect(await visitor.text('h1')).toBe(story)
    for (const facts of [inAMinute(), tomorrow()]) {
      await visitor.look(`${root}/`, facts)
      const shelves = visitor.page.locator('div.shelves > section')
      const order = await shelves.evaluateAll((all) => all.map((shelf) => shelf.getAttribute('data-category')))
      expect(order.slice(0, 3)).toEqual(['lights', 'kids', 'tents'])
      expect(new Set(order).size).toBe(8)
      expect(await leads(visitor, 'nav.global > ul', 'category')).toBe('lights')
    }
    expect(await visitor.text('p.hero-kicker')).toBe(kicker)
    expect(await visitor.first('img.hero-image', 'src')).toBe('/img/shelves/lights.svg')
    expect(await visitor.first('section.hero a.cta', 'href')).toBe(`${root}/category/lights`)
  })

  test.each([
    { ...SITES[0], anybody: '宮城県は雨。濡れない一枚を。', hiker: '宮城県は雨。山へ持っていく一枚を。' },
    { ...SITES[1], anybody: 'Rain in Sendai. Stay dry.', hiker: 'Rain in Sendai. A jacket for the trail.' },
  ])('2: hiking gear, and rain in town ($language)', async ({ root, anybody, hiker }) => {
    await using visitor = await shop.visitor()
    const rain = {
      ...CALM,
      'weather.kind': 'rain',
      'geo.regionCode': '04',
      'geo.city': 'Sendai',
      'geo.region': 'Miyagi',
    }
    await visitor.look(`${root}/`, rain)
    expect(await visitor.text('h1')).toBe(anybody)
    for (const path of ['/category/footwear', '/items/footwear/ganryo', '/items/footwear/satoyama']) {
      await visitor.open(root + path)
    }
    await visitor.look(`${root}/`, rain)
    expect(await visitor.text('h1')).toBe(hiker)
    expect(await visitor.first('section.hero a.cta', 'href')).toBe(`${root}/category/rainwear`)
    expect(await leads(visitor, 'div.shelves', 'category')).toBe('rainwear')
    await visitor.look(`${root}/`, { ...rain, 'weather.kind': 'clear' })
    expect([anybody, hiker]).not.toContain(await visitor.text('h1'))
  })

  test.each([
    { ...SITES[0], summer: '夏の海', winter: '雪山' },
    { ...SITES[1], summer: 'a beach for summer', winter: 'ski' },
  ])('3: places by what was searched for, whatever the season ($language)', async ({ root, summer, winter }) => {
    await using visitor = await shop.visitor()
    const searched = [
      [summer, 'summer', 'winter'],
      [winter, 'winter', 'summer'],
    ] as const
    for (const [words, wanted, season] of searched) {
      await visitor.told('search', async () => {
        await visitor.open(`${root}/`)
        await visitor.page.fill('form.search input', words)
        await visitor.page.press('form.search input', 'Enter')
        await visitor.page.waitForURL('**/search?**')
      })
      const kicker = async () => {
        await visitor.look(`${root}/travel`, { ...CALM, 'time.season': season })
        return visitor.text('p.hero-kicker')
      }
      await eventually(kicker).toContain(words)
      expect(await leads(visitor, 'ul.destinations', 'season')).toBe(wanted)
    }
  })

  test('4: a coupon from the second order on, three times in seven days', async () => {
    await using visitor = await shop.visitor()
    const seen = async (facts = inAMinute()) => {
      await visitor.look('/', facts)
      return visitor.isShown('aside.note-coupon')
    }
    await visitor.buy('/items/cooking/kiwan')
    await visitor.look('/', inAMinute())
    expect(await visitor.isShown('aside.note-coupon')).toBe(false)
    await visitor.buy('/items/footwear/tabi')
    await eventually(seen).toBe(true)
    const shown: boolean[] = []
    for (let view = 0; view < 5; view++) {
      await visitor.open('/')
      shown.push(await visitor.isShown('aside.note-coupon'))
    }
    expect(shown).toEqual([true, true, true, false, false])
    expect(await seen(inDays(6))).toBe(false)
    expect(await seen(inDays(7))).toBe(true)
    await visitor.look('/en/', inDays(7))
    expect(await visitor.text('aside.note-coupon .note-code')).toBe('TSUGIHAGI')
  })

  test.each(SITES)('7: a cart is reminded of on the next visit, until the order ($language)', async ({ root }) => {
    await using visitor = await shop.visitor()
    const isReminded = async (facts = tomorrow(), path = `${root}/`) => {
      await visitor.look(path, facts)
      return visitor.isShown('aside.note-cart-reminder')
    }
    await visitor.told('cart_add', () => visitor.take(`${root}/items/lights/hotaru`))
    await eventually(isReminded).toBe(true)
    expect(await isReminded(inAMinute())).toBe(false)
    expect(await isReminded(tomorrow(), `${root}/category/tents`)).toBe(true)
    await visitor.page.click('aside.note-cart-reminder a')
    await visitor.told('order', async () => {
      await visitor.page.click('form.cart-order button')
      await visitor.page.locator('[data-awase-order]').waitFor()
    })
    await eventually(isReminded).toBe(false)
  })

  test('7: what is taken out again is no reason for a reminder', async () => {
    await using visitor = await shop.visitor()
    const isReminded = async () => {
      await visitor.look('/', tomorrow())
      return visitor.isShown('aside.note-cart-reminder')
    }
    await visitor.told('cart_add', () => visitor.take('/items/lights/hotaru'))
    await eventually(isReminded).toBe(true)
    await visitor.open('/cart')
    await visitor.told('cart_remove', () => visitor.page.click('a.cart-remove'))
    await eventually(isReminded).toBe(false)
  })

  test.each(SITES)('8: seen five times, it may be borrowed; its price is what it was ($language)', async ({ root }) => {
    await using visitor = await shop.visitor()
    const path = `${root}/items/tents/ryosen`
    const seen: (readonly [boolean, string])[] = []
    for (let view = 0; view < 5; view++) {
      await visitor.open(path)
      seen.push([await visitor.isShown('aside.note-loan'), await visitor.text('p.item-price')])
    }
    expect(seen.map(([isShown]) => isShown)).toEqual([false, false, false, false, true])
    expect(new Set(seen.map(([, price]) => price)).size).toBe(1)
  })

  test.each([
    { scripts: 'with scripts', javaScriptEnabled: true },
    { scripts: 'without scripts', javaScriptEnabled: false },
  ])('10: “not interested”, $scripts, and it stays away', async ({ javaScriptEnabled }) => {
    await using visitor = await shop.visitor({ javaScriptEnabled })
    const path = '/items/tents/ryosen'
    for (let view = 0; view < 5; view++) await visitor.open(path)
    await visitor.page.click('aside.note-loan [data-awase-dismiss]')
    await visitor.page.locator('aside.note-loan').waitFor({ state: 'hidden' })
    expect(new URL(visitor.page.url()).pathname).toBe(path)
    await visitor.open(path)
    expect(await visitor.isShown('aside.note-loan')).toBe(false)
    await visitor.look('/items/packs/juso-45', inDays(30))
    expect(await visitor.isShown('aside.note-loan')).toBe(false)
  })
})
