/** JSON in one written form: two values that differ in the order of their keys alone are the same text. */

export const canonical = (value: unknown): string => JSON.stringify(value, sorted)

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
