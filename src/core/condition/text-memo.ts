/** What was made of a text, kept for when the same text is asked about again. Memory of answers: none depends on it. */

/** The texts of one request have fewer characters together: an address, some headers. */
const MAX_HELD_LENGTH = 65_536

/**
 * `make` is pure; texts shorter than `leastKeptLength` are made anew, where that is faster than finding them. Everything is
 * forgotten at once when it becomes too much: a request makes its few texts again.
 */
export function rememberingTexts(leastKeptLength: number, make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>()
  let held = 0
  return (text) => {
    if (text.length < leastKeptLength) return make(text)
    const known = made.get(text)
    if (known !== undefined) return known
    const result = make(text)
    held += text.length + result.length
    if (held > MAX_HELD_LENGTH) {
      made.clear()
      held = text.length + result.length
    }
    made.set(text, result)
    return result
  }
}
