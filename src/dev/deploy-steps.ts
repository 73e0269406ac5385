/** The steps of a deployment, each of which may be repeated: what is there already stays. Their order: deploy-command.ts. */

import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { readCookieKeys, sealKeysAdvice } from '../edge/sealed/seal-keys.ts'
import { readDevVars, writeDevVar } from './dev-vars.ts'
import { migratedText, migrationFailureText } from './migration-text.ts'
import { remoteRecord } from './record-target.ts'
import type { Wrangler, WranglerFailure } from './wrangler.ts'
import { namespaceBindings, withNamespaceId, workerName } from './wrangler-toml.ts'

export interface DeployIo {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Where the person is; file names are relative to it. */
  readonly folder: string
  /** Where wrangler.toml and .dev.vars are. */
  readonly project: string
  readonly wrangler: Wrangler
  /** Secrets from the environment, before .dev.vars: for machines that deploy. */
  readonly environment: { readonly [name: string]: string | undefined }
  /** Of 32 random bytes, base64url: a token, and a key of COOKIE_KEYS. */
  readonly newToken: () => string
  readonly wait: (ms: number) => Promise<void>
}

/** What the Worker has as a secret, besides those that we make up. */
export const OPTIONAL_SECRETS = [
  'OPEN_METEO_KEY',
  'LIBSQL_URL',
  'LIBSQL_AUTH_TOKEN',
  'WEBHOOK_URL',
  'WEBHOOK_SECRET',
  'IDENTITY_KEY',
] as const

/** What we make up where it is not given. */
const OWN_SECRETS = ['PUBLISH_TOKEN', 'COOKIE_KEYS'] as const
type OwnSecret = (typeof OWN_SECRETS)[number]

export async function checkLogin({ wrangler }: DeployIo): Promise<Result<void, string>> {
  const asked = await wrangler({ args: ['whoami', '--json'] })
  if (asked.ok) return ok(undefined)
  if (asked.error.code === null) return fail(`wrangler does not start (${asked.error.said}). Run "npm ci" first.`)
  return fail(
    'Cloudflare does not know who you are. Log in: npx wrangler login\n' +
      '(on a machine without a browser: set CLOUDFLARE_API_TOKEN, see https://developers.cloudflare.com/workers/ci-cd/)',
  )
}

/** Every KV namespace of wrangler.toml gets an id: an existing one of the same title, or a new one. */
export async function createNamespaces(io: DeployIo): Promise<Result<void, string>> {
  const file = resolve(io.project, 'wrangler.toml')
  const toml = await readFile(file, 'utf8')
  for (const { binding, id } of namespaceBindings(toml)) {
    if (id !== null) continue
    const found = await findOrCreate(`${workerName(toml)}-${binding}`, io)
    if (!found.ok) return found
    await writeFile(file, withNamespaceId(await readFile(file, 'utf8'), binding, found.value))
    io.out(`KV namespace ${binding}: ${found.value}, written into wrangler.toml.`)
  }
  return ok(undefined)
}

async function findOrCreate(title: string, io: DeployIo): Promise<Result<string, string>> {
  const before = await findNamespace(title, io)
  if (!before.ok) return before
  if (before.value !== null) return ok(before.value)
  const created = await io.wrangler({ args: ['kv', 'namespace', 'create', title] })
  if (!created.ok) return fail(failed(`create the KV namespace ${title}`, created.error))
  const after = await findNamespace(title, io)
  if (!after.ok) return after
  if (after.value !== null) return ok(after.value)
  return fail(
    `The KV namespace ${title} was created, but Cloudflare does not list it yet. Run npm run deploy once more.`,
  )
}

async function findNamespace(title: string, io: DeployIo): Promise<Result<string | null, string>> {
  const listed = await io.wrangler({ args: ['kv', 'namespace', 'list'] })
  if (!listed.ok) return fail(failed('list your KV namespaces', listed.error))
  const namespaces = jsonList(listed.value)
  if (namespaces === null) return fail(`wrangler's list of KV namespaces cannot be read:\n${listed.value}`)
  const id = namespaces.find((namespace) => namespace.title === title)?.id
  return ok(typeof id === 'string' ? id : null)
}

/** New code finds its tables: the database comes before the Worker. Without LIBSQL_URL on this machine nothing is done. */
export async function prepareRecord(io: DeployIo): Promise<Result<void, string>> {
  const target = await remoteRecord(io)
  if (!target.ok || target.value === null) return target.ok ? ok(undefined) : target
  const { migrateDatabase } = await import('./migrations.ts')
  const migrated = await migrateDatabase(target.value)
  if (!migrated.ok) return fail(`The record's database: ${migrationFailureText(migrated.error)}`)
  io.out(`The record's database: ${migratedText(migrated.value)}`)
  return ok(undefined)
}

/** The targets as wrangler names them: URLs and route patterns. */
export async function deployWorker(io: DeployIo): Promise<Result<readonly string[], string>> {
  const report = join(tmpdir(), `awase-deploy-${process.pid}-${Date.now()}.ndjson`)
  const deployed = await io.wrangler({ args: ['deploy'], shown: true, env: { WRANGLER_OUTPUT_FILE_PATH: report } })
  if (!deployed.ok) return fail(failed('deploy the Worker', deployed.error))
  const targets = await targetsIn(report)
  await rm(report, { force: true })
  return ok(targets)
}

async function targetsIn(report: string): Promise<readonly string[]> {
  const lines = (await readFile(report, 'utf8')).split('\n').filter((line) => line !== '')
  const entry = lines.map((line) => JSON.parse(line)).find((line) => line.type === 'deploy')
  return Array.isArray(entry?.targets) ? entry.targets : []
}

export type TokenState =
  /** The Worker has this one. */
  | { readonly known: true; readonly token: string; readonly fresh: boolean }
  /** The Worker has one, and this machine does not know it. */
  | { readonly known: false }

/** Keys that the Worker would not take are refused before anything is done. */
export async function checkCookieKeys(io: DeployIo): Promise<Result<void, string>> {
  const { COOKIE_KEYS } = await localSecrets(io)
  const read = COOKIE_KEYS === undefined ? ok([]) : readCookieKeys(COOKIE_KEYS)
  return read.ok ? ok(undefined) : fail(sealKeysAdvice(read.error))
}

/** The Worker gets the secrets it lacks; one that it has is never replaced, because others may hold it. */
export async function setSecrets(io: DeployIo): Promise<Result<TokenState, string>> {
  const listed = await io.wrangler({ args: ['secret', 'list', '--format', 'json'] })
  if (!listed.ok) return fail(failed("list the Worker's secrets", listed.error))
  const there = new Set((jsonList(listed.value) ?? []).map((secret) => secret.name))
  const local = await localSecrets(io)

  for (const name of OPTIONAL_SECRETS) {
    const value = local[name]
    if (value === undefined || there.has(name)) continue
    const put = await putSecret(name, value, io)
    if (!put.ok) return put
  }
  const token = await setOwn('PUBLISH_TOKEN', local.PUBLISH_TOKEN, there.has('PUBLISH_TOKEN'), io)
  if (!token.ok) return token
  const keys = await setOwn('COOKIE_KEYS', local.COOKIE_KEYS, there.has('COOKIE_KEYS'), io)
  return keys.ok ? token : keys
}

/** Of this machine, or made up. */
async function setOwn(
  name: OwnSecret,
  own: string | undefined,
  isThere: boolean,
  io: DeployIo,
): Promise<Result<TokenState, string>> {
  if (isThere) return ok(own === undefined ? { known: false } : { known: true, token: own, fresh: false })
  const chosen = own ?? (await madeUp(name, io))
  const put = await putSecret(name, chosen, io)
  return put.ok ? ok({ known: true, token: chosen, fresh: true }) : put
}

/** Kept before it counts anywhere, so that it cannot be lost. */
async function madeUp(name: OwnSecret, io: DeployIo): Promise<string> {
  const secret = io.newToken()
  await writeDevVar(devVarsOf(io), name, secret)
  io.out(`${name} was made up and stands in .dev.vars, which git ignores.`)
  return secret
}

async function putSecret(name: string, value: string, io: DeployIo): Promise<Result<void, string>> {
  const put = await io.wrangler({ args: ['secret', 'put', name], input: value })
  if (!put.ok) return fail(failed(`set the secret ${name}`, put.error))
  io.out(`Secret ${name}: set.`)
  return ok(undefined)
}

const devVarsOf = ({ project }: DeployIo): string => resolve(project, '.dev.vars')

async function localSecrets(io: DeployIo): Promise<{ readonly [name: string]: string | undefined }> {
  const names = [...OWN_SECRETS, ...OPTIONAL_SECRETS]
  const given = names.flatMap((name) => (io.environment[name] ? [[name, io.environment[name]]] : []))
  return { ...(await readDevVars(devVarsOf(io))), ...Object.fromEntries(given) }
}

/** A JSON array of objects; wrangler may print a banner or a warning before it. */
function jsonList(printed: string): Record<string, unknown>[] | null {
  const start = printed.search(/^\[/m)
  if (start < 0) return null
  try {
    return JSON.parse(printed.slice(start))
  } catch {
    return null
  }
}

const failed = (what: string, { said }: WranglerFailure): string => `wrangler could not ${what}.\n${said.trim()}`.trim()
