/** The audit and the consents, on both adapters alike: added to, never changed, found again, and gone when they are old. */

import { describe, expect, test } from 'vitest'
import { type AuditEntry, MAX_AUDIT_PAGE_COUNT } from '../../src/store/audit.ts'
import type { ConsentEntry } from '../../src/store/consents.ts'
import { auditSubject } from '../../src/visitor/audit-entry.ts'
import { idOf, must, NOW, STORES, visitorOf } from './stores-adapters.ts'

const DAY_MS = 86_400_000

const entry = (id: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: NOW,
  site: 'main',
  actor: 'operator',
  action: 'access',
  subject: 'somebody',
  outcome: 'done',
  detail: null,
  ...more,
})
const consent = (id: string, more: Partial<ConsentEntry> = {}): ConsentEntry => ({
  id,
  site: 'main',
  visitor: 'a',
  purposes: ['storage', 'measure'],
  signal: 'own',
  at: NOW,
  ...more,
})

describe.each(STORES)('%s', (_, open) => {
  test('entries are found by whom they are about, the newest first, and stay as they were', async () => {
    await using kept = await open()
    const { audit } = kept.stores
    const told = { fields: ['traits.company'], count: 1, email: 'a@example.com' } as AuditEntry['detail']
    await must(audit.append([entry('1', { detail: told }), entry('2', { at: NOW + 1 }), entry('3', { subject: null })]))
    await must(audit.append([entry('1', { outcome: 'changed' }), entry('4', { subject: 'other' })]))
    await must(audit.append([]))
    expect(await must(audit.of('main', ['somebody']))).toEqual([
      entry('2', { at: NOW + 1 }),
      entry('1', { detail: { fields: ['traits.company'], count: 1 } }),
    ])
    expect(await must(audit.of('shop', ['somebody']))).toEqual([])
    await must(
      audit.append(Array.from({ length: 150 }, (_, i) => entry(`many ${i}`, { subject: 'many', at: NOW + i }))),
    )
    const many = await must(audit.of('main', ['many']))
    expect([many.length, many[0]!.at]).toEqual([MAX_AUDIT_PAGE_COUNT, NOW + 149])
  })

  test('a subject is of its site, and says nothing', async () => {
    const subject = await auditSubject('main', 'customer-7')
    expect(subject).toMatch(/^[\w-]{43}$/)
    expect(await auditSubject('shop', 'customer-7')).not.toBe(subject)
  })

  test('consents are a history', async () => {
    await using kept = await open()
    const { consents } = kept.stores
    const given = consent('1')
    const taken = consent('2', { purposes: [], signal: 'gpc', at: NOW + 1 })
    await must(consents.append([given, taken, consent('3', { visitor: 'b' }), consent('4', { site: 'shop' })]))
    await must(consents.append([consent('1', { purposes: [] })]))
    expect(await must(consents.of('main', ['a']))).toEqual([taken, given])
    expect(await must(consents.of('main', ['a', 'b']))).toHaveLength(3)
  })

  test('what is old goes, in steps; an erasure that is not through stays', async () => {
    await using kept = await open()
    const { audit, consents, visitors, identities, tombstones, upkeep } = kept.stores
    const old = NOW - DAY_MS
    await must(audit.append([entry('1', { at: old }), entry('2')]))
    await must(consents.append([consent('1', { at: old }), consent('2')]))
    await must(visitors.write([visitorOf(idOf('old'), { seenAt: old, updatedAt: NOW }), visitorOf(idOf('young'))]))
    await must(identities.claim('main', [{ hash: 'old', visitor: idOf('old') }], old))
    await must(identities.claim('main', [{ hash: 'young', visitor: idOf('young') }], NOW))
    for (const table of ['audit', 'consents', 'visitors', 'identities'] as const)
      expect([table, await must(upkeep.expire(table, NOW, 10)), await must(upkeep.expire(table, NOW, 10))]).toEqual([
        table,
        1,
        0,
      ])
    expect((await must(visitors.read('main', [idOf('old'), idOf('young')]))).visitors).toMatchObject([
      { id: idOf('young') },
    ])
    await must(tombstones.raise('main', 'x', old))
    expect(await must(upkeep.expire('tombstones', NOW, 10))).toBe(0)
    await must(tombstones.clear(await must(tombstones.pending()), 10, NOW))
    expect(await must(upkeep.expire('tombstones', NOW, 10))).toBe(1)
  })
})
