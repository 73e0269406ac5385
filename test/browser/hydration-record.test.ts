/** What the record says of a page that a framework hydrated: from the tag of our script to the rows. Not each kind of edit: hydration.test.ts. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { type Site, startSite } from './hydration/site.ts'
import { hasChromium, launchChromium, SKIPPED, type Visitor, visitorsOf } from './visitors.ts'

const ARRIVAL_MS = 20_000

describe.skipIf(!hasChromium)(`the record of hydration${SKIPPED}`, () => {
  let record: TestRecord
  let site: Site
  let browser: Browser
  let nextVisitor: () => Promise<Visitor>

  beforeAll(async () => {
    record = await startRecord()
    site = await startSite({ record })
    browser = await launchChromium()
    nextVisitor = visitorsOf(browser)
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
    const { page, leave } = await nextVisitor()
    const told = page.waitForResponse((response) => response.request().postData()?.includes('hydration') ?? false)
    await page.goto(`${site.url}${path}?without`)
    expect((await told).status()).toBe(202)
    await leave()
    const rows = () =>
      record.rows(
        `SELECT h.slot, h.name, h.value < 100 AS soon, h.path, x.experience, x.arm, count(*) AS count
         FROM events h JOIN events x ON x.decision = h.decision AND x.kind = 'exposure'
         WHERE h.kind = 'hydration' AND h.path = ? GROUP BY h.decision`,
        [path],
      )
    await expect
      .poll(rows, { timeout: ARRIVAL_MS })
      .toEqual([{ slot, name: outcome, soon: 1, path, experience: slot, arm: 'edited', count: 1 }])
  })
})
