/** What an isolate remembers of a path's pages ends with the rules that it was learnt by. */

import { afterAll, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'

const FILLER = '<p>words <a href="/x">link</a></p>\n'.repeat(6_000)
const PAGE = `<!doctype html><html><body>${FILLER}<section class="hero"><h1>old</h1></section>${FILLER}</body></html>`
const rules = (selector: string) => ({
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'ja' },
  slots: { hero: { paths: ['/'], selector, kind: 'text' } },
  audiences: {},
  experiences: [{ id: 'e', variants: [{ id: 'a', slots: { hero: { text: 'new' } } }] }],
})

const origin = await startOrigin((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE))
const worker = await startWorker({ origin: origin.url })
afterAll(async () => {
  await worker.dispose()
  await origin.close()
})

test('a slot that pages lacked is waited for again once its selector was mended', async () => {
  await worker.publish(rules('section.hreo > h1'))
  for (let view = 0; view < 3; view++) expect((await worker.fetch('/')).text).toBe(PAGE)
  await worker.publish(rules('section.hero > h1'))
  expect((await worker.fetch('/')).text).toBe(PAGE.replace('>old<', '>new<'))
})
