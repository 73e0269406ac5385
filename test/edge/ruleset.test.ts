/** What an isolate runs while KV answers late, never, wrongly or with old copies. The whole Worker's view: test/promises. */

import { beforeEach, describe, expect, test } from 'vitest'
import { compileRuleset } from '../../src/core/compile.ts'
import type { PublishedRuleset } from '../../src/core/compiled.ts'
import { type RulesState, rulesetsIn } from '../../src/edge/ruleset.ts'
import { KEYS } from '../../src/keys.ts'
import { headlineRules } from '../promises/site.ts'
import { takeConsole } from '../setup.ts'

/** A namespace in memory whose answers a test may hold back. */
function memoryKv() {
  const values = new Map<string, string>()
  let answer = (_key: string): Promise<void> => Promise.resolve()
  const kv = {
    async get(key: string, type?: 'json') {
      await answer(key)
      const text = values.get(key) ?? null
      return type === 'json' && text !== null ? JSON.parse(text) : text
    },
  }
  return {
    kv: kv as unknown as KVNamespace,
    values,
    answering(how: (key: string) => Promise<void>) {
      answer = how
    },
  }
}

function published(revision: number, publishedAt = revision): PublishedRuleset {
  const compiled = compileRuleset(headlineRules(`revision ${revision}`) as never)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return { revision, hash: `${revision}`, publishedAt, superseded: [], ruleset: compiled.value }
}

const FRESH_MS = 30_000
const none = () => {}
const revisionOf = (state: RulesState | null): number | string =>
  state?.state === 'on' ? state.rules.published.revision : (state?.state ?? 'cold')

let memory: ReturnType<typeof memoryKv>
let rulesets: ReturnType<typeof rulesetsIn>
const put = (document: PublishedRuleset) => memory.values.set(KEYS.compiled('main'), JSON.stringify(document))

beforeEach(() => {
  memory = memoryKv()
  rulesets = rulesetsIn(memory.kv)
})

test('a cold isolate knows nothing; what KV holds runs from then on', async () => {
  put(published(3))
  expect(rulesets.known('main', 0, none)).toBe(null)
  expect(revisionOf(await rulesets.load('main', 0))).toBe(3)
  expect(revisionOf(rulesets.known('main', 0, none))).toBe(3)
})

test('a read that never ends is nobody else’s', async () => {
  put(published(1))
  memory.answering(() => new Promise(() => {}))
  void rulesets.load('main', 0)
  memory.answering(() => Promise.resolve())
  expect(revisionOf(await rulesets.load('main', 0))).toBe(1)
})

test('old knowledge is used at once and renewed beside the request', async () => {
  put(published(1))
  await rulesets.load('main', 0)
  put(published(2))
  const later: Promise<unknown>[] = []
  const at = FRESH_MS + 1
  expect(revisionOf(rulesets.known('main', at, (work) => later.push(work)))).toBe(1)
  expect(revisionOf(rulesets.known('main', at, (work) => later.push(work)))).toBe(1)
  expect(later).toHaveLength(1)
  await later[0]
  expect(revisionOf(rulesets.known('main', at, none))).toBe(2)
})

describe('the last good one goes on', () => {
  beforeEach(async () => {
    put(published(5))
    await rulesets.load('main', 0)
  })

  test.each([
    ['an older copy', JSON.stringify(published(4))],
    ['none', null],
    ['another format', JSON.stringify({ ...published(9), ruleset: { ...published(9).ruleset, format: 99 } })],
  ])('when KV shows %s', async (_, text) => {
    if (text === null) memory.values.clear()
    else memory.values.set(KEYS.compiled('main'), text)
    expect(revisionOf(await rulesets.load('main', FRESH_MS))).toBe(5)
  })

  test.each([
    ['no JSON', '{'],
    ['what cannot be run', JSON.stringify({ ...published(9), ruleset: { ...published(9).ruleset, slots: null } })],
  ])('when KV shows %s, and the log says so', async (_, text) => {
    memory.values.set(KEYS.compiled('main'), text)
    const later: Promise<unknown>[] = []
    expect(revisionOf(rulesets.known('main', FRESH_MS + 1, (work) => later.push(work)))).toBe(5)
    await Promise.all(later)
    expect(takeConsole()).toEqual([expect.stringContaining('rules_not_refreshed')])
    expect(revisionOf(rulesets.known('main', FRESH_MS + 1, none))).toBe(5)
  })

  test('the same object, when KV shows the same', async () => {
    const before = rulesets.known('main', 0, none)
    expect(await rulesets.load('main', FRESH_MS)).toBe(before)
  })
})

describe('what KV holds counts in every isolate', () => {
  test.each([
    ['two publishers made the same revision, and the earlier wrote last', published(5, 1)],
    ['two publishers made the same revision, and the later wrote last', published(5, 99)],
    ['a publisher read an old copy, and counted on from that', published(4, 99)],
    ['a publisher’s clock is late', published(6, 1)],
  ])('when %s', async (_, last) => {
    put(published(5, 50))
    await rulesets.load('main', 0)
    put(last)
    const state = await rulesets.load('main', FRESH_MS)
    expect(state.state === 'on' && state.rules.published).toMatchObject({
      revision: last.revision,
      publishedAt: last.publishedAt,
    })
  })
})

describe('the kill switch', () => {
  test('stops a running isolate, and lets it go on', async () => {
    put(published(1))
    await rulesets.load('main', 0)
    memory.values.set(KEYS.off('main'), '')
    expect(revisionOf(await rulesets.load('main', FRESH_MS))).toBe('off')
    memory.values.delete(KEYS.off('main'))
    expect(revisionOf(await rulesets.load('main', 2 * FRESH_MS))).toBe(1)
  })

  test('holds for what is published meanwhile', async () => {
    memory.values.set(KEYS.off('main'), 'maintenance')
    await rulesets.adopt('main', published(1), 0)
    expect(revisionOf(rulesets.known('main', 0, none))).toBe('off')
  })
})
