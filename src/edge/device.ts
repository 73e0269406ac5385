/** `device.*`: client hints first, then the user agent. Not a fingerprint: nothing finer than a family name leaves here. */

import { isbot } from 'isbot'
import UserAgentParser from 'my-ua-parser'
import { keep } from '../core/bounded-map.ts'
import type { DeviceKind, VisitContext } from '../core/context.ts'
import type { NetworkSays } from './geo.ts'

const MAX_USER_AGENT_LENGTH = 512
const MAX_HINT_LENGTH = 256
const MAX_NAME_LENGTH = 40
/** Per isolate. A parse costs 30 µs, a bot verdict 2 µs, and browsers share few user agents. */
const MAX_USER_AGENTS_COUNT = 500

type DeviceFacts = VisitContext['device']
type ParsedUserAgent = Omit<DeviceFacts, 'isBot'>

/** Each fact is computed when it is read: pages need `isBot`, few rules the rest. */
export function deviceFacts(headers: Headers, cf: NetworkSays): DeviceFacts {
  const userAgent = (headers.get('user-agent') ?? '').slice(0, MAX_USER_AGENT_LENGTH)
  let hints: Hints | undefined
  return {
    get kind() {
      hints ??= readHints(headers)
      return hints.kind ?? parsed(userAgent).kind
    },
    get os() {
      hints ??= readHints(headers)
      return hints.os ?? parsed(userAgent).os
    },
    get browser() {
      hints ??= readHints(headers)
      return hints.browser ?? parsed(userAgent).browser
    },
    get isBot() {
      return isVerifiedBot(cf) || isBotUserAgent(userAgent)
    },
  }
}

const verdicts = new Map<string, boolean>()
const userAgents = new Map<string, ParsedUserAgent>()

/** Every browser names itself, so that a request that does not is none. */
function isBotUserAgent(userAgent: string): boolean {
  return (
    verdicts.get(userAgent) ?? keep(verdicts, MAX_USER_AGENTS_COUNT, userAgent, userAgent === '' || isbot(userAgent))
  )
}

/**
 * `botManagement.score` is not asked: without that product it is 1, "certainly automated", for everybody (so in all
 * real samples but one), and 2–29 means "challenge them", not "they are no customers".
 */
function isVerifiedBot(cf: NetworkSays): boolean {
  const management = cf.botManagement
  return (
    typeof management === 'object' &&
    management !== null &&
    'verifiedBot' in management &&
    management.verifiedBot === true
  )
}

function parsed(userAgent: string): ParsedUserAgent {
  return userAgents.get(userAgent) ?? keep(userAgents, MAX_USER_AGENTS_COUNT, userAgent, parse(userAgent))
}

function parse(userAgent: string): ParsedUserAgent {
  const parser = new UserAgentParser(userAgent)
  return {
    kind: KINDS.get(parser.getDevice().type) ?? 'desktop',
    os: usualName(OS_NAMES, parser.getOS().name),
    browser: usualName(BROWSER_NAMES, parser.getBrowser().name),
  }
}

/** Some of the parser's names are words of the user agent, so their length is the visitor's choice. */
function usualName(names: Map<string, string>, name: string | undefined): string | null {
  return name === undefined ? null : (names.get(name) ?? name.slice(0, MAX_NAME_LENGTH))
}

/** Televisions and game consoles show pages on a large screen, watches on a small one. */
const KINDS = new Map<string | undefined, DeviceKind>([
  ['mobile', 'mobile'],
  ['wearable', 'mobile'],
  ['tablet', 'tablet'],
])

/** What the parser says → the names that rules use. What is not listed keeps its name. */
const OS_NAMES = new Map([
  ['Mac OS', 'macOS'],
  ['Chromium OS', 'ChromeOS'],
  ['Windows Phone', 'Windows'],
  ['Windows Mobile', 'Windows'],
  ['Ubuntu', 'Linux'],
  ['Debian', 'Linux'],
  ['Fedora', 'Linux'],
  ['Mint', 'Linux'],
  ['Android-x86', 'Android'],
  ['HarmonyOS', 'Android'],
])

const BROWSER_NAMES = new Map([
  ['Mobile Safari', 'Safari'],
  ['Chrome Headless', 'Chrome'],
  ['Chrome WebView', 'WebView'],
  ['Android Browser', 'WebView'],
  ['WebKit', 'WebView'],
  ['Mobile Firefox', 'Firefox'],
  ['Firefox Focus', 'Firefox'],
  ['Firefox Reality', 'Firefox'],
  ['Opera Mini', 'Opera'],
  ['Opera Mobi', 'Opera'],
  ['Opera Tablet', 'Opera'],
  ['Opera Touch', 'Opera'],
  ['Opera GX', 'Opera'],
  ['IE', 'Internet Explorer'],
  ['IEMobile', 'Internet Explorer'],
  ['Line', 'LINE'],
])

/** `Sec-CH-UA-Platform` (UA Client Hints, 3.2.6) → the same names. */
const PLATFORMS = new Map([
  ['Android', 'Android'],
  ['Chrome OS', 'ChromeOS'],
  ['Chromium OS', 'ChromeOS'],
  ['iOS', 'iOS'],
  ['Linux', 'Linux'],
  ['macOS', 'macOS'],
  ['Windows', 'Windows'],
])

/** Brands of `Sec-CH-UA`. Every list also has `Chromium` and an invented brand, which say nothing. */
const BRANDS = new Map([
  ['Google Chrome', 'Chrome'],
  ['HeadlessChrome', 'Chrome'],
  ['Microsoft Edge', 'Edge'],
  ['Opera', 'Opera'],
  ['Opera GX', 'Opera'],
  ['Samsung Internet', 'Samsung Internet'],
  ['Brave', 'Brave'],
  ['Vivaldi', 'Vivaldi'],
  ['YaBrowser', 'Yandex'],
  ['Android WebView', 'WebView'],
  ['Microsoft Edge WebView2', 'WebView'],
])

interface Hints {
  readonly kind: DeviceKind | null
  readonly os: string | null
  readonly browser: string | null
}

/** User-Agent Client Hints, the low-entropy ones that come unasked. Null where they say nothing. */
function readHints(headers: Headers): Hints {
  const os = PLATFORMS.get(readString(headers.get('sec-ch-ua-platform'))) ?? null
  return { kind: readKind(headers.get('sec-ch-ua-mobile'), os), os, browser: readBrowser(headers.get('sec-ch-ua')) }
}

/** Android tablets say that they are not mobile. */
function readKind(mobile: string | null, os: string | null): DeviceKind | null {
  if (mobile === '?1') return 'mobile'
  if (mobile !== '?0' || os === null) return null
  return os === 'Android' ? 'tablet' : 'desktop'
}

function readBrowser(brands: string | null): string | null {
  if (brands === null || brands.length > MAX_HINT_LENGTH) return null
  for (const [, brand] of brands.matchAll(/"([^"\\]*)"\s*;\s*v=/g)) {
    const browser = BRANDS.get(brand!)
    if (browser !== undefined) return browser
  }
  return null
}

/** A structured-field string (RFC 8941) without escapes, which no platform's name has; else empty. */
const readString = (value: string | null): string => /^"([^"\\]{1,40})"$/.exec(value ?? '')?.[1] ?? ''
