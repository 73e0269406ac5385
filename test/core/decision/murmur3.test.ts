/** MurmurHash3 against published vectors, and its UTF-8 against the platform's encoder. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { murmur3 } from '../../../src/core/decision/murmur3.ts'
import vectors from '../../cases/murmur3.json' with { type: 'json' }

test.each(vectors.cases)('"$key" seeded with $seed is $hash', ({ key, seed, hash }) => {
  expect(`0x${murmur3(key, Number(seed)).toString(16).padStart(8, '0')}`).toBe(hash)
})

test('any string hashes as its UTF-8 bytes do, lone surrogates included', () => {
  const units = fc.array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })))
  fc.assert(
    fc.property(units, fc.nat(), (codes, seed) => {
      const key = String.fromCharCode(...codes)
      expect(murmur3(key, seed)).toBe(murmur3OfBytes(new TextEncoder().encode(key), seed))
    }),
  )
})

/** The textbook form over bytes; slow and plain. */
function murmur3OfBytes(bytes: Uint8Array, seed: number): number {
  const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))
  const scramble = (block: number): number => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const blocks = Math.floor(bytes.length / 4)
  let hash = seed
  for (let index = 0; index < blocks; index++) {
    hash = Math.imul(rotate(hash ^ scramble(view.getUint32(index * 4, true)), 13), 5) + 0xe6546b64
  }
  const rest = bytes.subarray(blocks * 4).reduceRight((block, byte) => (block << 8) | byte, 0)
  hash ^= scramble(rest)
  hash ^= bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
