/** Google's Consent Mode, where a Google tag is on the page: what holds, on each page and after each choice. */

import type { Purposes } from './own-choice.ts'

/** https://developers.google.com/tag-platform/security/guides/consent */
export function tellGoogle({ storage, personalize, measure, export: given }: Purposes): void {
  const place = window as { gtag?: (...said: unknown[]) => void; dataLayer?: unknown[] }
  const { dataLayer } = place
  if (typeof place.gtag !== 'function' && !Array.isArray(dataLayer)) return
  const word = (granted: boolean): string => (granted ? 'granted' : 'denied')
  const advertising = word(storage && given)
  const state = {
    ad_storage: advertising,
    ad_user_data: advertising,
    ad_personalization: word(storage && given && personalize),
    analytics_storage: word(storage && measure),
    functionality_storage: word(storage),
    personalization_storage: word(storage && personalize),
  }
  // Google's own form: only the object `arguments` is taken for a command.
  const push = function (..._said: unknown[]): void {
    // biome-ignore lint/complexity/noArguments: said above
    dataLayer?.push(arguments)
  }
  const tell = place.gtag ?? push
  tell('consent', 'update', state)
}
