/** A document with some places changed, so that a case says only what is different. Not a standard patch format. */

/** `patch`: JSON path → new value; "$delete" takes the entry out. Keys have no dots and no brackets. */
export function patched(document: unknown, patch: object): unknown {
  const copy = structuredClone(document)
  for (const [path, value] of Object.entries(patch)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
    const last = keys.pop()!
    const target = keys.reduce<object>((at, key) => Reflect.get(at, key) as object, copy as object)
    if (value === '$delete') Reflect.deleteProperty(target, last)
    else Reflect.set(target, last, value)
  }
  return copy
}
