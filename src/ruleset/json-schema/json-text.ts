/** JSON as this repository's formatter writes it, so that generated files pass its check. Not for reading JSON. */

const MAX_LINE_LENGTH = 120

/** Objects over several lines; lists on one line where they fit. Ends with a line break. */
export const jsonText = (value: unknown): string => `${written(value, '', 0)}\n`

/** `taken`: characters of the line before the value, `indent` included; the comma after it may take one more. */
function written(value: unknown, indent: string, taken: number): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const flat = flatList(value)
    if (flat !== null && taken + flat.length < MAX_LINE_LENGTH) return flat
    return block(
      '[',
      value.map((entry) => written(entry, inner, inner.length)),
      ']',
      indent,
    )
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  const lines = entries.map(([key, entry]) => {
    const start = `${JSON.stringify(key)}: `
    return start + written(entry, inner, inner.length + start.length)
  })
  return lines.length === 0 ? '{}' : block('{', lines, '}', indent)
}

const block = (open: string, lines: readonly string[], close: string, indent: string): string =>
  `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`

/** Null: it holds an object, which takes lines of its own. */
function flatList(list: readonly unknown[]): string | null {
  const parts = list.map((entry) => {
    if (Array.isArray(entry)) return flatList(entry)
    return typeof entry === 'object' && entry !== null && Object.keys(entry).length > 0 ? null : JSON.stringify(entry)
  })
  return parts.includes(null) ? null : `[${parts.join(', ')}]`
}
