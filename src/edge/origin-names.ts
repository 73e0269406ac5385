/** With ORIGIN set, the origin's own host name in Location and cookie domains becomes ours. Links in pages are the site's business. */

/** A WebSocket answer and one that names no host pass as they are. `url` is the visitor's request. */
export function mapOriginNames(response: Response, url: URL, origin: URL): Response {
  const location = response.headers.get('location')
  const cookies = response.headers.getSetCookie()
  const mapped = location === null ? null : mapLocation(location, url, origin)
  const mappedCookies = cookies.map((cookie) => mapDomain(cookie, origin))
  if (mapped === location && mappedCookies.every((cookie, i) => cookie === cookies[i])) return response
  const renamed = new Response(response.body, response)
  if (mapped !== null) renamed.headers.set('location', mapped)
  renamed.headers.delete('set-cookie')
  for (const cookie of mappedCookies) renamed.headers.append('set-cookie', cookie)
  return renamed
}

function mapLocation(location: string, url: URL, origin: URL): string {
  if (!/^(?:https?:)?\/\//i.test(location)) return location
  const aimed = URL.parse(location, origin)
  if (aimed === null || aimed.host !== origin.host) return location
  return url.origin + aimed.pathname + aimed.search + aimed.hash
}

/** A cookie for the origin's host, or a domain above it, becomes one for the host that the visitor sees. */
function mapDomain(cookie: string, origin: URL): string {
  return cookie
    .split(';')
    .filter((part) => {
      const domain = /^\s*domain\s*=\s*\.?([^\s]*)\s*$/i.exec(part)?.[1]?.toLowerCase()
      return domain === undefined || !(origin.hostname === domain || origin.hostname.endsWith(`.${domain}`))
    })
    .join(';')
}
