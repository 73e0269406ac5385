/** Real pages through the whole Worker: 38 slots on 14 pages of the web, changed as HTMLRewriter alone changes them. */

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOrigin } from '../harness/origin.ts'
import { startWorker, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'
import { pagesFound, pagesNote, sharedPage } from './shared-pages.ts'

interface Case {
  readonly id: string
  readonly page: string
  readonly selector: string
  readonly edit: { readonly op: string; readonly name?: string; readonly value?: string }
  readonly expect: {
    readonly htmlRewriterCount: number
    readonly firstDiffByte: number | null
    readonly outSha256: string
  }
}

const cases: readonly Case[] = pagesFound ? JSON.parse(sharedPage('cases.json').toString()).cases : []

const PIECE_BYTES = 1_777

/** The path names the case, and whether the page comes in pieces. */
const origin = await startOrigin(async ({ target }, response) => {
  const [, how, index] = target.split('/')
  const body = sharedPage(`pages/${cases[Number(index)]!.page}`)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  if (how !== 'pieces') return response.end(body)
  for (let at = 0; at < body.length; at += PIECE_BYTES) {
    response.write(body.subarray(at, at + PIECE_BYTES))
    await new Promise(setImmediate)
  }
  return response.end()
})
let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker({ origin: origin.url })
  const { body } = await worker.publish(rulesFor(cases))
  expect(body.issues ?? []).toEqual([])
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]))

function rulesFor(wanted: readonly Case[]) {
  const slots = wanted.map((one) => [`slot-${cases.indexOf(one)}`, slotOf(one, cases.indexOf(one))] as const)
  const experiences = wanted.map((one) =>
    plain(`case-${cases.indexOf(one)}`, { [`slot-${cases.indexOf(one)}`]: contentOf(one) }),
  )
  return ruleset(Object.fromEntries(slots), experiences)
}

const slotOf = ({ selector, edit, expect: { htmlRewriterCount } }: Case, i: number) => ({
  paths: [`/at-once/${i}`, `/pieces/${i}`],
  selector,
  kind: edit.op === 'setInnerContent' ? 'text' : 'element',
  ...(htmlRewriterCount > 1 && { match: 'all' }),
})

function contentOf({ edit: { op, name = '', value = '' } }: Case): object {
  if (op === 'setInnerContent') return { text: value }
  if (op === 'setAttribute') return { attributes: { [name]: value } }
  return op === 'remove' ? { remove: true } : { [op]: value }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe.skipIf(!pagesFound)(`38 slots of real pages${pagesNote}`, () => {
  test('are all here', () => {
    expect(cases.length).toBe(38)
    expect(new Set(cases.map(({ page }) => page)).size).toBe(14)
    expect(cases.filter((one) => one.expect.htmlRewriterCount > 1).length).toBe(16)
  })

  const publishable = cases.map((one, i) => [one.id, one.selector, i] as const)

  test.each(publishable)('%s: %s', async (_, __, i) => {
    const { page, expect: wanted } = cases[i]!
    const original = sharedPage(`pages/${page}`)
    for (const how of ['at-once', 'pieces']) {
      const { body } = await worker.fetch(`/${how}/${i}`)
      expect(sha256(body), `${how}: ${body.length} of ${original.length} bytes`).toBe(wanted.outSha256)
      expect(body.equals(original)).toBe(wanted.firstDiffByte === null)
    }
  })
})
