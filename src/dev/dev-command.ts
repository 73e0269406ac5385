/** `npm run dev` from its flags to its end. Not the pieces that run: stack.ts. */

import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { type BuildFailure, formatMessages, stop as stopBuilder } from 'esbuild'
import { fail, ok, type Result } from '../core/result.ts'
import { causeText } from './cause-text.ts'
import { type DevFlags, HELP, parseFlags, readOrigin } from './flags.ts'
import { choosePort, DEFAULT_PORT } from './free-port.ts'
import { greeting } from './greeting.ts'
import { describeOutcome } from './publish-text.ts'
import { forecastNearby } from './recorded-weather.ts'
import { startStack } from './stack.ts'
import { describeLog } from './worker-log.ts'
import { readVar } from './wrangler-toml.ts'

const DEMO_RULES = resolve(import.meta.dirname, 'shop/rules.json')
const ORIGIN_TIMEOUT_MS = 10_000

export interface DevIo {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Where the person is; file names are relative to it. */
  readonly folder: string
  /** Where wrangler.toml is. */
  readonly project: string
  /** Where state is kept between runs. */
  readonly stateFolder: string
  /** By which the origin tells of logins; null: the one of the local stack. */
  readonly identityKey: string | null
  /** Asked once everything runs; settles when the person wants it to end. */
  readonly ended: () => Promise<unknown>
}

interface DevSetup {
  readonly origin: string | null
  readonly rules: { readonly file: string; readonly text: string } | null
  readonly port: number
  readonly statePath: string
}

/** The exit code: 0 when it ran and was ended, 1 when it could not start; why stands on `err`. */
export async function runDev(args: readonly string[], io: DevIo): Promise<number> {
  const flags = parseFlags(args)
  if (flags.ok && flags.value.help) return say(io.out, HELP, 0)
  const setup = flags.ok ? await prepare(flags.value, io) : flags
  if (!setup.ok) return say(io.err, setup.error, 1)
  if (flags.ok && flags.value.fresh) await rm(setup.value.statePath, { recursive: true, force: true })
  const started = await start(setup.value, io)
  await stopBuilder() // a process of its own, of no use from here on
  if (!started.ok) return say(io.err, started.error, 1)

  await using stack = started.value
  const file = setup.value.rules && shown(setup.value.rules.file, io)
  for (const line of greeting({ stack, demo: setup.value.origin === null, rules: file })) io.out(line)
  await io.ended()
  return 0
}

async function prepare(flags: DevFlags, io: DevIo): Promise<Result<DevSetup, string>> {
  const origin = await findOrigin(flags, io)
  if (!origin.ok) return origin
  const rules = await findRules(flags, io)
  if (!rules.ok) return rules
  const port = await choosePort(flags.port)
  if (!port.ok) return fail(portMessage(port.error.port, port.error.reason))
  if (flags.port === null && port.value !== DEFAULT_PORT) {
    io.out(`Port ${DEFAULT_PORT} is taken; this is on ${port.value}.`)
  }
  const name = origin.value === null ? 'demo' : new URL(origin.value).host.replaceAll(':', '-')
  return ok({ origin: origin.value, rules: rules.value, port: port.value, statePath: resolve(io.stateFolder, name) })
}

/** Null: the demo shop. */
async function findOrigin(flags: DevFlags, io: DevIo): Promise<Result<string | null, string>> {
  if (flags.demo) return ok(null)
  const configured = flags.origin === null ? await configuredOrigin(io) : ok(flags.origin)
  if (!configured.ok) return configured
  const origin = configured.value
  try {
    await fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(ORIGIN_TIMEOUT_MS) })
    return ok(origin)
  } catch (cause) {
    return fail(
      `The origin ${origin} does not answer: ${causeText(cause)}.\nIs it running? Does the URL open in a browser?`,
    )
  }
}

async function configuredOrigin({ project }: DevIo): Promise<Result<string, string>> {
  const toml = await readFile(resolve(project, 'wrangler.toml'), 'utf8')
  const origin = readVar(toml, 'ORIGIN')
  if (origin !== null) return readOrigin(origin)
  return fail(
    '--no-demo stands before the ORIGIN of wrangler.toml, which names none. Set it there, or give --origin URL.',
  )
}

async function findRules(flags: DevFlags, io: DevIo): Promise<Result<DevSetup['rules'], string>> {
  const file = flags.rules === null ? defaultRules(flags, io) : resolve(io.folder, flags.rules)
  if (file === null) return ok(null)
  try {
    return ok({ file, text: await readFile(file, 'utf8') })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`
    return fail(`The rules file ${file} ${why}. Give a ruleset's file: --rules rules.json`)
  }
}

function defaultRules(flags: DevFlags, io: DevIo): string | null {
  if (flags.demo) return DEMO_RULES
  const own = resolve(io.folder, 'rules.json')
  return existsSync(own) ? own : null
}

async function start(setup: DevSetup, io: DevIo) {
  const name = setup.rules === null ? '' : shown(setup.rules.file, io)
  try {
    const stack = await startStack({
      ...setup,
      forecast: forecastNearby,
      identityKey: io.identityKey,
      clock: true,
      onPublish: (outcome) => {
        for (const line of describeOutcome(name, outcome)) (outcome.ok ? io.out : io.err)(line)
      },
      onLog: (line) => (line.level === 'error' || line.level === 'warn' ? io.err : io.out)(describeLog(line)),
      onFailure: (what, cause) => io.err(`${what}: ${causeText(cause)}`),
    })
    return ok(stack)
  } catch (cause) {
    return fail(await startMessage(cause, setup))
  }
}

/** Why workerd or the bundle did not come up; what nobody foresaw is a bug and goes on as one. */
async function startMessage(cause: unknown, { port }: DevSetup): Promise<string> {
  if (isBuildFailure(cause)) {
    const messages = await formatMessages(cause.errors, { kind: 'error', color: false })
    return `The Worker does not build:\n${messages.join('')}`
  }
  if ((cause as { code?: string }).code === 'ERR_ADDRESS_IN_USE') return portMessage(port, 'taken')
  throw cause
}

const isBuildFailure = (cause: unknown): cause is BuildFailure =>
  cause instanceof Error && Array.isArray((cause as Partial<BuildFailure>).errors)

function portMessage(port: number, reason: 'taken' | 'not_allowed'): string {
  return reason === 'taken'
    ? `Port ${port} is taken by another program. End that one, or choose another: --port ${port + 1}`
    : `Port ${port} is not yours to listen on (below 1024 only root may). Choose a higher one: --port ${DEFAULT_PORT}`
}

/** The file as a person in this folder would name it. */
function shown(file: string, { folder }: DevIo): string {
  const near = relative(folder, file)
  return near.startsWith('..') ? file : near
}

function say<T>(write: (line: string) => void, text: string, code: T): T {
  write(text)
  return code
}
