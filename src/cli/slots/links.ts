/** Which pages of a site to look at next. Not the fetching. */

import { OUR_PREFIX } from '../../routes.ts'
import { isWeb } from './fetch-page.ts'
import type { PageTree } from './page-tree.ts'

/** What is no page, and what should not be asked for only to look at it. */
const FILE = /\.(?!html?$|php$|aspx?$|jsp$|cgi$)[a-z\d]{1,5}$/i
const ACTION = /(?:^|[/_-])(?:log-?out|sign-?out|delete|remove|unsubscribe|add-to-cart)(?:[/_.-]|$)/i

/** The pages of the same host that `page` links to, once each, in its order, without their `#`. */
export function sameSiteLinks(tree: PageTree, page: URL): readonly URL[] {
  const base = URL.parse(tree.select('base[href]')[0]?.attribs.href ?? '', page) ?? page
  const links = tree
    .select('a[href]')
    .filter(({ attribs }) => attribs.download === undefined && !/\bnofollow\b/i.test(attribs.rel ?? ''))
    .flatMap(({ attribs }) => {
      const url = URL.parse(attribs.href ?? '', base)
      if (url === null || !isWeb(url) || url.host !== page.host) return []
      url.hash = ''
      return FILE.test(url.pathname) || ACTION.test(url.pathname) || url.pathname.startsWith(OUR_PREFIX) ? [] : [url]
    })
  return [...new Map(links.map((url) => [url.href, url])).values()]
}
