/** `awase size`: what a rules file weighs and how near it is to the limits. Not whether it is right: check-command.ts. */

import type { AuthoredRuleset } from '../core/authored.ts'
import type { CompiledRuleset } from '../core/compiled.ts'
import { unpackNumbers } from '../core/match/packed-numbers.ts'
import { checkRuleset, MAX_COMPILED_BYTES } from '../ruleset/check.ts'
import { jsonBytes } from '../ruleset/json-bytes.ts'
import {
  MAX_AUDIENCES_COUNT,
  MAX_CONDITION_TERMS_COUNT,
  MAX_EXPERIENCES_COUNT,
  MAX_RULESET_BYTES,
  MAX_SLOTS_COUNT,
  MAX_VARIANTS_COUNT,
} from '../ruleset/limits.ts'
import { unreadableText } from './check-command.ts'
import type { CliIo, Command } from './command.ts'
import { onlyOne, readFlags, wrongUsage } from './flags.ts'
import { counted, issueCount } from './issue-text.ts'
import { jsonText } from './json-text.ts'
import { readRulesText } from './rules-text.ts'

const HELP = `npx awase size FILE [flags]

Says what a rules file weighs as it is written and as the Worker runs it, how many of each thing it has, how near
that is to the limits, and which experiences are the heaviest. FILE may be - for standard input.

  --json    one JSON document for programs: { file, authoredBytes, compiledBytes, slots, audiences, experiences,
            variants, conditions, terms, mostVariants, mostTerms, matching: { index, attributes, rows, verified },
            heaviest: [{ id, authoredBytes, compiledBytes }] }
  --help    this text

A term is a key of a condition: { "geo.country": "JP" } has one. Few experiences are asked one by one for each page;
many have an index: a row for each alternative of a condition, looked up by attribute. What no table can hold, as a
distance or a pattern, is verified by asking the condition, and only where its row stands.
The exit code is 1 when the file has errors.

For example:
  npx awase size rules.json
`

const HEAVIEST_COUNT = 5

export const sizeCommand: Command = {
  name: 'size',
  summary: 'say what a rules file weighs, and how near it is to the limits',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('size', args, { json: { type: 'boolean', default: false } })
    if (!flags.ok) return wrongUsage(flags.error, io)
    const file = onlyOne('size', flags.value.positionals, 'FILE')
    if (!file.ok) return wrongUsage(file.error, io)
    const source = await readRulesText(file.value, io.folder)
    if (!source.ok) {
      for (const line of unreadableText(source.error, io)) io.err(line)
      return 1
    }
    const { name, text } = source.value
    const checked = checkRuleset(text, io.now())
    if (!checked.ok) {
      io.err(`${name}: ${issueCount(checked.error)}. What cannot be published has no size: npx awase check says why.`)
      return 1
    }
    const size = sizeOf(text, checked.value.authored, checked.value.compiled)
    if (flags.value.values.json) io.out(jsonText({ file: name, ...size }))
    else print(name, size, io)
    return 0
  },
}

export interface RulesetSize {
  /** The file, UTF-8. */
  readonly authoredBytes: number
  /** What the Worker keeps in KV and reads. */
  readonly compiledBytes: number
  readonly slots: number
  readonly audiences: number
  readonly experiences: number
  readonly variants: number
  /** Experiences that have `when`, and audiences. */
  readonly conditions: number
  readonly terms: number
  /** Of one experience. */
  readonly mostVariants: number
  /** Of one condition. */
  readonly mostTerms: number
  /** How a page finds what is true of it. Without an index every condition is asked. */
  readonly matching: {
    readonly index: boolean
    /** That the index looks up. */
    readonly attributes: number
    readonly rows: number
    /** Rows whose condition is asked as well. */
    readonly verified: number
  }
  readonly heaviest: readonly { readonly id: string; readonly authoredBytes: number; readonly compiledBytes: number }[]
}

export function sizeOf(text: string, authored: AuthoredRuleset, compiled: CompiledRuleset): RulesetSize {
  const { experiences, audiences } = authored
  const conditions = [...Object.values(audiences), ...experiences.flatMap(({ when }) => (when ? [when] : []))]
  const terms = conditions.map(termsOf)
  const variants = experiences.map(({ variants }) => variants.length)
  return {
    authoredBytes: new TextEncoder().encode(text).length,
    compiledBytes: jsonBytes(compiled),
    slots: Object.keys(authored.slots).length,
    audiences: Object.keys(audiences).length,
    experiences: experiences.length,
    variants: sum(variants),
    conditions: conditions.length,
    terms: sum(terms),
    mostVariants: most(variants),
    mostTerms: most(terms),
    matching: matchingOf(compiled),
    heaviest: experiences
      .map((experience, i) => ({
        id: experience.id,
        authoredBytes: jsonBytes(experience),
        compiledBytes: jsonBytes(compiled.experiences[i]),
      }))
      .sort((one, other) => other.compiledBytes - one.compiledBytes)
      .slice(0, HEAVIEST_COUNT),
  }
}

function matchingOf({ index }: CompiledRuleset): RulesetSize['matching'] {
  if (index === null) return { index: false, attributes: 0, rows: 0, verified: 0 }
  return {
    index: true,
    attributes: index.columns.length,
    rows: sum([...unpackNumbers(index.rowCounts)]),
    verified: unpackNumbers(index.verified).length,
  }
}

/** As the limit counts them: keys in all. */
function termsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return (Array.isArray(value) ? 0 : Object.keys(value).length) + sum(Object.values(value).map(termsOf))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const most = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 0)

function print(name: string, size: RulesetSize, io: CliIo): void {
  io.out(io.style('strong', name))
  io.out('')
  const rows: readonly (readonly [what: string, value: number, limit: number | null, format: Format])[] = [
    ['as written', size.authoredBytes, MAX_RULESET_BYTES, bytes],
    ['as the Worker runs it', size.compiledBytes, MAX_COMPILED_BYTES, bytes],
    ['slots', size.slots, MAX_SLOTS_COUNT, number],
    ['audiences', size.audiences, MAX_AUDIENCES_COUNT, number],
    ['experiences', size.experiences, MAX_EXPERIENCES_COUNT, number],
    ['variants', size.variants, null, number],
    ['  most of one experience', size.mostVariants, MAX_VARIANTS_COUNT, number],
    ['conditions', size.conditions, null, number],
    ['  terms in all', size.terms, null, number],
    ['  most of one condition', size.mostTerms, MAX_CONDITION_TERMS_COUNT, number],
  ]
  const columns = table(
    rows.map(([what, value, limit, format]) => [
      what,
      format(value),
      limit === null ? '' : `of ${format(limit)}`,
      limit === null ? '' : share(value / limit),
    ]),
  )
  rows.forEach(([, value, limit], i) => {
    io.out(`  ${limit !== null && value / limit > NEAR_SHARE ? io.style('warning', columns[i]!) : columns[i]}`)
  })
  io.out('')
  io.out(matchingText(size))
  if (size.heaviest.length === 0) return
  io.out('')
  io.out('The heaviest experiences, as written and as the Worker runs them:')
  const heaviest = size.heaviest.map(({ id, authoredBytes, compiledBytes }) => [
    id,
    bytes(authoredBytes),
    bytes(compiledBytes),
  ])
  for (const line of table(heaviest)) io.out(`  ${line}`)
}

function matchingText({ matching: { index, attributes, rows, verified }, experiences }: RulesetSize): string {
  if (!index) return `Matching: ${counted(experiences, 'experience')}, asked one by one; so few need no index.`
  const asked = verified === 0 ? 'none asked besides' : `${number(verified)} of them verified by asking`
  return `Matching: by an index of ${number(rows)} rows over ${counted(attributes, 'attribute')}, ${asked}.`
}

/** From here on a limit is worth a thought. */
const NEAR_SHARE = 0.8

type Format = (value: number) => string

const number: Format = (value) => value.toLocaleString('en')

const KIBIBYTE_BYTES = 1024

function bytes(value: number): string {
  if (value < KIBIBYTE_BYTES) return `${value} B`
  if (value < KIBIBYTE_BYTES * KIBIBYTE_BYTES) return `${(value / KIBIBYTE_BYTES).toFixed(1)} KiB`
  return `${(value / KIBIBYTE_BYTES / KIBIBYTE_BYTES).toFixed(2)} MiB`
}

const share: Format = (value) => (value > 0 && value < 0.001 ? '< 0.1 %' : `${(value * 100).toFixed(1)} %`)

/** The first column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
}
