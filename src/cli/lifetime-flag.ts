/** `--expires` of commands that make links: minutes, hours or days. Not when a link ends: whoever signs it says that. */

import { fail, ok, type Result } from '../core/result.ts'

const UNITS_MS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds; the error is a message for a person. */
export function readLifetime(text: string, longestMs: number): Result<number, string> {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? []
  const lifetime = Number(count) * (UNITS_MS[unit] ?? 0)
  if (lifetime > 0 && lifetime <= longestMs) return ok(lifetime)
  const longest = longestMs / 86_400_000
  return fail(`--expires "${text}": give minutes, hours or days, at most ${longest} days, as in 30m, 24h or 7d.`)
}
