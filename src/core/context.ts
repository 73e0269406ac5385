/** The facts of one request, as conditions see them. Not the memory of a visitor: that is profile.ts. */

import type { Unknown } from './unknown.ts'

/** A fact: its value, null when we know that there is none, UNKNOWN when we do not know yet or may not. */
export type Fact<T> = T | null | Unknown

/**
 * Nested as the attribute names are dotted: `geo.country` is `context.geo.country`.
 * Families may be memoising getters (`time`, `device`), so that what no rule reads is never computed; reading them is pure.
 */
export interface VisitContext {
  readonly geo: GeoFacts
  readonly network: { readonly asn: Fact<number>; readonly organization: Fact<string> }
  readonly time: TimeFacts
  readonly weather: WeatherFacts | Unknown
  readonly page: { readonly host: string; readonly path: string; readonly query: { readonly [name: string]: string } }
  readonly referrer: { readonly host: Fact<string>; readonly channel: Channel }
  readonly utm: { readonly [K in 'source' | 'medium' | 'campaign' | 'term' | 'content']: Fact<string> }
  readonly device: {
    readonly kind: DeviceKind
    readonly os: Fact<string>
    readonly browser: Fact<string>
    readonly isBot: boolean
  }
  readonly languages: readonly string[]
  readonly language: Fact<string>
}

export type Channel = 'direct' | 'search' | 'social' | 'mail' | 'ads' | 'referral' | 'internal'
export type DeviceKind = 'mobile' | 'tablet' | 'desktop'

export interface GeoFacts {
  readonly country: Fact<string>
  readonly continent: Fact<string>
  readonly region: Fact<string>
  readonly regionCode: Fact<string>
  readonly regionName: Fact<string>
  readonly city: Fact<string>
  readonly postalCode: Fact<string>
  readonly isEU: Fact<boolean>
  readonly latitude: Fact<number>
  readonly longitude: Fact<number>
  readonly timeZone: string
}

export interface TimeFacts {
  readonly hour: number
  readonly minuteOfDay: number
  readonly weekday: number
  readonly date: string
  readonly month: number
  readonly dayOfMonth: number
  readonly season: 'spring' | 'summer' | 'autumn' | 'winter'
  readonly dayPart: 'morning' | 'day' | 'evening' | 'night'
  readonly isWeekend: boolean
  readonly isHoliday: boolean | Unknown
  readonly holiday: Fact<string>
}

export type WeatherKind = 'clear' | 'cloudy' | 'fog' | 'drizzle' | 'rain' | 'snow' | 'thunderstorm'

export interface WeatherFacts {
  readonly kind: Fact<WeatherKind>
  /** °C, °C, mm/h, m/s */
  readonly temperature: Fact<number>
  readonly apparent: Fact<number>
  readonly precipitation: Fact<number>
  readonly wind: Fact<number>
  readonly isDay: Fact<boolean>
  readonly next12h: WeatherOutlook
  readonly next24h: WeatherOutlook
}

export interface WeatherOutlook {
  /** The worst kind of the hours ahead. */
  readonly kind: Fact<WeatherKind>
  /** Sum, mm. */
  readonly precipitation: Fact<number>
  readonly temperatureMax: Fact<number>
  readonly temperatureMin: Fact<number>
}
