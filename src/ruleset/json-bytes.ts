/** What a value weighs as JSON. Not how a ruleset's weight is told: that is the command `awase size`. */

const encoder = new TextEncoder()

/** UTF-8, without white space. */
export const jsonBytes = (value: unknown): number => encoder.encode(JSON.stringify(value) ?? '').length
