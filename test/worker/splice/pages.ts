/** Plans and bodies for the tests of rewriting. Not tests. */

import type { Arrangement, Edit, SlotEdits } from '../../../src/core/compiled.ts'
import { guardsOf } from '../../../src/core/content/edit-reach.ts'
import { mayShareEnds } from '../../../src/core/page/shared-end.ts'
import type { SlotPlan } from '../../../src/core/plan.ts'
import type { BuiltIn } from '../../../src/edge/splice/built-in.ts'
import type { Settled, Spliced } from '../../../src/edge/splice/job.ts'
import { type PathMemory, recall } from '../../../src/edge/splice/memory.ts'
import { splice } from '../../../src/edge/splice.ts'

/** The outcome of a page whose body can be decoded. */
export async function spliced(
  page: Response,
  slots: readonly SlotPlan[],
  memory: PathMemory,
  builtIn: BuiltIn | null = null,
): Promise<Spliced> {
  const outcome = await splice(page, slots, memory, builtIn)
  if (outcome === 'undecodable') throw new Error('the page could not be decoded')
  return outcome
}

/** As if another arm changed the slot's text. */
const REACHING: SlotEdits<string> = { own: [{ op: 'text', value: '' }], parts: [], arrange: null }

type Loose = Partial<Omit<SlotPlan, 'edits'>> & {
  readonly edits?: Partial<SlotEdits<string>> | null
}

export function slotPlan(selector: string, given: Loose = {}): SlotPlan {
  const { edits, ...rest } = given
  return {
    slot: selector,
    selector,
    scope: '',
    match: 'first',
    list: null,
    sharesEnds: mayShareEnds(
      selector,
      (edits?.parts ?? []).map((part) => part.selector),
    ),
    experience: 'e',
    arm: edits === null ? null : 'v',
    propensity: 1,
    guards: guardsOf(edits ? [{ own: [], parts: [], arrange: null, ...edits }] : [REACHING]),
    ...rest,
    edits: edits === null ? null : { own: [], parts: [], arrange: null, ...edits },
  }
}

export const textPlan = (selector: string, value: string, given: Loose = {}): SlotPlan =>
  slotPlan(selector, { ...given, edits: { own: [{ op: 'text', value }] } })

export const ownPlan = (selector: string, own: readonly Edit<string>[], given: Loose = {}): SlotPlan =>
  slotPlan(selector, { ...given, edits: { own } })

export const listPlan = (selector: string, arrangement: Partial<Arrangement>, given: Loose = {}): SlotPlan =>
  slotPlan(selector, {
    list: { item: 'li', key: { on: null, attribute: 'data-k' } },
    edits: { arrange: { first: [], last: [], by: null, pin: [], hide: [], ...arrangement } },
    ...given,
  })

export const newImage = (src: string): Edit<string> => ({ op: 'image', src, alt: null, srcset: null, sizes: null })

/** The arm that gets the baseline of what `plan` edits. */
export const controlOf = (plan: SlotPlan): SlotPlan => ({ ...plan, arm: null, edits: null })

export const filler = (bytes: number): string => '<p>words <a href="/x">link</a></p>\n'.repeat(Math.ceil(bytes / 36))

let paths = 0
export const freshMemory = (): PathMemory => recall(`test ${paths++}`)

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text))

export const htmlPage = (body: BodyInit, contentType = 'text/html; charset=utf-8'): Response =>
  new Response(body, { headers: { 'content-type': contentType } })

/** A body that arrives in the given pieces, each as soon as the one before was read. */
export function inPieces(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const piece = pieces[next++]
      if (piece === undefined) {
        controller.close()
        controller.byobRequest?.respond(0)
      } else {
        controller.enqueue(piece.slice())
      }
    },
  })
}

/** A body whose bytes come when the test says so. */
export function origin(): {
  body: ReadableStream<Uint8Array>
  say(text: string): void
  sayBytes(bytes: Uint8Array): void
  end(): void
  breakOff(): void
} {
  let controller: ReadableByteStreamController | null = null
  const body = new ReadableStream({
    type: 'bytes',
    start(given) {
      controller = given
    },
  })
  const open = (): ReadableByteStreamController => controller as ReadableByteStreamController
  return {
    body,
    say: (text) => open().enqueue(bytesOf(text)),
    sayBytes: (bytes) => open().enqueue(bytes.slice()),
    end() {
      open().close()
      open().byobRequest?.respond(0)
    },
    breakOff: () => open().error(new Error('connection reset')),
  }
}

export interface Outcome extends Settled {
  readonly text: string
}

export interface Form {
  readonly name: string
  rewrite(page: string, slots: readonly SlotPlan[], memory?: PathMemory, builtIn?: BuiltIn): Promise<Outcome>
}

/** Both ways in which a page is rewritten, with the same outcome. */
export const FORMS: readonly Form[] = [
  { name: 'a page that comes at once', rewrite: atOnce },
  { name: 'a page that trickles', rewrite: trickling },
]

async function atOnce(
  page: string,
  slots: readonly SlotPlan[],
  memory = freshMemory(),
  builtIn?: BuiltIn,
): Promise<Outcome> {
  return outcomeOf(await spliced(htmlPage(page), slots, memory, builtIn))
}

/** The rest comes when the page's first byte is known to keep us waiting. */
async function trickling(
  page: string,
  slots: readonly SlotPlan[],
  memory = freshMemory(),
  builtIn?: BuiltIn,
): Promise<Outcome> {
  const from = origin()
  from.say(page.slice(0, 1))
  const rewritten = await spliced(htmlPage(from.body), slots, memory, builtIn)
  from.say(page.slice(1))
  from.end()
  return outcomeOf(rewritten)
}

async function outcomeOf({ body, settled }: Spliced): Promise<Outcome> {
  const text = await new Response(body).text()
  return { text, ...(await settled) }
}
