/** How often one address may send: by Cloudflare's rate-limiting binding, or by what this isolate has seen. Not for servers. */

import { log, messageOf } from '../log.ts'

/** Of the isolate's own count. An office or a mobile network may share one address. */
export const WINDOW_MS = 60_000
export const MAX_REQUESTS_COUNT = 600
export const MAX_ADDRESSES_COUNT = 10_000
/** The binding does not say for how long: its longest period. */
const BINDING_RETRY_S = 60

export interface RateWindow {
  /** Null: this request may pass; else seconds until it is worth another try. `now` in epoch milliseconds. */
  refuses(key: string, now: number): number | null
}

/** Fixed windows, begun anew for all addresses at once: a map that is emptied needs no sweeping. */
export function rateWindow(): RateWindow {
  const counts = new Map<string, number>()
  let endsAt = 0
  return {
    refuses(key, now) {
      if (now >= endsAt || endsAt - now > WINDOW_MS) {
        counts.clear()
        endsAt = now + WINDOW_MS
      }
      const count = (counts.get(key) ?? 0) + 1
      if (count > MAX_REQUESTS_COUNT) return Math.ceil((endsAt - now) / 1000)
      if (count > 1 || counts.size < MAX_ADDRESSES_COUNT) counts.set(key, count)
      return null
    },
  }
}

const ownWindow = rateWindow()

/** As `refuses`. A binding that fails refuses nobody. */
export async function tooOften(headers: Headers, site: string, now: number, binding: RateLimit | null) {
  const key = `${site} ${headers.get('cf-connecting-ip') ?? ''}`
  if (binding === null) return ownWindow.refuses(key, now)
  try {
    return (await binding.limit({ key })).success ? null : BINDING_RETRY_S
  } catch (error) {
    log('warn', { event: 'rate_limit_unavailable', site, detail: messageOf(error) })
    return null
  }
}
