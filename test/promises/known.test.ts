/** Known visitors on their pages: copies in KV and logins that the origin tells of; what fails or hangs leaves the page as the cookie has it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshotKey } from '../../src/store/snapshots-kv.ts'
import { identityHeader } from '../../src/visitor/identity-header.ts'
import { freeze } from '../harness/freeze.ts'
import { startOrigin } from '../harness/origin.ts'
import { startRecord } from '../harness/record.ts'
import { rememberedIn, returning, visitorCookie } from '../harness/visitor-cookie.ts'
import { startWorker, TEST_IDENTITY_KEY } from '../harness/worker.ts'
import { proveKnown } from '../prove/known-faults.ts'
import { plain, ruleset } from './site.ts'

const PAGE = '<h1>origin</h1>'
const said = new Map<string, string>()
const origin = await startOrigin(({ target, method }, response) => {
  response.setHeader('content-type', 'text/html')
  const word = said.get(target)
  if (word !== undefined) response.setHeader('awase-identity', word)
  if (method === 'POST') response.writeHead(303, { location: '/' }).end()
  else response.end(PAGE)
})
const record = await startRecord()
const worker = await startWorker({ origin: origin.url, record, breakable: true, cf: { country: 'JP' } })
afterAll(() => Promise.all([worker.dispose(), record[Symbol.asyncDispose](), origin.close()]))

const role = (value: string) => ({ role: { value, source: 'imported', purpose: null, at: 1_795_000_000 } as const })

beforeAll(async () => {
  const rules = ruleset(
    { headline: { paths: ['/', '/a', '/b', '/c', '/d', '/m', '/out'], selector: 'h1', kind: 'text' } },
    [
      plain(
        'role',
        { headline: { text: 'for {{traits.role|nobody}}' } },
        { when: { 'traits.role': { $exists: true } } },
      ),
    ],
    {
      memory: 'on',
      schema: {
        traits: { role: { type: 'string' }, mood: { type: 'string', retention: '1d' } },
        scores: { churn: { retention: '1d' }, worth: {} },
      },
    },
  )
  expect(await worker.publish(rules)).toMatchObject({ status: 200 })
})

const look = async (path: string, cookie: string | null) => {
  const page = await worker.fetch(path, { headers: { cookie } })
  expect(page.header('awase-identity')).toBeNull()
  return { text: page.text, memory: await rememberedIn(page.setCookies), cookie: page.setCookies[0]!.split(';', 1)[0]! }
}

const idOf = (name: string): string => name.padEnd(22, '-')
const known = (name: string) => visitorCookie(returning(idOf(name), { isKnown: true, traits: role('cookie') }))
const copy = (name: string, snapshot: object) =>
  worker.profiles.put(snapshotKey('main', idOf(name)), JSON.stringify(snapshot))

test('a trait or a score is forgotten when its site says so, in the cookie too', async () => {
  const old = { value: 'x', source: 'declared', purpose: null, at: Math.floor(Date.now() / 1000) - 2 * 86_400 } as const
  const traits = { mood: old, role: { ...old, value: 'y' } }
  const scores = { churn: { value: 0.5, at: old.at }, worth: { value: 9, at: old.at } }
  const { text, memory } = await look('/', await visitorCookie(returning(idOf('aged'), { traits, scores })))
  expect(text).toBe('<h1>for y</h1>')
  expect([memory!.traits, memory!.scores].map(Object.keys)).toEqual([['role'], ['worth']])
})

describe('a copy in KV', () => {
  const memory = (name: string) =>
    returning(idOf(name), { isKnown: true, traits: { role: { ...role('copy').role, at: 1_795_100_000 } } })

  test('is merged into what the cookie says', async () => {
    await copy('active', { state: 'active', memory: memory('active') })
    expect(await look('/', await known('active'))).toMatchObject({
      text: '<h1>for copy</h1>',
      memory: { visitor: idOf('active') },
    })
  })

  test('whose scores have aged, or are of before they had a time', async () => {
    const long = Math.floor(Date.now() / 1000) - 2 * 86_400
    const aged = { churn: { value: 0.5, at: long }, worth: { value: 9, at: long } }
    await copy('scores', { state: 'active', memory: { ...memory('scores'), scores: aged } })
    expect(Object.keys((await look('/', await known('scores'))).memory!.scores)).toEqual(['worth'])
    const untimed = { ...memory('untimed'), scores: { churn: 0.5 } }
    await copy('untimed', { state: 'active', memory: untimed })
    const seen = untimed.visits.lastSeen
    expect(await look('/', await known('untimed'))).toMatchObject({
      text: '<h1>for copy</h1>',
      memory: { scores: { churn: { value: 0.5, at: seen - (seen % 60) } } },
    })
  })

  test('is not asked for where the cookie is not marked', async () => {
    await copy('unmarked', { state: 'active', memory: memory('unmarked') })
    expect((await look('/', await visitorCookie(returning(idOf('unmarked'))))).text).toBe(PAGE)
  })

  test.each(['objected', 'restricted'])('that is %s is not used, and the cookie stays', async (state) => {
    await copy(state, { state, memory: memory(state) })
    expect(await look('/', await known(state))).toMatchObject({ text: PAGE, memory: { visitor: idOf(state) } })
    const { pageCount } = returning(idOf(state)).visits
    expect((await look('/', await known(state))).memory!.visits.pageCount).toBe(pageCount)
  })

  test('of an erased visitor ends the cookie: a new one begins', async () => {
    await copy('erased', { state: 'erased' })
    const { text, memory: next } = await look('/', await known('erased'))
    expect(text).toBe(PAGE)
    expect(next).toMatchObject({ traits: {}, isKnown: false, visits: { count: 1, pageCount: 1 } })
    expect(next!.visitor).not.toBe(idOf('erased'))
  })

  test('of an id that moved: the cookie follows', async () => {
    await copy('moved', { state: 'moved', to: idOf('target') })
    await copy('target', { state: 'active', memory: memory('target') })
    expect((await look('/', await known('moved'))).memory).toMatchObject({ visitor: idOf('target') })
  })

  test.each(['hangs', 'throws'] as const)(
    'that KV does not give (%s): the page is as the cookie has it',
    async (fault) => {
      await copy(fault, { state: 'active', memory: memory(fault) })
      const cookie = await known(fault)
      await look('/', await known('warms')) // the isolate has its rules and its list of wishes
      await worker.breakKv(fault)
      expect((await look('/', cookie)).text).toBe('<h1>for cookie</h1>')
      await worker.breakKv('none')
    },
  )
})

test.each(['database_frozen', 'database_locked', 'database_killed'] as const)(
  '%s: pages are as the cookies have them',
  async (fault) => {
    expect(await proveKnown(fault, 20)).toMatchObject({ failed: 0 })
  },
)

async function whileFrozen<T>(work: () => Promise<T>): Promise<T> {
  await freeze(record.server)
  return work().finally(() => record.server.signal('SIGCONT'))
}

describe('a login', () => {
  const login = async (path: string, who: string) =>
    said.set(path, await identityHeader(who, TEST_IDENTITY_KEY, Date.now()))
  /** A mac's last letter is one of sixteen. */
  const another = (letter: string) => (letter === 'w' ? 'A' : 'w')
  const rowOf = async (visitor: string) => (await record.rows('select * from visitors where id = ?', [visitor]))[0]
  const identities = (visitor: string) => record.rows('select visitor from identities where visitor = ?', [visitor])

  test('marks the cookie, and the database knows the visitor', async () => {
    await login('/a', 'anna')
    const first = await look('/a', await visitorCookie(returning(idOf('anna'), { traits: role('reader') })))
    expect(first).toMatchObject({ text: '<h1>for reader</h1>', memory: { visitor: idOf('anna'), isKnown: true } })
    await expect.poll(() => rowOf(idOf('anna'))).toBeDefined()
    expect(JSON.stringify(await record.rows('select * from identities', []))).not.toContain('"anna"')
  })

  test('on another device brings its memory along, and the next page has that of both', async () => {
    await login('/b', 'bo')
    await look('/b', await visitorCookie(returning(idOf('bo-1'), { traits: role('both') })))
    await expect.poll(() => identities(idOf('bo-1'))).toHaveLength(1)
    const second = await look('/b', await visitorCookie(returning(idOf('bo-2'))))
    await expect.poll(async () => (await rowOf(idOf('bo-2')))?.moved_to).toBe(idOf('bo-1'))
    expect(await look('/', second.cookie)).toMatchObject({
      text: '<h1>for both</h1>',
      memory: { visitor: idOf('bo-1') },
    })
  })

  test('told of on each page changes nothing, however long the database takes', async () => {
    await login('/a', 'lena')
    let { cookie, memory } = await look('/a', await visitorCookie(returning(idOf('lena'), { traits: role('reader') })))
    await expect.poll(() => identities(idOf('lena'))).toHaveLength(1)
    await whileFrozen(async () => {
      for (let pages = 0; pages < 3; pages++) {
        const next = await look('/a', cookie)
        expect(next).toMatchObject({ text: '<h1>for reader</h1>', memory: { visitor: memory!.visitor, isKnown: true } })
        ;({ cookie, memory } = next)
      }
    })
    expect(JSON.stringify(await record.rows('select memory from visitors', []))).not.toContain('"login"')
  })

  test('of somebody else, before the database has answered: nobody’s page, and theirs once it has', async () => {
    await login('/c', 'mia')
    const first = await look('/c', await visitorCookie(returning(idOf('mia'), { traits: role('mia') })))
    await login('/d', 'nora')
    await look('/d', await visitorCookie(returning(idOf('nora'), { traits: role('nora') })))
    await expect.poll(() => identities(idOf('mia'))).toHaveLength(1)
    await expect.poll(() => identities(idOf('nora'))).toHaveLength(1)
    const late = await whileFrozen(() => look('/d', first.cookie))
    expect(late).toMatchObject({ text: PAGE, memory: { isKnown: true, traits: {} } })
    expect([idOf('mia'), idOf('nora')]).not.toContain(late.memory!.visitor)
    await expect.poll(async () => (await rowOf(late.memory!.visitor))?.moved_to).toBe(idOf('nora'))
    expect(await look('/', late.cookie)).toMatchObject({
      text: '<h1>for nora</h1>',
      memory: { visitor: idOf('nora') },
    })
  })

  test('of somebody else in the same browser shows them nothing of the first', async () => {
    await login('/c', 'cleo')
    await login('/d', 'dan')
    const first = await look('/c', await visitorCookie(returning(idOf('cleo'), { traits: role('cleo') })))
    await expect.poll(() => identities(idOf('cleo'))).toHaveLength(1)
    const second = await look('/d', first.cookie)
    expect(second.text).toBe(PAGE)
    expect(second.memory!.visitor).not.toBe(idOf('cleo'))
    expect(second.memory!.traits).toEqual({})
  })

  test('that ends gives the browser a new visitor', async () => {
    said.set('/out', 'logout')
    const { memory } = await look('/out', await known('eve'))
    expect(memory).toMatchObject({ isKnown: false, traits: {} })
    expect(memory!.visitor).not.toBe(idOf('eve'))
  })

  describe('told of where nothing is decided', () => {
    const elsewhere = '/shop/login'
    const enter = async (init: { readonly method?: string; readonly cookie?: string | null }) => {
      const { method = 'GET', cookie = null } = init
      const answer = await worker.fetch(elsewhere, { method, headers: { cookie } })
      expect(answer.header('awase-identity')).toBeNull()
      return answer
    }

    test.each(['GET', 'POST'])('by %s: the cookie is marked, and the answer is in no shared cache', async (method) => {
      const name = `gina-${method}`
      await login(elsewhere, name)
      const cookie = await visitorCookie(returning(idOf(name), { traits: role('kept') }))
      const answer = await enter({ method, cookie })
      expect(answer.status).toBe(method === 'GET' ? 200 : 303)
      const memory = await rememberedIn(answer.setCookies)
      const { pageCount } = returning(idOf(name)).visits
      expect(memory).toMatchObject({ visitor: idOf(name), isKnown: true, visits: { pageCount } })
      expect(answer.header('cache-control')).toBe('private, no-cache')
      await expect.poll(() => identities(idOf(name))).toHaveLength(1)
    })

    test('somebody whom nobody knew becomes a visitor', async () => {
      await login(elsewhere, 'hana')
      const memory = await rememberedIn((await enter({ method: 'POST' })).setCookies)
      expect(memory).toMatchObject({ isKnown: true, visits: { count: 1 } })
      await expect.poll(() => identities(memory!.visitor)).toHaveLength(1)
    })

    test('a logout gives the browser a new visitor', async () => {
      said.set(elsewhere, 'logout')
      const memory = await rememberedIn((await enter({ method: 'POST', cookie: await known('ivan') })).setCookies)
      expect(memory!.visitor).not.toBe(idOf('ivan'))
    })

    test('who may not be remembered stays nobody', async () => {
      await login(elsewhere, 'jun')
      const answer = await worker.fetch(elsewhere, { method: 'POST', headers: { 'sec-gpc': '1' } })
      expect(answer.setCookies).toEqual([])
      expect(answer.header('awase-identity')).toBeNull()
    })

    test('an answer without a word of it passes untouched', async () => {
      said.delete(elsewhere)
      const answer = await enter({ cookie: await known('karl') })
      expect(answer.setCookies).toEqual([])
      expect(answer.header('cache-control')).toBeNull()
    })
  })

  test.each([
    ['forged', async () => (await identityHeader('mallory', TEST_IDENTITY_KEY, Date.now())).replace(/.$/, another)],
    ['of a page that somebody kept', async () => identityHeader('mallory', TEST_IDENTITY_KEY, Date.now() - 600_000)],
    ['of another key', async () => identityHeader('mallory', 'another-key-which-has-32-letters-too', Date.now())],
  ])('%s is nobody’s', async (name, word) => {
    said.set('/m', await word())
    const { memory } = await look('/m', await visitorCookie(returning(idOf('mallory'))))
    expect(memory, name).toMatchObject({ visitor: idOf('mallory'), isKnown: false })
  })
})
