/** The client script, `/_awase/client.js`: what happens on a page, told to the collector. Reads no cookie, keeps nothing. */

import { isOffered, offerApi } from './api.ts'
import { readBlock } from './block.ts'
import { newEventId } from './event-id.ts'
import { keepEdits } from './keep-edits.ts'
import { orderTeller } from './order.ts'
import { createOutbox } from './outbox.ts'
import { observePage, type Page } from './page.ts'
import { quietly } from './quietly.ts'
import { whenShown } from './shown.ts'
import type { Tell } from './told.ts'
import { viewOf } from './view.ts'

function start(): void {
  if (isOffered()) return
  const block = readBlock()
  const page: Page = { view: viewOf(block.decision), planned: block.slots }
  const outbox = createOutbox()
  const tell: Tell = (told) => {
    const { path, decision } = page.view
    outbox.put({ id: newEventId(), at: Date.now(), path, decision, ...told })
  }
  const tellOrder = orderTeller(tell)

  offerApi(tell, tellOrder, () => page.view.decision)
  keepEdits(block, tell)
  if (mayTell()) whenShown(() => observePage(page, outbox, tell, tellOrder))
}

/**
 * Global Privacy Control is a no. So is a browser without what we need, and plain http: the outbox is never opened, and the
 * site's calls lead nowhere.
 */
const mayTell = (): boolean =>
  !(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl &&
  'randomUUID' in crypto &&
  'timeout' in AbortSignal

quietly(start)()
