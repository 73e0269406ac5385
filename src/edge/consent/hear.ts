/** Everything that a request says of consent: header and cookies → words. Not how they are weighed: core/consent/resolve.ts. */

import { saysGpc } from '../../core/consent/gpc.ts'
import { readGpp } from '../../core/consent/gpp.ts'
import { readOwnWord } from '../../core/consent/own-word.ts'
import type { EverythingHeard } from '../../core/consent/resolve.ts'
import { readTcf } from '../../core/consent/tcf.ts'
import type { Heard } from '../../core/consent/word.ts'
import type { CompiledConsent } from '../../core/consent-settings.ts'
import { cookieValues } from '../cookie-header.ts'
import { CONSENT_COOKIE, GPP_COOKIES, TCF_COOKIES } from './cookies.ts'

/** `now` in epoch milliseconds. Never throws. */
export function hear(headers: Headers, settings: CompiledConsent, now: number): EverythingHeard {
  const gpc = saysGpc(headers.get('sec-gpc'))
  const cookies = headers.get('cookie')
  if (cookies === null) return { gpc, own: null, cmp: null }
  const seconds = Math.floor(now / 1000)
  return {
    gpc,
    own: only(cookieValues(cookies, CONSENT_COOKIE), (value) => readOwnWord(value, settings.policy, seconds)),
    cmp: hearPlatform(cookies, settings, seconds),
  }
}

function hearPlatform(cookies: string, { cmp, vendor }: CompiledConsent, seconds: number): Heard {
  switch (cmp) {
    case 'own':
      return null
    case 'tcf':
      return only(firstOf(cookies, TCF_COOKIES), (text) =>
        vendor === null ? 'unreadable' : readTcf(text, vendor, seconds),
      )
    case 'gpp':
      return only(firstOf(cookies, GPP_COOKIES), (text) => readGpp(text, vendor, seconds))
  }
}

/** Of the first name that has any. */
function firstOf(cookies: string, [own, bridged]: readonly [string, string]): readonly string[] {
  const values = cookieValues(cookies, own)
  return values.length > 0 ? values : cookieValues(cookies, bridged)
}

/** Somebody who may set cookies for our host from beside it can add one: two that differ say nothing that can be relied on. */
function only(values: readonly string[], read: (value: string) => Heard): Heard {
  const [first] = values
  if (first === undefined) return null
  return values.every((value) => value === first) ? read(first) : 'unreadable'
}
