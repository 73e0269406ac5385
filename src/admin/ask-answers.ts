/** The answers in a form → declared traits. Not how the form came: ask.ts. */

import { removeTrait } from '../core/memory/traits.ts'
import type { Memory } from '../core/memory.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { MAX_VALUES_COUNT } from './privacy-act.ts'
import { type Around, changed } from './privacy-change.ts'

/** Fields that are no answers. */
export const OURS = { back: 'return', purpose: 'purpose', experience: 'experience', language: 'lang' } as const

const MAX_QUESTIONS_COUNT = 32
const MAX_PURPOSE_LENGTH = 500

/**
 * Each other field is named as a trait of the site's schema; a box that is ticked twice is a list; an empty one takes the
 * answer back. The purpose is the text that the form says it has shown, else what the schema says. All or nothing.
 */
export function answered(memory: Memory, form: URLSearchParams, around: Around): Result<Memory, string> {
  const ours: readonly string[] = Object.values(OURS)
  const names = [...new Set(form.keys())].filter((name) => !ours.includes(name))
  if (names.length > MAX_QUESTIONS_COUNT) return fail(`At most ${MAX_QUESTIONS_COUNT} answers at once.`)
  let next = memory
  for (const name of names) {
    const given = form.getAll(name).filter((value) => value.trim() !== '')
    const one = given.length === 0 ? ok(removeTrait(next, name)) : declared(next, name, given, form, around)
    if (!one.ok) return one
    next = one.value
  }
  return ok(next)
}

function declared(
  memory: Memory,
  name: string,
  given: readonly string[],
  form: URLSearchParams,
  around: Around,
): Result<Memory, string> {
  const value = given.slice(0, MAX_VALUES_COUNT)
  const next = changed(memory, { act: 'correct', name, value }, around)
  if (!next.ok && next.error === 'unknown_trait')
    return fail(`There is no trait "${name}": declare it in site.schema.traits, or leave the field out of the form.`)
  if (!next.ok) return fail(`The trait ${name} cannot have this value.`)
  const purpose = form.get(OURS.purpose)
  const trait = next.value.traits[name]
  if (purpose === null || purpose === '' || trait === undefined) return next
  const shown = purpose.slice(0, MAX_PURPOSE_LENGTH).toWellFormed()
  return ok({ ...next.value, traits: { ...next.value.traits, [name]: { ...trait, purpose: shown } } })
}
