/** What the shapes are made of: strict objects, bounded texts and lists, and what an editor says of them. Not the shapes. */

import * as v from 'valibot'

/** valibot lets a list pass as an object without required keys. */
export function notList<S extends v.GenericSchema>(schema: S): S {
  const run: S['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: undefined } : dataset, config)
  return { ...schema, '~run': run }
}

export const object = <E extends v.ObjectEntries>(entries: E) => notList(v.strictObject(entries))

export const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
export const given = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most))
export const list = <S extends v.GenericSchema>(item: S, most: number) => v.pipe(v.array(item), v.maxLength(most))
export const some = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item), v.nonEmpty(), v.maxLength(most))
export const map = <S extends v.GenericSchema>(value: S, most: number, names: object = {}) =>
  v.pipe(notList(v.record(v.pipe(v.string(), v.metadata({ ...names })), value)), v.maxEntries(most))

/** For editors alone: validation does not look at it. `more`: JSON Schema keywords beside the description. */
export const about = <S extends v.GenericSchema>(schema: S, description: string, more: object = {}) =>
  v.pipe(schema, v.metadata({ description, ...more }))
export const such = (...examples: readonly unknown[]) => ({ examples })
/** An optional key. */
export const may = <S extends v.GenericSchema>(schema: S, description: string, more: object = {}) =>
  v.exactOptional(about(schema, description, more))

/** What the format has and `needs-profile.ts` refuses. */
export const NOT_YET = 'Not yet: publishing refuses it.'
/** The editor strikes it through and does not offer it. */
export const LATER = { deprecationMessage: NOT_YET }
