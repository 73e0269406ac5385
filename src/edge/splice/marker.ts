/** Comments that stand in the output for as long as we hold it, around what may move or go. They never leave the isolate. */

/** `s`/`e`: start and end of a list item; `p`/`q`: of a picture's source; `b`: where the block will stand, see built-in.ts. */
export type MarkerKind = 's' | 'e' | 'p' | 'q' | 'b'

let nonce: string | null = null

/** Unguessable, so that no page can hold one of its own. Made on first use: randomness needs a request. */
function secret(): string {
  if (nonce === null) {
    const bytes = crypto.getRandomValues(new Uint8Array(12))
    nonce = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  return nonce
}

/** `group` is the list's or picture's number, `index` the item's. */
export const marker = (kind: MarkerKind, group: number, index: number): string =>
  `<!--awase:${secret()}:${kind}:${group}:${index}-->`

export interface FoundMarker {
  readonly kind: MarkerKind
  readonly group: number
  readonly index: number
  /** Bytes of the marker itself: from..to. */
  readonly from: number
  readonly to: number
}

const LESS_THAN = 0x3c
const MAX_MARKER_BYTES = 80

/** All markers of what may move or go, in the output's order. `<` (0x3C) is no part of a longer character in any encoding that we rewrite. */
export function findMarkers(output: Uint8Array): FoundMarker[] {
  const prefix = new TextEncoder().encode(`<!--awase:${secret()}:`)
  const ascii = new TextDecoder('windows-1252')
  const found: FoundMarker[] = []
  for (let at = output.indexOf(LESS_THAN); at !== -1; at = output.indexOf(LESS_THAN, at + 1)) {
    if (output[at + 1] !== 0x21 || !startsWith(output, at, prefix)) continue
    const text = ascii.decode(output.subarray(at + prefix.length, at + MAX_MARKER_BYTES))
    const parts = /^([sepq]):(\d+):(\d+)-->/.exec(text)
    if (parts === null) continue
    found.push({
      kind: parts[1] as MarkerKind,
      group: Number(parts[2]),
      index: Number(parts[3]),
      from: at,
      to: at + prefix.length + parts[0].length,
    })
  }
  return found
}

/** Where a marker stands in an output; -1: nowhere. */
export function placeOf(output: Uint8Array, wanted: string): number {
  const bytes = new TextEncoder().encode(wanted)
  for (let at = output.indexOf(LESS_THAN); at !== -1; at = output.indexOf(LESS_THAN, at + 1)) {
    if (output[at + 1] === 0x21 && startsWith(output, at, bytes)) return at
  }
  return -1
}

function startsWith(output: Uint8Array, at: number, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (output[at + i] !== prefix[i]) return false
  return true
}
