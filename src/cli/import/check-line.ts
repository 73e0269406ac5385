/** A line of an import, checked as the Worker will check it, in a sentence for whoever wrote the file. */

import { checkEvent, type EventRules } from '../../collect/check-event.ts'
import { IMPORTED_EVENTS } from '../../collect/event-kinds.ts'
import { fileClock } from '../../collect/sender-clock.ts'
import type { Refusal } from '../../collect/wire.ts'
import { TOLD_KINDS } from '../../collect/wire.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type EventLine, type MetTexts, readEventLine } from './event-line.ts'

/** Null: the line is blank. `now` in epoch milliseconds. */
export function checkLine(text: string, met: MetTexts, now: number): Result<EventLine | null, string> {
  const read = readEventLine(text, met)
  if (!read.ok || read.value === null) return read
  const checked = checkEvent(read.value, rulesAt(now))
  return checked.ok ? ok(read.value) : fail(refusalText(checked.error))
}

/** The Worker stamps what it takes; here it only has to be something. */
const rulesAt = (now: number): EventRules => ({
  schemas: IMPORTED_EVENTS,
  clock: fileClock(now),
  stamp: { site: '', source: 'import', receivedAt: now },
})

/** Every reason as a sentence; schema/events.md says what each kind needs. */
export function refusalText({ reason, field }: Refusal): string {
  switch (reason) {
    case 'not_an_object':
      return 'This is not a JSON object.'
    case 'unknown_kind':
      return `There is no such kind of event. The kinds are: ${TOLD_KINDS.join(', ')}, exposure, holdout.`
    case 'missing_field':
      return `${field} is missing: this kind of event needs it (schema/events.md).`
    case 'unknown_field':
      return `There is no field ${field} in this kind of event (schema/events.md).`
    case 'bad_field':
      return `${field} is not what it has to be (schema/events.md).`
    case 'too_old':
      return 'at is before the year 2000; it is epoch milliseconds, as in 1764547200000.'
    case 'in_future':
      return 'at lies in the future; it is epoch milliseconds, as in 1764547200000.'
    case 'duplicate':
      return 'An event with this id stands in the file already.'
  }
}
