/** Lengths of time as authors write them: `30m`, `12h`, `7d`. Not moments: those are local-time.ts. */

const UNITS_S: { readonly [unit: string]: number } = { m: 60, h: 3600, d: 86_400 }

/** Seconds; null: not a whole number of minutes, hours or days, or none at all. */
export function durationSeconds(text: string): number | null {
  const [, count, unit] = /^([1-9]\d{0,5})([mhd])$/.exec(text) ?? []
  return count === undefined || unit === undefined ? null : Number(count) * UNITS_S[unit]!
}
