/** Which Worker a command talks to, and with which token: the local stack that runs, or the deployed one. Not what it is told. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { urlOfTargets } from '../dev/deploy-url.ts'
import { readDevVars } from '../dev/dev-vars.ts'
import { readOrigin } from '../dev/flags.ts'
import { type RunningStack, runningStacks } from '../dev/running-stack.ts'
import type { WorkerTarget } from '../dev/worker-client.ts'
import { routePatterns } from '../dev/wrangler-routes.ts'
import type { CliIo } from './command.ts'

/** Flags of every command that talks to a Worker, for readFlags. */
export const TARGET_OPTIONS = {
  remote: { type: 'boolean', default: false },
  url: { type: 'string' },
  site: { type: 'string', default: 'main' },
} as const

/** Their part of a command's help. */
export const TARGET_HELP = `  --remote           the deployed Worker instead of the one that npm run dev runs here; its URL is that of a route
                     in wrangler.toml, or --url
  --url URL          the Worker that answers there, e.g. --url https://www.example.com
  --site SITE        the site, where the variable SITES names several (default: main)
`

export interface TargetFlags {
  readonly remote: boolean
  readonly url?: string | undefined
  readonly site: string
}

export interface Target extends Required<WorkerTarget> {
  /** On this machine: what is acknowledged shows at once. */
  readonly local: boolean
}

/** The error is a message for a person, of one or more lines. */
export async function findTarget({ remote, url, site }: TargetFlags, io: CliIo): Promise<Result<Target, string>> {
  const given = url === undefined ? ok(null) : checkedUrl(url)
  if (!given.ok) return given
  const stacks = remote ? [] : await runningStacks(io.environment.AWASE_STATE ?? resolve(io.project, '.awase'))
  if (!remote && given.value === null) return localTarget(stacks, site)
  const running = stacks.find((stack) => new URL(stack.url).port === new URL(given.value ?? stack.url).port)
  if (running !== undefined && given.value !== null && isLoopback(given.value))
    return ok({ url: running.url, token: running.token, site, local: true })
  const address = given.value === null ? await deployedUrl(io) : ok(given.value)
  if (!address.ok) return address
  const token = await publishToken(io)
  return token.ok ? ok({ url: address.value, token: token.value, site, local: isLoopback(address.value) }) : token
}

function localTarget(stacks: readonly RunningStack[], site: string): Result<Target, string> {
  const [stack, second] = stacks
  if (stack === undefined) {
    return fail(
      'Awase does not run on this machine. Start it in another window: npm run dev\n' +
        'Or mean the deployed Worker: add --remote.',
    )
  }
  if (second === undefined) return ok({ url: stack.url, token: stack.token, site, local: true })
  const list = stacks.map(({ url, origin }) => `  --url ${url}   before ${origin}`).join('\n')
  return fail(`Awase runs more than once on this machine. Say which one you mean:\n${list}`)
}

/** The one that npm run deploy published to, when a route of wrangler.toml tells it. */
async function deployedUrl({ project }: CliIo): Promise<Result<string, string>> {
  const url = urlOfTargets(routePatterns(await readFile(resolve(project, 'wrangler.toml'), 'utf8')))
  if (url !== null) return ok(url)
  return fail(
    'wrangler.toml has no route that tells where the Worker answers. npm run deploy prints its address:\n' +
      'give it as --url https://awase.YOUR-SUBDOMAIN.workers.dev',
  )
}

/** Environment first: for machines that publish. */
export async function publishToken({ environment, project }: CliIo): Promise<Result<string, string>> {
  const token = environment.PUBLISH_TOKEN || (await readDevVars(resolve(project, '.dev.vars'))).PUBLISH_TOKEN
  if (token !== undefined && token !== '') return ok(token)
  return fail(
    'There is no PUBLISH_TOKEN, neither in the environment nor in .dev.vars. npm run deploy makes one up; if the Worker\n' +
      'has one that nobody here knows, set a new one (npx wrangler secret put PUBLISH_TOKEN) and write it into .dev.vars.',
  )
}

/** The token goes there, and must not be read on the way. */
function checkedUrl(text: string): Result<string, string> {
  const origin = readOrigin(text)
  if (!origin.ok || origin.value.startsWith('https:') || isLoopback(origin.value)) return origin
  return fail(`${origin.value} is not encrypted, and the publish token would go over it. Give an https address.`)
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}
