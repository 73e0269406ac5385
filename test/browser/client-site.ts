/** A site with the client script on its pages, as a real browser meets it: origin, Worker, record, chromium. Not the tests. */

import type { ServerResponse } from 'node:http'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { ROUTES } from '../../src/routes.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { launchChromium, PATIENCE_MS, type Visitor, visitorsOf } from './visitors.ts'

/** As strict as a policy can be: nothing inline, nothing from elsewhere, no eval. */
const STRICT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'"

export const TAG = `<script src="${ROUTES.clientScript}" defer></script>`

export interface Row {
  readonly id: string
  readonly kind: string
  readonly [column: string]: unknown
}

export interface ClientSite extends AsyncDisposable {
  /** Another one for each test: what a page of an earlier test still tells is not this one's. Links in pages are relative. */
  readonly url: string
  readonly worker: TestWorker
  readonly record: TestRecord
  readonly browser: Browser
  /** What the next pages are; what is not there is a 404. The tag stands in every page's head. */
  pages: { [path: string]: string }
  /** Scripts of the site itself, by path. */
  scripts: { [path: string]: string }
  /** The next visitor; the one before has left. */
  visitor(): Promise<Visitor>
  /** The rows there are, in order of arrival, without empty columns. */
  rows(kind?: string): Promise<Row[]>
  /** Waits until there are so many of a kind, and answers with them. */
  rowsOf(kind: string, count: number): Promise<Row[]>
  /** The same where the visitor's time is held. */
  letPass(visitor: Visitor, kind: string, count: number): Promise<Row[]>
  /** The next test begins: no pages, no scripts, no rows. */
  begin(): void
}

/** Headless chromium shows every tab: the event is a real one, what the document says of itself is set. */
export const hide = ({ page }: Visitor, hidden: boolean): Promise<unknown> =>
  page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`)

export async function startClientSite(browserOptions: { ignoreDefaultArgs?: string[] } = {}): Promise<ClientSite> {
  await using starting = new AsyncDisposableStack()
  const record = starting.use(await startRecord())
  const origin = starting.adopt(
    await startOrigin((request, response) => answer(site, request.target.split('?', 1)[0]!, response)),
    (server) => server.close(),
  )
  const worker = starting.use(await startWorker({ origin: origin.url, record }))
  const browser = starting.adopt(await launchChromium(browserOptions), (running) => running.close())
  const all = starting.move()
  let begun = 0
  const prefix = (): string => `/t${begun}`
  const site: ClientSite = {
    get url() {
      return worker.url + prefix()
    },
    worker,
    record,
    browser,
    pages: {},
    scripts: {},
    visitor: visitorsOf(browser, { viewport: { width: 800, height: 600 } }),
    async rows(kind) {
      const rows = await record.rows('select * from events where path like ? order by seq', [`${prefix()}/%`])
      const own = rows.map((row) => ({ ...filled(row), path: String(row.path).slice(prefix().length) }))
      return own.filter((row) => kind === undefined || row.kind === kind)
    },
    async rowsOf(kind, count) {
      const there = async () => (await site.rows(kind)).length
      await expect.poll(there, { timeout: PATIENCE_MS, message: `rows of ${kind}` }).toBeGreaterThanOrEqual(count)
      return site.rows(kind)
    },
    letPass: (visitor, kind, count) => visitor.passUntil(site.rowsOf(kind, count)),
    begin() {
      begun++
      site.pages = {}
      site.scripts = {}
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
  return site
}

function answer(site: ClientSite, path: string, response: ServerResponse): void {
  response.setHeader('content-security-policy', STRICT_POLICY)
  const script = site.scripts[path]
  const page = site.pages[path.replace(/^\/t\d+/, '')]
  if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script)
  else if (path === '/favicon.ico') response.writeHead(204).end()
  else if (page === undefined) response.writeHead(404).end()
  else {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html><head><title>${path}</title>${TAG}</head><body>${page}</body></html>`)
  }
}

const filled = (row: { [column: string]: unknown }): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (value === null) return []
      return [[name, name === 'data' ? JSON.parse(String(value)) : value]]
    }),
  ) as unknown as Row
