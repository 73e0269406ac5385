/** Forms with `data-awase-ask` in a real chromium: whatever a site's form does, its answers are kept first. Not what the Worker takes: admin/ask. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROUTES } from '../../src/routes.ts'
import { type AskSite, startAskSite } from './ask-site.ts'
import { hasChromium, launchChromium, PATIENCE_MS, SKIPPED } from './visitors.ts'

const STYLE = '<label><input type="radio" name="style" value="ridge"> ridge</label>'
const GO = '<button id="go">Go</button>'

describe.skipIf(!hasChromium)(`forms whose answers are remembered, in a browser${SKIPPED}`, () => {
  let site: AskSite
  let browser: Browser

  beforeAll(async () => {
    site = await startAskSite()
    browser = await launchChromium()
  })
  beforeEach(() => {
    site.script = ''
    site.asked.length = 0
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(() => Promise.all([browser?.close(), site?.[Symbol.asyncDispose]()]))

  const complaints: string[] = []
  /** On the page with the form, once our script is there for it. */
  async function open(
    inside: string,
    { isLoaded = true, ...options }: BrowserContextOptions & { isLoaded?: boolean } = {},
  ) {
    site.form = inside
    const context = await browser.newContext(options)
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    const loaded = isLoaded ? page.waitForResponse(`**${ROUTES.askScript}`) : null
    await page.goto(`${site.worker.url}/form`)
    await (await loaded)?.finished()
    // A module runs once it is there: what is asked for after it comes after it.
    if (isLoaded) await page.evaluate(`import('${ROUTES.askScript}').then(() => null)`)
    return page
  }
  const path = (page: Page): string => page.url().slice(site.worker.url.length)
  async function press(page: Page, leadsTo: string): Promise<void> {
    await page.click('#go')
    await page.waitForURL(site.worker.url + leadsTo)
  }
  /** What the next page makes of it. */
  const remembered = async (page: Page): Promise<string | null> => {
    await page.goto(`${site.worker.url}/after`)
    return page.textContent('h1')
  }

  test('nothing but the attribute: kept, and the page that it names', async () => {
    const page = await open(`<form data-awase-ask="/kit?from=quiz">${STYLE}${GO}</form>`)
    await page.check('[value=ridge]')
    await press(page, '/kit?from=quiz')
    expect(await page.textContent('h1')).toBe('ridge, nothing')
  })

  test('nothing but the attribute, and no name: this page again, with the answer in it', async () => {
    const page = await open(`<form data-awase-ask>${STYLE}${GO}</form>`)
    await page.check('[value=ridge]')
    await page.click('#go')
    await page.getByRole('heading', { name: 'ridge, nothing' }).waitFor()
    expect(path(page)).toBe('/form')
  })

  test('the site’s own action goes on as it was, once the answers are kept', async () => {
    const page = await open(
      `<form action="/subscribe" method="post" data-awase-ask>${STYLE}<input type="hidden" name="level" value="often"><button id="go" name="by" value="mail">Go</button></form>`,
    )
    await page.check('[value=ridge]')
    // What the form has besides answers is no trait, so that all of it is refused: fields have to be marked.
    const refused = page.waitForResponse(`**${ROUTES.ask}`)
    await press(page, '/subscribe')
    expect((await refused).status()).toBe(400)
    expect(site.asked).toEqual(['POST /subscribe style=ridge&level=often&by=mail'])
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')])
  })

  test('marked fields alone are answers, under the trait that they name; the rest stays with the site', async () => {
    const marked = `<fieldset data-awase-trait="style"><input type="radio" name="q1" value="camp" id="camp"><input type="radio" name="q1" value="ridge"></fieldset>
      <select name="q2" data-awase-trait="level"><option value="">-</option><option>first</option></select>
      <input name="email" value="a@example.org">`
    const page = await open(`<form action="/subscribe" method="post" data-awase-ask>${marked}${GO}</form>`)
    await page.check('#camp')
    await page.selectOption('select', 'first')
    const told = page.waitForRequest(`**${ROUTES.ask}`)
    await press(page, '/subscribe')
    expect((await told).postData()).toBe('style=camp&level=first&return=%2Fform')
    expect(site.asked).toEqual(['POST /subscribe q1=camp&q2=first&email=a%40example.org'])
    expect(await remembered(page)).toBe('camp, first')
  })

  test('the pressed button is an answer, too', async () => {
    const page = await open(
      '<form data-awase-ask="/kit"><button id="go" name="style" value="camp">Camp</button></form>',
    )
    await press(page, '/kit')
    expect(await page.textContent('h1')).toBe('camp, nothing')
  })

  test('the purpose is taken along as it is shown, and stands on the visitor’s own page', async () => {
    const page = await open(
      `<form data-awase-ask="/kit"><p data-awase-purpose> To show what fits. </p>${STYLE}${GO}</form>`,
    )
    await page.check('[value=ridge]')
    await press(page, '/kit')
    await page.goto(`${site.worker.url}${ROUTES.privacy}?lang=en`)
    const line = page.getByRole('listitem').filter({ hasText: 'Style: ridge' })
    expect(await line.textContent()).toContain('Purpose: To show what fits.')
  })

  test('a handler of the site’s own has the form after us, and keeps it', async () => {
    site.script = `document.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault(); document.title = 'heard ' + event.submitter.id
    })`
    const page = await open(`<form data-awase-ask="/kit">${STYLE}${GO}</form>`)
    await page.check('[value=ridge]')
    await page.click('#go')
    await expect.poll(() => page.title(), { timeout: PATIENCE_MS }).toBe('heard go')
    expect(path(page)).toBe('/form')
    expect(await remembered(page)).toBe('ridge, nothing')
  })

  test('pressed twice it is sent once, and goes on once', async () => {
    const page = await open(`<form action="/thanks" data-awase-ask>${STYLE}${GO}</form>`)
    let told = 0
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route(`**${ROUTES.ask}`, async (route) => {
      told++
      await held
      await route.continue()
    })
    await page.check('[value=ridge]')
    await page.evaluate("for (let i = 0; i < 3; i++) document.querySelector('#go').click()")
    letGo()
    await page.waitForURL(`${site.worker.url}/thanks?style=ridge`)
    expect(told).toBe(1)
    expect(site.asked).toEqual(['GET /thanks?style=ridge '])
  })

  test('a button that a framework puts anew meanwhile stops nothing', async () => {
    const page = await open(`<form action="/thanks" data-awase-ask>${STYLE}${GO}</form>`)
    await page.route(`**${ROUTES.ask}`, async (route) => {
      await page.evaluate("document.querySelector('#go').replaceWith('gone')")
      await route.continue()
    })
    await page.check('[value=ridge]')
    await press(page, '/thanks?style=ridge')
  })

  test('nothing answered: the site’s own action at once, and nothing is told', async () => {
    const page = await open(`<form action="/thanks" data-awase-ask>${STYLE}${GO}</form>`)
    const told: string[] = []
    page.on('request', (request) => request.url().endsWith(ROUTES.ask) && told.push(request.url()))
    await press(page, '/thanks?')
    expect(told).toEqual([])
  })

  test('a form that comes later is found', async () => {
    site.script = `setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(`<form data-awase-ask="/kit">${STYLE}${GO}</form>`)}))`
    const page = await open('')
    await page.check('[value=ridge]')
    await press(page, '/kit')
    expect(await page.textContent('h1')).toBe('ridge, nothing')
  })

  test('a page without such a form loads nothing for it', async () => {
    const page = await open('<form action="/search"><input name="q"></form>', { isLoaded: false })
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    const told = page.waitForRequest(`**${ROUTES.clientScript}`)
    await page.reload({ waitUntil: 'networkidle' })
    await told
    expect(loaded).not.toContain(ROUTES.askScript)
  })

  describe('what cannot be kept', () => {
    const failing = async (page: Page): Promise<void> => {
      await page.route(`**${ROUTES.ask}`, (route) => route.fulfill({ status: 503, json: { reason: 'unavailable' } }))
    }
    const said = (): void => expect(complaints.splice(0)).toEqual([expect.stringContaining('503')])

    test('does not hold up the site’s own action', async () => {
      const page = await open(`<form action="/subscribe" method="post" data-awase-ask>${STYLE}${GO}</form>`)
      await failing(page)
      await page.check('[value=ridge]')
      await press(page, '/subscribe')
      expect(site.asked).toEqual(['POST /subscribe style=ridge'])
      said()
    })

    test('is said in a form of no action, accessibly, and can be tried again', async () => {
      const page = await open(`<form data-awase-ask="/kit">${STYLE}${GO}</form>`, { bypassCSP: true })
      await failing(page)
      await page.check('[value=ridge]')
      await page.click('#go')
      expect(await page.getByRole('alert').textContent()).toBe('That could not be saved. Please try again.')
      await page.evaluate(axe.source)
      const { violations } = (await page.evaluate("axe.run('form')")) as axe.AxeResults
      expect(violations).toEqual([])
      said()
      await page.unroute(`**${ROUTES.ask}`)
      await press(page, '/kit')
      expect(await page.textContent('h1')).toBe('ridge, nothing')
    })
  })

  describe('where nothing may be remembered', () => {
    const OBJECTS = { extraHTTPHeaders: { 'sec-gpc': '1' } }
    test('the site’s own action goes on, and nothing is kept', async () => {
      const page = await open(`<form action="/thanks" data-awase-ask>${STYLE}${GO}</form>`, OBJECTS)
      await page.check('[value=ridge]')
      await press(page, '/thanks?style=ridge')
      expect(await page.context().cookies()).toEqual([])
    })

    test('a form of no action leads to where it can be allowed, and back', async () => {
      const page = await open(`<form data-awase-ask="/kit">${STYLE}${GO}</form>`, OBJECTS)
      await page.check('[value=ridge]')
      await press(page, `${ROUTES.consentChoices}?return=%2Fkit&unkept=1`)
      expect(await page.textContent('.unkept')).toContain('was not kept')
      await page.locator('button[value=all]').click()
      expect(await page.locator('.saved a').getAttribute('href')).toBe('/kit')
    })
  })

  const README_FORM = ['README.md', 'README.ja.md'].flatMap((file) =>
    [true, false].map((javaScriptEnabled) => [file, javaScriptEnabled] as const),
  )
  test.each(README_FORM)('the form of %s, with scripts %s', async (file, javaScriptEnabled) => {
    const readme = await readFile(resolve(import.meta.dirname, '../..', file), 'utf8')
    const [written] = /<form data-awase-ask[\s\S]*?<\/form>/.exec(readme)!
    const page = await open(written, { javaScriptEnabled, isLoaded: javaScriptEnabled })
    await page.check('[value=ridge]')
    await page.click('form button')
    await page.waitForURL(`${site.worker.url}/kit`)
    expect(await page.textContent('h1')).toBe('ridge, nothing')
  })

  test('a script that does not load leaves the form as it is without', async () => {
    site.form = `<form action="/thanks" data-awase-ask>${STYLE}${GO}</form>`
    const context = await browser.newContext()
    await context.route(`**${ROUTES.askScript}`, (route) => route.abort())
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    const failed = page.waitForEvent('requestfailed')
    await page.goto(`${site.worker.url}/form`)
    await failed
    await page.check('[value=ridge]')
    await press(page, '/thanks?style=ridge')
  })

  test('a name that leads elsewhere leads to the first page', async () => {
    for (const elsewhere of ['https://evil.example/', 'javascript:document.title="run"']) {
      const page = await open(`<form data-awase-ask='${elsewhere}'>${STYLE}${GO}</form>`)
      await page.check('[value=ridge]')
      await press(page, '/')
    }
  })
})
