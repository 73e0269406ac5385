/** The minute at which something begins to hold, such as another offset of the clock. Not the offset: local-time.ts. */

const MINUTE_MS = 60_000

/** The first full minute in `low`..`high` for which `holds`, which holds at `high` and, once true, stays so. */
export function firstInstant(low: number, high: number, holds: (instant: number) => boolean): number {
  let before = Math.floor(low / MINUTE_MS)
  let after = Math.ceil(high / MINUTE_MS)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (holds(middle * MINUTE_MS)) after = middle
    else before = middle
  }
  return after * MINUTE_MS
}
