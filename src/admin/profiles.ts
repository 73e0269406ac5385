/** `POST /_awase/api/v1/profiles`: traits and scores from elsewhere, a batch at a time. Not what is kept of them: visitor/import-profiles.ts. */

import type { Context } from 'hono'
import { boundedText } from '../bounded-text.ts'
import { isAudited } from '../visitor/audit-entry.ts'
import { type CheckedProfile, checkProfile, type ProfileFault } from '../visitor/check-profile.ts'
import { type DeclaredFields, NOTHING_DECLARED } from '../visitor/declared-fields.ts'
import { type ImportOutcome, importProfiles, type NotKept } from '../visitor/import-profiles.ts'
import { MAX_PROFILES_BODY_BYTES, type ProfileBatch, readProfileBatch } from '../visitor/profile-batch.ts'
import type { OurEnv } from './app.ts'
import { keepingDeps, notDone, noWork } from './visitor-work.ts'

/** 200: `accepted` were kept, those in `refused` never will be. 400, 413: nothing was read. 503: send the same again. */
export interface ProfilesAnswer {
  readonly accepted: number
  /** By their place in the batch. */
  readonly refused: readonly (ProfileFault & { readonly index: number })[]
  /** Who asked not to be kept, or that nothing be added. */
  readonly notKept: readonly { readonly index: number; readonly reason: NotKept }[]
  /** Traits that stay as the visitor declared them. */
  readonly declared: readonly { readonly index: number; readonly fields: readonly string[] }[]
  /** Copies that pages read, and that show the state of before for a while. */
  readonly stale: number
}

const NDJSON = /^\s*application\/(?:x-)?ndjson\s*(?:;|$)/i

/** `?check=true`: nothing is kept, the answer is what it would be. */
export async function takeProfiles(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const work = await keepingDeps(c)
  if (!work.ok) return noWork(c, work.error)
  const text = await boundedText(c.req.raw.body, MAX_PROFILES_BODY_BYTES)
  if (text === null)
    return c.json({ error: 'This is more than a batch may hold. Send it in parts.', reason: 'too_large' }, 413)
  const batch = readProfileBatch(text, NDJSON.test(c.req.header('content-type') ?? ''), c.req.query())
  if (!batch.ok) return c.json({ error: batch.error, reason: 'bad_request' }, 400)
  const checked = checkedProfiles(batch.value, await declaredFields(c))
  const hasLogins = checked.good.some(({ profile }) => 'login' in profile.subject)
  if (hasLogins && deps.config.identityKey === null) return noWork(c, 'no_identity_key')
  const isTrial = c.req.query('check') === 'true'
  const profiles = checked.good.map(({ profile }) => profile)
  const done = await importProfiles({ site, profiles, identityKey: deps.config.identityKey, isTrial }, work.value)
  if (!done.ok) return notDone(c, done.error)
  const answer = answerOf(checked, done.value)
  if (!isTrial) {
    const { source, agreement, purposes } = batch.value.source
    const detail = { source, purposes, count: answer.accepted, ...(agreement !== null && { agreement }) }
    await isAudited(
      { site, actor: 'operator', action: 'import', visitor: null, outcome: 'done', detail },
      work.value.stores,
      deps.now(),
    )
  }
  return c.json(answer)
}

/** Of the live ruleset. Without one nothing is declared, and so nothing is taken. */
export async function declaredFields({ var: { deps, site } }: Context<OurEnv>): Promise<DeclaredFields> {
  const state = await deps.rulesets.load(site, deps.now())
  return state.state === 'on' ? state.rules.site.schema : NOTHING_DECLARED
}

interface Checked {
  readonly good: readonly { readonly index: number; readonly profile: CheckedProfile }[]
  readonly refused: ProfilesAnswer['refused']
}

function checkedProfiles({ profiles, source, isText }: ProfileBatch, fields: DeclaredFields): Checked {
  const terms = { fields, allowed: source.purposes, isText }
  const checked = profiles.map((told) => checkProfile(told, terms))
  return {
    good: checked.flatMap((one, index) => (one.ok ? [{ index, profile: one.value }] : [])),
    refused: checked.flatMap((one, index) => (one.ok ? [] : [{ index, ...one.error }])),
  }
}

function answerOf({ good, refused }: Checked, { notKept, declared, stale }: ImportOutcome): ProfilesAnswer {
  return {
    accepted: notKept.filter((reason) => reason === null).length,
    refused,
    notKept: notKept.flatMap((reason, place) => (reason === null ? [] : [{ index: good[place]!.index, reason }])),
    declared: declared.flatMap((fields, place) => (fields.length === 0 ? [] : [{ index: good[place]!.index, fields }])),
    stale,
  }
}
