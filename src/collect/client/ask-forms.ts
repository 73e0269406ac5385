/** Loads the ask script where a form wants its answers remembered. Not what it does: ask.ts. */

import { findAll } from './find.ts'

let loading: Promise<unknown> | undefined

/** Looked for as often as the page changes, and loaded once: one that does not load leaves the forms as they are. */
export function loadAskScript(): void {
  if (loading || !findAll('[data-awase-ask]')[0]) return
  loading = import(ASK_SCRIPT_URL).catch(() => {})
}
