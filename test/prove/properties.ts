/**
 * What is proved, as often as asked. A failure names the seed, and as JSON the smallest ruleset and visit found.
 * Not who asks: main.ts, core/equality.test.ts.
 */

import fc from 'fast-check'
import type { AuthoredContent, AuthoredExperience, AuthoredRuleset } from '../../src/core/authored.ts'
import { attributesOf } from '../../src/core/condition/attributes.ts'
import { contentOf, experienceId, rulesets } from '../core/random-ruleset.ts'
import { looseAttributes, visits } from '../core/random-ruleset-contexts.ts'
import { disagreement, type Forms, formsOf, matchDisagreement } from './agree.ts'

const MOST_EXPERIENCES_COUNT = 60
const MOST_VISITS_COUNT = 400
const RULESETS_PER_ROUND_COUNT = 25
const LARGE_COUNT = 10_000
/** So many different experiences; a large ruleset repeats them under other ids. */
const LARGE_KINDS_COUNT = 1_000
/** Characters of what a large ruleset's failure says: the whole would be megabytes. */
const MAX_MESSAGE_LENGTH = 50_000

export interface Effort {
  /** At least so many pairs of a ruleset and a visit. */
  readonly pairs: number
  /** To run again what failed; a round that fails prints its own. */
  readonly seed?: number | undefined
}

const IDS = Array.from({ length: MOST_EXPERIENCES_COUNT }, (_, at) => experienceId(at))

/** Matches, winners, arms, slots and reasons. Gives the number of pairs. */
export const provePages = (effort: Effort): number =>
  inRounds(effort, visits(IDS), (authored, all) => firstFound(all, prepared(authored, disagreement)))

/** Matches, of attributes that need not be a page's. */
export const proveLoose = (effort: Effort): number =>
  inRounds(effort, looseAttributes, (authored, all) => firstFound(all, prepared(authored, matchDisagreement)))

/** Matches of ten thousand experiences; of every tenth visit also who wins what, and why. */
export function proveLarge({ pairs, seed = Date.now() | 0 }: Effort): number {
  const kinds = rulesets(LARGE_KINDS_COUNT, LARGE_KINDS_COUNT)
  const [authored] = fc.sample(kinds, { numRuns: 1, seed }).map(enlarged) as [AuthoredRuleset]
  const forms = formsOf(authored)
  const all = fc.sample(visits(IDS), { numRuns: pairs, seed })
  for (const [at, visit] of all.entries()) {
    const { context, profile } = visit
    const found =
      at % 10 === 0
        ? disagreement(authored, forms, visit)
        : matchDisagreement(authored, forms, attributesOf(context, profile))
    if (found !== null)
      throw new Error(`${LARGE_COUNT} experiences, seed ${seed}: ${found.slice(0, MAX_MESSAGE_LENGTH)}`)
  }
  return all.length
}

type Ask<T> = (authored: AuthoredRuleset, forms: Forms, asked: T) => string | null

function prepared<T>(authored: AuthoredRuleset, ask: Ask<T>): (asked: T) => string | null {
  const forms = formsOf(authored)
  return (asked) => ask(authored, forms, asked)
}

function firstFound<T>(all: readonly T[], ask: (one: T) => string | null): void {
  for (const one of all) {
    const found = ask(one)
    if (found !== null) throw new Error(found)
  }
}

/** A ruleset with few experiences, or a list with few visits, is as good when something fails: so both may shrink. */
function inRounds<T>(
  { pairs, seed = Date.now() | 0 }: Effort,
  asked: fc.Arbitrary<T>,
  hold: (authored: AuthoredRuleset, all: readonly T[]) => void,
): number {
  let done = 0
  const many = fc.array(asked, { minLength: 1, maxLength: MOST_VISITS_COUNT, size: 'max' })
  const property = fc.property(rulesets(1, MOST_EXPERIENCES_COUNT), many, (authored, all) => {
    hold(authored, all)
    done += all.length
  })
  for (let round = 0; done < pairs; round++) {
    fc.assert(property, { numRuns: RULESETS_PER_ROUND_COUNT, seed: seed + round, includeErrorInReport: true })
  }
  return done
}

function enlarged(authored: AuthoredRuleset): AuthoredRuleset {
  const experiences = Array.from({ length: LARGE_COUNT }, (_, at): AuthoredExperience => {
    const kind = authored.experiences[at % LARGE_KINDS_COUNT]!
    return {
      ...kind,
      id: experienceId(at),
      variants: kind.variants.map((variant) => ({ ...variant, slots: renamed(variant.slots, at, variant.id) })),
    }
  })
  return { ...authored, experiences }
}

const renamed = (slots: object, at: number, variant: string): { [slot: string]: AuthoredContent } =>
  Object.fromEntries(Object.keys(slots).map((slot) => [slot, contentOf(slot, `${experienceId(at)}/${variant}`)]))
