/** What a visitor asks for, as a form or a script posted it. Not what it changes: privacy-change.ts. */

export type PrivacyAct = Change | { readonly act: 'object' | 'use-again' | 'withdraw' | 'erase' }

/** An act that changes what is remembered, and leaves the rest. */
export type Change =
  | { readonly act: 'correct'; readonly name: string; readonly value: readonly string[] }
  | { readonly act: 'remove' | 'show-again'; readonly name: string }
  | { readonly act: 'forget'; readonly what: Forgotten; readonly name: string }

export type Forgotten = 'interest' | 'item' | 'search'

const FORGOTTEN: readonly unknown[] = ['interest', 'item', 'search'] satisfies Forgotten[]
export const MAX_VALUES_COUNT = 20
export const MAX_VALUE_LENGTH = 200

/** Null: it is nothing of this. */
export const actInForm = (form: URLSearchParams): PrivacyAct | null =>
  actOf({ act: form.get('act'), what: form.get('what'), name: form.get('name') }, form.getAll('value'))

/** `{"act":"correct","name":"role","value":"sales"}`, as in the form. */
export function actInJson(text: string): PrivacyAct | null {
  const said = parsed(text)
  if (said === null) return null
  const { value = [] } = said
  return actOf(said, Array.isArray(value) ? value : [value])
}

interface Said {
  readonly act?: unknown
  readonly what?: unknown
  readonly name?: unknown
}

function actOf({ act, what, name }: Said, values: readonly unknown[]): PrivacyAct | null {
  if (act === 'object' || act === 'use-again' || act === 'withdraw' || act === 'erase') return { act }
  if (typeof name !== 'string' || name === '' || name.length > MAX_VALUE_LENGTH) return null
  if (act === 'remove' || act === 'show-again') return { act, name }
  if (act === 'forget') return FORGOTTEN.includes(what) ? { act, what: what as Forgotten, name } : null
  if (act !== 'correct' || values.length > MAX_VALUES_COUNT) return null
  const value = values.flatMap((one) => (isPlain(one) ? [String(one)] : []))
  return value.length === values.length && value.every((one) => one.length <= MAX_VALUE_LENGTH)
    ? { act, name, value }
    : null
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function parsed(text: string): (Said & { readonly value?: unknown }) | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
