/** The demo shop before visitors: the whole stack with its own rules, chromium, a browser for each of them. Not the tests. */

import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Client, createClient } from '@libsql/client/web'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { EventKind } from '../../src/core/event/event.ts'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { type RunningStack, runningStacks } from '../../src/dev/running-stack.ts'
import { instant } from '../../src/dev/shop/bar/times.ts'
import { startStack } from '../../src/dev/stack.ts'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { launchChromium, PATIENCE_MS } from './visitors.ts'

export const RULES = resolve(import.meta.dirname, '../../src/dev/shop/rules.json')
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const WEDNESDAY = 3

export type Facts = { readonly [attribute: string]: unknown }

/** Nothing that the sky or the calendar asks for: what is left is the visitor's own. */
export const CALM: Facts = {
  'weather.kind': 'clear',
  'time.dayPart': 'day',
  'time.isHoliday': false,
  'time.isWeekend': false,
  'time.weekday': WEDNESDAY,
  'time.season': 'autumn',
  'time.dayOfMonth': 12,
}

const ahead = (ms: number): Facts => ({ now: new Date(Date.now() + ms).toISOString() })

/** The same visit, and later ones. Nobody waits: such a page is simulated, and records nothing. */
export const inAMinute = (): Facts => ({ ...CALM, ...ahead(MINUTE_MS) })
export const tomorrow = (): Facts => ({ ...CALM, ...ahead(DAY_MS + MINUTE_MS) })
export const inDays = (days: number): Facts => ({ ...CALM, ...ahead(days * DAY_MS + MINUTE_MS) })

/** A day of the calendar in Japan, from tomorrow on. */
export const on = (weekday: number, at: string): Facts => ({
  now: instant({ id: '', name: { ja: '', en: '' }, at, weekday }, 'Asia/Tokyo', Date.now() + DAY_MS),
})

export interface Shop extends AsyncDisposable {
  readonly running: RunningStack
  visitor(options?: BrowserContextOptions): Promise<Shopper>
}

export interface Shopper extends AsyncDisposable {
  readonly page: Page
  /** A page view like any other. */
  open(path: string): Promise<void>
  /** The page as it would be under these facts; counts nothing. */
  look(path: string, facts: Facts): Promise<void>
  text(selector: string): Promise<string>
  /** An attribute of the first that is met. */
  first(selector: string, attribute: string): Promise<string | null>
  isShown(selector: string): Promise<boolean>
  /**
   * Does something, and waits until the record has it: what is told as a page is left is told once, and what the next page
   * tells must not overtake it where the machine is busy.
   */
  told(kind: EventKind, act: () => Promise<void>): Promise<void>
  /** Puts it into the cart, from its page. */
  take(path: string): Promise<void>
  /** Buys it, from its page to the thanks. */
  buy(path: string): Promise<void>
}

/** `site`: settings of the rules that are other than the demo's. */
export async function openShop(site: object = {}): Promise<Shop> {
  await using starting = new AsyncDisposableStack()
  const state = await temporaryFolder()
  const statePath = join(state, 'demo')
  const document = JSON.parse(await readFile(RULES, 'utf8'))
  const rules = {
    file: join(state, 'rules.json'),
    text: JSON.stringify({ ...document, site: { ...document.site, ...site } }),
  }
  await writeFile(rules.file, rules.text)
  const published: unknown[] = []
  const onPublish = (outcome: unknown) => published.push(outcome)
  const stack = starting.use(await startStack({ origin: null, rules, forecast: forecastNearby, statePath, onPublish }))
  expect(published).toMatchObject([{ ok: true, value: { warnings: [] } }])
  const [running] = await runningStacks(state)
  const browser = starting.use(await launchChromium())
  const record = starting.adopt(createClient({ url: stack.recordUrl! }), (client) => client.close())
  const ending = starting.move()

  return {
    running: running!,
    async visitor(options = {}) {
      const context = await browser.newContext({
        userAgent: BROWSER_USER_AGENT,
        viewport: { width: 1280, height: 860 },
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        ...options,
      })
      const page = await context.newPage()
      page.setDefaultTimeout(PATIENCE_MS)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
          complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      return {
        ...shopper(page, stack.url, (kind) => countOf(record, kind)),
        async [Symbol.asyncDispose]() {
          await context.close()
          expect(complaints).toEqual([])
        },
      }
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  }
}

async function countOf(record: Client, kind: EventKind): Promise<number> {
  const { rows } = await record.execute({ sql: 'select count(*) as n from events where kind = ?', args: [kind] })
  return Number(rows[0]!.n)
}

function shopper(
  page: Page,
  url: string,
  recorded: (kind: EventKind) => Promise<number>,
): Omit<Shopper, keyof AsyncDisposable> {
  const open = async (path: string): Promise<void> => void (await page.goto(url + path))
  const take = async (path: string): Promise<void> => {
    await open(path)
    await page.click('form.item-order button')
    await page.locator('form.cart-order').waitFor()
  }
  return {
    page,
    open,
    async look(path, facts) {
      const there = new URL(path, url)
      there.searchParams.set('awase-simulate', JSON.stringify(facts))
      await page.goto(there.href)
    },
    text: async (selector) => (await page.locator(selector).first().textContent()) ?? '',
    first: (selector, attribute) => page.locator(selector).first().getAttribute(attribute),
    isShown: (selector) => page.locator(selector).isVisible(),
    async told(kind, act) {
      const before = await recorded(kind)
      await act()
      await eventually(() => recorded(kind)).toBeGreaterThan(before)
    },
    take,
    async buy(path) {
      await take(path)
      await page.click('form.cart-order button')
      await page.locator('[data-awase-order]').waitFor()
    },
  }
}

/** What an act comes to is known once the browser has told it: asked again until it is so. */
export const eventually = <T>(ask: () => Promise<T>) =>
  expect.poll(() => ask(), { timeout: PATIENCE_MS, interval: 100 })
