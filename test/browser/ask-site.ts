/** A site whose page `/form` is what a test wants, behind a Worker that remembers answers, for chromium. Not the tests: ask-forms.test.ts. */

import { expect } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const RULES = ruleset(
  { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
  [plain('asked', { headline: { text: '{{traits.style|nothing}}, {{traits.level|nothing}}' } })],
  {
    memory: 'by-region',
    script: true,
    schema: {
      traits: {
        style: { type: 'string', values: ['ridge', 'camp'], label: 'Style' },
        level: { type: 'string', values: ['first', 'often'] },
      },
    },
  },
)
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'"

export interface AskSite extends AsyncDisposable {
  readonly worker: TestWorker
  /** What stands in `/form`, whose heading says what is known of the visitor, as every page's does. */
  form: string
  /** What the page's own script is. */
  script: string
  /** What the site itself was asked, but for its form. */
  readonly asked: string[]
}

export async function startAskSite(): Promise<AskSite> {
  await using starting = new AsyncDisposableStack()
  const record = starting.use(await startRecord())
  const origin = starting.adopt(
    await startOrigin(({ method, target, body }, response) => {
      response.setHeader('content-security-policy', POLICY)
      if (target === '/own.js') return response.setHeader('content-type', 'text/javascript').end(site.script)
      if (target.startsWith('/favicon')) return response.writeHead(204).end()
      if (target !== '/form') site.asked.push(`${method} ${target} ${body}`)
      const inside = target === '/form' ? `${site.form}<script src="/own.js"></script>` : ''
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(
        `<!doctype html><html lang="en"><title>t</title><body><main><h1>origin</h1>${inside}</main></body></html>`,
      )
    }),
    (server) => server.close(),
  )
  const worker = starting.use(await startWorker({ origin: origin.url, record, cf: { country: 'JP' } }))
  expect((await worker.publish(RULES)).status).toBe(200)
  const all = starting.move()
  const site: AskSite = {
    worker,
    form: '',
    script: '',
    asked: [],
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
  return site
}
