import { expect, test, vi } from 'vitest'
import { uuidV7 } from '../../src/core/event/uuid-v7.ts'
import { newId } from '../../src/edge/new-id.ts'

test('as RFC 9562 has it (appendix A.6)', () => {
  const random = Uint8Array.of(0xff, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f, 0xff)
  expect(uuidV7(1_645_557_742_000, random, 1)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('version and variant stand there whatever was drawn, and the time stays in its place', () => {
  expect(uuidV7(0, new Uint8Array(10))).toBe('00000000-0000-7000-8000-000000000000')
  expect(uuidV7(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe('ffffffff-ffff-7fff-bfff-ffffffffffff')
})

test('no id comes twice, however many are drawn at a time, and their bytes come from the system', () => {
  const drawing = vi.spyOn(crypto, 'getRandomValues')
  const ids = Array.from({ length: 10_000 }, () => newId(1_700_000_000_000))
  const draws = drawing.mock.calls.length
  drawing.mockRestore()
  expect(new Set(ids).size).toBe(10_000)
  for (const id of ids) expect(id).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(draws).toBeGreaterThanOrEqual(39)
  expect(draws).toBeLessThanOrEqual(40)
})
