/** When a page is really before somebody: not prerendered, not opened in a tab behind. Not how long: view.ts. */

import { listen } from './listen.ts'

/** Calls back once, at once where the page is shown already. */
export function whenShown(start: () => void): void {
  const look = (): void => {
    if (isStarted || document.hidden || (document as { prerendering?: boolean }).prerendering) return
    isStarted = true
    start()
  }
  let isStarted = false
  listen(document, 'visibilitychange', look)
  listen(document, 'prerenderingchange', look)
  look()
}
