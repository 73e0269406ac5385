/** A rules file that a command works with: read and checked, or said why not. Not the check itself: check-command.ts says everything. */

import { type CheckedRuleset, checkRuleset } from '../ruleset/check.ts'
import { unreadableText } from './check-command.ts'
import type { CliIo } from './command.ts'
import { issueCount, issueText } from './issue-text.ts'
import { readRulesText } from './rules-text.ts'

export interface SoundRules extends CheckedRuleset {
  /** As the person named it. */
  readonly name: string
}

/** Null: it cannot be read or has errors, which `io.err` has told. Warnings are not told here. */
export async function soundRules(file: string, io: CliIo): Promise<SoundRules | null> {
  const source = await readRulesText(file, io.folder)
  if (!source.ok) {
    for (const line of unreadableText(source.error, io)) io.err(line)
    return null
  }
  const { name, text } = source.value
  const checked = checkRuleset(text, io.now())
  if (checked.ok) return { name, ...checked.value }
  for (const line of issueText(source.value, checked.error, io.style)) io.err(line)
  io.err(`${name}: ${issueCount(checked.error)}.`)
  return null
}
