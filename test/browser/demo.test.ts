/** The demo as somebody meets it: real Worker, real chromium, the bar clicked. Not how the pages look: that takes eyes. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forecastNearby } from '../../src/dev/recorded-weather.ts'
import { type PublishOutcome, type Stack, startStack } from '../../src/dev/stack.ts'
import { hasChromium, launchChromium, SKIPPED, type Visitor, visitorsOf } from './visitors.ts'

const RULES = resolve(import.meta.dirname, '../../src/dev/shop/rules.json')

describe.skipIf(!hasChromium)(`the demo in a browser${SKIPPED}`, () => {
  let stack: Stack
  let browser: Browser
  let nextVisitor: () => Promise<Visitor>
  let visitor: Visitor
  let page: Page

  beforeAll(async () => {
    const rules = { file: RULES, text: await readFile(RULES, 'utf8') }
    const outcomes: PublishOutcome[] = []
    const onPublish = (outcome: PublishOutcome): void => void outcomes.push(outcome)
    stack = await startStack({ origin: null, rules, forecast: forecastNearby, onPublish })
    expect(outcomes).toMatchObject([{ ok: true }])
    browser = await launchChromium()
    nextVisitor = visitorsOf(browser, {
      viewport: { width: 1280, height: 860 },
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
    })
  })
  afterAll(async () => {
    await browser.close()
    await stack.dispose()
  })

  beforeEach(async () => {
    visitor = await nextVisitor()
    page = visitor.page
  })
  /** A violation of the shop's Content-Security-Policy is an error on the console, too. */
  afterEach(async () => {
    await visitor.leave()
    expect(visitor.complaints).toEqual([])
  })

  async function open(path: string): Promise<void> {
    await page.goto(stack.url + path)
    await told()
  }

  /** The bar has learnt why the page looks as it does. */
  const told = (): Promise<void> => page.locator('#awase-demo-bar .why b').waitFor()

  async function choose(group: string, option: string): Promise<void> {
    const box = page.locator(`#awase-demo-bar .group[data-group="${group}"]`)
    const opener = box.locator('.opener')
    if ((await opener.count()) > 0) await opener.click()
    const loaded = page.waitForEvent('load')
    await box.getByRole('button', { name: option, exact: true }).click()
    await loaded
    await told()
  }

  const headline = async (): Promise<string> => (await page.locator('h1').textContent()) ?? ''

  test('place and weather change the hero, the navigation and the goods', async () => {
    await open('/')
    await choose('time', '七月')
    await choose('place', '仙台')
    await choose('weather', '雨')
    expect(await headline()).toBe('宮城県は雨。濡れない一枚を。')
    expect(await page.locator('img.hero-image').getAttribute('src')).toBe('/img/rainy.svg')
    expect(await page.locator('nav.global li').first().getAttribute('data-category')).toBe('rainwear')
    expect(await page.locator('ul.products > li').first().getAttribute('data-category')).toBe('rainwear')
    await choose('place', '札幌')
    await choose('weather', '雪')
    expect(await headline()).toContain('北海道に雪')
  })

  test('the season turns the travel page round', async () => {
    await open('/en/travel')
    await choose('place', 'Tokyo')
    await choose('time', 'January')
    expect(await headline()).toBe('Be the first line on the snow.')
    expect(await page.locator('ul.destinations > li').first().getAttribute('data-season')).toBe('winter')
    await choose('place', 'Sydney')
    expect(await headline()).toBe('A holiday of wading in the shallows.')
    expect(await page.locator('ul.destinations > li').first().getAttribute('data-season')).toBe('summer')
  })

  test('first visit, return and memory refused are three pages', async () => {
    await open('/')
    await choose('time', '七月')
    await choose('weather', '晴')
    await choose('visitor', '初めての人')
    const first = await headline()
    await choose('visitor', 'また来た人')
    const returning = await headline()
    await choose('visitor', '記憶を断った人')
    const refused = await headline()
    expect(new Set([first, returning, refused]).size).toBe(3)
    expect(await page.locator('p.announce').textContent()).toContain('送料は当店が持ちます')
  })

  test('what changed is framed, and the panel names the experience and the others’ reasons', async () => {
    await open('/ramen')
    await choose('place', '大阪')
    const frames = page.locator('#awase-demo-bar .frame')
    expect(await frames.allTextContents()).toEqual(['ラーメン：大阪', 'ラーメン：大阪'])
    expect(await page.locator('ul.shops > li').first().getAttribute('data-area')).toBe('osaka')
    await page.locator('#awase-demo-bar .frame.leaving').first().waitFor({ state: 'attached' })
    await page.locator('#awase-demo-bar .why').click()
    expect(await page.locator('#awase-demo-bar .frame:not(.leaving)').count()).toBe(2)
    const panel = page.locator('#awase-demo-bar .panel')
    expect(await panel.locator('.applied strong').allTextContents()).toEqual(['ラーメン：大阪'])
    expect(await panel.locator('.stopped').first().textContent()).toContain(
      '端末がスマートフォンのときだけ表示しますが',
    )
    expect(await panel.textContent()).not.toContain('$')
  })

  test.each([
    ['/', 'ja'],
    ['/en/', 'en'],
  ])('the reasons of %s are asked for in its language, %s, whatever the rules’ is', async (path, language) => {
    const asked = page.waitForRequest((request) => request.url().includes('/_demo/explain'))
    await open(path)
    expect(new URL((await asked).url()).searchParams.get('language')).toBe(language)
  })

  test('the page and the panel speak of the same arm of an experiment', async () => {
    const announcement = async () => (await page.locator('p.announce').textContent())?.trim()
    const framed = () => page.locator('#awase-demo-bar .frame', { hasText: 'Wording' }).count()
    await open('/en/?awase-simulate={"visitor":null}')
    const original = await announcement()
    await open('/en/?awase-simulate={"weather.kind":"rain"}')
    expect(await framed()).toBe((await announcement()) === original ? 0 : 1)
    for (let person = 0; person < 4; person++) {
      await choose('visitor', 'Somebody else')
      expect(await framed()).toBe((await announcement()) === original ? 0 : 1)
    }
  })
})
