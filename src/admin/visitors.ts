/** `/_awase/api/v1/visitors/<id>`: what the operator does for a person about whom something is kept. Not the person's own page. */

import type { Context } from 'hono'
import { boundedText } from '../bounded-text.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { AuditAction } from '../store/audit.ts'
import type { RecordFailure } from '../store/event-record.ts'
import { isLoginTombstone, loginTombstone } from '../store/tombstones.ts'
import { isAudited } from '../visitor/audit-entry.ts'
import { type DeclaredFields, isValueOf, scoreIn, traitIn } from '../visitor/declared-fields.ts'
import { eraseVisitor } from '../visitor/erase.ts'
import { isLogin, loginHash } from '../visitor/identity-key.ts'
import { isVisitorId } from '../visitor/new-visitor-id.ts'
import { access, type Correction, NOTHING_KEPT, rectify, setWish, type Unkept } from '../visitor/rights.ts'
import type { Contended, VisitorDeps, WishDeps } from '../visitor/visitor-deps.ts'
import type { OurEnv } from './app.ts'
import { declaredFields } from './profiles.ts'
import { notDone, noWork, visitorDeps } from './visitor-work.ts'

/** In place of an id: with `?login=`. */
const BY_LOGIN = 'by-login'
const MAX_BODY_BYTES = 64 * 1024

type Handler = (c: Context<OurEnv>) => Promise<Response>

/** GET: everything but events. An unknown visitor has an answer of the same form. */
export const readVisitor: Handler = (c) =>
  forSubject(c, 'access', async ({ visitor }, work) => {
    const found = await access(c.var.site, visitor, work)
    return found.ok ? c.json(found.value) : notDone(c, found.error)
  })

/** DELETE: the same answer, whoever it was. */
export const deleteVisitor: Handler = (c) =>
  forSubject(c, 'erase', async ({ visitor }, work) => {
    const erased = await eraseVisitor(c.var.site, visitor, work)
    return erased.ok ? c.json({ erased: true, done: erased.value.isDone, when: WHEN }) : notDone(c, erased.error)
  })

/** What an erasure's `done` does not say. */
const WHEN = {
  database: 'Now where done is true; else a part each minute, by the cron job.',
  kv: 'Pages know of it within 90 seconds: Cloudflare KV takes 60, and a Worker asks each 30.',
  underWay: 'Events that arrive later, from the queue too, are stored without the visitor.',
  browsers: 'Cookies that name the visitor, in whatever browser, end when they are next presented.',
  elsewhere: 'What the webhook or an export handed on is with whoever received it: ask them.',
}

/** PATCH `{ traits: { name: value or null }, scores: … }`: null takes it away. */
export const correctVisitor: Handler = async (c) => {
  const correction = readCorrection(await bodyOf(c), await declaredFields(c))
  if (!correction.ok) return c.json({ error: correction.error, reason: 'bad_request' }, 400)
  const { traits, scores } = correction.value
  const fields = [
    ...Object.keys(traits).map((name) => `traits.${name}`),
    ...Object.keys(scores).map((name) => `scores.${name}`),
  ]
  return forSubject(
    c,
    'rectify',
    async ({ visitor }, work) => changed(c, await rectify(c.var.site, visitor, correction.value, work)),
    fields,
  )
}

/** POST `{ "restricted": true }`, or false to take it back. */
export const restrictVisitor: Handler = (c) => wish(c, 'restricted', 'restrict')
/** POST `{ "objected": true }`, or false to take it back. */
export const objectVisitor: Handler = (c) => wish(c, 'objected', 'object')

async function wish(c: Context<OurEnv>, name: 'restricted' | 'objected', action: AuditAction): Promise<Response> {
  const body = await bodyOf(c)
  const isOn = isObject(body) && Object.keys(body).length === 1 ? body[name] : undefined
  if (typeof isOn !== 'boolean')
    return c.json({ error: `Send { "${name}": true }, or false to take it back.`, reason: 'bad_request' }, 400)
  return forSubject(c, action, async ({ visitor }, work) =>
    changed(c, isLoginTombstone(visitor) ? fail(NOTHING_KEPT) : await setWish(c.var.site, visitor, name, isOn, work)),
  )
}

function changed(
  c: Context<OurEnv>,
  done: Result<{ readonly id: string; readonly state: string }, RecordFailure | Contended | Unkept>,
): Response {
  if (done.ok) return c.json({ visitor: done.value.id, state: done.value.state })
  if (done.error.reason !== 'nothing_kept') return notDone(c, done.error)
  return c.json({ error: 'Nothing is remembered of this visitor.', reason: done.error.reason }, 404)
}

export interface Subject {
  /** Of a login that nobody has, its tombstone's name: nobody, and good for erasing it in advance. */
  readonly visitor: string
}

/** Finds who is meant, has it done, and notes that it was asked, whatever came of it. */
export async function forSubject(
  c: Context<OurEnv>,
  action: AuditAction,
  work: (subject: Subject, deps: WishDeps) => Promise<Response>,
  fields: readonly string[] = [],
): Promise<Response> {
  const deps = await visitorDeps(c)
  if (!deps.ok) return noWork(c, deps.error)
  const subject = await subjectOf(c, deps.value)
  if (subject instanceof Response) return subject
  const answer = await work(subject, deps.value)
  const outcome = answer.ok ? 'done' : answer.status === 404 ? 'nothing_kept' : 'failed'
  const { site } = c.var
  const detail = fields.length === 0 ? {} : { detail: { fields } }
  const audited = { site, actor: 'operator', action, visitor: subject.visitor, outcome, ...detail } as const
  await isAudited(audited, deps.value.stores, c.var.deps.now())
  return answer
}

async function subjectOf(c: Context<OurEnv>, { stores }: VisitorDeps): Promise<Subject | Response> {
  const { deps, site } = c.var
  const id = c.req.param('id') ?? ''
  if (id !== BY_LOGIN) {
    if (isVisitorId(id)) return { visitor: id }
    return c.json({ error: 'An id has up to 64 letters, digits, - and _.', reason: 'bad_request' }, 400)
  }
  const login = c.req.query('login')
  if (!isLogin(login)) return c.json({ error: 'by-login goes with ?login=, a login id.', reason: 'bad_request' }, 400)
  if (deps.config.identityKey === null) return noWork(c, 'no_identity_key')
  const hash = await loginHash(site, login, deps.config.identityKey)
  const found = await stores.identities.find(site, [hash])
  return found.ok ? { visitor: found.value[0]?.visitor ?? loginTombstone(hash) } : notDone(c, found.error)
}

/** The error is a sentence. */
function readCorrection(body: unknown, fields: DeclaredFields): Result<Correction, string> {
  if (!isObject(body))
    return fail('Send JSON: { "traits": { name: value, or null to take it away }, "scores": { … } }.')
  const { traits = {}, scores = {}, ...rest } = body
  if (Object.keys(rest).length > 0 || !isObject(traits) || !isObject(scores))
    return fail('There are traits and scores, both objects, and nothing else.')
  for (const [name, value] of Object.entries(traits)) {
    const declared = traitIn(fields, name)
    if (value === null) continue // what is no longer declared can still be taken away
    if (declared === null) return fail(`No trait "${name}" is declared in the site's schema.`)
    if (!isValueOf(declared, value)) return fail(`"${name}" is not what the site's schema says.`)
  }
  for (const [name, value] of Object.entries(scores)) {
    if (value === null) continue
    if (scoreIn(fields, name) === null) return fail(`No score "${name}" is declared in the site's schema.`)
    if (!Number.isFinite(value)) return fail(`"${name}" is no number.`)
  }
  if (Object.keys(traits).length + Object.keys(scores).length === 0) return fail('Nothing is to be corrected.')
  return ok({ traits, scores } as Correction)
}

/** Null: too long, or no JSON. */
async function bodyOf(c: Context<OurEnv>): Promise<unknown> {
  const text = await boundedText(c.req.raw.body, MAX_BODY_BYTES)
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null // said like any other body that is none
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
