/** The demo shop as an ordinary origin: a Node request handler. It knows nothing of what stands before it. */

import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { barFile } from './bar.ts'
import { cartAfter, cartCookie } from './cart.ts'
import { fromPath, localPath } from './language.ts'
import { layout } from './layout.ts'
import { readLines, writeLines } from './line.ts'
import { notFoundPage } from './pages/not-found.ts'
import { orderNumber } from './pages/thanks.ts'
import { findPicture } from './pictures.ts'
import { findPage } from './router.ts'

export interface ShopOptions {
  /** Puts the situation bar's script on every page and serves its files under `/_demo/`. */
  readonly bar?: boolean
}

export interface Shop {
  handle(request: IncomingMessage, response: ServerResponse): void
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly location?: string
  /** Of one visitor alone, and no cache may keep it. */
  readonly cookie?: string
}

const POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'"
/** What the address says there goes along to the page's twin. */
const PATHS_WITH_WORDS: readonly string[] = ['/thanks', '/search']
const STYLE = join(import.meta.dirname, 'style.css')

export function createShop(options: ShopOptions = {}): Shop {
  return {
    handle(request, response) {
      const url = new URL(`http://shop.invalid${request.url ?? '/'}`)
      const thanks = request.method === 'POST' ? placeOrder(url) : null
      if (thanks !== null) {
        const headers = { location: thanks, 'set-cookie': cartCookie([]), 'cache-control': 'no-store' }
        response.writeHead(303, headers).end()
        return
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end()
        return
      }
      send(answer(url, request.headers.cookie, options.bar === true), request, response)
    },
  }
}

function answer(url: URL, cookies: string | undefined, bar: boolean): Answer {
  const file = findFile(url.pathname, bar)
  if (file !== null) return file
  if (url.pathname === '/en') return { status: 301, type: 'text/plain', body: '', location: `/en/${url.search}` }
  const { language, path } = fromPath(url.pathname)
  const query = url.searchParams
  const cart = path === '/cart' ? cartAfter(query, cookies) : []
  const page = findPage({ path, query, cart }, language)
  const here = PATHS_WITH_WORDS.includes(path) ? path + url.search : path
  const around = { language, bar, path: page === null ? '/' : here }
  const body = layout(page ?? notFoundPage(language), around)
  const made = { status: page === null ? 404 : 200, type: 'text/html', body }
  return path === '/cart' ? { ...made, cookie: cartCookie(cart) } : made
}

/** Where a visitor goes who ordered: an address that is the same order however often it is loaded. Null: nothing to order. */
function placeOrder(url: URL): string | null {
  const { language, path } = fromPath(url.pathname)
  const ordered = path === '/order' ? readLines(url.searchParams.get('lines') ?? '') : []
  if (ordered.length === 0) return null
  return localPath(`/thanks?lines=${writeLines(ordered)}&number=${orderNumber(randomBytes(5))}`, language)
}

/** The style sheet is read anew each time, so that it can be edited while the shop is open. */
function findFile(path: string, bar: boolean): Answer | null {
  if (path === '/style.css') return { status: 200, type: 'text/css', body: readFileSync(STYLE, 'utf8') }
  const picture = findPicture(path)
  if (picture !== null) return { status: 200, type: 'image/svg+xml', body: picture }
  const file = bar ? barFile(path) : null
  return file === null ? null : { status: 200, ...file }
}

function send(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 27)}"`
  const isShared = answer.cookie === undefined
  const fresh = isShared && answer.status === 200 && request.headers['if-none-match'] === etag
  response.statusCode = fresh ? 304 : answer.status
  response.setHeader('content-security-policy', POLICY)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  response.setHeader('cache-control', isShared ? 'public, max-age=60' : 'private, no-store')
  if (answer.cookie !== undefined) response.setHeader('set-cookie', answer.cookie)
  if (answer.location !== undefined) response.setHeader('location', answer.location)
  if (isShared && answer.status === 200) response.setHeader('etag', etag)
  if (fresh) {
    response.end()
    return
  }
  response.setHeader('content-type', `${answer.type}; charset=utf-8`)
  response.setHeader('content-length', Buffer.byteLength(answer.body))
  response.end(request.method === 'HEAD' ? undefined : answer.body)
}
