/** The ask script, `/_awase/ask.js`: what somebody answers in a form with `data-awase-ask` becomes traits, and the form goes on. Loaded where such a form is. */

import { answersIn, isAnswered } from './ask/answers.ts'
import { goOn, hasOwnAction } from './ask/go-on.ts'
import { listen } from './listen.ts'
import { quietly } from './quietly.ts'

/** A form is not held for longer. */
const ANSWER_WITHIN_MS = 5_000

/** Forms that are held: pressing again changes nothing. */
const held = new WeakSet<HTMLFormElement>()

/** Before the site's own handlers, which have the form when it goes on. Where nothing was answered, it goes on at once. */
listen(
  window,
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement
    const { submitter } = event as SubmitEvent
    if (!form.hasAttribute('data-awase-ask') || !('requestSubmit' in form)) return
    const answers = answersIn(form, submitter)
    if (!isAnswered(answers) && hasOwnAction(form, submitter)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!held.has(form)) void hold(form, submitter, answers)
  },
  true,
)

/** `submitter`: the button that was pressed. */
async function hold(form: HTMLFormElement, submitter: HTMLElement | null, answers: URLSearchParams): Promise<void> {
  held.add(form)
  const outcome = await told(answers)
  held.delete(form)
  quietly(goOn)(form, submitter, outcome)
}

/** `next`: the page where the answers show or, where nothing may be remembered, where that can be allowed. Null: not told. */
export interface Outcome {
  readonly next: string | null
}

const FAILED: Outcome = { next: null }

/** Before the form goes: a page that came first would set the cookie that the answers go into. */
async function told(answers: URLSearchParams): Promise<Outcome> {
  try {
    const response = await fetch(ASK_URL, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: answers,
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const { next = null } = (await response.json()) as Partial<Outcome>
    return { next }
  } catch {
    // No network, no answer in time, or none of ours: the form goes on without it, or says so.
    return FAILED
  }
}
