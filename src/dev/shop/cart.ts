/** The shop's own cart: a cookie of its own, which an address changes. Not what Awase remembers of it, and not the page: pages/cart.ts. */

import { type Line, lineOf, readLines, withLine, writeLines } from './line.ts'

const NAME = 'yamanami-cart'
const MAX_AGE_S = 30 * 86_400

/** What is in the cart once the address was obeyed: `?item=kiwan&count=2` puts in, `?remove=kiwan` takes out. */
export function cartAfter(query: URLSearchParams, cookies: string | undefined): readonly Line[] {
  const before = readLines(cookieValue(cookies))
  const added = lineOf(query.get('item') ?? '', query.get('count'))
  const removed = query.get('remove')
  const after = added === null ? before : withLine(before, added)
  return after.filter(({ product }) => product.id !== removed)
}

/** A `Set-Cookie` header. */
export const cartCookie = (lines: readonly Line[]): string =>
  `${NAME}=${writeLines(lines)}; Path=/; Max-Age=${lines.length === 0 ? 0 : MAX_AGE_S}; SameSite=Lax; HttpOnly`

function cookieValue(cookies = ''): string {
  const pair = cookies.split('; ').find((entry) => entry.startsWith(`${NAME}=`))
  return pair?.slice(NAME.length + 1) ?? ''
}
