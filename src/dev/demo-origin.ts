/** The demo shop as the local stack serves it, with the bar that switches the situation. Not the shop: that is shop/server.ts. */

import type { Handler } from './listen.ts'
import { createShop } from './shop/server.ts'

export function demoOrigin(): Handler {
  const shop = createShop({ bar: true })
  return (request, response) => {
    const url = new URL(`http://shop.invalid${request.url ?? '/'}`)
    if (url.pathname !== '/_demo/explain') return shop.handle(request, response)
    // The Worker knows why a page looks as it does, and only the browser has every cookie: send it there.
    response.writeHead(307, { location: `/_awase/explain${url.search}`, 'cache-control': 'no-store' }).end()
  }
}
