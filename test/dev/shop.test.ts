/** The demo shop as anybody would meet it: over HTTP, page by page, link by link; its rules against it. Not its bar: shop-bar. */

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuthoredContent, AuthoredRuleset, AuthoredSlot } from '../../src/core/authored.ts'
import { CATEGORIES } from '../../src/dev/shop/categories.ts'
import { LANGUAGES, localPath, type Words } from '../../src/dev/shop/language.ts'
import { WORK } from '../../src/dev/shop/pages/business.ts'
import { QUIZ } from '../../src/dev/shop/pages/quiz.ts'
import { itemPath, PRODUCTS } from '../../src/dev/shop/products.ts'
import { PATHS } from '../../src/dev/shop/router.ts'
import { createShop } from '../../src/dev/shop/server.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'

const RULES_TEXT = readFileSync(join(import.meta.dirname, '../../src/dev/shop/rules.json'), 'utf8')
const RULES = JSON.parse(RULES_TEXT) as AuthoredRuleset
const PAGES = LANGUAGES.flatMap((language) => PATHS.map((path) => localPath(path, language)))
const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

const answers = new Map<string, Promise<Answer>>()
let plain: Server
let withBar: Server

beforeAll(async () => {
  plain = await open(createShop())
  withBar = await open(createShop({ bar: true }))
})

afterAll(() => {
  plain.close()
  withBar.close()
})

async function open(shop: ReturnType<typeof createShop>): Promise<Server> {
  const server = createServer((request, response) => shop.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function ask(server: Server, path: string, init: RequestInit = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** Each address is asked once, however many pages lead there. */
function get(path: string): Promise<Answer> {
  const answer = answers.get(path) ?? ask(plain, path)
  answers.set(path, answer)
  return answer
}

interface Tag {
  readonly name: string
  readonly classes: readonly string[]
  readonly attributes: ReadonlyMap<string, string>
  readonly parent: Tag | null
}

/** Every start tag, and what is wrong with their nesting: an end tag must be there and must be the innermost's. */
function read(page: string): { readonly tags: readonly Tag[]; readonly faults: readonly string[] } {
  const tags: Tag[] = []
  const faults: string[] = []
  const stack: Tag[] = []
  for (const [, slash, name, text] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)) {
    if (slash === '/') {
      if (stack.pop()?.name !== name) faults.push(`</${name}>`)
      continue
    }
    const attributes = new Map(
      [...(text ?? '').matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key!, value ?? '']),
    )
    const classes = (attributes.get('class') ?? '').split(' ')
    const tag = { name: name!, classes, attributes, parent: stack.at(-1) ?? null }
    tags.push(tag)
    if (!VOID.has(name!)) stack.push(tag)
  }
  faults.push(...stack.map((tag) => `<${tag.name}> never closed`))
  const strays = page.replace(/<!doctype html>/, '').replace(/<\/?[a-z][^<>]*>/g, '')
  if (/[<>]/.test(strays)) faults.push('a stray < or >')
  return { tags, faults }
}

/** For `tag`, `tag.class` and `tag.class > tag`, which is all the rules use. */
function select(tags: readonly Tag[], selector: string): readonly Tag[] {
  const [target, parent] = selector.split(' > ').toReversed()
  const fits = (tag: Tag | null, compound: string) => {
    const [name, className] = compound.split('.')
    return tag !== null && tag.name === name && (className === undefined || tag.classes.includes(className))
  }
  return tags.filter((tag) => fits(tag, target!) && (parent === undefined || fits(tag.parent, parent)))
}

function isWithin(tag: Tag, ancestor: Tag): boolean {
  return tag.parent !== null && (tag.parent === ancestor || isWithin(tag.parent, ancestor))
}

describe.each(PAGES)('%s', (path) => {
  test('is a whole page of its own, from an origin that caches', async () => {
    const { status, headers, body } = await get(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    const isCart = path.endsWith('/cart')
    expect(headers.get('cache-control')).toBe(isCart ? 'private, no-store' : 'public, max-age=60')
    expect(headers.get('etag') ?? '""').toMatch(isCart ? /^""$/ : /^"[\w-]{27}"$/)
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    const { tags, faults } = read(body)
    expect(faults).toEqual([])
    expect(select(tags, 'html')[0]?.attributes.get('lang')).toBe(path.startsWith('/en/') ? 'en' : 'ja')
    for (const once of ['title', 'main', 'h1', 'p.announce', 'nav.global > ul', 'header.head', 'footer.foot']) {
      expect(select(tags, once), once).toHaveLength(1)
    }
    const levels = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []))
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const held of select(tags, 'aside.note')) expect(held.attributes.has('hidden')).toBe(true)
  })

  test('has nothing inline and nothing from elsewhere', async () => {
    const { tags } = read((await get(path)).body)
    expect(tags.filter(({ name }) => name === 'script' || name === 'style')).toEqual([])
    const names = tags.flatMap(({ attributes }) => [...attributes.keys()])
    expect(names.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([])
    for (const image of select(tags, 'img')) expect(image.attributes.has('alt')).toBe(true)
    for (const target of targets(tags)) expect(target).toMatch(/^(\/(?!\/)|#)/)
  })

  test('leads nowhere that is not there', async () => {
    const { tags } = read((await get(path)).body)
    for (const target of new Set(targets(tags))) await expectThere(target, path)
  })
})

/** Awase's own addresses are the Worker's to answer. */
function targets(tags: readonly Tag[]): readonly string[] {
  const all = tags.flatMap(({ attributes }) =>
    ['href', 'src', 'action'].flatMap((name) => attributes.get(name)?.replaceAll('&amp;', '&') ?? []),
  )
  return all.filter((target) => !target.startsWith('/_awase/'))
}

async function expectThere(target: string, from: string): Promise<void> {
  const [path, fragment] = target.split('#')
  const { status, body } = await get(path === '' ? from : path!)
  expect(status, `${target} from ${from}`).toBe(200)
  if (fragment === undefined) return
  const ids = read(body).tags.map(({ attributes }) => attributes.get('id'))
  expect(ids, `${target} from ${from}`).toContain(fragment)
}

describe('the shop as an origin', () => {
  test('answers a matching validator with 304, HEAD without a body, others with 405', async () => {
    const { headers, body } = await get('/')
    const again = await ask(plain, '/', { headers: { 'if-none-match': headers.get('etag')! } })
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', headers.get('etag')])
    const head = await ask(plain, '/', { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, ''])
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(body)))
    expect((await ask(plain, '/', { method: 'POST' })).status).toBe(405)
  })

  test.each([
    ...[
      '/nowhere',
      '/en/nowhere',
      '/category/hats',
      '/items/kiwan',
      '/items/tents/kiwan',
      '/items/cooking/constructor',
    ],
    ...['/business/papers/none', '/img/toString.svg', '/img/kits/none.svg', '/img/constructor/a.svg', '//', '/%'],
  ])('%s is not there', async (path) => {
    const { status, headers, body } = await ask(plain, path)
    expect(status).toBe(404)
    expect(headers.get('etag')).toBeNull()
    expect(read(body).faults).toEqual([])
  })

  test('the English site without its slash is led to it', async () => {
    const { status, headers } = await ask(plain, '/en?utm_source=newsletter')
    expect([status, headers.get('location')]).toEqual([301, '/en/?utm_source=newsletter'])
  })

  test.each(['/cart?item=', '/search?q=', '/en/search?q='])(
    'what %s says is not on the page unescaped',
    async (path) => {
      const { body } = await ask(plain, `${path}%3Cscript%3Ealert(1)%3C/script%3E"'`)
      expect(body).not.toContain('<script')
      expect(read(body).faults).toEqual([])
    },
  )

  test.each([
    ['/search?q=夏', [], ['summer']],
    ['/search?q=スキー', [], ['winter']],
    ['/en/search?q=Snow+resort', [], ['winter']],
    ['/en/search?q=%EF%BC%B4arp', ['kokage'], []],
    ['/search?q=二人で泊まれる城', [], []],
    ['/search', [], []],
  ])('%s finds %j and places of %j', async (path, items, seasons) => {
    const { tags } = read((await ask(plain, encodeURI(decodeURI(path)))).body)
    expect(tags.flatMap(({ attributes }) => attributes.get('data-awase-item') ?? [])).toEqual(items)
    expect([...new Set(tags.flatMap(({ attributes }) => attributes.get('data-season') ?? []))]).toEqual(seasons)
  })

  test('the cart is kept in a cookie of the shop’s own, and an order empties it', async () => {
    const inCart = async (path: string, cookie: string) => {
      const { headers, body } = await ask(plain, path, { headers: { cookie } })
      const lines = read(body).tags.filter(({ classes }) => classes.includes('cart-line'))
      const kept = headers.get('set-cookie')!
      return {
        kept: kept.split(';')[0]!,
        isGone: kept.includes('Max-Age=0'),
        lines: lines.map(
          (tag) => `${tag.attributes.get('data-awase-item')} ${tag.attributes.get('data-awase-quantity')}`,
        ),
      }
    }
    const one = await inCart('/cart?item=kiwan&count=2', 'other=1')
    const two = await inCart('/en/cart?item=tabi&count=99', `${one.kept}; other=1`)
    expect(two.lines).toEqual(['tabi 1', 'kiwan 2'])
    expect((await inCart('/cart?item=kiwan&count=3', two.kept)).lines).toEqual(['kiwan 3', 'tabi 1'])
    expect((await inCart('/cart?remove=tabi', two.kept)).lines).toEqual(['kiwan 2'])
    expect(await inCart('/cart?remove=kiwan', one.kept)).toMatchObject({ isGone: true, lines: [] })
    expect((await inCart('/cart', 'yamanami-cart=kiwan.2_nothing.1_kiwan.3_<b>.1')).lines).toEqual(['kiwan 2'])
    const order = await ask(plain, '/order?lines=kiwan.2', { method: 'POST' })
    expect(order.headers.get('set-cookie')).toContain('yamanami-cart=; Path=/; Max-Age=0')
  })

  test.each(LANGUAGES)('what is in the cart can be ordered, and the order keeps its number (%s)', async (language) => {
    const cart = read((await ask(plain, localPath('/cart?item=kiwan&count=2', language))).body)
    expect(cart.faults).toEqual([])
    const form = select(cart.tags, 'form.cart-order')[0]!
    expect(form.attributes.get('method')).toBe('post')
    const order = () => ask(plain, form.attributes.get('action')!.replaceAll('&amp;', '&'), { method: 'POST' })
    const [one, another] = [await order(), await order()]
    expect(one.status).toBe(303)
    const thanks = one.headers.get('location')!
    expect(thanks).not.toBe(another.headers.get('location'))
    const { status, body } = await ask(plain, thanks)
    expect([status, read(body).faults]).toEqual([200, []])
    for (const target of new Set(targets(read(body).tags))) await expectThere(target, thanks)
    const said = select(read(body).tags, 'section.cart')[0]!.attributes
    expect(said.get('data-awase-order')).toBe(new URL(thanks, 'http://shop.invalid').searchParams.get('number'))
    expect([said.get('data-awase-value'), said.get('data-awase-currency')]).toEqual(['8800', 'JPY'])
  })

  test.each(['/order', '/order?lines=nothing.1', '/cart?item=kiwan'])(
    'nothing is ordered by a POST to %s',
    async (path) => {
      expect((await ask(plain, path, { method: 'POST' })).status).toBe(405)
    },
  )

  test.each(['/thanks', '/thanks?lines=kiwan.1', '/thanks?lines=kiwan.1&number=1', '/thanks?number=Y-0123456789'])(
    'there are no thanks at %s',
    async (path) => expect((await ask(plain, path)).status).toBe(404),
  )

  test('the hero comes early in the top page, after the navigation', async () => {
    const { body } = await get('/')
    const at = (text: string) => Buffer.byteLength(body.slice(0, body.indexOf(text)))
    expect(at('<nav class="global"')).toBeLessThan(at('<section class="hero"'))
    expect(at('</figure>')).toBeLessThan(6 * 1024)
  })

  test('the bar stands on the pages only where it was asked for', async () => {
    expect((await ask(plain, '/_demo/bar.js')).status).toBe(404)
    expect((await ask(withBar, '/en/travel')).body).toContain('<script src="/_demo/bar.js" defer></script>')
    const script = await ask(withBar, '/_demo/bar.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.body).toContain('awase-simulate')
    expect((await ask(withBar, '/_demo/bar.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })
})

describe('the rules of the demo', () => {
  test('are valid, without a warning', () => {
    const checked = validateRuleset(RULES_TEXT)
    expect(checked.ok ? checked.value.warnings : checked.error).toEqual([])
  })

  const onPages = Object.entries(RULES.slots).flatMap(([id, slot]) =>
    slot.paths.flatMap((pattern) => pagesOf(pattern).map((path) => ({ id, slot, path }))),
  )

  test.each(onPages)('slot $id is on $path, with each of its parts', async ({ slot, path }) => {
    const { tags } = read((await get(path)).body)
    const [found, ...more] = select(tags, slot.selector)
    expect(found).toBeDefined()
    expect(more).toEqual([])
    for (const part of Object.values(slot.parts ?? {})) {
      expect(
        select(tags, part.selector).filter((tag) => isWithin(tag, found!)),
        part.selector,
      ).toHaveLength(1)
    }
  })

  const contents = RULES.experiences.flatMap(({ id, variants }) =>
    variants.flatMap((variant) =>
      Object.entries(variant.slots).map(([slot, content]) => ({ id, slot, content, where: RULES.slots[slot]! })),
    ),
  )

  test.each(contents.filter(({ where }) => where.kind === 'list'))('$id names keys that $slot has', async (entry) => {
    const { order, pin, hide } = entry.content as AuthoredContent
    const named = [...(order?.first ?? []), ...(order?.last ?? []), ...Object.keys(pin ?? {})]
    named.push(...(Array.isArray(hide) ? hide : []))
    expect(await keysOf(entry.where)).toEqual(expect.arrayContaining(named))
  })

  test.each(contents.filter(({ where }) => where.parts))('$id leads $slot to what is there', async (entry) => {
    const [page] = pagesOf(entry.where.paths[0]!)
    for (const part of Object.values(entry.content) as AuthoredContent[]) {
      for (const target of [part.href, part.src]) if (target !== undefined) await expectThere(target, page!)
      if (part.src !== undefined) expect(part.alt).toMatch(/./)
    }
  })
})

describe('what the shop asks', () => {
  const asked = [
    ['/quiz', ['style', 'level']],
    ['/business', ['role', 'industry', 'problem']],
  ] as const
  const forms = asked.flatMap(([path, traits]) => LANGUAGES.map((language) => ({ path, traits, language })))

  test.each(forms)(
    '$path in $language asks for declared traits, and says what for',
    async ({ path, traits, language }) => {
      const declared = RULES.site.schema!.traits!
      const { body } = await get(localPath(path, language))
      const fields = read(body).tags.filter(({ attributes }) => attributes.get('type') === 'radio')
      const answers = Object.groupBy(fields, ({ attributes }) => attributes.get('name')!)
      expect(Object.keys(answers)).toEqual(traits)
      for (const trait of traits) {
        const { values, purpose, ask } = declared[trait]!
        expect(answers[trait]!.map(({ attributes }) => attributes.get('value'))).toEqual(values)
        expect(body).toContain(`<span data-awase-purpose>${(purpose as Words)[language]}</span>`)
        expect(body).toContain(`<input type="hidden" name="purpose" value="${(purpose as Words)[language]}">`)
        expect(body).toContain(`<legend>${(ask as Words)[language]}</legend>`)
      }
    },
  )

  test('each answer is one that a rule goes by', () => {
    const conditions = JSON.stringify(RULES.experiences.map(({ when }) => when))
    for (const trait of asked.flatMap(([, traits]) => traits)) expect(conditions).toContain(`"traits.${trait}"`)
  })
})

describe('what can be put away', () => {
  test.each(PAGES)('is an experience of the rules: %s', async (path) => {
    const { tags } = read((await get(path)).body)
    const buttons = tags.filter(({ attributes }) => attributes.has('data-awase-dismiss'))
    for (const { attributes, parent } of buttons) {
      const id = attributes.get('data-awase-dismiss')
      expect(RULES.experiences.map((experience) => experience.id)).toContain(id)
      const fields = tags.filter((tag) => tag.parent === parent && tag.name === 'input')
      const sent = fields.map((field) => [field.attributes.get('name'), field.attributes.get('value')])
      expect(sent).toEqual([
        ['experience', id],
        ['return', path],
      ])
    }
  })
})

test('every page of goods tells its shelf and its item by its path', () => {
  for (const product of PRODUCTS) expect(itemPath(product)).toBe(`/items/${product.category}/${product.id}`)
  expect(RULES.site.paths).toContainEqual({ match: '/items/:shelf/:item', affinity: ':shelf', item: ':item' })
  expect(RULES.site.schema!.categories).toEqual(CATEGORIES.map(({ id }) => id))
})

function pagesOf(pattern: string): readonly string[] {
  return pattern.endsWith('/*') ? PAGES.filter((page) => page.startsWith(pattern.slice(0, -1))) : [pattern]
}

async function keysOf(slot: AuthoredSlot): Promise<readonly (string | undefined)[]> {
  const { tags } = read((await get(slot.paths[0]!)).body)
  const [list] = select(tags, slot.selector)
  const items = tags.filter((tag) => tag.parent === list && tag.name === slot.item)
  return items.map(({ attributes }) => attributes.get(slot.key!.slice(1)))
}

test('what visitors answered and looked at is called by the words that they saw', () => {
  const { traits, categoryLabels } = RULES.site.schema!
  for (const { trait, answers: offered } of [...QUIZ.questions, ...WORK.questions]) {
    expect(traits![trait]!.values).toEqual(offered.map(({ value }) => value))
    expect(traits![trait]!.valueLabels).toEqual(Object.fromEntries(offered.map(({ value, words }) => [value, words])))
  }
  expect(categoryLabels).toEqual(Object.fromEntries(CATEGORIES.map(({ id, name }) => [id, name])))
})
