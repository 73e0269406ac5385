/** A Worker that runs HTMLRewriter, and the edge's own rewriting, over a page that it is sent. Not the product's Worker. */

import type { SlotPlan } from '../../core/plan.ts'
import { readingOf } from '../../edge/splice/charset.ts'
import type { PathMemory } from '../../edge/splice/memory.ts'
import { splice } from '../../edge/splice.ts'
import { locate } from './locate.ts'
import { ASK_LENGTH_HEADER, type ProbeAnswer, type ProbeAsk, type TrialResult } from './probe.ts'

export default {
  async fetch(request: Request): Promise<Response> {
    const body = new Uint8Array(await request.arrayBuffer())
    const length = Number(request.headers.get(ASK_LENGTH_HEADER))
    const ask = JSON.parse(new TextDecoder().decode(body.subarray(0, length))) as ProbeAsk
    return Response.json(await probe(ask, body.slice(length)))
  },
}

async function probe({ contentType, selectors, trials }: ProbeAsk, page: Uint8Array): Promise<ProbeAnswer> {
  const reading = readingOf(contentType, page)
  if (reading === null) {
    const refused: TrialResult = { met: [], failure: 'encoding' }
    return { charset: null, isGuess: false, gaveUp: false, found: [], trials: trials.map(() => refused) }
  }
  const located = await locate(page, selectors, reading)
  const results: TrialResult[] = []
  for (const slots of trials) results.push(await rewrite(page, contentType, slots))
  return { charset: reading.label, isGuess: reading.asciiOnly, ...located, trials: results }
}

/** As for the first visitor of a fresh isolate. */
async function rewrite(page: Uint8Array, contentType: string, slots: readonly SlotPlan[]): Promise<TrialResult> {
  const memory: PathMemory = { views: 1, pauses: false, startsLate: false, ends: new Map(), absent: new Set() }
  const response = new Response(page, { headers: { 'content-type': contentType } })
  const spliced = await splice(response, slots, memory)
  if (spliced === 'undecodable') return { met: [], failure: 'encoding' }
  await new Response(spliced.body).arrayBuffer()
  return await spliced.settled
}
