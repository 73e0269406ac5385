/** Times of a memory as people read them, in the site's time zone. Not what happened then. */

import type { WordingLanguage } from '../core/wording/phrase.ts'

/** Of epoch seconds. */
export interface Moments {
  readonly day: (seconds: number) => string
  readonly minute: (seconds: number) => string
}

export function momentsIn(language: WordingLanguage, timeZone: string): Moments {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  return {
    day: (seconds) => day.format(seconds * 1000),
    minute: (seconds) => minute.format(seconds * 1000),
  }
}
