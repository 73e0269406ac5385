/** A traced condition as lines for people: what is asked, what was seen, and whether it holds. Not how they are drawn. */

import type { TraceNode } from '../condition/trace.ts'
import type { Truth } from '../condition/truth.ts'
import { describeNode, describePart } from './describe-condition.ts'
import { audienceName } from './describe-why.ts'
import { type Around, seenWords } from './fact.ts'
import { capitalised, quoted, type WordingLanguage } from './phrase.ts'

export interface OutlineLine {
  readonly text: string
  /** Of a line about one attribute: its value in words. */
  readonly seen: string | null
  readonly truth: Truth
  /** See TraceNode. */
  readonly deciding: boolean
  readonly parts: readonly OutlineLine[]
  readonly omitted: number
}

export function outlineOf(node: TraceNode, around: Around): OutlineLine {
  const shown = partsOf(node)
  const [only] = shown
  if (node.rule === 'every' && shown.length === 1 && node.omitted === 0 && only) return outlineOf(only, around)
  if (node.rule === 'attribute') return attributeLine(node, around)
  const { truth, deciding, omitted } = node
  const parts = shown.map((part) => outlineOf(part, around))
  return { text: headingOf(node, around.language), seen: null, truth, deciding, parts, omitted }
}

/** All of what all hold of is one list, however it was written. */
function partsOf({ rule, parts }: TraceNode): readonly TraceNode[] {
  if (rule !== 'every' && rule !== 'audience') return parts
  return parts.flatMap((part) =>
    part.rule === 'every' && part.omitted === 0 && part.parts.length > 0 ? partsOf(part) : [part],
  )
}

function attributeLine(node: TraceNode, around: Around): OutlineLine {
  const { step, truth, deciding, omitted, parts, seen } = node
  const { language } = around
  const isSimple = parts.length === 1 && parts[0]?.rule === 'test'
  return {
    text: capitalised(describeNode(node, language).text),
    seen: seen === null ? null : seenWords(step, seen, around),
    truth,
    deciding,
    parts: isSimple ? [] : parts.map((part) => partLine(part, step, language)),
    omitted,
  }
}

/** A comparison, or several, inside an attribute. */
function partLine(node: TraceNode, attribute: string, language: WordingLanguage): OutlineLine {
  const { truth, deciding, omitted, parts } = node
  const text = capitalised(describePart(node, attribute, language).text)
  const below = parts.length > 1 ? parts.map((part) => partLine(part, attribute, language)) : []
  return { text, seen: null, truth, deciding, parts: below, omitted }
}

function headingOf(node: TraceNode, language: WordingLanguage): string {
  switch (node.rule) {
    case 'audience': {
      const name = quoted(audienceName(node.step), language)
      return { en: `Audience ${name}`, ja: `オーディエンス${name}` }[language]
    }
    case 'some':
      return { en: 'Any of these', ja: '次のいずれか' }[language]
    case 'none':
      return { en: 'None of these', ja: '次のどれでもない' }[language]
    case 'not':
      return { en: 'Not this', ja: '次に当てはまらない' }[language]
    case 'every':
      if (node.parts.length > 0) return { en: 'All of these', ja: '次のすべて' }[language]
      return capitalised(describeNode(node, language).text)
    default:
      return capitalised(describeNode(node, language).text)
  }
}
