/** A browser's time in a test's hand: it passes as fast as it can, but for nobody's answer. Not who holds it: visitors.ts. */

import type { Page, Request } from 'playwright-core'

const STEP_MS = 1_000

export interface HeldTime extends Disposable {
  /**
   * Lets time pass, a second at a time, until what is awaited has come about or was waited for in vain. Not while a request
   * is under way: its answer is not late because we hurry. How far to go nobody can say beforehand: an answer that the page
   * reads later than we think sets its next timer later, too.
   */
  passUntil<T>(awaited: Promise<T>): Promise<T>
}

export function heldTime(page: Page): HeldTime {
  const underWay = new Set<Request>()
  let wake = (): void => {}
  const begun = (request: Request): void => void underWay.add(request)
  const ended = (request: Request): void => {
    underWay.delete(request)
    wake()
  }
  page.on('request', begun)
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return {
    async passUntil(awaited) {
      let isOver = false
      const over = (): void => {
        isOver = true
        wake()
      }
      awaited.then(over, over)
      while (!isOver) {
        if (underWay.size === 0) await page.clock.runFor(STEP_MS)
        else await new Promise<void>((woken) => (wake = woken))
      }
      return awaited
    },
    [Symbol.dispose]() {
      page.off('request', begun)
      page.off('requestfinished', ended)
      page.off('requestfailed', ended)
    },
  }
}
