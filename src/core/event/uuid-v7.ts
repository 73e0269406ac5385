/** UUIDs that sort by time (RFC 9562, version 7): ids of events and decisions. Where time and randomness come from: the caller. */

export const UUID_RANDOM_BYTES = 10

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** `now` in epoch milliseconds (48 bits); of `random`, ten bytes, 74 bits are used. Lower case. */
export function uuidV7(now: number, random: Uint8Array): string {
  const time = now.toString(16).padStart(12, '0')
  const [r0 = 0, r1 = 0, r2 = 0, ...rest] = random
  const version = HEX[0x70 | (r0 & 0x0f)]! + HEX[r1]!
  const variant = HEX[0x80 | (r2 & 0x3f)]! + HEX[rest[0] ?? 0]!
  let node = ''
  for (let i = 1; i < 7; i++) node += HEX[rest[i] ?? 0]
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`
}
