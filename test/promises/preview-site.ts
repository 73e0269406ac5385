/** What tests of previews share: grants in few words, signed as a holder of the publish token would. Not tests. */

import { compileRuleset } from '../../src/core/compile.ts'
import type { PublishedRuleset } from '../../src/core/compiled.ts'
import { KEYS } from '../../src/keys.ts'
import type { Preview } from '../../src/preview/preview.ts'
import { signPreview } from '../../src/preview/token.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import { TEST_TOKEN, type TestWorker } from '../harness/worker.ts'

export const HOUR_MS = 3_600_000

/** `published` for an hour, unless said otherwise. */
export const grant = (more: Partial<Preview> = {}): Preview => ({
  site: 'main',
  expiresAt: Date.now() + HOUR_MS,
  rules: { kind: 'published' },
  simulation: null,
  forced: null,
  ...more,
})

export const tokenFor = (more: Partial<Preview> = {}, secret = TEST_TOKEN): Promise<string> =>
  signPreview(grant(more), secret)

export const PREVIEW_COOKIE = '__Host-awase-preview'

/** Validated and compiled here, as the publish endpoint does; it is on no page but those of previews. */
export async function storeDraft(worker: TestWorker, name: string, authored: unknown, site = 'main'): Promise<void> {
  const checked = validateRuleset(JSON.stringify(authored))
  const compiled = checked.ok ? compileRuleset(checked.value.authored) : checked
  if (!compiled.ok) throw new Error(`the draft is refused: ${JSON.stringify(compiled.error)}`)
  const ruleset = compiled.value
  const hash = name.padEnd(64, '0')
  const draft: PublishedRuleset = { revision: 0, hash, publishedAt: Date.now(), superseded: [], ruleset }
  await worker.rules.put(KEYS.draft(site, name), JSON.stringify(draft))
}
