/** The whole of Awase on one machine: Worker, KV, an origin, weather, crons, a watched rules file. Not the command: dev-command.ts. */

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Result } from '../core/result.ts'
import { workerCode } from './bundle.ts'
import { startCronClock } from './crons.ts'
import { demoOrigin } from './demo-origin.ts'
import { listen } from './listen.ts'
import { localCookieKeys } from './local-cookie-keys.ts'
import { LOCAL_IDENTITY_KEY } from './local-identity-key.ts'
import { type LocalRecord, startLocalRecord } from './local-record.ts'
import { type Published, type PublishFailure, publishTo } from './publish-client.ts'
import { watchRules } from './rules-file.ts'
import { announceStack } from './running-stack.ts'
import { type LogLine, type Namespace, startRuntime } from './runtime.ts'
import { type Forecast, weatherServer } from './weather-server.ts'

export type PublishOutcome = Result<Published, PublishFailure>

export interface StackOptions {
  /** URL of the site to stand before; null: the demo shop. */
  readonly origin: string | null
  /** Published at the start and whenever it changes. */
  readonly rules: { readonly file: string; readonly text: string } | null
  readonly forecast: Forecast
  /** 0 or absent: any free one. */
  readonly port?: number
  /** Folder in which KV survives, and where other programs find the stack while it runs; absent: neither. */
  readonly statePath?: string
  /** False: nothing is recorded. */
  readonly record?: boolean
  /** True: crons follow the wall clock. Otherwise only `fireCron` runs them. */
  readonly clock?: boolean
  /** By which the origin tells of logins; null or absent: LOCAL_IDENTITY_KEY. */
  readonly identityKey?: string | null
  /** Another entry module than src/worker.ts. */
  readonly entry?: string
  readonly onPublish?: (outcome: PublishOutcome) => void
  readonly onLog?: (line: LogLine) => void
  readonly onFailure?: (what: string, cause: unknown) => void
}

export interface Stack extends AsyncDisposable {
  /** The Worker's, without a slash at the end. */
  readonly url: string
  readonly originUrl: string
  /** Of the libSQL server; null: nothing is recorded. */
  readonly recordUrl: string | null
  /** Through the Worker's own endpoint: acknowledged means that the next request sees it. */
  publish(text: string): Promise<PublishOutcome>
  /** `at` in epoch ms; absent: now. */
  fireCron(cron: string, at?: number): Promise<void>
  namespace(name: 'RULES' | 'WEATHER' | 'PROFILES'): Promise<Namespace>
  /** Ends everything, whatever it was doing; calling it again does nothing. */
  dispose(): Promise<void>
}

export async function startStack(options: StackOptions): Promise<Stack> {
  await using starting = new AsyncDisposableStack()
  const token = randomBytes(24).toString('base64url')
  const code = await workerCode(options.entry)
  const weather = starting.adopt(await listen(weatherServer(options.forecast)), (server) => server.close())
  const originUrl = options.origin ?? starting.adopt(await listen(demoOrigin()), (server) => server.close()).url
  const record = await startRecord(options)
  if (record !== null) starting.defer(() => record.close())
  const runtime = starting.adopt(
    await startRuntime({
      code,
      namespaces: ['RULES', 'WEATHER', 'PROFILES'],
      vars: {
        ORIGIN: originUrl,
        ENVIRONMENT: 'development',
        OPEN_METEO_URL: weather.url,
        PUBLISH_TOKEN: token,
        IDENTITY_KEY: options.identityKey ?? LOCAL_IDENTITY_KEY,
        COOKIE_KEYS: await localCookieKeys(options.statePath),
        ...(record !== null && { LIBSQL_URL: record.url }),
      },
      port: options.port ?? 0,
      ...(options.statePath !== undefined && { statePath: options.statePath }),
      ...(options.onLog && { onLog: options.onLog }),
    }),
    (worker) => worker.dispose(),
  )

  if (options.statePath !== undefined) {
    const running = { url: runtime.url, token, origin: originUrl, record: record?.url ?? null, pid: process.pid }
    starting.adopt(await announceStack(options.statePath, running), (announced) => announced.withdraw())
  }

  const publish = (text: string) => publishTo({ url: runtime.url, token }, text)
  const fireCron = (cron: string, at = Date.now()) => runtime.fireCron(cron, at)
  const failed = (what: string) => (cause: unknown) => options.onFailure?.(what, cause)
  if (options.rules !== null) {
    const { file, text } = options.rules
    const changed = async (now: string): Promise<void> => {
      const outcome = await publish(now)
      options.onPublish?.(outcome)
    }
    await changed(text)
    starting.adopt(watchRules(file, text, { changed, failed: failed(file) }), (watch) => watch.close())
  }
  if (options.clock) {
    const fire = (cron: string, at: number) => fireCron(cron, at).catch(failed(`cron ${cron}`))
    starting.adopt(startCronClock(fire), (clock) => clock.stop())
  }

  const running = starting.move()
  const dispose = () => running.disposeAsync()
  return {
    url: runtime.url,
    originUrl,
    recordUrl: record?.url ?? null,
    publish,
    fireCron,
    namespace: (name) => runtime.namespace(name),
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}

/** Without a server for this machine (Windows) everything else works: said once, and pages go on. */
async function startRecord({ record = true, statePath, onFailure }: StackOptions): Promise<LocalRecord | null> {
  if (!record) return null
  try {
    return await startLocalRecord(statePath === undefined ? null : join(statePath, 'record'))
  } catch (cause) {
    onFailure?.('the record (nothing is recorded)', cause)
    return null
  }
}
