/** What the record says of a page that a framework hydrated: from the tag of our script to the rows. Not each kind of edit: hydration.test.ts. */

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { type Site, startSite } from './hydration/site.ts'

const CHROMIUM = '/usr/bin/chromium'
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]
const PATIENCE_MS = 20_000

const isThere = existsSync(CHROMIUM)
const note = isThere ? '' : ` (SKIPPED: there is no ${CHROMIUM})`

describe.skipIf(!isThere)(`the record of hydration${note}`, () => {
  let record: TestRecord
  let site: Site
  let browser: Browser

  beforeAll(async () => {
    record = await startRecord()
    site = await startSite({ record })
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
  })
  afterAll(async () => {
    await browser.close()
    await site[Symbol.asyncDispose]()
    await record.dispose()
  })

  test.each([
    ['/react/text', 'text', 'reapplied'],
    ['/vue/list', 'list', 'reapplied'],
    ['/react/attribute', 'attribute', 'survived'],
    ['/plain/insert', 'insert', 'survived'],
  ])('%s: the exposure is there once, and %s is marked as %s', async (path, slot, outcome) => {
    const context = await browser.newContext({ userAgent: BROWSER_USER_AGENT })
    const page = await context.newPage()
    const told = page.waitForResponse((response) => response.request().postData()?.includes('hydration') ?? false)
    await page.goto(`${site.url}${path}?without`)
    expect((await told).status()).toBe(202)
    await context.close()
    const rows = () =>
      record.rows(
        `SELECT h.slot, h.name, h.value < 100 AS soon, h.path, x.experience, x.arm, count(*) AS count
         FROM events h JOIN events x ON x.decision = h.decision AND x.kind = 'exposure'
         WHERE h.kind = 'hydration' AND h.path = ? GROUP BY h.decision`,
        [path],
      )
    await expect
      .poll(rows, { timeout: PATIENCE_MS })
      .toEqual([{ slot, name: outcome, soon: 1, path, experience: slot, arm: 'edited', count: 1 }])
  })
})
