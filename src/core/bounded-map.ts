/** A map that forgets its oldest entry when it is full: an isolate's memory of answers. Not a store. */

/** `maximum` counts entries; an entry that is set again counts as new. */
export function keep<K, V>(map: Map<K, V>, maximum: number, key: K, value: V): V {
  map.delete(key)
  if (map.size >= maximum) map.delete(map.keys().next().value!)
  map.set(key, value)
  return value
}
