/** May this request be touched? Only page navigations: everything else goes to the origin as it came. */

/** What asks for a page. Absent (old clients) and `empty` (fetch, Turbo, htmx) may; images, scripts and their kind may not. */
const PAGE_DESTINATIONS = new Set(['document', 'iframe', 'frame', 'fencedframe', 'object', 'embed', 'empty'])

/** Files that are no pages, for clients that do not say what they ask for. */
const FILE =
  /\.(?:avif|bmp|css|csv|eot|gif|gz|ico|jpe?g|js|json|m4a|map|mjs|mov|mp[34]|ogg|otf|pdf|png|rss|svg|ttf|txt|wasm|wav|web[mp]|woff2?|xml|zip)$/i

export function admits(request: Request, pathname: string): boolean {
  if (request.method !== 'GET') return false
  const { headers } = request
  const destination = headers.get('sec-fetch-dest')
  if (destination === 'document') return true
  if (destination !== null && !PAGE_DESTINATIONS.has(destination)) return false
  if (headers.has('range')) return false // a script reads a part of some file; a page is asked for whole
  return !FILE.test(pathname) && !headers.has('upgrade') && headers.get('accept') !== 'text/event-stream'
}
