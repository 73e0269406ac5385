/** `awase diff`: what changes from one rules file to another, in sentences. Not what that does to pages: replay-command.ts. */

import { differences } from '../ruleset/difference.ts'
import type { CliIo, Command } from './command.ts'
import { describeDifferences, type Section } from './diff/difference-text.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { counted } from './issue-text.ts'
import { jsonText } from './json-text.ts'
import { languageFlag, type RulesLanguage } from './language.ts'
import { sayFaults, soundRules } from './sound-rules.ts'
import { TARGET_HELP, TARGET_OPTIONS } from './target.ts'

const HELP = `npx awase diff A B [flags]

Says in sentences what changes from the rules file A to B: site, slots, audiences, experiences and their order,
variants and contents. What is written otherwise but means the same is no difference. One of the two may be -
for standard input; "published" in place of a file means the rules that are live.

  --language ja|en   of the sentences (default: your environment's, else English)
${TARGET_HELP}  --json             one JSON document for programs: { differences: [{ in, change, …, before, after }] }
  --help             this text

The exit code is 0, 1 when a file cannot be read or has errors, 2 when the flags are wrong.

For example:
  npx awase diff rules.json new-rules.json
  npx awase diff published rules.json
  git show HEAD:rules.json | npx awase diff - rules.json
`

const OPTIONS = {
  ...TARGET_OPTIONS,
  language: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

export const diffCommand: Command = {
  name: 'diff',
  summary: 'say in sentences what changes from one rules file to another',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('diff', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    const language = languageFlag(values.language, io)
    if (!language.ok) return wrongUsage(language.error, io)
    const [a, b, third] = positionals
    if (a === undefined || b === undefined || third !== undefined || (a === '-' && b === '-'))
      return wrongUsage('Which two files? As in npx awase diff rules.json new-rules.json', io)
    const [old, fresh] = [await soundRules(a, values, io), await soundRules(b, values, io)]
    if (!old.ok || !fresh.ok) return sayFaults([old, fresh], io)
    const [before, after] = [old.value, fresh.value]
    const found = differences(before.authored, after.authored)
    if (values.json) io.out(jsonText({ differences: found }))
    else print(describeDifferences(found, language.value), `${before.name} → ${after.name}`, language.value, io)
    return 0
  },
}

function print(sections: readonly Section[], files: string, language: RulesLanguage, io: CliIo): void {
  const sentences = sections.reduce((sum, section) => sum + section.sentences.length, 0)
  const title = {
    en: `${io.style('strong', files)}: ${sentences === 0 ? 'no difference.' : `${counted(sentences, 'difference')}.`}`,
    ja: `${io.style('strong', files)}：${sentences === 0 ? '違いはありません。' : `違いは${sentences}件です。`}`,
  }[language]
  io.out(title)
  for (const { heading, sentences } of sections) {
    io.out('')
    io.out(io.style('accent', heading))
    for (const sentence of sentences) io.out(`  ${sentence}`)
  }
}
