/** Accept-Language as a list, best first. Not a negotiation: rules say what they want. */

export const MAX_LANGUAGE_HEADER_LENGTH = 512
const MAX_LANGUAGES_COUNT = 16
const TAG = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i
const WEIGHT = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i

/**
 * BCP 47 tags by weight (RFC 9110, 12.5.4), equal weights in the header's order. What is refused (`q=0`), malformed,
 * repeated or `*` is left out. Case as usual in BCP 47: `ja`, `en-US`, `zh-Hant-TW`. A header of more than
 * MAX_LANGUAGE_HEADER_LENGTH is no browser's and counts as none.
 */
export function acceptedLanguages(header: string | null): readonly string[] {
  if (header === null || header.length > MAX_LANGUAGE_HEADER_LENGTH) return NONE
  const weighed: { tag: string; weight: number }[] = []
  for (const entry of header.split(',')) {
    const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim())
    const weight = parameters.length === 0 ? 1 : Number(WEIGHT.exec(parameters[0]!)?.[1] ?? Number.NaN)
    if (weight > 0 && TAG.test(tag)) weighed.push({ tag: usualCase(tag), weight })
  }
  weighed.sort((a, b) => b.weight - a.weight)
  return [...new Set(weighed.map(({ tag }) => tag))].slice(0, MAX_LANGUAGES_COUNT)
}

const NONE: readonly string[] = []

/** RFC 5646, 2.1.1: regions are upper case, scripts title case, all else lower case. */
function usualCase(tag: string): string {
  const [language = '', ...rest] = tag.toLowerCase().split('-')
  return [language, ...rest.map(usualSubtagCase)].join('-')
}

function usualSubtagCase(subtag: string): string {
  if (!/^[a-z]+$/.test(subtag)) return subtag
  if (subtag.length === 2) return subtag.toUpperCase()
  return subtag.length === 4 ? subtag[0]!.toUpperCase() + subtag.slice(1) : subtag
}
