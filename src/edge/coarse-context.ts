/** The moment of a page as the record keeps it: enough to compare, too little to tell who it was. Not what conditions read. */

import { mayExport } from '../core/consent/recording.ts'
import type { Consent } from '../core/consent.ts'
import type { Fact, VisitContext } from '../core/context.ts'
import type { CoarseContext } from '../core/event/event.ts'
import type { Profile } from '../core/profile.ts'
import { UNKNOWN } from '../core/unknown.ts'

type Coarse = { -readonly [K in keyof CoarseContext]: CoarseContext[K] }

/** What is unknown, or is not, is left out. */
export function coarseContext(
  { geo, device, referrer, weather, time, language }: VisitContext,
  { visit, visitor }: Profile,
  consent: Consent,
) {
  const { kind } = device
  const coarse: Coarse = { device: kind, channel: referrer.channel, dayPart: time.dayPart, consent: consent.signal }
  const { country, region } = geo
  if (isKnown(country)) coarse.country = country
  if (isKnown(region)) coarse.region = region
  if (isKnown(language)) coarse.language = primarySubtag(language)
  if (weather !== UNKNOWN && isKnown(weather.kind)) coarse.weather = weather.kind
  if (isKnown(visit.isReturning)) coarse.isReturning = visit.isReturning
  if (visitor !== null && mayExport(consent)) coarse.export = true
  return coarse as CoarseContext
}

const isKnown = <T>(fact: Fact<T>): fact is T => fact !== null && fact !== UNKNOWN

/** `zh-Hant-TW` → `zh` (RFC 5646, 2.2.1). */
function primarySubtag(tag: string): string {
  const end = tag.indexOf('-')
  return end < 0 ? tag : tag.slice(0, end)
}
