/** A running Worker asked why a page of its looks as it does. Not which Worker: explain-command.ts. */

import type { ExplainAnswer } from '../../admin/explain-answer.ts'
import { PART_COUNT, type Wanted } from '../../admin/explain-listing.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { WordingLanguage } from '../../core/wording/phrase.ts'
import { causeText } from '../../dev/cause-text.ts'
import { SIMULATE } from '../../edge/forward.ts'
import { PREVIEW_PARAMETER, type SimulatedFacts } from '../../preview/preview.ts'
import { ROUTES } from '../../routes.ts'

/** Ten thousand experiences take a second or two. */
const TIMEOUT_MS = 30_000
const QUOTED_LENGTH = 200

export interface WorkerQuestion {
  readonly page: URL
  readonly simulated: SimulatedFacts | null
  readonly language: WordingLanguage
  /** Of a preview link; null: the Worker explains to anybody, in development. */
  readonly preview: string | null
}

/** The error is a message for a person. */
export async function askWorker(question: WorkerQuestion, wanted: Wanted): Promise<Result<ExplainAnswer, string>> {
  const { origin } = question.page
  try {
    const answer = await fetch(addressOf(question, wanted), {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return read(answer.status, await answer.text(), question)
  } catch (cause) {
    return fail(`${origin} does not answer (${causeText(cause)}).`)
  }
}

function addressOf({ page, simulated, language, preview }: WorkerQuestion, { reason, text, part }: Wanted): URL {
  const looked = new URL(page)
  // This program is a bot to the Worker; whoever asks means a person.
  looked.searchParams.set(SIMULATE, JSON.stringify({ 'device.isBot': false, ...simulated }))
  const address = new URL(ROUTES.explain, page)
  address.search = new URLSearchParams({
    url: looked.pathname + looked.search,
    format: 'json',
    language,
    part: String(part),
    ...(reason !== null && { reason }),
    ...(text !== '' && { text }),
    ...(preview !== null && { [PREVIEW_PARAMETER]: preview }),
  }).toString()
  return address
}

function read(status: number, text: string, { page, preview }: WorkerQuestion): Result<ExplainAnswer, string> {
  const body = parsed(text)
  if (status === 200 && Array.isArray(body?.experiences?.list)) return ok(body as unknown as ExplainAnswer)
  if (status === 200 && Array.isArray(body?.slots))
    return fail(`${page.origin} has no ruleset running, so every page is shown as it is.`)
  if (status === 404 && preview === null) {
    return fail(
      `${page.origin} does not explain its pages to everybody. Make a link with npx awase preview-link and give\n` +
        'its token: --preview TOKEN. Or look at a file without a Worker: --rules FILE.',
    )
  }
  if (status === 404) return fail(`${page.origin} does not accept this preview token: it may have ended.`)
  return fail(`${page.origin} answered ${status}: ${text.slice(0, QUOTED_LENGTH).trim() || '(nothing)'}`)
}

interface Body {
  readonly slots?: unknown
  readonly experiences?: { readonly list?: unknown; readonly total?: unknown }
}

/** Null: not ours, perhaps the site's own error page. */
function parsed(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value as Body | null) : null
  } catch {
    return null
  }
}

export const partsOf = (matching: number): number => Math.max(1, Math.ceil(matching / PART_COUNT))
