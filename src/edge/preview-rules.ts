/** Which ruleset decides a preview, or why none does. Nothing stands in for another: that would show what was not asked for. */

import { keep } from '../core/bounded-map.ts'
import { COMPILED_FORMAT, type PublishedRuleset } from '../core/compiled.ts'
import { type Forced, type ForcedFault, forcedRuleset } from '../core/decision/forced.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { After, Deps } from '../env.ts'
import { KEYS } from '../keys.ts'
import { log, messageOf } from '../log.ts'
import type { Preview, PreviewRules } from '../preview/preview.ts'
import { publishOnce } from './first-publish.ts'
import { runnableRules, type SiteRules } from './ruleset.ts'

/** Why a preview shows the origin's page. `off`: the kill switch holds for previews too. */
export type PreviewGap =
  | 'off'
  | 'nothing_published'
  | 'no_previous'
  | 'no_draft'
  | 'unreadable'
  | 'rules_unavailable'
  | ForcedFault

/** A draft that was stored anew shows after so long, and after what KV itself takes. */
const FRESH_MS = 10_000
/** Rulesets are large, and previews few. */
const MAX_DOCUMENTS_COUNT = 2
const MAX_FORCED_COUNT = 2

/** Each request waits for its own reading. `now`: epoch milliseconds of its arrival. Never rejects. */
export async function rulesFor(
  { site, rules, forced }: Preview,
  now: number,
  deps: Deps,
  after: After,
): Promise<Result<SiteRules, PreviewGap>> {
  try {
    const live = deps.rulesets.known(site, now, after) ?? (await deps.rulesets.load(site, now))
    if (live.state === 'off') return fail('off')
    if (live.state === 'none') after(publishOnce(site, deps)) // the isolate knows it now, and no page will ask again
    if (rules.kind !== 'published') {
      const document = await storedDocument(site, rules, now, deps)
      return document.ok ? await rulesOf(document.value, forced) : document
    }
    if (live.state !== 'on') return fail('nothing_published')
    return forced === null ? ok(live.rules) : await rulesOf(live.rules.published, forced)
  } catch (error) {
    log('warn', { event: 'preview_rules_unavailable', site, detail: messageOf(error) })
    return fail('rules_unavailable')
  }
}

interface Kept {
  readonly document: PublishedRuleset
  /** Epoch milliseconds. */
  askedAt: number
}

const documents = new Map<string, Kept>()

/** The same object while KV says the same, so that what was made of it serves on. */
async function storedDocument(
  site: string,
  rules: Exclude<PreviewRules, { kind: 'published' }>,
  now: number,
  { kv }: Deps,
): Promise<Result<PublishedRuleset, PreviewGap>> {
  const key = rules.kind === 'draft' ? KEYS.draft(site, rules.name) : KEYS.previous(site)
  const kept = documents.get(key)
  if (kept !== undefined && now - kept.askedAt < FRESH_MS) return ok(kept.document)
  if (kept !== undefined) kept.askedAt = now // one asks: a page and all that it fetches, each with a copy, could fill the isolate
  const text = await kv.get(key)
  if (text === null) {
    documents.delete(key)
    return fail(rules.kind === 'draft' ? 'no_draft' : 'no_previous')
  }
  const read = readDocument(text)
  if (read === null) return fail('unreadable')
  const document = kept !== undefined && isSame(kept.document, read) ? kept.document : read
  keep(documents, MAX_DOCUMENTS_COUNT, key, { document, askedAt: now })
  return ok(document)
}

function readDocument(text: string): PublishedRuleset | null {
  try {
    const document = JSON.parse(text) as PublishedRuleset | null
    const isWhole = document?.ruleset?.format === COMPILED_FORMAT && typeof document.hash === 'string'
    return isWhole ? document : null
  } catch {
    return null // as unreadable as another format: the caller says so
  }
}

const isSame = (one: PublishedRuleset, other: PublishedRuleset): boolean =>
  one.hash === other.hash && one.revision === other.revision && one.publishedAt === other.publishedAt

const made = new WeakMap<PublishedRuleset, Map<string, SiteRules>>()

/** `forced` null: as the document has it. */
async function rulesOf(document: PublishedRuleset, forced: Forced | null): Promise<Result<SiteRules, PreviewGap>> {
  const known = made.get(document) ?? new Map<string, SiteRules>()
  made.set(document, known)
  const name = JSON.stringify(forced)
  const ready = known.get(name)
  if (ready !== undefined) return ok(ready)
  const ruleset = forced === null ? ok(document.ruleset) : forcedRuleset(document.ruleset, forced)
  if (!ruleset.ok) return ruleset
  try {
    const rules = await runnableRules({ ...document, ruleset: ruleset.value })
    return ok(keep(known, MAX_FORCED_COUNT, name, rules))
  } catch (error) {
    log('warn', { event: 'preview_unreadable', detail: messageOf(error) })
    return fail('unreadable')
  }
}
