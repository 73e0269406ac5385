/** Visitors in a real chromium, one after the other in the same tab. Not the sites that they look at: client-site.ts, hydration/site.ts. */

import { existsSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Clock,
  type ConsoleMessage,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'
import { BROWSER_USER_AGENT } from '../harness/fetch-raw.ts'
import { type HeldTime, heldTime } from './held-time.ts'

const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)
/** For the name of a suite that cannot run without it. */
export const SKIPPED = hasChromium ? '' : ` (SKIPPED: there is no ${CHROMIUM})`

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What a page tells as it is left goes out under the browser's own name, which is a robot's, whatever its tab is called.
  `--user-agent=${BROWSER_USER_AGENT}`,
]
/** Below a test's own limit, so that what was waited for is named. */
export const PATIENCE_MS = 20_000

export const launchChromium = (options: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS, ...options })

export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What the console has complained of, a violation of a policy included. */
  readonly complaints: string[]
  /** Runs before the scripts of this visitor's pages. */
  before(script: string): Promise<void>
  /** Time that a test may turn; nobody else gets this tab. */
  clock(): Clock
  /** Holds the browser's time: timers wait until `page.clock` is told to go on. Before the first page. */
  holdTime(): Promise<void>
  passUntil: HeldTime['passUntil']
  /** Leaves the site for good, as one closes a tab: after this there are no new complaints. */
  leave(): Promise<void>
}

interface Tab {
  readonly context: BrowserContext
  readonly page: Page
}

/**
 * The next visitor: nobody has been there before them. A tab of their own would cost a process each, so that they share one
 * as long as nothing of the last visitor stays in it: our script keeps nothing, cookies and routes go, but a turned clock stays.
 */
export function visitorsOf(browser: Browser, options: BrowserContextOptions = {}): () => Promise<Visitor> {
  let free: Tab | null = null
  return async () => {
    const tab = free ?? (await openTab(browser, options))
    free = null
    return visitorIn(tab, () => {
      free = tab
    })
  }
}

async function openTab(browser: Browser, options: BrowserContextOptions): Promise<Tab> {
  const context = await browser.newContext({ userAgent: BROWSER_USER_AGENT, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  return { context, page }
}

function visitorIn({ context, page }: Tab, giveBack: () => void): Visitor {
  const complaints: string[] = []
  const heard = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  }
  const thrown = (error: Error): void => void complaints.push(error.message)
  page.on('console', heard)
  page.on('pageerror', thrown)
  const time = heldTime(page)
  const scripts: { dispose(): Promise<void> }[] = []
  let isTurned = false
  const clock = (): Clock => {
    isTurned = true
    return page.clock
  }
  return {
    context,
    page,
    complaints,
    async before(script) {
      scripts.push(await context.addInitScript(script))
    },
    clock,
    async holdTime() {
      await clock().install({ time: Date.now() })
      await clock().pauseAt(Date.now() + 1_000)
    },
    passUntil: time.passUntil,
    async leave() {
      if (isTurned || page.isClosed()) return context.close()
      await page.goto('about:blank')
      page.off('console', heard)
      page.off('pageerror', thrown)
      time[Symbol.dispose]()
      await Promise.all(scripts.map((script) => script.dispose()))
      await page.unrouteAll()
      await context.clearCookies()
      giveBack()
    },
  }
}
