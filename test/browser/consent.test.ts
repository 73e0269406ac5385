/** Banner, preference centre and bridge as people and browsers meet them, looked at by axe. Not what a choice does to pages: test/promises/consent. */

import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { tcString, VENDOR } from '../core/consent/strings.ts'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { type Origin, startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'
import { hasChromium, launchChromium, PATIENCE_MS, SKIPPED } from './visitors.ts'

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'"
const LANGUAGES = ['ja', 'en'] as const
const WORDS = {
  ja: {
    allow: '許可する',
    refuse: '断る',
    choose: '目的ごとに選ぶ',
    see: '記憶していることを見る',
    region: 'プライバシーの選択',
  },
  en: {
    allow: 'Allow',
    refuse: 'Refuse',
    choose: 'Choose by purpose',
    see: 'See what is remembered',
    region: 'Privacy choices',
  },
}

describe.skipIf(!hasChromium)(`consent in a browser${SKIPPED}`, () => {
  let origin: Origin
  let worker: TestWorker
  let browser: Browser
  /** What the page's own scripts are. */
  let script = ''

  beforeAll(async () => {
    origin = await startOrigin(({ target }, response) => {
      response.setHeader('content-security-policy', POLICY)
      const isScript = target === '/own.js'
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
      const language = target.startsWith('/en/') ? 'en' : 'ja'
      response.end(isScript ? script : page(language))
    })
    worker = await startWorker({ origin: origin.url, cf: { country: 'DE' }, vars: { ENVIRONMENT: 'production' } })
    browser = await launchChromium()
  })
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
  afterAll(() => Promise.all([browser?.close(), worker?.dispose(), origin?.close()]))

  const page = (language: string): string =>
    `<!doctype html><html lang="${language}"><head><title>shop</title><script src="/own.js"></script></head><body><main><h1>origin</h1><a href="/x">link</a></main></body></html>`

  const rules = async (consent: object): Promise<void> => {
    const published = await worker.publish(headlineRules('edited', { memory: 'by-region', consent }))
    expect(published.status).toBe(200)
    await worker.restart({ ENVIRONMENT: 'production' })
  }

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ userAgent: BROWSER_USER_AGENT, ...options })
    const opened = await context.newPage()
    opened.setDefaultTimeout(PATIENCE_MS)
    opened.on('pageerror', (error) => expect.unreachable(error.message))
    await opened.goto(worker.url + path)
    return opened
  }

  const cookies = async (opened: Page) =>
    Object.fromEntries((await opened.context().cookies()).map(({ name, value }) => [name, value]))

  /** What axe calls serious or critical, and anything at all about the part itself. */
  const faults = async (opened: Page, part?: string): Promise<unknown[]> => {
    await opened.evaluate(axe.source)
    const found = (await opened.evaluate(`axe.run(${JSON.stringify(part ?? 'html')})`)) as axe.AxeResults
    return found.violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html)])
  }

  describe('the banner', () => {
    beforeAll(() => rules({ banner: true }))

    test.each(LANGUAGES)(
      '%s: a region at the start of the page, two buttons alike and a way to the centre',
      async (language) => {
        const opened = await visit(language === 'ja' ? '/' : '/en/')
        const words = WORDS[language]
        const banner = opened.getByRole('region', { name: words.region })
        await banner.waitFor()
        const [allow, refuse] = [words.allow, words.refuse].map((name) =>
          banner.getByRole('button', { name, exact: true }),
        )
        const box = async (button: typeof allow) => {
          const { width, height } = (await button!.boundingBox())!
          return [width, height]
        }
        expect(await box(allow)).toEqual(await box(refuse))
        const style =
          'e => { const { color, backgroundColor, fontWeight, border } = getComputedStyle(e); return [color, backgroundColor, fontWeight, border] }'
        expect(await allow!.evaluate(style)).toEqual(await refuse!.evaluate(style))
        const focused = () => opened.evaluate('document.activeElement.textContent')
        expect(await opened.evaluate('document.activeElement.localName')).toBe('body') // nothing was taken from what somebody was doing
        const order: unknown[] = []
        for (let step = 0; step < 5; step++) {
          await opened.keyboard.press('Tab')
          order.push(await focused())
        }
        expect(order).toEqual([words.allow, words.refuse, words.choose, words.see, 'link'])
      },
    )

    test.each(LANGUAGES.flatMap((language) => [1440, 390].map((width) => [language, width] as const)))(
      '%s at %i px: axe has nothing to say',
      async (language, width) => {
        const opened = await visit(language === 'ja' ? '/' : '/en/', {
          viewport: { width, height: 844 },
          bypassCSP: true,
        })
        await opened.locator('.awase-consent').waitFor()
        expect(await faults(opened)).toEqual([])
        expect(await opened.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      },
    )

    test('refused by the keyboard: kept, gone, and not asked again', async () => {
      const opened = await visit('/')
      const banner = opened.locator('.awase-consent')
      await banner.waitFor()
      expect(await cookies(opened)).toEqual({})
      await opened.keyboard.press('Tab')
      await opened.keyboard.press('Tab')
      await opened.keyboard.press('Enter')
      await banner.waitFor({ state: 'detached' })
      expect(await cookies(opened)).toEqual({ 'awase-consent': expect.stringMatching(/^1\.0\.\d+\.1$/) })
      const asked = opened.waitForRequest('**/_awase/consent').then(
        () => 'asked',
        () => 'not asked',
      )
      await opened.reload()
      await opened.evaluate('awase.consent()') // what it asks comes after what a banner would ask
      expect(await asked).toBe('asked')
      expect(await banner.count()).toBe(0)
    })

    test('allowed: the next page remembers, and others get nothing', async () => {
      const opened = await visit('/')
      await opened.getByRole('button', { name: WORDS.ja.allow, exact: true }).click()
      await opened.locator('.awase-consent').waitFor({ state: 'detached' })
      expect((await cookies(opened))['awase-consent']).toMatch(/^1\.15\./)
      await opened.reload()
      expect(Object.keys(await cookies(opened)).sort()).toEqual(['__Host-awase', 'awase-consent'])
    })

    test('where the server does not take it, it says so and stays', async () => {
      const opened = await visit('/')
      await opened.locator('.awase-consent').waitFor()
      await opened.route('**/_awase/consent', (route) => route.fulfill({ status: 500 }))
      await opened.getByRole('button', { name: WORDS.ja.refuse, exact: true }).click()
      await opened.getByRole('alert').waitFor()
      expect(await opened.getByRole('button').count()).toBe(2)
    })

    test('Global Privacy Control: it says that the signal was honoured, and asks nothing', async () => {
      const opened = await visit('/en/', { extraHTTPHeaders: { 'sec-gpc': '1' } })
      const banner = opened.locator('.awase-consent')
      await banner.getByText('Your Global Privacy Control signal was honoured').waitFor()
      expect(await banner.getByRole('button').allTextContents()).toEqual(['Close'])
    })

    test('a Google tag hears of it, by its function or by its list', async () => {
      const granted = { analytics_storage: 'granted', personalization_storage: 'granted', ad_storage: 'denied' }
      for (const tag of ['window.dataLayer = []', 'window.said = []; window.gtag = (...all) => said.push(all)']) {
        script = tag
        const opened = await visit('/')
        await opened.getByRole('button', { name: WORDS.ja.allow, exact: true }).click()
        await opened.locator('.awase-consent').waitFor({ state: 'detached' })
        const told = (await opened.evaluate('(window.said ?? dataLayer).map((one) => Array.from(one))')) as unknown[][]
        expect(told.at(0)).toEqual(['consent', 'update', expect.objectContaining({ analytics_storage: 'denied' })])
        expect(told.at(-1)).toEqual(['consent', 'update', expect.objectContaining(granted)])
        await opened.reload()
        const again = (await opened.evaluate('(window.said ?? dataLayer).map((one) => Array.from(one))')) as unknown[][]
        expect(again).toEqual([['consent', 'update', expect.objectContaining(granted)]])
      }
      script = ''
    })
  })

  describe('the preference centre', () => {
    test.each(LANGUAGES.flatMap((language) => [1440, 390].map((width) => [language, width] as const)))(
      '%s at %i px: axe has nothing to say, with a signal and after a choice',
      async (language, width) => {
        const options = { viewport: { width, height: 844 }, bypassCSP: true }
        for (const extraHTTPHeaders of [{}, { 'sec-gpc': '1' }]) {
          const opened = await visit(`/_awase/privacy/choices?language=${language}`, { ...options, extraHTTPHeaders })
          expect(await faults(opened)).toEqual([])
          await opened.locator('button[value=all]').click()
          await opened.waitForURL(/saved=1/)
          expect(await faults(opened)).toEqual([])
          expect(await opened.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        }
      },
    )

    test('without scripts: chosen, kept, shown again, taken back', async () => {
      const opened = await visit('/_awase/privacy/choices?language=en&return=/travel/%3Fa=b', {
        javaScriptEnabled: false,
      })
      await opened.getByLabel('Keeping on this device').check()
      await opened.getByLabel('Counting what helps').check()
      await opened.getByLabel('Counting what helps').press('Enter')
      await opened.getByRole('status').waitFor()
      expect((await cookies(opened))['awase-consent']).toMatch(/^1\.9\./)
      expect(
        await opened.locator('input:checked').evaluateAll((all) => all.map((input) => input.getAttribute('value'))),
      ).toEqual(['storage', 'measure'])
      expect(await opened.getByRole('link', { name: 'Back to the page' }).getAttribute('href')).toBe('/travel/?a=b')
      await opened.getByRole('button', { name: 'Refuse all' }).click()
      await opened.waitForURL(/saved=1/)
      expect(await opened.locator('input:checked').count()).toBe(0)
    })

    test('what stands in the address stays text', async () => {
      const opened = await visit('/_awase/privacy/choices?return=/"><script>alert(1)</script>&language="><b>')
      expect(await opened.locator('script, b').count()).toBe(0)
    })
  })

  describe('a platform that keeps its string to itself', () => {
    const today = new Date().toISOString().slice(0, 10)
    const platform = (text: string): string => `window.__tcfapi = (command, version, heard) => {
      heard({ eventStatus: 'cmpuishown', tcString: 'C' }, true)
      heard({ eventStatus: 'tcloaded', gdprApplies: true, tcString: ${JSON.stringify(text)} }, true)
    }`
    beforeAll(() => rules({ cmp: 'tcf', vendor: VENDOR }))

    test('the bridge brings it, once', async () => {
      const text = tcString({ day: today })
      script = platform(text)
      const posted: string[] = []
      const context = await browser.newContext({ userAgent: BROWSER_USER_AGENT })
      const opened = await context.newPage()
      opened.on('request', (request) => request.method() === 'POST' && posted.push(request.postData() ?? ''))
      await opened.goto(worker.url)
      await expect.poll(async () => (await cookies(opened))['awase-tcf']).toBe(text)
      expect(posted).toEqual([JSON.stringify({ tcf: text })])
      await opened.reload()
      expect(await opened.evaluate('awase.consent().then(({ signal }) => signal)')).toBe('tcf')
      expect(posted).toHaveLength(1)
      expect(await opened.locator('.awase-consent').count()).toBe(0)
      script = ''
    })
  })
})
