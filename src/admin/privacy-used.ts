/** What a visitor's memory was used for on their last pages, and why, from the record. Not what is remembered: privacy-remembered.ts. */

import type { Condition } from '../core/authored.ts'
import type { CompiledExperience, CompiledRuleset } from '../core/compiled.ts'
import { namesIn } from '../core/condition/condition-reads.ts'
import { conditionTrees } from '../core/condition/condition-tree.ts'
import { describeAs } from '../core/wording/describe-condition.ts'
import { localized } from '../core/wording/localized.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { type SiteWords, siteWords } from '../core/wording/site-words.ts'
import type { StoredEvent } from '../store/event-record.ts'

export interface Use {
  /** Epoch milliseconds. */
  readonly at: number
  readonly path: string
  /** What the site calls it. */
  readonly name: string
  /** Null: they were in the group that sees the page as it is. */
  readonly arm: string | null
  /** One or two whole sentences. */
  readonly why: string
}

/** Families of attributes that are about the visitor, and not about the moment. */
const MEMORY = ['visit', 'profile', 'affinity', 'cart', 'traits', 'score']
export const MAX_USES_COUNT = 20

/** The newest first; what reads nothing of the visitor is left out. */
export function usesOf(
  events: readonly StoredEvent[],
  ruleset: CompiledRuleset,
  language: WordingLanguage,
): readonly Use[] {
  const experiences = new Map(ruleset.experiences.map((experience) => [experience.id, experience]))
  const whys = new Map<string, string | null>()
  const words = siteWords(ruleset.site.schema, language)
  const uses: Use[] = []
  for (const event of events.toSorted((one, other) => other.at - one.at)) {
    if (event.kind !== 'exposure' || event.experience === undefined) continue
    const { experience: id, path = '/', arm = null, at } = event
    const experience = experiences.get(id) ?? null
    if (!whys.has(id)) whys.set(id, whyOf(experience, ruleset, words, language))
    const why = whys.get(id) ?? null
    if (why === null) continue
    uses.push({ at, path, name: localized(experience?.name ?? null, language) ?? id, arm, why })
    if (uses.length === MAX_USES_COUNT) break
  }
  return uses
}

/** Null: it used nothing of them. */
function whyOf(
  experience: CompiledExperience | null,
  { audiences }: CompiledRuleset,
  words: SiteWords,
  language: WordingLanguage,
): string | null {
  if (experience === null) return GONE[language]
  const condition = experience.condition === null ? null : spelledOut(JSON.parse(experience.condition), audiences)
  const reads = condition !== null && namesIn(condition).some((name) => MEMORY.includes(name.split('.', 1)[0]!))
  const sentences = [
    ...(reads ? [shownWhen(condition, words, language)] : []),
    ...(experience.randomised ? [DRAWN[language]] : []),
    ...(experience.cap === null ? [] : [COUNTED[language]]),
  ]
  return sentences.length === 0 ? null : sentences.join(language === 'ja' ? '' : ' ')
}

const GONE = {
  ja: 'この施策はもうありません。',
  en: 'The rule behind it is no longer there.',
}

function shownWhen(condition: Condition, words: SiteWords, language: WordingLanguage): string {
  const { text, ends } = describeAs(conditionTrees({ regex: null })(condition), language, words.subject)
  if (language === 'en') return `It is shown when ${text}.`
  return `${text}${ends === 'noun' ? 'の' : ''}場合に表示するものです。`
}

const DRAWN = {
  ja: '内容を比べるため、どれが見えるかをくじ引きで決めました。',
  en: 'Which version you saw was drawn by lot, to compare.',
}
const COUNTED = {
  ja: '見せすぎないよう、回数を数えています。',
  en: 'It is counted, so that it is not shown too often.',
}

const MAX_DEPTH = 8

/** Audiences have names that mean something to the site alone: what they ask stands in their place. Bounded for cycles. */
export function spelledOut(condition: Condition, audiences: CompiledRuleset['audiences'], depth = 0): Condition {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return spelledOut(value as Condition, audiences, depth)
  }
  const entries = Object.entries(condition)
  const named = entries.find(([key]) => key === '$audience')?.[1]
  const others = Object.fromEntries(
    entries.filter(([key]) => key !== '$audience').map(([key, value]) => [key, walk(value)]),
  )
  if (typeof named !== 'string' || !Object.hasOwn(audiences, named) || depth >= MAX_DEPTH)
    return named === undefined ? others : { ...others, $audience: named }
  const asked = spelledOut(audiences[named]!, audiences, depth + 1)
  return Object.keys(others).length === 0 ? asked : { $and: [others, asked] }
}
