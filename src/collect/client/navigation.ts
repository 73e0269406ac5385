/** Client-side navigation to another path. Not page loads, and not the page's fragment or query. */

import { listen } from './listen.ts'
import { quietly } from './quietly.ts'

/** Calls back after the address has changed. Where there is no Navigation API, `history` is wrapped and does what it did. */
export function watchNavigation(changed: () => void): void {
  let path = location.pathname
  const look = (): void => {
    if (location.pathname === path) return
    path = location.pathname
    changed()
  }
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) {
    listen(navigation, 'currententrychange', look)
    return
  }
  listen(window, 'popstate', look)
  for (const name of ['pushState', 'replaceState'] as const) {
    const real = history[name]
    history[name] = function (...args) {
      real.apply(this, args)
      quietly(look)()
    }
  }
}
