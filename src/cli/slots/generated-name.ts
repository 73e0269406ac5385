/** Names in selectors that a build tool made up, and that its next run may change. Not the grammar of selectors: core/page/selector.ts. */

/** Each with who makes such names. */
const GENERATED: readonly (readonly [pattern: RegExp, maker: string])[] = [
  [/^css-(?=[a-z0-9]*\d)[a-z0-9]{5,}$/i, 'Emotion'],
  [/^sc-[a-z0-9]{5,}(?:-\d+)?$/i, 'styled-components'],
  [/^jss\d+$/, 'JSS'],
  [/^makeStyles-\w+-\d+$/, 'Material UI'],
  [/^svelte-(?=[a-z0-9]*\d)[a-z0-9]{5,}$/, 'Svelte'],
  [/^data-v-[\da-f]{6,}$/, 'Vue'],
  [/^_ng(?:content|host)-/, 'Angular'],
  [/^[\w-]+__(?:[\w-]*_)?(?=[\w-]*(?:\d|[a-z][A-Z]))[\w-]{5}$/, 'CSS modules'],
  [/^[a-z][\w-]*_[a-zA-Z0-9]+_(?=[a-z0-9]*\d)[a-z0-9]{4,}$/i, 'CSS modules'],
  [/^_(?=[a-z0-9]*\d)[a-z0-9]{4,}(?:_\d+)?$/i, 'a build tool'],
  [/^:r[a-z0-9]*:$/, 'React'],
  [/^(?:radix|headlessui|mui|mantine|ember|react-aria|yui_)[-_:]?.*\d/i, 'a component library'],
  [/^[\da-f]{8}-[\da-f]{4}-/i, 'a program'],
  [/^(?=.*\d)[\da-f]{8,}$/i, 'a program'],
  [/(?:^|[-_])(?=[a-z]*\d+[a-z]+\d)[a-z\d]{6,}$/, 'a program'],
  [/\d{5,}/, 'a program'],
]

/** Nobody types more; and no pattern here is to be tried on megabytes. */
const MAX_WRITTEN_NAME_LENGTH = 100

/** Who probably made the name; null when a person may have written it. A guess by its form, never certain. */
export const makerOf = (name: string): string | null =>
  name.length > MAX_WRITTEN_NAME_LENGTH ? 'a program' : (GENERATED.find(([pattern]) => pattern.test(name))?.[1] ?? null)

const NAME =
  /([.#])((?:[\w\-\u0080-\u{10ffff}]|\\.)+)|\[\s*([\w-]+)(?:\s*[~|^$*]?=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+)))?/gu

export interface GeneratedName {
  /** As in the selector, `.css-1a2b3c`. */
  readonly written: string
  readonly maker: string
}

/** Of a sound selector, in its order. */
export function generatedNames(selector: string): readonly GeneratedName[] {
  return [...selector.matchAll(NAME)].flatMap(([written, sign, name, attribute, ...values]) => {
    const maker = sign === undefined ? makerOfAttribute(attribute ?? '', values) : makerOf(name!.replaceAll('\\', ''))
    return maker === null ? [] : [{ written: sign === undefined ? `${written}]` : written, maker }]
  })
}

/** The value of a class, an id or a data attribute may be made up as well; addresses and words are not judged. */
function makerOfAttribute(attribute: string, values: readonly (string | undefined)[]): string | null {
  const own = makerOf(attribute)
  if (own !== null || !/^(?:class|id)$/.test(attribute)) return own
  const value = values.slice(0, 3).find((one) => one !== undefined)
  return value === undefined ? null : makerOf(value)
}
