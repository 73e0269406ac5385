/** How long edits are gone when a framework hydrates: a page with every kind of edit, in chromium, through the whole Worker. */

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { KINDS } from '../browser/hydration/rules.ts'
import { type App, startSite } from '../browser/hydration/site.ts'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { type Figure, figure, median } from './figure.ts'
import type { Suite } from './suite.ts'

const CHROMIUM = '/usr/bin/chromium'
const MAX_UNDONE_MS = 100
const PAGES_PER_ROUND_COUNT = 4

export const hydrationSuite: Suite = {
  names: ['hydration.react', 'hydration.vue'],
  async run({ rounds, wants, say }) {
    if (!existsSync(CHROMIUM)) {
      say(`hydration: SKIPPED, there is no ${CHROMIUM}`)
      return []
    }
    await using site = await startSite()
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const figures: Figure[] = []
      for (const app of ['react', 'vue'] as const) {
        if (!wants(`hydration.${app}`)) continue
        const times: number[] = []
        await stoodAfter(browser, site.url, app) // the Worker's rules and chromium itself are warm from here on
        for (let i = 0; i < rounds * PAGES_PER_ROUND_COUNT; i++) times.push(await stoodAfter(browser, site.url, app))
        say(
          `hydration.${app}: median ${median(times).toFixed(1)} ms, worst of ${times.length} pages ${Math.max(...times).toFixed(1)} ms`,
        )
        figures.push(figure(`hydration.${app}`, Math.max(...times), 'ms', { atMost: MAX_UNDONE_MS }))
      }
      return figures
    } finally {
      await browser.close()
    }
  },
}

/**
 * Milliseconds from the beginning of hydration to the last change after which all edits stood, for a visitor whose browser
 * has nothing cached: our script is loaded by its tag, as on any page.
 */
async function stoodAfter(browser: Browser, url: string, app: App): Promise<number> {
  const context = await browser.newContext({ userAgent: BROWSER_USER_AGENT })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/${app}/every?without`)
    await page.waitForFunction((kinds) => {
      const { story } = globalThis as never as Told
      return story?.hydrated && story.stoodAfter > 0 && story.standing(kinds).length === kinds.length
    }, KINDS)
    return await page.evaluate(() => (globalThis as never as Told).story.stoodAfter)
  } finally {
    await context.close()
  }
}

interface Told {
  readonly story: {
    readonly hydrated: boolean
    readonly stoodAfter: number
    standing(kinds: readonly string[]): readonly string[]
  }
}
