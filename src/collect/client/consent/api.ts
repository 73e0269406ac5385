/** `window.awase.consent`: what holds, and a choice made by the site's own controls. Not the banner: banner.ts. */

import type { ConsentAnswer } from '../../../core/consent/answer.ts'
import { tellGoogle } from './google.ts'
import type { Purposes } from './own-choice.ts'

export type Posted =
  | { readonly purposes: Partial<Purposes>; readonly despiteGpc?: boolean }
  | { readonly tcf: string }
  | { readonly gpp: string }

/** What holds now; rejects where the server does not answer. */
export const askConsent = (): Promise<ConsentAnswer> => call({})

/** Everybody on the page hears of it: `awase:consent` on the document, with what holds in `detail`. */
export async function postConsent(posted: Posted): Promise<ConsentAnswer> {
  const answer = await call({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(posted),
  })
  tellGoogle(answer.purposes)
  document.dispatchEvent(new CustomEvent('awase:consent', { detail: answer }))
  return answer
}

async function call(init: RequestInit): Promise<ConsentAnswer> {
  const answer = await fetch(CONSENT_URL, init)
  if (!answer.ok) throw new Error(`consent: ${answer.status}`)
  return answer.json()
}

/** Purposes that are not named stay as they hold; without an argument nothing changes. */
export function offerConsent(): void {
  const place = window as { awase?: { consent?: unknown } }
  place.awase ??= {}
  place.awase.consent = (purposes?: Partial<Purposes>): Promise<ConsentAnswer> =>
    purposes === undefined ? askConsent() : postConsent({ purposes })
}
