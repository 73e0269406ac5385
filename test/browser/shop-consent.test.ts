/** The demo shop where it has to ask first: banner, centre and the visitor's page in its own words, looked at by axe. Not what consent does to pages: promises/consent. */

import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '../../src/routes.ts'
import { eventually, openShop, type Shop, type Shopper } from './fixtures-shop.ts'
import { hasChromium, SKIPPED } from './visitors.ts'

const LOOKS = [
  { language: 'ja', width: 1440, colorScheme: 'light' },
  { language: 'en', width: 1440, colorScheme: 'dark' },
  { language: 'ja', width: 390, colorScheme: 'dark' },
  { language: 'en', width: 390, colorScheme: 'light' },
] as const

const WORDS = {
  ja: {
    root: '',
    allow: '許可する',
    told: ['山歩きの仕方：こどもと歩く', '山の慣れ：これから'],
    interest: '雨具',
    used: '「山歩きの仕方」が「こどもと歩く」の場合に表示するものです。',
    fields: '山歩きの仕方、山の慣れ、ご担当、業種、お困りごと、会社',
    nothing: 'あなたについて記憶していることはありません。',
  },
  en: {
    root: '/en',
    allow: 'Allow',
    told: ['Way of going out: With children', 'Experience: Just starting'],
    interest: 'Rainwear',
    used: 'It is shown when “Way of going out” is “With children”.',
    fields: 'Way of going out, Experience, Work, Trade, Trouble, Company',
    nothing: 'Nothing is remembered about you.',
  },
} as const

describe.skipIf(!hasChromium)(`the demo shop asks first${SKIPPED}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ consent: { banner: true, regions: { JP: 'opt-in' } } })
  })
  afterAll(() => shop[Symbol.asyncDispose]())

  const looksWell = async ({ page }: Shopper, part = 'html'): Promise<void> => {
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(part)})`)) as axe.AxeResults
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }

  test.each(LOOKS)('$language at $width px, $colorScheme: asked, answered, seen, taken back', async (look) => {
    const { language, width, colorScheme } = look
    const words = WORDS[language]
    const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
    const viewport = { width, height: 844 }
    await using visitor = await shop.visitor({ locale, viewport, colorScheme, bypassCSP: true })
    const { page } = visitor

    await visitor.open(`${words.root}/`)
    const banner = page.locator('.awase-consent')
    await banner.waitFor()
    await looksWell(visitor, '.awase-consent')
    await banner.getByRole('button', { name: words.allow, exact: true }).click()
    await banner.waitFor({ state: 'detached' })

    for (let view = 0; view < 2; view++) await visitor.open(`${words.root}/category/rainwear`)
    await visitor.open(`${words.root}/quiz`)
    await page.check('input[name=style][value=family]')
    await page.check('input[name=level][value=first]')
    await page.click('form.ask button')
    await page.waitForURL('**/kit')

    await eventually(async () => {
      await visitor.open(`${ROUTES.privacy}?lang=${language}`)
      return page.textContent('main')
    }).toContain(words.used)
    const named = await page.locator('.group b').allTextContents()
    expect(named).toEqual(expect.arrayContaining([...words.told, words.interest]))
    expect(named.join()).not.toMatch(/rainwear|style|family|level/)
    await looksWell(visitor)

    await visitor.open(`${ROUTES.consentChoices}?language=${language}`)
    expect(await page.textContent('#personalize-text')).toContain(words.fields)
    await looksWell(visitor)
    await page.click('button[value=none]')
    await page.waitForURL(/saved=1/)
    await looksWell(visitor)
    await page.locator('.state a').click()
    expect(await page.textContent('main')).toContain(words.nothing)
    await looksWell(visitor)
  })

  test('where nothing may be remembered a quiz says so, and takes the visitor to where that can be changed', async () => {
    await using visitor = await shop.visitor()
    await visitor.open('/quiz')
    await visitor.page.check('input[name=style][value=family]')
    await visitor.page.click('form.ask button')
    await visitor.page.waitForURL(`**${ROUTES.consentChoices}?**`)
    expect(await visitor.text('.unkept')).toContain('保存していません')
    expect(await visitor.first('.unkept a', 'href')).toBe('/kit')
    expect(await visitor.page.context().cookies()).toEqual([])
  })
})
