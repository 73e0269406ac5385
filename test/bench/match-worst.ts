/** The longest that any visitor may keep an isolate busy with one decision, among rulesets made to be slow. */

import type { AuthoredRuleset } from '../../src/core/authored.ts'
import { compileRuleset } from '../../src/core/compile.ts'
import { re2 } from '../../src/core/condition/regex.ts'
import type { Fact, VisitContext, WeatherOutlook } from '../../src/core/context.ts'
import { decide } from '../../src/core/decide.ts'
import { makeRunnable, type RunnableRuleset } from '../../src/core/decision/runnable.ts'
import type { Issue } from '../../src/core/issue.ts'
import { NOBODY, type Profile } from '../../src/core/profile.ts'
import { fail, ok, type Result } from '../../src/core/result.ts'
import { UNKNOWN } from '../../src/core/unknown.ts'
import { validateRuleset } from '../../src/ruleset/validate.ts'
import { figure } from './figure.ts'
import { EVERYBODY, FAMILIES } from './match-families.ts'
import { type Random, randomOf } from './match-rules.ts'
import type { Suite } from './suite.ts'

const CONTEXTS_COUNT = 10_000
/** Time for all contexts of every family so far; one that takes longer is judged by the contexts it came to, and its line says so. */
const MAX_FAMILY_MS = 60_000
/** Of `--quick`. */
const QUICK_FAMILY_MS = 600
const SEED = 20_261_124
const WARM_UP_COUNT = 50
/** The slowest contexts are asked again so often, and the fastest answer counts: a pause of the machine is not the ruleset's doing. */
const SLOWEST_COUNT = 20
const MAX_REPEATS_MS = 250
/** The experiences that follow cost something, too. */
const KEPT_SHARE = 0.97
const LEAST_CONTEXTS_COUNT = 3
const REPEATS_COUNT = 5
const NOW = Date.parse('2026-11-22T03:00:00Z')
const MOST_MS = 5

export const worstSuite: Suite = {
  names: ['match.10k.worst'],
  async run({ rounds, say }) {
    let worst = 0
    const quick = rounds < 5
    for (const [name, make] of Object.entries(FAMILIES)) {
      const authored = make()
      const whole = admitted(authored)
      const runnable = whole.ok ? whole : admitted(asFarAsAdmitted(authored, whole.error))
      if (!whole.ok)
        say(`worst case: ${name}: refused (${whole.error[0]?.code} at ${whole.error[0]?.path}), so as many as are not`)
      if (!runnable.ok) throw new Error(`${name}: ${JSON.stringify(runnable.error.slice(0, 3))}`)
      const { asked, slowest, raw } = slowestOf(runnable.value, quick ? QUICK_FAMILY_MS : MAX_FAMILY_MS)
      say(`worst case: ${name}: ${slowest.toFixed(2)} ms (${raw.toFixed(2)} with pauses) of ${asked} contexts`)
      worst = Math.max(worst, slowest)
    }
    return [figure('match.10k.worst', worst, 'ms', { atMost: MOST_MS })]
  },
}

function admitted(authored: AuthoredRuleset): Result<RunnableRuleset, readonly Issue[]> {
  const validated = validateRuleset(JSON.stringify(authored))
  if (!validated.ok) return validated
  const compiled = compileRuleset(validated.value.authored)
  return compiled.ok ? ok(makeRunnable(JSON.parse(JSON.stringify(compiled.value)), re2)) : fail(compiled.error)
}

/** What is refused is refused from some experience on: those before it stay, and the others are true for everybody. */
function asFarAsAdmitted(authored: AuthoredRuleset, issues: readonly Issue[]): AuthoredRuleset {
  const refused = Number(/^experiences\[(\d+)\]/.exec(issues[0]?.path ?? '')?.[1] ?? 0)
  const kept = Math.floor(refused * KEPT_SHARE)
  const experiences = authored.experiences.map((one, at) => (at < kept ? one : { ...one, when: EVERYBODY }))
  return { ...authored, experiences }
}

interface Worst {
  readonly asked: number
  readonly slowest: number
  readonly raw: number
}

function slowestOf(runnable: RunnableRuleset, budgetMs: number): Worst {
  const times: { readonly number: number; readonly ms: number }[] = []
  const start = performance.now()
  const within = (share: number): boolean => performance.now() - start < budgetMs * share
  for (let number = 0; number < WARM_UP_COUNT && within(0.2); number++) once(runnable, -1 - number)
  for (let number = 0; number < CONTEXTS_COUNT && (number < LEAST_CONTEXTS_COUNT || within(1)); number++) {
    times.push({ number, ms: once(runnable, number) })
  }
  const slow = times.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST_COUNT)
  const again = slow.map(({ number }) => fastest(() => once(runnable, number)))
  return { asked: times.length, slowest: Math.max(...again), raw: slow[0]!.ms }
}

function fastest(measure: () => number): number {
  let least = Number.POSITIVE_INFINITY
  const start = performance.now()
  for (
    let repeat = 0;
    repeat < REPEATS_COUNT && (repeat === 0 || performance.now() - start < MAX_REPEATS_MS);
    repeat++
  ) {
    least = Math.min(least, measure())
  }
  return least
}

/** Milliseconds of one whole decision: match, decide, plan. */
function once(runnable: RunnableRuleset, number: number): number {
  const random = randomOf(SEED + number)
  const context = randomContext(random)
  const profile = randomProfile(random)
  const began = performance.now()
  decide(runnable, context, profile, NOW)
  return performance.now() - began
}

/** As real ones, a tenth of the facts unknown or missing; paths and parameters as long as anybody may make them. */
function randomContext(random: Random): VisitContext {
  const number = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  const of = <T>(...values: readonly T[]): T => values[number(0, values.length - 1)]!
  const fact = <T>(value: T): Fact<T> => (random() < 0.05 ? UNKNOWN : random() < 0.05 ? null : value)
  const long = (letters: string): string =>
    Array.from({ length: number(0, 1) * 2_000 + number(1, 40) }, () => letters[number(0, letters.length - 1)]).join('')
  const outlook: WeatherOutlook = {
    kind: fact('rain' as const),
    precipitation: fact(number(0, 30)),
    temperatureMax: fact(number(0, 30)),
    temperatureMin: fact(number(-9, 20)),
  }
  const hour = number(0, 23)
  return {
    geo: {
      country: fact(of('JP', 'US', 'DE')),
      continent: fact('AS'),
      region: fact('Miyagi'),
      regionCode: fact('04'),
      regionName: fact('宮城県'),
      city: fact(of('Sendai', 'Tokyo', 'Osaka')),
      postalCode: null,
      isEU: fact(random() < 0.5),
      latitude: fact(30 + random() * 15),
      longitude: fact(130 + random() * 15),
      timeZone: 'Asia/Tokyo',
    },
    network: { asn: fact(number(0, 9_000)), organization: fact('KDDI') },
    time: {
      hour,
      minuteOfDay: hour * 60 + number(0, 59),
      weekday: number(1, 7),
      date: '2026-11-22',
      month: 11,
      dayOfMonth: 22,
      season: 'autumn',
      dayPart: 'day',
      isWeekend: true,
      isHoliday: UNKNOWN,
      holiday: null,
    },
    weather:
      random() < 0.1
        ? UNKNOWN
        : {
            kind: fact(of('rain' as const, 'clear' as const, 'snow' as const)),
            temperature: fact(Math.round((random() * 60 - 20) * 10) / 10),
            apparent: fact(number(-20, 40)),
            precipitation: fact(number(0, 10)),
            wind: fact(Math.round(random() * 300) / 10),
            isDay: fact(true),
            next12h: outlook,
            next24h: outlook,
          },
    page: { host: 'shop.example', path: `/${long('abc123')}`, query: { q: long('q123') } },
    referrer: { host: null, channel: of('direct' as const, 'search' as const) },
    utm: { source: fact('mail'), medium: null, campaign: null, term: null, content: null },
    device: {
      kind: of('mobile' as const, 'desktop' as const),
      os: 'iOS',
      browser: fact(`${number(1, 140)}.${number(0, 9_999)}`),
      isBot: false,
    },
    languages: of(['ja', 'en'], ['en'], ['fr', 'de', 'ja'], []),
    language: of('ja', 'en', 'fr'),
  }
}

function randomProfile(random: Random): Profile {
  const count = 1 + Math.floor(random() * 60)
  return {
    ...NOBODY,
    visitor: `visitor-${Math.floor(random() * 2 ** 32)}`,
    visit: { isNew: count === 1, isReturning: count > 1, count, daysSinceLast: 3, pageCount: 2, landingPath: '/' },
  }
}
