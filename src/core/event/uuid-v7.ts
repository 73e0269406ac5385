/** UUIDs that sort by time (RFC 9562, version 7): ids of events and decisions. Where time and randomness come from: the caller. */

export const UUID_RANDOM_BYTES = 10

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** `now` in epoch milliseconds (48 bits); of `random`, ten bytes from `from` on, 74 bits are used. Lower case. */
export function uuidV7(now: number, random: Uint8Array, from = 0): string {
  const time = now.toString(16).padStart(12, '0')
  const hex = (place: number): string => HEX[random[from + place]!]!
  const version = HEX[0x70 | (random[from]! & 0x0f)]! + hex(1)
  const variant = HEX[0x80 | (random[from + 2]! & 0x3f)]! + hex(3)
  const node = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9)
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`
}
