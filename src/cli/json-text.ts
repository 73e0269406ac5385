/** A value as the one JSON document that `--json` prints: whole, and harmless on a terminal. Not which keys it has: the commands. */

/** What JSON may hold as it is, and a terminal or an editor obeys: C1 controls, DEL, marks of direction, line separators. */
const OBEYED = /[\u007f-\u009f\u2028\u2029]|\p{Bidi_Control}/gu

/** Whoever reads it as JSON gets every character back. */
export const jsonText = (value: unknown): string => harmlessJson(JSON.stringify(value, null, 2))

/** The same for JSON that is text already. */
export const harmlessJson = (json: string): string => json.replace(OBEYED, escaped)

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
