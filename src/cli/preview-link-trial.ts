/** A preview link tried before it is handed out: whether it opens, and what becomes of it. Not the page that it shows. */

import { causeText } from '../dev/cause-text.ts'
import { PREVIEW_HEADER, type PreviewOutcome } from '../edge/preview-answer.ts'
import { visible } from './visible.ts'

/** `useless`: it shows nothing that it promises. `doubtful`: it may. Both with a sentence or two for a person. */
export type Trial =
  | { readonly verdict: 'well' }
  | { readonly verdict: 'useless' | 'doubtful'; readonly message: string }

const ANSWER_TIMEOUT_MS = 15_000

/** Asks for the page as a visitor would; its body is not read. */
export async function tryLink(link: string): Promise<Trial> {
  try {
    const answer = await fetch(link, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) })
    await answer.body?.cancel()
    return trialOf(answer.headers.get(PREVIEW_HEADER), answer.status)
  } catch (cause) {
    return { verdict: 'doubtful', message: `It could not be tried from here (${visible(causeText(cause))}).` }
  }
}

/** `told`: `draft:spring; no_draft`, see edge/preview-answer.ts. */
function trialOf(told: string | null, status: number): Trial {
  if (told === null)
    return {
      verdict: 'doubtful',
      message:
        'The Worker there does not open it. Does it have this PUBLISH_TOKEN, and is --site its site? ' +
        `(It answered ${status}.)`,
    }
  const outcome = told.slice(told.lastIndexOf(';') + 1).trim() as PreviewOutcome
  const message = OUTCOMES[outcome]
  if (message === undefined) return { verdict: 'well' }
  return { verdict: USELESS.has(outcome) ? 'useless' : 'doubtful', message }
}

const USELESS: ReadonlySet<PreviewOutcome> = new Set([
  'nothing_published',
  'no_previous',
  'no_draft',
  'unreadable',
  'no_such_experience',
  'no_such_variant',
])

const OUTCOMES: { readonly [outcome in PreviewOutcome]?: string } = {
  nothing_published: 'Nothing is published there yet: npx awase publish FILE, or --file FILE for this link alone.',
  no_previous: 'There are no rules before the published ones.',
  no_draft: 'There is no such draft: npx awase publish FILE --draft NAME stores one, for 30 days.',
  unreadable: 'The rules there are of another version of Awase. Publish them, or store the draft, again.',
  no_such_experience: 'These rules have no such experience; see --variant.',
  no_such_variant: 'The experience has no such variant; see --variant.',
  off: 'The Worker is switched off there: while that is so, the page stays the origin’s.',
  not_addressed: 'No experience of these rules is about this page, so that it stays as it is.',
  rules_unavailable: 'The Worker could not read its rules just now; try the link again.',
}
