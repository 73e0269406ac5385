/** Rows toggled in a set of the index, which is its own undoing. Not when: scan.ts, list-rows.ts. */

/** rows[from..to) in the set at `set` in `bits`. */
export function toggle(bits: Int32Array, rows: Int32Array, set: number, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const row = rows[at]!
    bits[set + (row >>> 5)]! ^= 1 << (row & 31)
  }
}
