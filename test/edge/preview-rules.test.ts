/** Which ruleset a preview runs by, and for how long an isolate keeps it. What it does on a page: test/promises/preview*. */

import { beforeEach, describe, expect, test } from 'vitest'
import type { PublishedRuleset } from '../../src/core/compiled.ts'
import { rulesFor } from '../../src/edge/preview-rules.ts'
import { rulesetsIn } from '../../src/edge/ruleset.ts'
import type { Deps } from '../../src/env.ts'
import { KEYS } from '../../src/keys.ts'
import type { Preview } from '../../src/preview/preview.ts'
import { sampleRuleset } from '../core/sample-ruleset.ts'
import { takeConsole } from '../setup.ts'

const ruleset = sampleRuleset({
  slots: { hero: ['/'] },
  experiences: [{ id: 'e', slots: ['hero'], variants: [{ id: 'a' }, { id: 'b' }] }],
})
const documentOf = (more: Partial<PublishedRuleset> = {}): PublishedRuleset => ({
  revision: 1,
  hash: 'a'.repeat(64),
  publishedAt: 1_000,
  superseded: [],
  ruleset,
  ...more,
})

let site = ''
let reads: string[] = []
let values = new Map<string, string>()
let count = 0
beforeEach(() => {
  site = `site-${count++}` // the isolate's memory outlives a test
  reads = []
  values = new Map([[KEYS.compiled(site), JSON.stringify(documentOf())]])
})

/** The little of KV that is asked. */
const kv = {
  async get(key: string, type?: 'json') {
    reads.push(key)
    const text = values.get(key)
    if (text === 'fails') throw new Error('KV is away')
    return text === undefined ? null : type === 'json' ? JSON.parse(text) : text
  },
} as unknown as KVNamespace

function asking(grant: Partial<Preview> = {}) {
  const deps = { kv, rulesets: rulesetsIn(kv) } as unknown as Deps
  const preview: Preview = { site, expiresAt: 0, rules: DRAFT, simulation: null, forced: null, ...grant }
  return (now: number) => rulesFor(preview, now, deps, () => {})
}

const DRAFT = { kind: 'draft', name: 'd' } as const
const forced = (arm: string) => ({ experience: 'e', arm, anyAudience: false })
const draftReads = () => reads.filter((key) => key === KEYS.draft(site, 'd')).length

describe('a draft', () => {
  const store = (more: Partial<PublishedRuleset> = {}) =>
    values.set(KEYS.draft(site, 'd'), JSON.stringify(documentOf(more)))

  test('is read once in ten seconds, and made ready once', async () => {
    store()
    const ask = asking()
    const [first, second] = [await ask(0), await ask(9_999)]
    expect(first.ok && second.ok && first.value === second.value).toBe(true)
    expect(draftReads()).toBe(1)
    const third = await ask(10_000)
    expect(draftReads()).toBe(2)
    expect(first.ok && third.ok && first.value === third.value).toBe(true)
  })

  test('stored anew shows then', async () => {
    store()
    const ask = asking()
    await ask(0)
    store({ hash: 'b'.repeat(64) })
    expect(await ask(5_000)).toMatchObject({ value: { published: { hash: 'a'.repeat(64) } } })
    expect(await ask(10_000)).toMatchObject({ value: { published: { hash: 'b'.repeat(64) } } })
  })

  test('that is gone is gone then, and not kept', async () => {
    store()
    const ask = asking()
    await ask(0)
    values.delete(KEYS.draft(site, 'd'))
    for (const at of [10_000, 10_001, 20_000]) expect(await ask(at)).toEqual({ ok: false, error: 'no_draft' })
  })

  test('is read again by one of the many who ask at once', async () => {
    store()
    const ask = asking()
    await ask(0)
    const answers = await Promise.all([ask(10_000), ask(10_000), ask(10_001)])
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(draftReads()).toBe(2)
  })

  test('with an arm settled is another ruleset, and the plain one stays', async () => {
    store()
    const [plain, a, b] = [
      await asking()(0),
      await asking({ forced: forced('a') })(0),
      await asking({ forced: forced('b') })(0),
    ]
    const armsOf = (read: typeof plain) =>
      read.ok &&
      read.value.runnable.experiences[0]!.arms.filter(({ propensity }) => propensity > 0).map(({ arm }) => arm)
    expect([armsOf(plain), armsOf(a), armsOf(b)]).toEqual([['a', 'b'], ['a'], ['b']])
    expect(draftReads()).toBe(1)
  })
})

test('many drafts do not fill the isolate: two are kept', async () => {
  const names = ['a', 'b', 'c']
  for (const name of names) values.set(KEYS.draft(site, name), JSON.stringify(documentOf()))
  for (const name of names) await asking({ rules: { kind: 'draft', name } })(0)
  reads = []
  await asking({ rules: { kind: 'draft', name: 'c' } })(0)
  await asking({ rules: { kind: 'draft', name: 'a' } })(0)
  expect(reads.filter((key) => key.startsWith('draft:'))).toEqual([KEYS.draft(site, 'a')])
})

describe('none', () => {
  test.each<readonly [string, Partial<Preview>]>([
    ['no_draft', {}],
    ['no_previous', { rules: { kind: 'previous' } }],
    ['no_such_experience', { rules: { kind: 'published' }, forced: { ...forced('a'), experience: 'x' } }],
    ['no_such_variant', { rules: { kind: 'published' }, forced: forced('x') }],
  ])('%s', async (error, grant) => {
    expect(await asking(grant)(0)).toEqual({ ok: false, error })
  })

  test('nothing_published', async () => {
    values.clear()
    expect(await asking({ rules: { kind: 'published' } })(0)).toEqual({ ok: false, error: 'nothing_published' })
  })

  test('a draft needs nothing published', async () => {
    values.clear()
    values.set(KEYS.draft(site, 'd'), JSON.stringify(documentOf()))
    expect((await asking()(0)).ok).toBe(true)
  })

  test.each<readonly [string, Partial<Preview>]>([
    ['published', { rules: { kind: 'published' } }],
    ['a draft', {}],
  ])('off, for %s', async (_, grant) => {
    values.set(KEYS.off(site), '')
    values.set(KEYS.draft(site, 'd'), JSON.stringify(documentOf()))
    expect(await asking(grant)(0)).toEqual({ ok: false, error: 'off' })
  })

  test.each(['{', '7', 'null', '{"ruleset":{"format":0}}', '{"ruleset":null}'])('unreadable: %s', async (text) => {
    values.set(KEYS.draft(site, 'd'), text)
    expect(await asking()(0)).toEqual({ ok: false, error: 'unreadable' })
  })

  test('unreadable: what does not run', async () => {
    values.set(KEYS.draft(site, 'd'), JSON.stringify({ ...documentOf(), ruleset: { format: ruleset.format } }))
    expect(await asking()(0)).toEqual({ ok: false, error: 'unreadable' })
    expect(takeConsole()).toEqual([expect.stringContaining('preview_unreadable')])
  })

  test('rules_unavailable, where KV fails', async () => {
    values.set(KEYS.draft(site, 'd'), 'fails')
    expect(await asking()(0)).toEqual({ ok: false, error: 'rules_unavailable' })
    expect(takeConsole()).toEqual([expect.stringContaining('preview_rules_unavailable')])
  })
})
