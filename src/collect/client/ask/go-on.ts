/** What a form does once its answers are told: what it would have done without us, or the page where they show. Not the telling: ask.ts. */

import type { Outcome } from '../ask.ts'
import { complain } from './complain.ts'

const ASK = 'data-awase-ask'

/**
 * It is submitted once more, so that the site's own handlers have it, and a form with an action of its own goes there
 * whatever became of the answers. Any other form leads to the next page, or says that it failed.
 */
export function goOn(form: HTMLFormElement, submitter: HTMLElement | null, { next }: Outcome): void {
  const page = form.getAttribute(ASK) ?? ''
  addEventListener('submit', decide)
  try {
    form.removeAttribute(ASK) // or it would be held again
    form.requestSubmit(isOf(form, submitter) ? submitter : null)
  } finally {
    form.setAttribute(ASK, page)
    removeEventListener('submit', decide)
  }

  /** After the handlers of the site: one that prevents the submission does with the form what it wants. */
  function decide(event: Event): void {
    if (event.target !== form || event.defaultPrevented || hasOwnAction(form, submitter)) return
    event.preventDefault()
    if (next === null) complain(form)
    else location.assign(next)
  }
}

/** A framework may have put another button in its place meanwhile. */
const isOf = (form: HTMLFormElement, submitter: HTMLElement | null): boolean =>
  (submitter as HTMLButtonElement | null)?.form === form

/** Ours is what a form without scripts needs. A dialog is closed by its form. */
export function hasOwnAction(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
  const said = (name: string): string => submitter?.getAttribute(`form${name}`) || form.getAttribute(name) || ''
  const link = document.createElement('a') // a URL that cannot be read throws nothing there
  link.href = said('action')
  return said('method').toLowerCase() === 'dialog' || (said('action') !== '' && link.pathname !== ASK_URL)
}
