/** The compiled rules whose slots are looked for: of a file, or those that a Worker runs. Not the checking: ruleset/check.ts. */

import { COMPILED_FORMAT, type CompiledRuleset } from '../../core/compiled.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { causeText } from '../../dev/cause-text.ts'
import { ROUTES } from '../../routes.ts'
import { checkRuleset } from '../../ruleset/check.ts'
import type { CliIo } from '../command.ts'
import { issueCount, issueText } from '../issue-text.ts'
import { readRulesText } from '../rules-text.ts'
import { findTarget, type Target } from '../target.ts'
import { visible } from '../visible.ts'

/** Instead of a file. */
export const PUBLISHED = 'published'
const ANSWER_TIMEOUT_MS = 30_000

export interface WhichRules {
  /** A file, or PUBLISHED. */
  readonly rules: string
  readonly site: string
  /** The deployed Worker, and not the one that runs on this machine. */
  readonly remote: boolean
  /** Its URL where nothing else tells it; null otherwise. Never a page's: the publish token goes there. */
  readonly worker: string | null
}

/** The error is lines for a person. */
export async function readSlotRules(which: WhichRules, io: CliIo): Promise<Result<CompiledRuleset, readonly string[]>> {
  return which.rules === PUBLISHED ? publishedRules(which, io) : rulesOfFile(which.rules, io)
}

async function rulesOfFile(file: string, io: CliIo): Promise<Result<CompiledRuleset, readonly string[]>> {
  const source = await readRulesText(file, io.folder)
  if (!source.ok) {
    const { name, message, advice } = source.error
    return fail([`${name}: ${message}`, `  ${advice}`])
  }
  const checked = checkRuleset(source.value.text, io.now())
  if (checked.ok) return ok(checked.value.compiled)
  const errors = checked.error.filter(({ severity }) => severity === 'error')
  return fail([
    ...issueText(source.value, errors, io.style),
    `${source.value.name}: ${issueCount(errors)}. Mend them first.`,
  ])
}

async function publishedRules(
  { site, remote, worker }: WhichRules,
  io: CliIo,
): Promise<Result<CompiledRuleset, readonly string[]>> {
  const target = await findTarget({ remote, url: worker ?? undefined, site }, io)
  if (!target.ok) return fail(target.error.split('\n'))
  const answer = await askFor(target.value)
  return answer.ok ? answer : fail([answer.error, '  Give the file that was published instead: --rules FILE'])
}

async function askFor({ url, token, site }: Target): Promise<Result<CompiledRuleset, string>> {
  const where = visible(url)
  try {
    const answer = await fetch(`${url}${ROUTES.ruleset}?compiled&site=${encodeURIComponent(site)}`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    if (answer.status === 401) return fail(`The Worker at ${where} does not accept this PUBLISH_TOKEN.`)
    const compiled = answer.status === 200 ? compiledIn(await answer.text()) : null
    return compiled === null ? fail(`${where} does not hand out published rules of this format.`) : ok(compiled)
  } catch (cause) {
    return fail(`The Worker at ${where} cannot be asked for its rules (${visible(causeText(cause))}).`)
  }
}

/** Null: no Worker of this version, or none that has rules. */
function compiledIn(text: string): CompiledRuleset | null {
  try {
    const { compiled } = JSON.parse(text) as { readonly compiled?: CompiledRuleset | null }
    return compiled?.format === COMPILED_FORMAT ? compiled : null
  } catch {
    return null // no JSON: a page of the site
  }
}
