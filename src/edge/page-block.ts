/** What a personalised page tells our script, as inert markup: core/event/page-block.ts in ASCII. Not where it stands: splice/built-in.ts. */

import { HYDRATE_URL } from '../collect/hydrate-url.ts'
import type { SlotId } from '../core/compiled.ts'
import { type BlockSlot, PAGE_BLOCK_ID, type PageBlock } from '../core/event/page-block.ts'
import type { SlotPlan } from '../core/plan.ts'
import type { Decided } from './decision.ts'

/** A longer block leaves out all edits, so that a page is never re-applied by halves; its slots are measured all the same. */
export const MAX_BLOCK_WITH_EDITS_LENGTH = 32 * 1024

/**
 * Of the slots that were met, so that the script changes nothing that we did not change. It names no visitor. Where edits
 * may have to be made again, the browser fetches the script for that at once and not after ours has run.
 */
export function pageBlock(
  { id, plan }: Pick<Decided, 'id' | 'plan'>,
  met: readonly SlotId[],
  nonce: string | null = null,
): string {
  const slots = plan.slots.filter(({ slot }) => met.includes(slot)).map(blockSlot)
  const whole = asciiWithin(MAX_BLOCK_WITH_EDITS_LENGTH, { decision: id, slots })
  const json = whole ?? ascii(JSON.stringify({ decision: id, slots: slots.map(withoutEdits) } satisfies PageBlock))
  const isEdited = whole !== null && slots.some(({ edits }) => edits !== null)
  return `${isEdited ? preload(nonce) : ''}<script type="application/json" id="${PAGE_BLOCK_ID}">${json}</script>`
}

const PRELOAD = `<link rel="modulepreload" href="${HYDRATE_URL}">`

const preload = (nonce: string | null): string =>
  nonce === null ? PRELOAD : `<link rel="modulepreload" href="${HYDRATE_URL}" nonce="${nonce}">`

const blockSlot = ({ slot, selector, match, list, edits }: SlotPlan): BlockSlot => ({
  slot,
  selector,
  match,
  list,
  edits,
})

const withoutEdits = (slot: BlockSlot): BlockSlot => ({ ...slot, edits: null })

function asciiWithin(maximum: number, block: PageBlock): string | null {
  const json = JSON.stringify(block)
  if (json.length > maximum) return null
  const escaped = ascii(json)
  return escaped.length > maximum ? null : escaped
}

/**
 * The same JSON in the bytes that every encoding of ours has, without what could end a script or begin a comment in it:
 * `<` and `>` stand in texts only, where `\\u` means the same.
 */
const ascii = (json: string): string =>
  json.replace(/[^\x20-\x7e]|[<>]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
