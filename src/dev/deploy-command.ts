/** `npm run deploy` from its flags to its end: what is missing, the Worker, its secrets, the rules. The steps: deploy-steps.ts. */

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { DEPLOY_HELP, type DeployFlags, parseDeployFlags } from './deploy-flags.ts'
import {
  checkCookieKeys,
  checkLogin,
  createNamespaces,
  type DeployIo,
  deployWorker,
  OPTIONAL_SECRETS,
  prepareRecord,
  setSecrets,
  type TokenState,
} from './deploy-steps.ts'
import { urlOfTargets } from './deploy-url.ts'
import { publishTo } from './publish-client.ts'
import { describeOutcome } from './publish-text.ts'
import { hasRoutes, namespaceBindings, readVar } from './wrangler-toml.ts'

/** A new secret or a first deployment takes seconds to reach every place of Cloudflare's. */
const PUBLISH_TRIES_COUNT = 10
const PUBLISH_PAUSE_MS = 3_000

interface Rules {
  readonly file: string
  readonly text: string
}

/** The exit code: 0 when the Worker is there with its rules, 1 otherwise; why stands on `err`. */
export async function runDeploy(args: readonly string[], io: DeployIo): Promise<number> {
  const flags = parseDeployFlags(args)
  if (flags.ok && flags.value.help) {
    io.out(DEPLOY_HELP)
    return 0
  }
  const done = flags.ok ? await deploy(flags.value, io) : flags
  if (!done.ok) io.err(done.error)
  return done.ok ? 0 : 1
}

async function deploy(flags: DeployFlags, io: DeployIo): Promise<Result<void, string>> {
  const rules = await readRules(flags, io)
  if (!rules.ok) return rules
  const place = await checkPlace(io)
  if (!place.ok) return place
  const keys = await checkCookieKeys(io)
  if (!keys.ok) return keys
  if (flags.dryRun) return describe(rules.value, io)

  const login = await checkLogin(io)
  if (!login.ok) return login
  const namespaces = await createNamespaces(io)
  if (!namespaces.ok) return namespaces
  const record = await prepareRecord(io)
  if (!record.ok) return record
  const targets = await deployWorker(io)
  if (!targets.ok) return targets
  const token = await setSecrets(io)
  if (!token.ok) return token
  const url = flags.url ?? urlOfTargets(targets.value)
  if (rules.value !== null) {
    const published = await publish(rules.value, url, token.value, io)
    if (!published.ok) return published
  }
  farewell(url, rules.value, io)
  return ok(undefined)
}

async function readRules(flags: DeployFlags, io: DeployIo): Promise<Result<Rules | null, string>> {
  const file = resolve(io.folder, flags.rules ?? 'rules.json')
  if (flags.rules === null && !existsSync(file)) return ok(null)
  try {
    return ok({ file, text: await readFile(file, 'utf8') })
  } catch (cause) {
    return fail(`The rules file ${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`)
  }
}

/** A Worker on workers.dev without an origin would have no pages to personalise. */
async function checkPlace(io: DeployIo): Promise<Result<void, string>> {
  const toml = await readFile(resolve(io.project, 'wrangler.toml'), 'utf8')
  if (hasRoutes(toml) || readVar(toml, 'ORIGIN') !== null) return ok(undefined)
  return fail(
    'There is no site to stand before yet. In wrangler.toml, either set ORIGIN = "https://www.example.com"\n' +
      '(to try it on a workers.dev address), or routes (to stand before your own site). Then run this again.',
  )
}

async function describe(rules: Rules | null, io: DeployIo): Promise<Result<void, string>> {
  const toml = await readFile(resolve(io.project, 'wrangler.toml'), 'utf8')
  const missing = namespaceBindings(toml).filter(({ id }) => id === null)
  const steps = [
    'ask wrangler who is logged in',
    ...missing.map(
      ({ binding }) => `find or create the KV namespace for ${binding}, and write its id into wrangler.toml`,
    ),
    'bring the database of LIBSQL_URL to its tables, if .dev.vars or the environment names one',
    'wrangler deploy',
    'set the secrets PUBLISH_TOKEN and COOKIE_KEYS unless the Worker has them: yours, or new ones that are kept in .dev.vars',
    `set the secrets ${OPTIONAL_SECRETS.join(', ')}: those that .dev.vars has and the Worker has not`,
    rules === null ? 'publish nothing: there is no rules.json' : `publish ${rules.file}`,
  ]
  io.out('Nothing is done. This is what it would do:')
  for (const [i, step] of steps.entries()) io.out(`  ${i + 1}. ${step}`)
  return ok(undefined)
}

async function publish(
  rules: Rules,
  url: string | null,
  token: TokenState,
  io: DeployIo,
): Promise<Result<void, string>> {
  if (url === null || !token.known) return publishThroughKv(rules, url === null ? 'url' : 'token', io)
  for (let left = PUBLISH_TRIES_COUNT - 1; ; left--) {
    const outcome = await publishTo({ url, token: token.token }, rules.text)
    const maybeEarly =
      !outcome.ok && (outcome.error.reason === 'refused' ? false : outcome.error.reason !== 'too_large')
    const final = !maybeEarly || left === 0 || (outcome.error.reason === 'unauthorised' && !token.fresh)
    if (final) {
      const lines = describeOutcome(rules.file, outcome)
      if (!outcome.ok) return fail(lines.join('\n'))
      for (const line of lines) io.out(line)
      return ok(undefined)
    }
    await io.wait(PUBLISH_PAUSE_MS)
  }
}

/** The Worker's cron publishes what it finds in KV within a minute, or refuses it and says so in its log. */
async function publishThroughKv(rules: Rules, lacking: 'url' | 'token', io: DeployIo): Promise<Result<void, string>> {
  const args = ['kv', 'key', 'put', 'rules:main', '--path', rules.file, '--binding', 'RULES', '--remote']
  const put = await io.wrangler({ args })
  if (!put.ok) return fail(`wrangler could not write rules:main.\n${put.error.said}`)
  io.out(
    lacking === 'token'
      ? 'The Worker has a PUBLISH_TOKEN that this machine does not know (environment or .dev.vars), so'
      : 'The route does not tell where the Worker answers (--url says it), so',
  )
  io.out('the rules were put into KV instead: the Worker publishes them within a minute, unless they are wrong.')
  return ok(undefined)
}

function farewell(url: string | null, rules: Rules | null, io: DeployIo): void {
  io.out('')
  if (url !== null) io.out(`Awase stands at ${url}/, and ${url}/_awase/health says how it is.`)
  if (rules === null) io.out('Still to do: write a rules.json and run this again, or npm run deploy -- --rules FILE.')
}
