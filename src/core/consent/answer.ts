/** What `/_awase/consent` answers, as our script and a site's own read it. Not how it is found: admin/consent/. */

import type { ConsentSignal, Purpose } from '../consent.ts'
import type { ConsentMode } from '../consent-settings.ts'

/** What our banner has to say; null: nothing. `gpc`: that the browser's signal was honoured. */
export type ConsentAsk = 'opt-in' | 'notice' | 'gpc' | null

export interface ConsentAnswer {
  readonly purposes: { readonly [P in Purpose]: boolean }
  readonly signal: ConsentSignal
  /** What holds here as long as nobody says anything; null: the site's `memory: on` is its word for everywhere. */
  readonly mode: ConsentMode | null
  readonly gpc: boolean
  readonly policy: number
  readonly ask: ConsentAsk
}
