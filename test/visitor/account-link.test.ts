/** Signed account links: what they grant, to whom, and until when. */

import { expect, test } from 'vitest'
import type { CompiledTrait } from '../../src/core/compiled.ts'
import { signPreview } from '../../src/preview/token.ts'
import {
  type AccountGrant,
  MAX_ACCOUNT_LIFETIME_MS,
  readAccountLink,
  signAccountLink,
  withAccount,
} from '../../src/visitor/account-link.ts'
import { memoryOf } from '../store/stores-adapters.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const reading = { site: 'main', secret: 'secret', now: NOW }
const grant: AccountGrant = {
  site: 'main',
  account: 'acme',
  traits: { company: 'Acme 株式会社', seats: 40 },
  expiresAt: NOW + 60_000,
}
const trait = (type: CompiledTrait['type']): CompiledTrait => ({
  type,
  values: null,
  ask: null,
  sensitive: false,
  purpose: 'personalize',
  why: null,
  label: null,
  retention: null,
})

test('what was signed is read, until it is over', async () => {
  const token = await signAccountLink(grant, 'secret')
  expect(await readAccountLink(token, reading)).toEqual({ ok: true, value: grant })
  expect(await readAccountLink(token, { ...reading, now: NOW + 60_000 })).toEqual({ ok: false, error: 'expired' })
})

test.each([
  ['of another secret', {}, { secret: 'other' }, 'forged'],
  ['of another site', {}, { site: 'shop' }, 'other_site'],
  ['for too long', { expiresAt: NOW + MAX_ACCOUNT_LIFETIME_MS + 600_000 }, {}, 'malformed'],
  [
    'with too many traits',
    { traits: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`t${i}`, 1])) },
    {},
    'malformed',
  ],
  ['with too much in them', { traits: { company: 'x'.repeat(2_000) } }, {}, 'too_long'],
  ['without an account', { account: '' }, {}, 'malformed'],
])('a link %s grants nothing', async (_, more, other, error) => {
  const token = await signAccountLink({ ...grant, ...more }, 'secret')
  expect(await readAccountLink(token, { ...reading, ...other })).toEqual({ ok: false, error })
})

test('no other token of the same secret is one', async () => {
  const preview = {
    site: 'main',
    expiresAt: NOW + 1_000,
    rules: { kind: 'published' },
    simulation: null,
    forced: null,
  } as const
  expect(await readAccountLink(await signPreview(preview, 'secret'), reading)).toEqual({ ok: false, error: 'forged' })
})

test('the visitor has its traits as imported ones; what they declared, and what nobody declared, stays away', () => {
  const fields = { traits: { company: trait('string'), seats: trait('string'), role: trait('string') }, scores: {} }
  const declared = { value: 'sales', source: 'declared', purpose: 'to show what fits', at: 1 } as const
  const memory = memoryOf('a', { traits: { role: declared } })
  const told = { ...grant, traits: { ...grant.traits, role: 'boss', plan: 'gold' } }
  expect(withAccount(memory, told, fields, NOW).traits).toEqual({
    role: declared,
    company: { value: 'Acme 株式会社', source: 'imported', purpose: null, at: NOW / 1000 },
  })
  expect(withAccount(memory, { ...grant, traits: {} }, fields, NOW)).toBe(memory)
})
