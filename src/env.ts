/** The only reader of bindings and variables: Env → Config and Deps, once per isolate. Not a place for decisions. */

import { newRecorder, type Recorder } from './edge/recorder.ts'
import { type Rulesets, rulesetsIn } from './edge/ruleset.ts'
import type { SealKeys } from './edge/sealed/seal-keys.ts'
import { newTally, type Tally } from './edge/tally.ts'
import { createWeather, type Weather, type WeatherEvent } from './edge/weather.ts'
import { type Wishes, wishesIn } from './edge/wishes.ts'
import type { WebhookVariables } from './jobs/webhook-target.ts'
import { type LogFields, log } from './log.ts'
import { type RecordDeps, recordDeps } from './store/record-deps.ts'
import type { Snapshots } from './store/snapshots.ts'
import { kvSnapshots, removingSnapshots } from './store/snapshots-kv.ts'
import type { WeatherProvider, WeatherStore } from './store/weather.ts'
import { weatherDeps } from './store/weather-deps.ts'
import type { ReadKnown } from './visitor/known.ts'
import type { ListWishes } from './visitor/list-wishes.ts'

export interface Env {
  readonly RULES: KVNamespace
  readonly WEATHER?: KVNamespace
  /** Copies of what is known of visitors, for pages; without it pages ask the database. */
  readonly PROFILES?: KVNamespace
  /** The site behind us, when we are not on a route of its own zone. */
  readonly ORIGIN?: string
  /** JSON: hostname → site. */
  readonly SITES?: string
  readonly ENVIRONMENT?: string
  readonly PUBLISH_TOKEN?: string
  /** What visitors' cookies are sealed with: keys of 32 random bytes in base64url, commas between them; the first seals, all open. */
  readonly COOKIE_KEYS?: string
  readonly OPEN_METEO_URL?: string
  readonly OPEN_METEO_KEY?: string
  /** The record: a libSQL server, e.g. libsql://NAME.turso.io, and its token. Without it nothing is recorded. */
  readonly LIBSQL_URL?: string
  readonly LIBSQL_AUTH_TOKEN?: string
  /** What logins are hashed and told with: at least 32 characters. Without it nobody logs in here. */
  readonly IDENTITY_KEY?: string
  /** `cookie`: nothing is kept of visitors but in their own cookie, and in events. */
  readonly RESIDENCY?: string
  /** Between the site and the record, where there is one; else events go straight into the database. */
  readonly EVENTS?: Queue<unknown>
  /** How much one address may send; without it each isolate counts for itself. */
  readonly EVENTS_LIMIT?: RateLimit
  /** Where events are delivered to, and what deliveries are signed with; visitors' ids only if `true`: jobs/webhook.ts. */
  readonly WEBHOOK_URL?: string
  readonly WEBHOOK_SECRET?: string
  readonly WEBHOOK_VISITORS?: string
  /** Who receives them and what for, as visitors are told; nothing is delivered without: text, or JSON by language. */
  readonly WEBHOOK_NAME?: string
  readonly WEBHOOK_PURPOSE?: string
  /** `pages`: a structured line for every personalised page, besides those for fallbacks. */
  readonly LOG?: string
}

export interface Config {
  /** Null: requests go where they were addressed. */
  readonly origin: URL | null
  readonly sites: { readonly [hostname: string]: string }
  readonly development: boolean
  readonly publishToken: string | null
  /** Null: not set, or too short to be one. */
  readonly identityKey: string | null
  /** Whether visitors are kept in their own cookies alone. */
  readonly cookieOnly: boolean
  readonly logPages: boolean
  /** As they stand: checked when something is to be delivered. Null: events are delivered nowhere. */
  readonly webhook: WebhookVariables | null
  /** Hosts of the record and of the weather, for people; null: there is none. */
  readonly recordHost: string | null
  readonly weatherHost: string
}

/** What the Worker works with. Everything in here lives as long as the isolate. */
export interface Deps extends RecordDeps {
  readonly config: Config
  readonly kv: KVNamespace
  readonly rulesets: Rulesets
  readonly weather: Weather
  readonly weatherStore: WeatherStore
  readonly weatherProvider: WeatherProvider
  readonly tally: Tally
  /** Null: there is no namespace for them. */
  readonly snapshots: Snapshots | null
  /** What is known of a visitor whose cookie is marked as known. */
  readonly readKnown: ReadKnown
  /** Whose cookie does not say how it may be used. */
  readonly wishes: Wishes
  /** Brings that list up to what the database has. */
  readonly listWishes: ListWishes
  /** Imported when somebody first is to be remembered. Null: nobody can be, which the log has said. */
  readonly sealKeys: () => Promise<SealKeys | null>
  /** Null: each isolate counts for itself. */
  readonly eventsLimit: RateLimit | null
  /** Null without an inbox: nothing is gathered. */
  readonly recorder: Recorder | null
  readonly now: () => number
}

/** `waitUntil` of the request at hand. */
export type After = (work: Promise<unknown>) => void

export const DEFAULT_SITE = 'main'

const known = new WeakMap<object, Deps>()

export function depsOf(env: Env): Deps {
  const deps = known.get(env)
  if (deps !== undefined) return deps
  const fresh = makeDeps(env)
  known.set(env, fresh)
  return fresh
}

function makeDeps(env: Env): Deps {
  const config = readConfig(env)
  const { store, provider } = weatherDeps(env, config.development)
  const tally = newTally()
  const record = recordDeps(env)
  const snapshots = snapshotsIn(env.PROFILES, config)
  const wishes = wishesIn(record.stores && env.RULES)
  return {
    config,
    kv: env.RULES,
    rulesets: rulesetsIn(env.RULES),
    weather: createWeather({ store, provider, report: (event) => log('warn', describeWeather(event)) }),
    weatherStore: store,
    weatherProvider: provider,
    tally,
    snapshots,
    readKnown: async (...asked) => {
      if (config.cookieOnly) return null
      return (await import('./visitor/known.ts')).knownIn({ snapshots, stores: record.stores })(...asked)
    },
    wishes,
    listWishes: async (site) =>
      (await import('./visitor/list-wishes.ts')).listWishes(site, { ...record, kv: env.RULES, wishes, now: Date.now }),
    sealKeys: sealKeysIn(env.COOKIE_KEYS),
    ...record,
    recorder: record.inbox === null ? null : newRecorder({ inbox: record.inbox, tally, now: Date.now }),
    eventsLimit: env.EVENTS_LIMIT ?? null,
    now: Date.now,
  }
}

function snapshotsIn(kv: KVNamespace | undefined, { cookieOnly }: Config): Snapshots | null {
  if (kv === undefined) return null
  return cookieOnly ? removingSnapshots(kv) : kvSnapshots(kv)
}

const describeWeather = ({ event, failure }: WeatherEvent): LogFields => ({
  event,
  reason: failure.reason,
  detail: failure.detail,
})

/** Loaded with the first visitor who may be remembered. */
function sealKeysIn(text: string | undefined): Deps['sealKeys'] {
  let keys: Deps['sealKeys'] | null = null
  return async () => {
    if (keys !== null) return keys()
    const { lateSealKeys, sealKeysAdvice } = await import('./edge/sealed/seal-keys.ts')
    keys ??= lateSealKeys(text, (fault) =>
      log('error', {
        event: 'bad_variable',
        variable: 'COOKIE_KEYS',
        reason: fault.reason,
        advice: sealKeysAdvice(fault),
      }),
    )
    return keys()
  }
}

function readConfig(env: Env): Config {
  return {
    origin: originOf(env.ORIGIN),
    sites: sitesOf(env.SITES),
    development: env.ENVIRONMENT === 'development',
    publishToken: env.PUBLISH_TOKEN ? env.PUBLISH_TOKEN : null,
    identityKey: identityKeyOf(env.IDENTITY_KEY),
    cookieOnly: cookieOnlyIn(env.RESIDENCY),
    logPages: env.LOG === 'pages',
    webhook: webhookIn(env),
    recordHost: hostIn(env.LIBSQL_URL),
    weatherHost: hostIn(env.OPEN_METEO_URL) ?? 'open-meteo.com',
  }
}

/** Shorter ones could be guessed from one signed header. */
export const MIN_IDENTITY_KEY_LENGTH = 32

function identityKeyOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  if (text.length >= MIN_IDENTITY_KEY_LENGTH) return text
  const advice = `Set a secret of at least ${MIN_IDENTITY_KEY_LENGTH} characters, as openssl rand -base64 32 makes one`
  log('error', { event: 'bad_variable', variable: 'IDENTITY_KEY', advice })
  return null
}

/** A word that is none of ours keeps less, not more. */
function cookieOnlyIn(text: string | undefined): boolean {
  if (text === undefined || text === '') return false
  if (text !== 'cookie')
    log('error', { event: 'bad_variable', variable: 'RESIDENCY', advice: 'Say cookie, or leave it empty' })
  return true
}

function webhookIn(env: Env): WebhookVariables | null {
  const { WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_VISITORS, WEBHOOK_NAME, WEBHOOK_PURPOSE } = env
  return WEBHOOK_URL ? { WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_VISITORS, WEBHOOK_NAME, WEBHOOK_PURPOSE } : null
}

const hostIn = (address: string | undefined): string | null => URL.parse(address ?? '')?.hostname ?? null

function originOf(text: string | undefined): URL | null {
  if (text === undefined || text.trim() === '') return null
  const url = URL.parse(text.trim())
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url
  log('error', {
    event: 'bad_variable',
    variable: 'ORIGIN',
    advice: 'Give the whole address, as in https://www.example.com',
  })
  return null
}

function sitesOf(text: string | undefined): Config['sites'] {
  if (text === undefined || text.trim() === '') return {}
  try {
    const sites: unknown = JSON.parse(text)
    if (isSites(sites)) return sites
  } catch {
    // said below, in the same words as a wrong shape
  }
  log('error', {
    event: 'bad_variable',
    variable: 'SITES',
    advice: 'Give JSON of hostnames and sites, as in {"shop.example":"main"}',
  })
  return {}
}

const isSites = (value: unknown): value is Config['sites'] =>
  typeof value === 'object' && value !== null && Object.values(value).every((site) => typeof site === 'string')

export const siteOf = (config: Config, hostname: string): string =>
  Object.hasOwn(config.sites, hostname) ? (config.sites[hostname] as string) : DEFAULT_SITE

export const allSites = (config: Config): readonly string[] => [
  ...new Set([DEFAULT_SITE, ...Object.values(config.sites)]),
]
