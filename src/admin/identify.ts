/** `POST /_awase/api/v1/identify`: the site's server tells of a login or a logout. Not what becomes of it: visitor/identify.ts. */

import type { Context } from 'hono'
import { boundedText } from '../bounded-text.ts'
import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { type CookieName, clearCookieHeader, cookieName, setCookieHeader } from '../edge/sealed/cookie-name.ts'
import { MAX_READ_LENGTH } from '../edge/sealed/limits.ts'
import { openCookie, sealCookie } from '../edge/sealed/seal.ts'
import { isAudited } from '../visitor/audit-entry.ts'
import { type Device, identify } from '../visitor/identify.ts'
import { isLogin, loginHash } from '../visitor/identity-key.ts'
import { isVisitorId } from '../visitor/new-visitor-id.ts'
import type { OurEnv } from './app.ts'
import { keepingDeps, notDone, noWork } from './visitor-work.ts'

const MAX_BODY_BYTES = 16 * 1024

/** Of the address that the site's server asked us at, which is the one that browsers ask. */
const nameOf = (c: Context<OurEnv>): CookieName => cookieName(new URL(c.req.url), c.var.deps.config.development)

type Told =
  | { readonly kind: 'login'; readonly login: string; readonly visitor: string | null; readonly cookie: string | null }
  | { readonly kind: 'logout' }

/**
 * `{ login, visitor }` or `{ login, cookie }`, cookie the value of ours as the server got it: 200 `{ visitor, joined,
 * setCookie }`, of which setCookie is to go out to that browser as it stands. `{ logout: true }`: setCookie alone.
 */
export async function identifyVisitor(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const work = await keepingDeps(c)
  if (!work.ok) return noWork(c, work.error)
  const key = deps.config.identityKey
  if (key === null) return noWork(c, 'no_identity_key')
  const told = readTold(await boundedText(c.req.raw.body, MAX_BODY_BYTES))
  if (!told.ok) return c.json({ error: told.error, reason: 'bad_request' }, 400)
  if (told.value.kind === 'logout') return c.json({ visitor: null, setCookie: clearCookieHeader(nameOf(c)) })
  const device = await deviceOf(told.value, c)
  const done = await identify({ site, hash: await loginHash(site, told.value.login, key), device }, work.value)
  if (!done.ok) return notDone(c, done.error)
  const { visitor, joined } = done.value
  const audited = { site, actor: 'origin', action: 'identify', outcome: joined ? 'joined' : 'done' } as const
  await isAudited({ ...audited, visitor: visitor.id }, work.value.stores, deps.now())
  return c.json({ visitor: visitor.id, joined, setCookie: await cookieOf(visitor.memory, c) })
}

/** Of what only we can have written. A cookie that cannot be read is a device that nothing is known of. */
async function deviceOf(
  { visitor, cookie }: Extract<Told, { kind: 'login' }>,
  c: Context<OurEnv>,
): Promise<Device | null> {
  const { deps, site } = c.var
  if (cookie === null) return visitor === null ? null : { visitor, memory: null }
  const keys = await deps.sealKeys()
  if (keys === null) return null
  const memory = await openCookie(cookie, keys, { site, name: nameOf(c) })
  return memory === null ? null : { visitor: memory.visitor, memory }
}

/** Null: there are no keys to seal with. */
async function cookieOf(memory: Memory, c: Context<OurEnv>): Promise<string | null> {
  const { deps, site } = c.var
  const keys = await deps.sealKeys()
  const name = nameOf(c)
  return keys === null ? null : setCookieHeader(name, await sealCookie(memory, keys, { site, name }))
}

/** The error is a sentence. */
function readTold(text: string | null): Result<Told, string> {
  const body = text === null ? null : parsed(text)
  if (!isObject(body))
    return fail('Send JSON: { "login": …, "visitor": … }, { "login": …, "cookie": … } or { "logout": true }.')
  const { login, visitor = null, cookie = null, logout, ...rest } = body
  if (Object.keys(rest).length > 0) return fail('There are login, visitor, cookie and logout, and nothing else.')
  if (logout === true && login === undefined) return ok({ kind: 'logout' })
  if (logout !== undefined) return fail('logout is true, and stands without a login.')
  if (!isLogin(login)) return fail('login is a text of up to 320 characters.')
  if (visitor !== null && (typeof visitor !== 'string' || !isVisitorId(visitor)))
    return fail('visitor is an id of up to 64 letters, digits, - and _.')
  if (cookie !== null && (typeof cookie !== 'string' || cookie.length > MAX_READ_LENGTH))
    return fail(`cookie is the value of our cookie, of up to ${MAX_READ_LENGTH} characters.`)
  if (visitor !== null && cookie !== null) return fail('Give visitor or cookie, not both: the cookie says who it is.')
  return ok({ kind: 'login', login, visitor, cookie })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // said like any other text that is no object
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
