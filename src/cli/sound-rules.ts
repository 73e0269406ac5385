/** The rules that a command works with: of a file, or those that are live, read and checked. Not the check itself: check-command.ts says everything. */

import { fail, ok, type Result } from '../core/result.ts'
import { sourceAt } from '../dev/publish-client.ts'
import { describeWorkerFailure } from '../dev/publish-text.ts'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.ts'
import { unreadableText } from './check-command.ts'
import type { CliIo } from './command.ts'
import { issueCount, issueText } from './issue-text.ts'
import { type RulesText, readRulesText } from './rules-text.ts'
import { findTarget, type TargetFlags } from './target.ts'

/** In place of a file: what is live. */
export const PUBLISHED = 'published'

export interface SoundRules extends CheckedRuleset {
  /** For people: the file as they named it, or where it is live. */
  readonly name: string
}

/** `which` is a file or PUBLISHED. The error is lines for a person; warnings are not told here. */
export async function soundRules(
  which: string,
  target: TargetFlags,
  io: CliIo,
): Promise<Result<SoundRules, readonly string[]>> {
  const text = which === PUBLISHED ? await publishedText(target, io) : await textOfFile(which, io)
  if (!text.ok) return text
  const checked = checkRuleset(text.value.text, io.now())
  if (checked.ok) return ok({ name: text.value.name, ...checked.value })
  const errors = checked.error.filter(({ severity }) => severity === 'error')
  return fail([
    ...issueText(text.value, errors, io.style),
    `${text.value.name}: ${issueCount(errors)}. Mend ${errors.length === 1 ? 'it' : 'them'} first.`,
  ])
}

async function textOfFile(file: string, io: CliIo): Promise<Result<RulesText, readonly string[]>> {
  const read = await readRulesText(file, io.folder)
  return read.ok ? read : fail(unreadableText(read.error, io))
}

async function publishedText(flags: TargetFlags, io: CliIo): Promise<Result<RulesText, readonly string[]>> {
  const target = await findTarget(flags, io)
  if (!target.ok) return fail([...target.error.split('\n'), INSTEAD])
  const { url, site } = target.value
  const source = await sourceAt(target.value)
  if (!source.ok)
    return fail([...describeWorkerFailure(`What is live at ${url} cannot be read.`, source.error), INSTEAD])
  if (source.value === null) return fail([`Nothing is published at ${url} for the site ${site} yet.`, INSTEAD])
  return ok({ name: `live at ${url}`, text: source.value })
}

const INSTEAD = 'Or name a file in place of "published".'

/** What is wrong with any of them; the exit code. */
export function sayFaults(read: readonly Result<unknown, readonly string[]>[], io: CliIo): 1 {
  for (const one of read) if (!one.ok) for (const line of one.error) io.err(line)
  return 1
}
