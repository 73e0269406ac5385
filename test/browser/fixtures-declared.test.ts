/** Fixtures 6 and 12 of the capabilities: what somebody says of themselves, in a form or by a link, and the next page. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_ACCOUNT_LIFETIME_MS, signAccountLink } from '../../src/visitor/account-link.ts'
import { CALM, eventually, inDays, openShop, type Shop, tomorrow } from './fixtures-shop.ts'
import { hasChromium, SKIPPED } from './visitors.ts'

const SCRIPTS = [
  { scripts: 'with scripts', javaScriptEnabled: true },
  { scripts: 'without scripts', javaScriptEnabled: false },
] as const

describe.skipIf(!hasChromium)(`what a visitor says shows on the next page${SKIPPED}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop[Symbol.asyncDispose]())

  test.each(SCRIPTS)('12: two questions answered change the next page, which says so, $scripts', async (how) => {
    await using visitor = await shop.visitor({ javaScriptEnabled: how.javaScriptEnabled })
    const { page } = visitor
    await visitor.open('/kit')
    expect(await visitor.text('h1')).toBe('行き先で、荷物は変わります。')
    expect(await visitor.first('ul.kits > li', 'data-style')).toBe('ridge')
    await page.click('section.hero a.cta')
    await page.check('input[name=style][value=family]')
    await page.check('input[name=level][value=first]')
    await page.click('form.ask button')
    await page.waitForURL('**/kit')
    expect(await visitor.text('p.hero-kicker')).toBe('「こどもと歩く」と教えてくださったので')
    expect(await visitor.text('h1')).toBe('まずは、こどもとの支度から。')
    expect(await visitor.first('ul.kits > li', 'data-style')).toBe('family')
    expect(await visitor.isShown('aside.note-first-steps')).toBe(true)
    await visitor.look('/', tomorrow())
    expect(await visitor.text('p.hero-kicker')).toBe('「こどもと歩く」と教えてくださったので')
    await visitor.look('/en/', inDays(30))
    expect(await visitor.text('p.hero-kicker')).toBe('Because you told us: with children')
  })

  test('12: another answer takes the place of the first, and no answer changes nothing', async () => {
    await using visitor = await shop.visitor()
    const { page } = visitor
    const answer = async (style: string | null) => {
      await visitor.open('/en/quiz')
      if (style !== null) await page.check(`input[name=style][value=${style}]`)
      await page.click('form.ask button')
      await page.waitForURL('**/en/kit')
      return visitor.first('ul.kits > li', 'data-style')
    }
    expect(await answer('camp')).toBe('camp')
    expect(await answer('stroll')).toBe('stroll')
    expect(await answer(null)).toBe('stroll')
    expect(await visitor.isShown('aside.note-first-steps')).toBe(false)
  })

  test('12: the answers and what they were asked for stand on the visitor’s own page', async () => {
    await using visitor = await shop.visitor()
    await visitor.open('/en/quiz')
    const purpose = await visitor.text('[data-awase-purpose]')
    await visitor.page.check('input[name=style][value=ridge]')
    await visitor.page.click('form.ask button')
    await visitor.page.waitForURL('**/en/kit')
    await visitor.open('/_awase/privacy?lang=en')
    const page = (await visitor.page.locator('body').textContent()) ?? ''
    expect(page).toContain('Way of going out')
    expect(page).toContain(purpose)
  })

  const ROLES = [
    {
      answers: ['sales', 'construction', 'rain'],
      cta: '取引先への贈りものを見る',
      service: 'gifts',
      paper: '雨の日の現場を止めない',
    },
    {
      answers: ['marketing', 'tourism', 'cold'],
      cta: '撮影と催しの貸し出しを見る',
      service: 'loans',
      paper: 'お客さまに貸す装備',
    },
    { answers: ['field', 'forestry', 'wear'], cta: '現場の装備を見る', service: 'field', paper: '買い替えを数える' },
  ] as const

  test.each(ROLES)(
    '6: $answers have their call to action and their paper',
    async ({ answers, cta, service, paper }) => {
      await using visitor = await shop.visitor()
      await visitor.look('/business', CALM)
      expect(await visitor.text('section.hero a.cta')).toBe('進め方を見る')
      expect(await visitor.text('article.paper h2')).toBe('はじめての法人装備')
      await visitor.open('/business')
      for (const value of answers) await visitor.page.check(`form.ask input[value=${value}]`)
      await visitor.page.click('form.ask button')
      await eventually(() => visitor.text('section.hero a.cta')).toBe(cta)
      expect(await visitor.first('ul.services > li', 'data-service')).toBe(service)
      expect(await visitor.text('article.paper h2')).toBe(paper)
      await visitor.page.click('article.paper a')
      await visitor.page.waitForURL('**/business/papers/**')
      expect(await visitor.text('h1')).toBe(paper)
    },
  )

  test('6: a signed account link brings the company’s own block, and stays out of the address of the origin', async () => {
    await using visitor = await shop.visitor()
    const token = (company: string, secret = shop.running.token) =>
      signAccountLink(
        {
          site: 'main',
          account: 'hokurei',
          traits: { company },
          expiresAt: Date.now() + DEFAULT_ACCOUNT_LIFETIME_MS,
        },
        secret,
      )
    await visitor.open(`/business?awase-account=${await token('偽りの会社', 'another secret')}`)
    expect(await visitor.isShown('aside.note-account')).toBe(false)
    await visitor.open(`/business?awase-account=${await token('北嶺測量')}`)
    expect(await visitor.text('aside.note-account h2')).toBe('北嶺測量さまの窓口')
    expect(await visitor.isShown('aside.note-account')).toBe(true)
    await visitor.look('/en/business', tomorrow())
    expect(await visitor.text('aside.note-account h2')).toBe('The account of 北嶺測量')
    // The shop's search writes its own address into its page.
    await visitor.open(`/search?q=tent&awase-account=${await token('北嶺測量')}`)
    expect(await visitor.page.content()).not.toContain('awase-account')
  })
})
