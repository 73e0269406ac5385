/** The `Cookie` request header, read by name and written without ours. Not what a cookie means: sealed/seal.ts. */

/** The value of the first cookie of that name, undecoded; null when there is none. */
export function cookieValue(header: string | null, name: string): string | null {
  if (header === null) return null
  const wanted = `${name}=`
  let at = 0
  while (at < header.length) {
    const end = header.indexOf(';', at)
    const stop = end === -1 ? header.length : end
    while (header[at] === ' ') at++
    if (header.startsWith(wanted, at)) return header.slice(at + wanted.length, stop).trim()
    at = stop + 1
  }
  return null
}

/** The values of all cookies of that name, undecoded: one may have been set for a path, or by a neighbouring host. */
export function cookieValues(header: string, name: string): readonly string[] {
  const wanted = `${name}=`
  if (!header.includes(wanted)) return NO_VALUES
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(wanted))
    .map((pair) => pair.slice(wanted.length))
}

const NO_VALUES: readonly string[] = []

/** The header without the named cookies; empty when nothing is left. Other cookies keep their bytes. */
export function withoutCookie(header: string, names: readonly string[]): string {
  if (!names.some((name) => header.includes(name))) return header
  return header
    .split(';')
    .filter((pair) => !names.some((name) => pair.trim().startsWith(`${name}=`)))
    .join(';')
    .trim()
}
