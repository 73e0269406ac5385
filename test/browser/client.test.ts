/** What the client script tells, kind by kind: real chromium, the real Worker, rows in libSQL. Not how it is sent: client-delivery. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../src/edge/new-id.ts'
import { ROUTES } from '../../src/routes.ts'
import { type ClientSite, startClientSite } from './client-site.ts'
import { hasChromium, SKIPPED, type Visitor } from './visitors.ts'

const SLOT = '<section class="hero"><h1>Hello</h1><a class="cta" href="next">On</a></section>'
const DECISION = newId(Date.now())
const block = (slots: readonly object[]): string =>
  `<script type="application/json" id="awase-plan">${JSON.stringify({ decision: DECISION, slots })}</script>`
const HERO = { slot: 'hero', selector: 'section.hero', match: 'first', list: null, edits: null }

describe.skipIf(!hasChromium)(`what the client script tells${SKIPPED}`, () => {
  let site: ClientSite
  let visitor: Visitor

  beforeAll(async () => {
    site = await startClientSite()
  })
  afterAll(() => site[Symbol.asyncDispose]())
  beforeEach(async () => {
    site.begin()
    visitor = await site.visitor()
    site.pages = { '/next': 'There.' }
  })
  /** A violation of the strict policy is an error on the console, too. */
  afterEach(async () => {
    await visitor.leave()
    expect(visitor.complaints).toEqual([])
  })

  async function open(body: string): Promise<void> {
    site.pages['/page'] = body
    await visitor.page.goto(`${site.url}/page?secret=1`)
  }

  test('a page view, and how long it was looked at', async () => {
    await open('Hello.')
    const [view] = await site.rowsOf('page_view', 1)
    expect(view).toMatchObject({ path: '/page', source: 'browser', is_bot: 0 })
    expect(view!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    await visitor.page.goto(`${site.url}/next`)
    const [dwell] = await site.rowsOf('dwell', 1)
    expect(dwell).toMatchObject({ path: '/page' })
    expect(dwell!.value).toBeGreaterThan(0)
    expect(await site.rowsOf('page_view', 2)).toMatchObject([{ path: '/page' }, { path: '/next' }])
  })

  test('a planned slot that is seen, with its decision, and a click in it that leaves the page', async () => {
    await open(block([HERO]) + SLOT)
    expect(await site.rowsOf('impression', 1)).toMatchObject([{ slot: 'hero', decision: DECISION, path: '/page' }])
    await visitor.page.click('h1')
    await visitor.page.click('a.cta')
    expect(await site.rowsOf('click', 1)).toMatchObject([{ slot: 'hero', decision: DECISION, path: '/page' }])
    expect(await site.rowsOf('page_view', 2)).toMatchObject([{ decision: DECISION }, { path: '/next' }])
    expect((await site.rows('page_view'))[1]).not.toHaveProperty('decision')
  })

  test('where a slot was edited, what became of it; where none was, nothing more is loaded', async () => {
    const asked: string[] = []
    visitor.page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    await open(block([HERO]) + SLOT)
    await site.rowsOf('page_view', 1)
    expect(asked).not.toContain(ROUTES.hydrateScript)
    const parts = [{ selector: 'section.hero h1', edits: [{ op: 'text', value: 'Hello' }] }]
    await open(block([{ ...HERO, edits: { own: [], parts, arrange: null } }]) + SLOT)
    expect(await site.rowsOf('hydration', 1)).toMatchObject([
      { slot: 'hero', name: 'survived', decision: DECISION, path: '/page', value: 0 },
    ])
    expect(asked).toContain(ROUTES.hydrateScript)
  })

  test('a slot and its items by attributes; the innermost slot has the click', async () => {
    await open(
      `<div data-awase-slot="outer"><ul data-awase-slot="goods"><li data-awase-item="tent"><button>Tent</button></li></ul></div>`,
    )
    expect((await site.rowsOf('impression', 2)).map((row) => row.slot).sort()).toEqual(['goods', 'outer'])
    await visitor.page.click('button')
    expect(await site.rowsOf('click', 1)).toMatchObject([{ slot: 'goods', item: 'tent' }])
  })

  test('events, the cart and items by attributes', async () => {
    await open(`
      <main data-awase-currency="JPY">
        <article data-awase-view="tent" data-awase-value="12100">
          <button id="letter" data-awase-event="newsletter">Letter</button>
          <div data-awase-item="tent" data-awase-value="12100">
            <form action="next" data-awase-cart="add">
              <input data-awase-quantity name="n" value="2"><button id="add">Add</button>
            </form>
          </div>
          <button id="remove" data-awase-cart="remove" data-awase-item="rope">Remove</button>
        </article>
      </main>`)
    expect(await site.rowsOf('item_view', 1)).toMatchObject([{ item: 'tent', value: 12_100, currency: 'JPY' }])
    await visitor.page.click('#letter')
    expect(await site.rowsOf('custom', 1)).toMatchObject([{ name: 'newsletter', value: 12_100, currency: 'JPY' }])
    await visitor.page.click('#remove')
    expect(await site.rowsOf('cart_remove', 1)).toMatchObject([{ item: 'rope' }])
    await visitor.page.click('#add')
    expect(await site.rowsOf('cart_add', 1)).toMatchObject([
      { item: 'tent', quantity: 2, value: 12_100, currency: 'JPY' },
    ])
    expect(await site.rows('item_view')).toHaveLength(1)
  })

  test.each([
    ['on the form', '<form action="next" data-awase-search><input type="hidden" value="x"><input name="q"></form>'],
    [
      'on its field',
      '<form action="next"><input name="a"><input data-awase-search name="q"><button>Go</button></form>',
    ],
    ['on a field without a form', '<input data-awase-search name="q">'],
  ])('words that were searched for, %s', async (_, form) => {
    await open(form)
    await visitor.page.fill('[name=q]', '  雨具  kids ')
    await visitor.page.press('[name=q]', 'Enter')
    expect(await site.rowsOf('search', 1)).toMatchObject([{ name: '雨具 kids', path: '/page' }])
  })

  test('an order counts once, however often its page is loaded', async () => {
    await open(`
      <section data-awase-order="A-1001" data-awase-value="15180" data-awase-currency="JPY">
        <p data-awase-item="tent" data-awase-quantity="1" data-awase-value="12100"></p>
        <p data-awase-item="socks" data-awase-quantity="1" data-awase-value="3080"></p>
      </section>`)
    const [order] = await site.rowsOf('order', 1)
    expect(order).toMatchObject({
      value: 15_180,
      currency: 'JPY',
      data: {
        lines: [
          { item: 'tent', quantity: 1, value: 12_100 },
          { item: 'socks', quantity: 1, value: 3_080 },
        ],
      },
    })
    expect(order!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a/)
    const answered = visitor.page.waitForResponse(
      (response) => response.request().postData()?.includes('"kind":"order"') === true,
    )
    await visitor.page.reload()
    expect((await answered).status()).toBe(202)
    expect(await site.rows('order')).toHaveLength(1)
  })

  const PRODUCT = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: 'tent',
    offers: [{ '@type': 'Offer', price: '12100', priceCurrency: 'JPY' }],
  }
  const ld = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

  test.each([
    ['JSON-LD', ld(PRODUCT)],
    ['a graph', ld({ '@graph': [{ '@type': 'WebPage' }, PRODUCT] })],
    ['JSON-LD beside broken JSON-LD', `<script type="application/ld+json">{</script>${ld([PRODUCT])}`],
    [
      'microdata',
      `<div itemscope itemtype="https://schema.org/Product"><span itemprop="sku">tent</span>
        <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
          <meta itemprop="priceCurrency" content="JPY"><span itemprop="price" content="12100">12,100円</span></div>
        <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><i itemprop="sku">rope</i></div></div>`,
    ],
  ])('a product of schema.org as %s is an item view', async (_, markup) => {
    await open(markup)
    expect(await site.rowsOf('item_view', 1)).toMatchObject([{ item: 'tent', value: 12_100, currency: 'JPY' }])
  })

  test('many products are a list, and what an attribute says comes first', async () => {
    await open(`${ld([PRODUCT, { ...PRODUCT, sku: 'rope' }])}<i data-awase-event="done">Done</i>`)
    await visitor.page.click('i')
    await site.rowsOf('custom', 1)
    expect(await site.rows('item_view')).toEqual([])
    await open(`${ld(PRODUCT)}<i data-awase-view="rope">Rope</i>`)
    expect(await site.rowsOf('item_view', 1)).toMatchObject([{ item: 'rope' }])
  })

  test('an order of schema.org', async () => {
    const offer = { itemOffered: PRODUCT, price: '12100', priceCurrency: 'JPY', eligibleQuantity: { value: 2 } }
    await open(
      ld({ '@type': 'Order', orderNumber: 'B-7', price: 24_200, priceCurrency: 'JPY', acceptedOffer: [offer] }),
    )
    expect(await site.rowsOf('order', 1)).toMatchObject([
      { value: 24_200, currency: 'JPY', data: { lines: [{ item: 'tent', quantity: 2, value: 12_100 }] } },
    ])
  })

  test('what the site tells itself, before the script is there and after', async () => {
    site.scripts['/early.js'] = `
      window.awase = window.awase || []
      awase.push(['track', 'early', { place: 'head' }], ['order', 'C-1', { value: 1, currency: 'JPY' }])`
    site.scripts['/late.js'] = `
      awase.track('late', { decision: awase.decision })
      awase.itemView('tent', { value: 12100, currency: 'JPY' })
      awase.cartAdd('tent', { quantity: 2 })
      awase.cartRemove('tent')
      awase.search('rope')
      awase.push(['track', 'pushed'], ['nothing of the kind'], null)
      awase.order(null, null)
      const loop = {}; loop.loop = loop
      awase.track('loop', loop)`
    await open(`<script src="/early.js"></script>${block([HERO])}<script src="/late.js" defer></script>`)
    expect((await site.rowsOf('custom', 3)).map(({ name, data }) => ({ name, data }))).toEqual([
      { name: 'early', data: { place: 'head' } },
      { name: 'late', data: { decision: DECISION } },
      { name: 'pushed' },
    ])
    expect(await site.rowsOf('item_view', 1)).toMatchObject([{ item: 'tent', value: 12_100, currency: 'JPY' }])
    expect(await site.rowsOf('cart_add', 1)).toMatchObject([{ item: 'tent', quantity: 2 }])
    expect(await site.rowsOf('cart_remove', 1)).toMatchObject([{ item: 'tent' }])
    expect(await site.rowsOf('search', 1)).toMatchObject([{ name: 'rope' }])
    expect(await site.rowsOf('order', 1)).toMatchObject([{ value: 1 }])
    const globals = await visitor.page.evaluate('Object.keys(window).filter((name) => /awase/i.test(name))')
    expect(globals).toEqual(['awase'])
  })

  test('two tags tell a page once', async () => {
    site.scripts['/more.js'] = `const tag = document.createElement('script'); tag.src = '/_awase/client.js?again'
      tag.onload = () => awase.track('loaded'); document.head.append(tag)`
    await open('<script src="/more.js" defer></script>')
    await site.rowsOf('custom', 1)
    expect(await site.rows('page_view')).toHaveLength(1)
  })

  test('once the server says that nothing is recorded of this visitor, this page tells no more', async () => {
    const route = `**${ROUTES.events}`
    const json = { accepted: 0, refused: [], ignored: 'objection' }
    await visitor.page.route(route, (asked) => asked.fulfill({ status: 202, json }))
    const answered = visitor.page.waitForResponse(route)
    await open('Hello.')
    await (await answered).finished()
    await visitor.page.evaluate(`fetch('${ROUTES.health}').then((answer) => answer.text())`) // the script has its answer by then
    await visitor.page.evaluate("awase.track('later')")
    await visitor.page.unroute(route)
    await visitor.page.goto(`${site.url}/next`)
    expect(await site.rowsOf('page_view', 1)).toMatchObject([{ path: '/next' }])
    expect((await site.rows()).filter(({ path }) => path === '/page')).toEqual([])
  })

  test('a browser that lacks what is needed does nothing, without a word', async () => {
    await visitor.before('delete window.AbortSignal')
    await open('Hello.')
    expect(await visitor.page.evaluate("awase.track('asked')")).toBeUndefined()
    await visitor.page.goto(`${site.url}/next`)
    expect(await site.rows()).toEqual([])
  })
})
