/** The client script, `/_awase/client.js`: what happens on a page, told to the collector. Reads no cookie, keeps nothing. */

import type { ConsentAnswer } from '../../core/consent/answer.ts'
import { isOffered, offerApi } from './api.ts'
import { loadAskScript } from './ask-forms.ts'
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
  loadAskScript()
  whenAllowed(() => whenShown(() => observePage(page, outbox, tell, tellOrder)))
}

/**
 * A browser without what we need, and plain http: the outbox is never opened, and the site's calls lead nowhere. Under
 * Global Privacy Control the server is asked first, and rules: a visitor may have allowed this site in spite of the signal.
 * Where it did not hear the signal, it did not rule over it.
 */
function whenAllowed(begin: () => void): void {
  if (!('randomUUID' in crypto && 'timeout' in AbortSignal)) return
  if (!(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) begin()
  else
    fetch(CONSENT_URL)
      .then((answer) => answer.json())
      .then(
        ({ gpc, purposes }: ConsentAnswer) => gpc && purposes.measure && begin(),
        () => {},
      )
}

quietly(start)()
