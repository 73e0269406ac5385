/** An explanation as lines for a terminal. Not what it says: admin/explain-answer.ts. */

import type { ExperienceAnswer, ExplainAnswer } from '../../admin/explain-answer.ts'
import { REASON_WORDS, truthMark } from '../../admin/explain-words.ts'
import type { OutlineLine } from '../../core/wording/outline.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'
import type { Style, Tone } from '../command.ts'
import { visible } from '../visible.ts'

const WORDS = {
  gets: { ja: '訪問者に見える内容', en: 'What the visitor gets' },
  asItCame: { ja: '元のまま', en: 'as the page came' },
  control: { ja: '対照群', en: 'control' },
  noSlots: { ja: 'このページにはスロットがありません。', en: 'No slot is on this page.' },
  situation: { ja: '判断したときの状況', en: 'The situation' },
  experiences: { ja: '施策', en: 'Experiences' },
  known: { ja: '訪問者：識別できる', en: 'Visitor: can be recognised' },
  unknown: { ja: '訪問者：識別できない（記憶なし）', en: 'Visitor: cannot be recognised (no memory)' },
  everybody: { ja: '条件なし（全員が対象）', en: 'asks nothing' },
  here: { ja: '実際：', en: 'here: ' },
  above: { ja: '上に表示', en: 'shown above' },
} as const

/** What somebody else wrote is made harmless for terminals. */
export function explanationText(
  given: ExplainAnswer,
  listed: readonly ExperienceAnswer[],
  style: Style,
): readonly string[] {
  const answer = harmless(given)
  const experiences = harmless(listed)
  const { language } = answer
  const say = (key: keyof typeof WORDS): string => WORDS[key][language]
  return [
    `${style('strong', answer.path)}  ${style('quiet', clock(answer))}`,
    '',
    style('strong', say('gets')),
    ...slotLines(answer, style),
    '',
    style('strong', say('situation')),
    `  ${say(answer.visitor)}`,
    ...answer.attributes.map(
      ({ label, text, state }) => `  ${label}: ${state === 'present' ? text : style('quiet', text)}`,
    ),
    '',
    `${style('strong', say('experiences'))}`,
    ...experiences.flatMap((experience) => experienceLines(experience, language, style)),
  ]
}

/** Plain JSON, every text in it. */
const harmless = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, part) => (typeof part === 'string' ? visible(part) : part)) as T

const clock = ({ now, visitorZone, language }: ExplainAnswer): string =>
  `${new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: visitorZone,
  }).format(new Date(now))} (${visitorZone})`

function slotLines({ slots, untouched, language }: ExplainAnswer, style: Style): readonly string[] {
  if (slots.length + untouched.length === 0) return [`  ${WORDS.noSlots[language]}`]
  return [
    ...slots.flatMap(({ slot, name, arm, sentence }) => [
      `  ${style('accent', slot)}  ${name} ${style('quiet', `(${arm ?? WORDS.control[language]})`)}`,
      `    ${sentence}`,
    ]),
    ...untouched.map((slot) => `  ${style('accent', slot)}  ${style('quiet', WORDS.asItCame[language])}`),
  ]
}

function experienceLines(
  { experience, name, reason, sentence, outline }: ExperienceAnswer,
  language: WordingLanguage,
  style: Style,
): readonly string[] {
  const id = name === experience ? '' : ` ${style('quiet', experience)}`
  const tag = style(reason === 'won' ? 'good' : 'quiet', `[${REASON_WORDS[reason][language]}]`)
  const tree =
    outline === null ? [`    ${style('quiet', WORDS.everybody[language])}`] : treeLines(outline, 2, language, style)
  return [`  ${style('strong', name)}${id} ${tag}`, `    ${sentence}`, ...tree]
}

const TONES: { readonly [kind: string]: Tone } = { true: 'good', false: 'bad', unknown: 'warning' }

function treeLines(line: OutlineLine, depth: number, language: WordingLanguage, style: Style): readonly string[] {
  const { sign, kind } = truthMark(line.truth, language)
  const seen = line.seen === null ? '' : style('quiet', `  ${WORDS.here[language]}${line.seen}`)
  const text = line.deciding ? line.text : style('quiet', line.text)
  const more = line.omitted === 0 ? '' : style('quiet', `  (${omittedText(line, language)})`)
  return [
    `${'  '.repeat(depth)}${style(TONES[kind]!, sign)} ${text}${seen}${more}`,
    ...line.parts.flatMap((part) => treeLines(part, depth + 1, language, style)),
  ]
}

const omittedText = ({ parts, omitted }: OutlineLine, language: WordingLanguage): string =>
  parts.length === 0 ? WORDS.above[language] : { ja: `ほか${omitted}件`, en: `${omitted} more` }[language]
