/** What the shapes are made of: strict objects, bounded texts and lists. Not the shapes. */

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
export const map = <S extends v.GenericSchema>(value: S, most: number) =>
  v.pipe(notList(v.record(v.string(), value)), v.maxEntries(most))

/** An optional key. */
export const may = <S extends v.GenericSchema>(schema: S) => v.exactOptional(schema)
