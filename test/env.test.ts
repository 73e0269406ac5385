/** Variables that are missing or wrong: said once, and the Worker goes on without. Not what works with them. */

import { expect, test } from 'vitest'
import { depsOf, type Env } from '../src/env.ts'
import { TEST_COOKIE_KEYS } from './harness/worker.ts'
import { takeConsole } from './setup.ts'

const envWith = (variables: Partial<Env>): Env => ({ RULES: {} as KVNamespace, ...variables })

test.each([
  [{}, 'missing', /npm run deploy/],
  [{ COOKIE_KEYS: 'secret' }, 'malformed', /openssl rand/],
  [{ COOKIE_KEYS: `${TEST_COOKIE_KEYS},AAAA` }, 'bad_length', /key 2/],
])('without sound COOKIE_KEYS nobody is remembered: %j', async (variables, reason, advice) => {
  const deps = depsOf(envWith(variables))
  expect(takeConsole()).toEqual([])
  expect(await deps.sealKeys()).toBe(null)
  expect(await deps.sealKeys()).toBe(null)
  const said = takeConsole()
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/^console\.error/)
  expect(said[0]).toContain(`"reason":"${reason}"`)
  expect(said[0]).toMatch(advice)
  expect(said[0]).not.toContain('secret')
})

test('with them there is one set of keys for an isolate', async () => {
  const env = envWith({ COOKIE_KEYS: TEST_COOKIE_KEYS })
  const keys = await depsOf(env).sealKeys()
  expect(keys?.opening.size).toBe(1)
  expect(await depsOf(env).sealKeys()).toBe(keys)
})
