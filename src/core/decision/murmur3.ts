/** MurmurHash3 x86 32 of a string's UTF-8 bytes. Not for secrets or tables that strangers can fill: it is not keyed. */

const C1 = 0xcc9e2d51
const C2 = 0x1b873593
const MAX_ASCII = 0x7f
const REPLACEMENT = 0xfffd

/**
 * A uint32. `seed` is a uint32 too. Allocates nothing; a lone surrogate counts as U+FFFD, as TextEncoder has it.
 * Source: Austin Appleby, MurmurHash3_x86_32, public domain (smhasher, MurmurHash3.cpp).
 */
export function murmur3(key: string, seed: number): number {
  const length = key.length
  let hash = seed | 0
  let at = 0
  for (; at + 4 <= length; at += 4) {
    const a = key.charCodeAt(at)
    const b = key.charCodeAt(at + 1)
    const c = key.charCodeAt(at + 2)
    const d = key.charCodeAt(at + 3)
    if ((a | b | c | d) > MAX_ASCII) return unicodeTail(key, at, hash)
    hash = mixBlock(hash, a | (b << 8) | (c << 16) | (d << 24))
  }
  let block = 0
  for (let shift = 0; at + shift / 8 < length; shift += 8) {
    const unit = key.charCodeAt(at + shift / 8)
    if (unit > MAX_ASCII) return unicodeTail(key, at, hash)
    block |= unit << shift
  }
  return finish(hash, block, length)
}

/** The rest of a key from the block that holds its first character beyond ASCII; `at` bytes are already in `hash`. */
function unicodeTail(key: string, at: number, hash: number): number {
  let block = 0
  let bytes = at
  const add = (byte: number): void => {
    block |= byte << ((bytes & 3) * 8)
    bytes++
    if ((bytes & 3) === 0) {
      hash = mixBlock(hash, block)
      block = 0
    }
  }
  for (let index = at; index < key.length; index++) {
    const code = scalarAt(key, index)
    if (code > 0xffff) index++
    if (code <= MAX_ASCII) add(code)
    else {
      if (code <= 0x7ff) add(0xc0 | (code >> 6))
      else {
        if (code <= 0xffff) add(0xe0 | (code >> 12))
        else {
          add(0xf0 | (code >> 18))
          add(0x80 | ((code >> 12) & 0x3f))
        }
        add(0x80 | ((code >> 6) & 0x3f))
      }
      add(0x80 | (code & 0x3f))
    }
  }
  return finish(hash, block, bytes)
}

function scalarAt(key: string, index: number): number {
  const code = key.codePointAt(index) ?? REPLACEMENT
  return code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code
}

function mixBlock(hash: number, block: number): number {
  const mixed = hash ^ scramble(block)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

function scramble(block: number): number {
  const scaled = Math.imul(block, C1)
  return Math.imul((scaled << 15) | (scaled >>> 17), C2)
}

/** `block` holds the zero to three bytes left over; zero leaves the hash as it is, as in the original. */
function finish(hash: number, block: number, bytes: number): number {
  let mixed = hash ^ scramble(block) ^ bytes
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
