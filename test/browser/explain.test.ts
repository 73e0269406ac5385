/** The explanation page as somebody uses it: real Worker, real chromium, scripts switched off. Not how it looks: that takes eyes. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { type Stack, startStack } from '../../src/dev/stack.ts'
import { hasChromium, launchChromium, SKIPPED, type Visitor, visitorsOf } from './visitors.ts'

const RULES = resolve(import.meta.dirname, '../../src/dev/shop/rules.json')

describe.skipIf(!hasChromium)(`the explanation in a browser${SKIPPED}`, () => {
  let stack: Stack
  let browser: Browser
  let inLocale: { readonly [locale: string]: () => Promise<Visitor> }
  let visitor: Visitor

  beforeAll(async () => {
    const rules = { file: RULES, text: await readFile(RULES, 'utf8') }
    stack = await startStack({ origin: null, rules, forecast: forecastNearby, onPublish: () => {} })
    browser = await launchChromium()
    const visitors = (locale: string) => visitorsOf(browser, { locale, javaScriptEnabled: false })
    inLocale = { 'ja-JP': visitors('ja-JP'), 'en-GB': visitors('en-GB') }
  })
  afterAll(async () => {
    await browser.close()
    await stack.dispose()
  })
  /** A violation of the page's Content-Security-Policy is an error on the console, too. */
  afterEach(async () => {
    await visitor.leave()
    expect(visitor.complaints).toEqual([])
  })

  async function open(path: string, locale: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    visitor = await inLocale[locale]!()
    const { page } = visitor
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme })
    await page.goto(`${stack.url}/_awase/explain?url=${encodeURIComponent(path)}`)
    return page
  }

  test.each([
    ['ja-JP', 'ja', 'このページの出し分け', 1200, 'light'],
    ['en-GB', 'en', 'Why this page looks as it does', 1200, 'dark'],
    ['ja-JP', 'ja', 'このページの出し分け', 360, 'dark'],
    ['en-GB', 'en', 'Why this page looks as it does', 360, 'light'],
  ] as const)('%s, %s: “%s” fits into %i px, %s', async (locale, language, title, width, scheme) => {
    const page = await open('/', locale, width, scheme)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(await page.locator('h1').textContent()).toBe(title)
    const widest = await page.evaluate(`
      for (const details of document.querySelectorAll('details')) details.open = true
      Math.max(...[...document.querySelectorAll('body *')].map((one) => one.getBoundingClientRect().right))
    `)
    expect(widest).toBeLessThanOrEqual(width)
  })

  test('another situation, and back', async () => {
    const page = await open('/', 'ja-JP', 1200, 'light')
    await page.getByLabel('天気', { exact: true }).selectOption('snow')
    await page.getByRole('button', { name: 'この状況で見る' }).click()
    expect(await page.locator('.slots').textContent()).toContain('雪の地域に、冬山の道具')
    expect(await page.locator('.changed').textContent()).toContain('雪')
    await page.getByRole('link', { name: '実際の状況に戻す' }).click()
    expect(await page.locator('.changed').count()).toBe(0)
  })

  test('on a phone the fields come when they are asked for', async () => {
    const page = await open('/', 'ja-JP', 390, 'light')
    expect(await page.getByLabel('天気', { exact: true }).isVisible()).toBe(false)
    await page.getByText('状況を変えて見る').click()
    expect(await page.getByLabel('天気', { exact: true }).isVisible()).toBe(true)
  })

  test('a filter keeps the situation, a condition opens, the language turns', async () => {
    const page = await open('/', 'ja-JP', 1200, 'light')
    await page.getByLabel('天気', { exact: true }).selectOption('rain')
    await page.getByRole('button', { name: 'この状況で見る' }).click()
    await page.getByLabel('理由').selectOption('audience_false')
    await page.getByRole('button', { name: '絞り込む' }).click()
    expect(await page.locator('.slots').textContent()).toContain('雨です')
    const snow = page.locator('details', { hasText: '雪の地域に、冬山の道具' })
    expect(await snow.locator('.tree').isVisible()).toBe(false)
    await snow.locator('summary').click()
    expect(await snow.locator('.deciding').textContent()).toMatch(/✗\s*天気が雪実際 雨\s*合わない決め手/)
    await page.getByRole('link', { name: 'English' }).click()
    expect(await page.locator('details', { hasText: 'Winter gear' }).textContent()).toContain(
      'It is shown only when it is snowing',
    )
  })
})
