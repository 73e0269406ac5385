/** Why an experience won or was stopped, with the values that decided it. Without a condition's tree: reason-text.ts. */

import type { Seen, TraceNode } from '../condition/trace.ts'
import { describeReason } from '../decision/reason-text.ts'
import type { Reason } from '../plan.ts'
import { describeNode } from './describe-condition.ts'
import { type Around, absent, factOf } from './fact.ts'
import { allOf, capitalised, type Phrase, quoted, type WordingLanguage } from './phrase.ts'
import { yesNo } from './yes-no.ts'

/** Values that one sentence names. */
const MAX_FACTS_COUNT = 3
/** A sentence is read at one go: longer conditions are counted, their tree says the rest. */
const SHORT = { valuesCount: 4, partsCount: 3 }

/** `trace` null: the experience asks nothing. `timeZone` as in describeReason. One or two whole sentences. */
export function describeWhy(reason: Reason, trace: TraceNode | null, around: Around, timeZone = 'UTC'): string {
  const { language } = around
  const short = describeReason(reason, language, timeZone)
  if (reason.reason === 'won') return becauseWon(reason.arm !== null, short, trace, around)
  if (trace === null || (reason.reason !== 'audience_false' && reason.reason !== 'audience_unknown')) return short
  const { node, audience } = culpritOf(trace)
  const facts = factsOf(node, around)
  return facts.length === 0 ? short : notShown(asked(node, audience, language), facts, language)
}

function becauseWon(isShown: boolean, short: string, trace: TraceNode | null, around: Around): string {
  const { language } = around
  if (trace === null) return short + { en: ' It is for everybody.', ja: '全員が対象です。' }[language]
  const facts = factsOf(trace, around)
  if (facts.length === 0) return short
  if (language === 'ja') return inJapanese(facts) + short
  const because = allOf(facts, 0, language)
  return isShown ? `${short.slice(0, -1)}, because ${because}.` : `${capitalised(because)}. ${short}`
}

/** What takes several comparisons has a name where an audience holds it. */
function asked(node: TraceNode, audience: TraceNode | null, language: WordingLanguage): Phrase {
  const phrase = describeNode(node, language, SHORT)
  if (audience === null) return phrase
  if (phrase.joint) return describeNode(audience, language)
  const name = quoted(audienceName(audience.step), language)
  const within = { en: ` (audience ${name})`, ja: `（オーディエンス${name}）` }[language]
  return { ...phrase, text: phrase.text + within }
}

function notShown({ text, ends }: Phrase, facts: readonly string[], language: WordingLanguage): string {
  if (language === 'en') return `It is shown only when ${text}, but ${allOf(facts, 0, language)}.`
  return `${text}${ends === 'noun' ? 'の' : ''}ときだけ表示しますが、${inJapanese(facts)}`
}

/** 「宮城県は雨で、初めての訪問です。」 */
const inJapanese = (facts: readonly string[]): string =>
  facts
    .map((fact, at) => (at < facts.length - 1 && fact.endsWith('です') ? `${fact.slice(0, -2)}で、` : `${fact}。`))
    .join('')

interface Culprit {
  readonly node: TraceNode
  /** The innermost audience on the way. */
  readonly audience: TraceNode | null
}

/** Down to the first part that alone makes the answer what it is. */
function culpritOf(root: TraceNode): Culprit {
  let node = root
  let audience: TraceNode | null = null
  while (node.rule === 'every' || node.rule === 'audience') {
    const part = node.parts.find(({ deciding }) => deciding)
    if (part === undefined) break
    if (node.rule === 'audience') audience = node
    node = part
  }
  return { node, audience }
}

export const audienceName = (step: string): string => step.slice('$audience('.length, -1)

/** Of the attributes that decided, each once, in the order asked; what is not there is said in one go. */
function factsOf(node: TraceNode, around: Around): readonly string[] {
  const deciding = new Map<string, Seen>()
  collect(node, deciding)
  const [only] = deciding
  if (deciding.size === 1 && only && only[1].state === 'unknown' && yesNo(only[0]) !== null) {
    return [{ en: 'that is not known', ja: 'まだ分かりません' }[around.language]]
  }
  const facts = [...deciding].filter(([name, { state }]) => state === 'present' || yesNo(name) !== null)
  return [
    ...facts.map(([attribute, seen]) => factOf(attribute, seen, around)),
    ...absentTogether('unknown', deciding, around.language),
    ...absentTogether('missing', deciding, around.language),
  ]
}

function absentTogether(
  state: 'unknown' | 'missing',
  deciding: ReadonlyMap<string, Seen>,
  language: WordingLanguage,
): readonly string[] {
  const names = [...deciding].filter(([name, seen]) => seen.state === state && yesNo(name) === null)
  return names.length === 0
    ? []
    : [
        absent(
          names.map(([name]) => name),
          state,
          language,
        ),
      ]
}

function collect(node: TraceNode, deciding: Map<string, Seen>): void {
  if (!node.deciding || deciding.size >= MAX_FACTS_COUNT) return
  if (node.rule === 'attribute' && node.seen !== null) deciding.set(node.step, node.seen)
  else for (const part of node.parts) collect(part, deciding)
}
