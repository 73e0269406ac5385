/** Whether a page of this very site is talking, and not another one. Not who the visitor is: told-by.ts. */

/** `url`: the address that was asked. The schemes need not agree: TLS may end before us. */
export function isOwnPage(headers: Headers, url: URL): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin'
  return URL.parse(origin)?.host === url.host
}
