/** `awase check`: what is wrong with rules files, and where. Not the checks: ruleset/check.ts. */

import type { Issue } from '../core/issue.ts'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.ts'
import { placesOf } from '../ruleset/position.ts'
import type { CliIo, Command } from './command.ts'
import { readFlags, wrongUsage } from './flags.ts'
import { counted, issueCount, issueText } from './issue-text.ts'
import { jsonText } from './json-text.ts'
import { type RulesText, readRulesText, type Unreadable } from './rules-text.ts'

const HELP = `npx awase check FILE… [flags]

Says everything that is wrong with rules files: where (line and column), what, and what would be right.
FILE may be - for standard input.

  --json     one JSON document for programs, see below
  --strict   warnings count as errors
  --help     this text

The exit code is 0 when the files may be published, 1 when one has errors (with --strict: or warnings),
2 when the flags are wrong.

--json gives { ok, file, files, issues: [{ file, path, code, severity, message, advice, line, column }],
summary: { files, errors, warnings } }. Lines and columns count from 1, columns in UTF-16 units; null: not known.
file is the name when there is one file, else null.

For example:
  npx awase check rules.json
  git show HEAD:rules.json | npx awase check - --json
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
} as const

export const checkCommand: Command = {
  name: 'check',
  summary: 'say what is wrong with a rules file, and where',
  help: HELP,
  async run(args, io) {
    const flags = readFlags('check', args, OPTIONS)
    if (!flags.ok) return wrongUsage(flags.error, io)
    const { values, positionals } = flags.value
    if (positionals.length === 0)
      return wrongUsage('Which FILE? As in npx awase check rules.json; npx awase check --help says more.', io)
    const checks: FileCheck[] = []
    for (const file of positionals) checks.push(await checkFile(file, io))
    if (values.json) io.out(jsonText(forPrograms(checks, values.strict)))
    else for (const check of checks) print(check, io)
    return checks.every((check) => isGood(check, values.strict)) ? 0 : 1
  },
}

/** `unreadable`: there is no text to check. `checked` null: there are errors. */
type FileCheck =
  | { readonly name: string; readonly unreadable: Unreadable }
  | {
      readonly name: string
      readonly unreadable: null
      readonly source: RulesText
      readonly issues: readonly Issue[]
      readonly checked: CheckedRuleset | null
    }

async function checkFile(file: string, io: CliIo): Promise<FileCheck> {
  const source = await readRulesText(file, io.folder)
  if (!source.ok) return { name: source.error.name, unreadable: source.error }
  const { name, text } = source.value
  const checked = checkRuleset(text, io.now())
  return {
    name,
    unreadable: null,
    source: source.value,
    issues: checked.ok ? checked.value.warnings : checked.error,
    checked: checked.ok ? checked.value : null,
  }
}

const isGood = (check: FileCheck, strict: boolean): boolean =>
  check.unreadable === null && check.checked !== null && !(strict && check.issues.length > 0)

function print(check: FileCheck, io: CliIo): void {
  if (check.unreadable !== null) {
    for (const line of unreadableText(check.unreadable, io)) io.out(line)
    return
  }
  for (const line of issueText(check.source, check.issues, io.style)) io.out(line)
  if (check.checked === null) io.out(`${check.name}: ${io.style('bad', issueCount(check.issues))}.`)
  else io.out(`${check.name}: ${goodText(check.checked, check.issues, io)}`)
}

export function unreadableText({ name, line, column, message, advice }: Unreadable, { style }: CliIo): string[] {
  const where = line === null ? name : `${name}:${line}:${column}`
  return [`${style('strong', `${where}:`)} ${style('bad', 'error')}: ${message}`, `  ${advice}`]
}

function goodText({ authored }: CheckedRuleset, warnings: readonly Issue[], { style }: CliIo): string {
  const what = [
    counted(Object.keys(authored.slots).length, 'slot'),
    counted(Object.keys(authored.audiences).length, 'audience'),
    counted(authored.experiences.length, 'experience'),
  ].join(', ')
  const verdict =
    warnings.length === 0 ? style('good', 'good') : `${style('warning', issueCount(warnings))}, may be published`
  return `${verdict} (${what}).`
}

/** Keys that scripts rely on: they stay. */
function forPrograms(checks: readonly FileCheck[], strict: boolean) {
  const issues = checks.flatMap(issuesForPrograms)
  const files = checks.map(({ name }) => name)
  return {
    ok: checks.every((check) => isGood(check, strict)),
    file: files.length === 1 ? files[0] : null,
    files,
    issues,
    summary: {
      files: files.length,
      errors: issues.filter(({ severity }) => severity === 'error').length,
      warnings: issues.filter(({ severity }) => severity === 'warning').length,
    },
  }
}

interface IssueForPrograms extends Pick<Issue, 'path' | 'severity' | 'message' | 'advice'> {
  readonly file: string
  readonly code: Issue['code'] | Unreadable['code']
  readonly line: number | null
  readonly column: number | null
}

function issuesForPrograms(check: FileCheck): IssueForPrograms[] {
  const file = check.name
  if (check.unreadable !== null) {
    const { code, message, advice, line, column } = check.unreadable
    return [{ file, path: '', code, severity: 'error', message, advice, line, column }]
  }
  const places = placesOf(check.source.text, check.issues)
  return check.issues.map(({ path, code, severity, message, advice }, i) => {
    const place = places[i] ?? null
    return { file, path, code, severity, message, advice, line: place?.line ?? null, column: place?.column ?? null }
  })
}
