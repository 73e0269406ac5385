/** Hearing what happens on a page, without ever disturbing it. Not what it means. */

import { quietly } from './quietly.ts'

/** `capture`: before the site's own handlers, which may stop an event. */
export function listen(target: EventTarget, name: string, heard: (event: Event) => void, capture = false): void {
  target.addEventListener(name, quietly(heard), capture)
}
