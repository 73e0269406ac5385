/** Authored → compiled: the one way a ruleset goes live, or back. A bad one never replaces a good one. Not the request path. */

import type { CompiledRuleset, PublishedRuleset } from './core/compiled.ts'
import type { Issue } from './core/issue.ts'
import { fail, ok, type Result } from './core/result.ts'
import type { Deps } from './env.ts'
import { KEYS } from './keys.ts'
import { log } from './log.ts'
import type { CheckedRuleset } from './ruleset/check.ts'

export interface Published {
  readonly revision: number
  /** SHA-256 of the authored text, hex. */
  readonly hash: string
  readonly warnings: readonly Issue[]
  /** False: this very document was live already. */
  readonly changed: boolean
}

/** A document that was refused, so that it is not tried every minute and health can say so. */
export interface Refusal {
  readonly hash: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly issues: number
}

/** KV may show an old copy for so long: a document replaced since is then no news. */
const STALE_READ_MS = 300_000
const MAX_SUPERSEDED_COUNT = 8
/** Nobody takes drafts away, so that they end by themselves. */
const DRAFT_TTL_S = 30 * 24 * 60 * 60
/** Revisions are counted from 1: a draft has none. */
const DRAFT_REVISION = 0

/** `text` as it was written. The issues of a refusal come as a value; KV failing is an error. */
export async function publish(site: string, text: string, deps: Deps): Promise<Result<Published, readonly Issue[]>> {
  const hash = await sha256(text)
  const current = await readPublished(KEYS.compiled(site), deps)
  const checked = await check(text, deps)
  if (!checked.ok) {
    await noteRefusal(site, hash, checked.error.length, deps)
    return checked
  }
  const { compiled: ruleset, warnings } = checked.value
  if (current !== null && current.hash === hash && isSame(current.ruleset, ruleset)) {
    await deps.kv.delete(KEYS.refused(site))
    await putAuthored(site, text, deps) // or what somebody put there by hand would replace it within a minute
    await deps.rulesets.adopt(site, current, deps.now())
    return ok({ revision: current.revision, hash, warnings, changed: false })
  }
  const published = await successor(site, current, { hash, ruleset }, deps)
  await deps.kv.put(KEYS.source(site, hash), text)
  if (current !== null) await deps.kv.put(KEYS.previous(site), JSON.stringify(current))
  await goLive(site, text, published, deps)
  await forgetSources(site, current, published, deps)
  log('info', { event: 'published', site, revision: published.revision })
  return ok({ revision: published.revision, hash, warnings, changed: true })
}

export interface Draft {
  readonly draft: string
  readonly hash: string
  readonly warnings: readonly Issue[]
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** Compiled and kept for previews under `name`, an id; what is live stays as it is, and a refused draft is nobody's news. */
export async function publishDraft(
  site: string,
  name: string,
  text: string,
  deps: Deps,
): Promise<Result<Draft, readonly Issue[]>> {
  const checked = await check(text, deps)
  if (!checked.ok) return checked
  const { compiled: ruleset, warnings } = checked.value
  const hash = await sha256(text)
  const now = deps.now()
  const draft: PublishedRuleset = { revision: DRAFT_REVISION, hash, publishedAt: now, superseded: [], ruleset }
  await deps.kv.put(KEYS.draft(site, name), JSON.stringify(draft), { expirationTtl: DRAFT_TTL_S })
  return ok({ draft: name, hash, warnings, expiresAt: now + DRAFT_TTL_S * 1000 })
}

export interface RolledBack {
  readonly revision: number
  readonly hash: string
  /** The revision that was live until now; null: nobody can read it. */
  readonly replaced: number | null
  /** The revision whose rules are live again. */
  readonly restored: number
}

/**
 * `none`: there is no ruleset before this one. `unclear`: there is, but it is not the one that the live one replaced; KV
 * may still show an old copy of either, or failed in the middle of a publishing. `no_source`: its authored text was not kept.
 */
export type NoWayBack = 'none' | 'unclear' | 'no_source'

/**
 * The ruleset before becomes the live one, as a new revision, and the one that was live the one before: doing it twice
 * goes forward again. Its authored text is put back too, or the cron job would publish what stands there.
 */
export async function rollback(site: string, deps: Deps): Promise<Result<RolledBack, NoWayBack>> {
  const [current, previous] = await Promise.all([
    readPublished(KEYS.compiled(site), deps),
    readPublished(KEYS.previous(site), deps),
  ])
  if (previous === null) return fail('none')
  const { hash, ruleset } = previous
  if (current !== null && !wasReplacedBy(previous, current)) return fail('unclear')
  const text = await deps.kv.get(KEYS.source(site, hash))
  if (text === null) return fail('no_source')
  const published = await successor(site, current, { hash, ruleset }, deps)
  await goLive(site, text, published, deps)
  if (current !== null) await deps.kv.put(KEYS.previous(site), JSON.stringify(current)) // last: what to go back to must not be lost halfway
  log('info', { event: 'rolled_back', site, revision: published.revision })
  const replaced = current?.revision ?? null
  return ok({ revision: published.revision, hash, replaced, restored: previous.revision })
}

/** A live one that replaced nothing readable names none: then any other is taken. */
function wasReplacedBy({ hash, ruleset }: PublishedRuleset, current: PublishedRuleset): boolean {
  const replaced = current.superseded[0]?.hash ?? hash
  return replaced === hash && !(current.hash === hash && isSame(current.ruleset, ruleset))
}

async function successor(
  site: string,
  current: PublishedRuleset | null,
  { hash, ruleset }: Pick<PublishedRuleset, 'hash' | 'ruleset'>,
  deps: Deps,
): Promise<PublishedRuleset> {
  const now = deps.now()
  const revision = await nextRevision(site, current, deps)
  return { revision, hash, publishedAt: now, superseded: superseded(current, now), ruleset }
}

/** The authored text first: if KV fails in between, the cron job goes on from it. */
async function goLive(site: string, text: string, published: PublishedRuleset, deps: Deps): Promise<void> {
  await deps.kv.put(KEYS.authored(site), text)
  await deps.kv.put(KEYS.compiled(site), JSON.stringify(published))
  await deps.kv.delete(KEYS.refused(site))
  await deps.rulesets.adopt(site, published, published.publishedAt)
}

async function putAuthored(site: string, text: string, { kv }: Deps): Promise<void> {
  if ((await kv.get(KEYS.authored(site))) !== text) await kv.put(KEYS.authored(site), text)
}

/** Of what can no longer be rolled back to: it was the one before `current`. */
async function forgetSources(
  site: string,
  current: PublishedRuleset | null,
  published: PublishedRuleset,
  deps: Deps,
): Promise<void> {
  const gone = current?.superseded[0]?.hash
  if (gone === undefined || gone === current?.hash || gone === published.hash) return
  await deps.kv.delete(KEYS.source(site, gone))
}

/** What somebody put into KV by hand, if it has not been published or refused yet. Run each minute, and by a fresh format. */
export async function publishWhatChanged(site: string, deps: Deps): Promise<'nothing' | 'published' | 'refused'> {
  const text = await deps.kv.get(KEYS.authored(site))
  if (text === null) return 'nothing'
  const hash = await sha256(text)
  const [current, refusal] = await Promise.all([
    readPublished(KEYS.compiled(site), deps),
    deps.kv.get<Refusal>(KEYS.refused(site), 'json'),
  ])
  if (refusal?.hash === hash) return 'nothing'
  if (current?.hash === hash) {
    if (refusal !== null) await deps.kv.delete(KEYS.refused(site)) // the bad document was taken back
    return 'nothing'
  }
  if (current !== null && isStaleRead(current, hash, deps.now())) return 'nothing'
  const outcome = await publish(site, text, deps)
  return outcome.ok ? 'published' : 'refused'
}

/** Null when there is none, or none that could be read: then the next document is published whatever its hash. */
export async function readPublished(key: string, deps: Deps): Promise<PublishedRuleset | null> {
  const text = await deps.kv.get(key)
  if (text === null) return null
  const document = parsed(text)
  if (!isPublished(document)) log('error', { event: 'compiled_unreadable', detail: key })
  return isPublished(document) ? document : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // as unreadable as any other shape: the caller says so
  }
}

const isPublished = (document: unknown): document is PublishedRuleset =>
  typeof document === 'object' &&
  document !== null &&
  Number.isSafeInteger((document as PublishedRuleset).revision) &&
  typeof (document as PublishedRuleset).hash === 'string' &&
  Array.isArray((document as PublishedRuleset).superseded)

/** Another Worker version, or a hand in KV, may have made something else of the same text. */
const isSame = (one: CompiledRuleset, other: CompiledRuleset): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Never backwards, even when the live document can no longer be read, or is of the format before: then another tells. */
async function nextRevision(site: string, current: PublishedRuleset | null, deps: Deps): Promise<number> {
  if (current !== null) return current.revision + 1
  const previous = await readPublished(KEYS.previous(site), deps)
  if (previous !== null) return previous.revision + 2
  const before = await readPublished(KEYS.compiledBefore(site), deps)
  return before === null ? 1 : before.revision + 1
}

const isStaleRead = ({ superseded }: PublishedRuleset, hash: string, now: number): boolean =>
  superseded.some((old) => old.hash === hash && now - old.at < STALE_READ_MS)

const superseded = (current: PublishedRuleset | null, now: number): PublishedRuleset['superseded'] =>
  current === null ? [] : [{ hash: current.hash, at: now }, ...current.superseded].slice(0, MAX_SUPERSEDED_COUNT)

/** Validation and what it brings along (valibot, the sanitiser, RE2) are loaded when somebody publishes, never for a page. */
async function check(text: string, deps: Deps): Promise<Result<CheckedRuleset, readonly Issue[]>> {
  const { checkRuleset } = await import('./ruleset/check.ts')
  return checkRuleset(text, deps.now())
}

async function noteRefusal(site: string, hash: string, issues: number, deps: Deps): Promise<void> {
  log('warn', { event: 'ruleset_refused', site, issues })
  await deps.kv.put(KEYS.refused(site), JSON.stringify({ hash, at: deps.now(), issues } satisfies Refusal))
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
