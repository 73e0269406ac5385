/** The visitor's page and what they ask for there, against the real Worker and database. Not how it looks: test/browser/privacy. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidV7 } from '../../src/core/event/uuid-v7.ts'
import type { Memory } from '../../src/core/memory.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startRecord, type TestRecord } from '../harness/record.ts'
import { TYPICAL_NOW_S, typicalMemory } from '../harness/typical-memory.ts'
import { type VisitorBrowser, visitorBrowser } from '../harness/visitor-browser.ts'
import { startWorker, TEST_TOKEN, type TestWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'

const CANARY = `"'><img src=x onerror=alert(1)>&amp;`
const JAPAN = { country: 'JP' }
const PRIVACY = '/_awase/privacy'

const RULES = {
  ...ruleset(
    { headline: { paths: ['/*'], selector: 'h1', kind: 'text' } },
    [
      plain(
        'interested',
        { headline: { text: 'rain' } },
        { name: { ja: '雨具', en: 'Rainwear' }, when: { $audience: 'wet' } },
      ),
      plain('canary', { headline: { text: 'x' } }, { name: CANARY, when: { 'affinity.none': { $gt: 0.9 } } }),
    ],
    {
      memory: 'by-region',
      schema: {
        traits: {
          role: {
            type: 'string',
            values: ['sales', 'marketing', CANARY],
            label: { ja: '職種', en: 'Role' },
            purpose: { ja: '資料を選ぶため', en: 'To choose papers' },
          },
          age: { type: 'number' },
          likes: {
            type: 'strings',
            values: ['tea', 'coffee'],
            label: { ja: 'お好み', en: 'Taste' },
            valueLabels: { tea: { ja: 'お茶', en: 'Tea' }, coffee: CANARY },
          },
          member: { type: 'boolean' },
        },
        scores: {
          churn: {
            label: { ja: '離れそうな度合い', en: 'Leaving' },
            purpose: { ja: '引き止めるため', en: 'To keep you' },
          },
        },
        categoryLabels: { rainwear: { ja: '雨のもの', en: 'Wet weather' } },
      },
    },
  ),
  audiences: { wet: { 'affinity.rainwear': { $gte: 0.5 } } },
}

let worker: TestWorker
let record: TestRecord
const origin = await startOrigin(pages({ '/': '<html><body><h1>origin</h1></body></html>' }))
beforeAll(async () => {
  record = await startRecord()
  worker = await startWorker({ origin: origin.url, record, cf: JAPAN })
  expect((await worker.publish(RULES)).body.issues ?? []).toEqual([])
})
afterAll(() => Promise.all([worker.dispose(), origin.close()]).then(() => record.dispose()))

let count = 0
const freshId = (): string => `visitor-${String(count++).padStart(14, '0')}`
const declared = (value: string | number): Memory['traits'][string] => ({
  value,
  source: 'declared',
  purpose: 'the purpose shown',
  at: TYPICAL_NOW_S,
})

async function browserWith(more: Partial<Memory> = {}): Promise<VisitorBrowser & { readonly id: string }> {
  const browser = visitorBrowser(worker)
  const id = freshId()
  await browser.remember({ ...typicalMemory(), visitor: id, traits: { role: declared('sales') }, ...more })
  return { ...browser, id }
}

const json = async (browser: VisitorBrowser) =>
  JSON.parse((await browser.ask(PRIVACY, { headers: { accept: 'application/json' } })).text)
const act = (browser: VisitorBrowser, ...fields: (readonly [string, string])[]) =>
  browser.post(`${PRIVACY}?lang=en`, fields)

describe('the page', () => {
  test('says what is remembered, from where, in both languages, to whom it belongs alone', async () => {
    const browser = await browserWith()
    const japanese = await browser.ask(PRIVACY)
    expect(japanese.status).toBe(200)
    expect(japanese.header('cache-control')).toBe('no-store')
    expect(japanese.header('x-robots-tag')).toContain('noindex')
    expect(japanese.header('content-security-policy')).toContain("default-src 'none'")
    for (const text of ['rainwear', 'jacket-2p', '20回目の訪問です', '職種：sales', 'the purpose shown'])
      expect(japanese.text).toContain(text)
    const english = await browser.ask(`${PRIVACY}?lang=en`)
    expect(english.text).toContain('<html lang="en">')
    expect(english.text).toContain('This is visit number 20')
    expect((await worker.fetch(PRIVACY)).text).not.toContain('jacket-2p')
  })

  test('a score is told with what it is for and since when', async () => {
    const browser = await browserWith({
      scores: { churn: { value: 0.25, at: Date.parse('2026-11-03T03:00:00Z') / 1000 } },
    })
    const { groups, remembered } = await json(browser)
    expect(remembered.scores).toEqual({ churn: { value: 0.25, at: 1_793_674_800 } })
    const { lines } = groups.find(({ group }: { group: string }) => group === 'imported')
    expect(lines).toMatchObject([{ what: '離れそうな度合い：0.25', note: '2026年11月3日に登録。目的：引き止めるため' }])
    const english = (await browser.ask(`${PRIVACY}?lang=en`)).text
    expect(english).toContain('Leaving: 0.25')
    expect(english).toMatch(/Since [^<]*2026\. Purpose: To keep you/)
  })

  test('looking changes and keeps nothing', async () => {
    const browser = await browserWith()
    const before = new Map(browser.cookies)
    expect((await browser.ask(PRIVACY)).header('set-cookie')).toBeNull()
    expect(browser.cookies).toEqual(before)
    expect((await worker.fetch(PRIVACY)).header('set-cookie')).toBeNull()
  })

  test.each([
    ['nobody', async () => visitorBrowser(worker), 'このサイトがあなたを見分けるためのものが何もありません'],
    [
      'a cookie of a retired key',
      async () => {
        const browser = visitorBrowser(worker)
        await browser.remember(typicalMemory(), 'another-key-of-the-tests-with-32-random-byA')
        return browser
      },
      '古い鍵で封じられている',
    ],
  ] as const)('%s: nothing is remembered', async (_, browser, why) => {
    const page = (await (await browser()).ask(PRIVACY)).text
    expect(page).toContain('あなたについて記憶していることはありません')
    expect(page).toContain(why)
  })

  test('whatever stands in a memory is text', async () => {
    const trait = { value: CANARY, source: 'declared', purpose: CANARY, at: TYPICAL_NOW_S } as const
    const browser = await browserWith({
      visits: { ...typicalMemory().visits, landingPath: `/${CANARY}` },
      affinities: { [CANARY]: { weight: 3, at: TYPICAL_NOW_S } },
      items: [{ item: CANARY, at: TYPICAL_NOW_S, count: 1 }],
      searches: [{ words: CANARY, at: TYPICAL_NOW_S }],
      cart: [{ item: CANARY, quantity: 1, value: 2, at: TYPICAL_NOW_S }],
      assignments: { [CANARY]: CANARY, canary: 'v' },
      plans: { canary: [TYPICAL_NOW_S] },
      dismissed: ['canary'],
      traits: {
        role: trait,
        [CANARY]: trait,
        likes: { ...trait, value: [CANARY] },
        age: { ...trait, source: 'imported' },
      },
      scores: { [CANARY]: { value: 0.5, at: TYPICAL_NOW_S } },
    })
    for (const language of ['ja', 'en']) {
      const { text } = await browser.ask(`${PRIVACY}?lang=${language}&done=${encodeURIComponent(CANARY)}`)
      expect(text).not.toContain('<img')
      // Each of them is there, as text.
      expect(text.split('&lt;img src=x onerror=alert(1)&gt;').length).toBeGreaterThan(20)
    }
  })

  test('names and values in the site’s words, yes and no and numbers in ours', async () => {
    const trait = (value: Memory['traits'][string]['value']) => ({ ...declared(''), value })
    const browser = await browserWith({
      traits: { likes: trait(['tea', 'coffee']), member: trait(true), age: trait(12_345), gone: trait('x') },
    })
    const whats = async (language: string): Promise<string[]> => {
      const page = await browser.ask(`${PRIVACY}?lang=${language}`, { headers: { accept: 'application/json' } })
      const { groups } = JSON.parse(page.text) as { groups: { group: string; lines: { what: string }[] }[] }
      const of = (name: string) => groups.find(({ group }) => group === name)!.lines.map(({ what }) => what)
      return [...of('interests').filter((what) => /rainwear|雨のもの|Wet/.test(what)), ...of('declared')]
    }
    expect(await whats('ja')).toEqual(['雨のもの', `お好み：お茶、${CANARY}`, 'member：はい', 'age：12,345', 'gone：x'])
    expect(await whats('en')).toEqual(['Wet weather', `Taste: Tea, ${CANARY}`, 'member: Yes', 'age: 12,345', 'gone: x'])
    const { text } = await browser.ask(PRIVACY)
    expect(text).not.toContain('<img')
    expect(text).toMatch(/<input type="checkbox" name="value" value="tea" checked \/>お茶<\/label>/)
    expect(text).toContain('aria-label="雨のもの：興味がない"')
  })

  test('what it was used for, and why in a sentence', async () => {
    const id = freshId()
    const browser = await browserWith({ visitor: id })
    const event = (seq: number, experience: string, visitor: string) =>
      record.rows(
        `insert into events (id, site, kind, source, at, received_at, visitor, path, experience, arm)
         values (?, 'main', 'exposure', 'edge', ?, ?, ?, '/there', ?, 'v')`,
        [`0190-${id}-${seq}`, Date.now(), Date.now(), visitor, experience],
      )
    await event(1, 'interested', id)
    await event(2, 'interested', 'somebody-else')
    const { uses } = await json(browser)
    expect(uses).toEqual([
      {
        at: expect.any(Number),
        path: '/there',
        name: '雨具',
        arm: 'v',
        why: '「雨のもの」への関心が0.5以上の場合に表示するものです。',
      },
    ])
    expect((await browser.ask(`${PRIVACY}?lang=en`)).text).toContain('Rainwear')
  })
})

describe('an act', () => {
  test.each([
    [
      [
        ['act', 'correct'],
        ['name', 'role'],
        ['value', 'marketing'],
      ],
      (m: Memory) => m.traits.role!.value,
      'marketing',
    ],
    [
      [
        ['act', 'correct'],
        ['name', 'likes'],
        ['value', 'tea'],
        ['value', 'coffee'],
      ],
      (m: Memory) => m.traits.likes!.value,
      ['tea', 'coffee'],
    ],
    [
      [
        ['act', 'correct'],
        ['name', 'age'],
        ['value', '41'],
      ],
      (m: Memory) => m.traits.age!.value,
      41,
    ],
    [
      [
        ['act', 'correct'],
        ['name', 'member'],
        ['value', 'true'],
      ],
      (m: Memory) => m.traits.member!.value,
      true,
    ],
    [
      [
        ['act', 'remove'],
        ['name', 'role'],
      ],
      (m: Memory) => m.traits,
      {},
    ],
    [
      [
        ['act', 'forget'],
        ['what', 'interest'],
        ['name', 'rainwear'],
      ],
      (m: Memory) => 'rainwear' in m.affinities,
      false,
    ],
    [
      [
        ['act', 'forget'],
        ['what', 'item'],
        ['name', 'jacket-2p'],
      ],
      (m: Memory) => m.items.some(({ item }) => item === 'jacket-2p'),
      false,
    ],
    [
      [
        ['act', 'show-again'],
        ['name', 'interested'],
      ],
      (m: Memory) => m.dismissed,
      ['canary'],
    ],
  ] as const)('%j', async (fields, seen, expected) => {
    const browser = await browserWith({ dismissed: ['interested', 'canary'] })
    const answer = await act(browser, ...fields)
    expect(answer.status).toBe(303)
    expect(answer.header('location')).toBe(`${PRIVACY}?lang=en&done=${fields[0][1]}`)
    const memory = await browser.memory()
    expect(seen(memory!)).toEqual(expected)
    expect(memory!.visits.count).toBe(20)
  })

  test('what is corrected is declared, with the purpose shown', async () => {
    const browser = await browserWith({ traits: { role: { ...declared('sales'), source: 'imported', purpose: null } } })
    await act(browser, ['act', 'correct'], ['name', 'role'], ['value', 'marketing'])
    expect((await browser.memory())!.traits.role).toMatchObject({ source: 'declared', purpose: 'To choose papers' })
  })

  test.each([
    [
      'a value that the schema has not',
      [
        ['act', 'correct'],
        ['name', 'role'],
        ['value', 'king'],
      ],
      400,
    ],
    [
      'two values for one',
      [
        ['act', 'correct'],
        ['name', 'role'],
        ['value', 'sales'],
        ['value', 'marketing'],
      ],
      400,
    ],
    [
      'no number',
      [
        ['act', 'correct'],
        ['name', 'age'],
        ['value', 'old'],
      ],
      400,
    ],
    [
      'a trait that the schema has not',
      [
        ['act', 'correct'],
        ['name', 'toString'],
        ['value', 'x'],
      ],
      400,
    ],
    [
      'no act',
      [
        ['act', 'rewrite'],
        ['name', 'role'],
      ],
      400,
    ],
    ['nothing', [], 400],
  ] as const)('%s is refused, and changes nothing', async (_, fields, status) => {
    const browser = await browserWith()
    const before = browser.cookies.get('awase')
    expect((await act(browser, ...fields)).status).toBe(status)
    expect(browser.cookies.get('awase')).toBe(before)
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['no origin, and another site', { origin: null, 'sec-fetch-site': 'cross-site' }],
    ['no word of it', { origin: null }],
  ] as const)('by %s is refused', async (_, headers) => {
    const browser = await browserWith()
    const before = new Map(browser.cookies)
    const answer = await browser.post(PRIVACY, [['act', 'erase']], headers)
    expect(answer.status).toBe(403)
    expect(browser.cookies).toEqual(before)
    expect(await record.rows('select 1 from tombstones where visitor = ?', [browser.id])).toEqual([])
  })

  test('objecting denies profile and personalize, and leaves the rest', async () => {
    const browser = await browserWith()
    await act(browser, ['act', 'object'])
    const { consent } = await json(browser)
    expect(consent).toMatchObject({ signal: 'own', storage: true, profile: false, personalize: false, measure: true })
    expect(await record.rows('select purposes from consents where visitor = ?', [browser.id])).toEqual([
      { purposes: '["storage","measure"]' },
    ])
  })

  test('withdrawing takes everything back, and the memory out of the browser', async () => {
    const browser = await browserWith()
    await act(browser, ['act', 'withdraw'])
    expect([...browser.cookies.keys()]).toEqual(['awase-consent'])
    expect((await json(browser)).consent).toMatchObject({ signal: 'own', storage: false, measure: false })
  })

  test('as JSON: what was done, or why not', async () => {
    const browser = await browserWith()
    const headers = { origin: worker.url, 'content-type': 'application/json', accept: 'application/json' }
    const say = async (body: string) => {
      const answer = await browser.ask(PRIVACY, { method: 'POST', headers, body })
      return [answer.status, JSON.parse(answer.text)]
    }
    expect(await say('{"act":"correct","name":"age","value":40}')).toEqual([200, { done: 'correct' }])
    expect((await browser.memory())!.traits.age!.value).toBe(40)
    expect(await say('{"act":"correct","name":"age","value":{}}')).toEqual([
      400,
      expect.objectContaining({ reason: 'no_act' }),
    ])
    expect(await say('[')).toEqual([400, expect.objectContaining({ reason: 'no_act' })])
    browser.cookies.clear()
    expect(await say('{"act":"remove","name":"age"}')).toEqual([404, expect.objectContaining({ reason: 'nobody' })])
  })

  test('two at once: each leaves a sound memory, none fails', async () => {
    const browser = await browserWith()
    const [one, other] = await Promise.all([
      act(browser, ['act', 'remove'], ['name', 'role']),
      act(browser, ['act', 'forget'], ['what', 'interest'], ['name', 'rainwear']),
    ])
    expect([one.status, other.status]).toEqual([303, 303])
    expect(await browser.memory()).toMatchObject({ visitor: browser.id })
  })
})

describe('somebody with a login', () => {
  async function known(): Promise<Awaited<ReturnType<typeof browserWith>>> {
    const browser = await browserWith({ isKnown: true })
    const memory = {
      ...typicalMemory(),
      visitor: browser.id,
      isKnown: true,
      traits: { role: declared('sales'), age: declared(30) },
    }
    await record.rows(
      `insert into visitors (site, id, memory, state, has_device, seen_at, updated_at, version)
       values ('main', ?, ?, 'active', 1, ?, ?, 1)`,
      [browser.id, JSON.stringify(memory), Date.now(), Date.now()],
    )
    return browser
  }
  const kept = async (id: string) => {
    const [row] = await record.rows('select memory, state from visitors where id = ?', [id])
    return row === undefined ? null : { state: row.state, memory: JSON.parse(String(row.memory)) as Memory }
  }

  test('sees both, and corrects both', async () => {
    const browser = await known()
    expect((await json(browser)).remembered.traits.age.value).toBe(30)
    await act(browser, ['act', 'forget'], ['what', 'interest'], ['name', 'rainwear'])
    await act(browser, ['act', 'correct'], ['name', 'role'], ['value', 'marketing'])
    expect((await kept(browser.id))!.memory.affinities).not.toHaveProperty('rainwear')
    expect((await kept(browser.id))!.memory.traits.role!.value).toBe('marketing')
    expect((await json(browser)).remembered.affinities).not.toHaveProperty('rainwear')
  })

  test('two corrections at once both reach the database', async () => {
    const browser = await known()
    await Promise.all([
      act(browser, ['act', 'remove'], ['name', 'age']),
      act(browser, ['act', 'forget'], ['what', 'item'], ['name', 'jacket-2p']),
      act(browser, ['act', 'correct'], ['name', 'role'], ['value', 'marketing']),
    ])
    const { memory } = (await kept(browser.id))!
    expect(memory.traits).not.toHaveProperty('age')
    expect(memory.items.map(({ item }) => item)).not.toContain('jacket-2p')
    expect(memory.traits.role!.value).toBe('marketing')
  })

  test('objects on every device, and takes it back', async () => {
    const browser = await known()
    await act(browser, ['act', 'object'])
    expect((await kept(browser.id))!.state).toBe('objected')
    expect((await browser.ask(`${PRIVACY}?lang=en`)).text).toContain('Let it be used again')
    await act(browser, ['act', 'use-again'])
    expect((await kept(browser.id))!.state).toBe('active')
  })
})

test('what was done since the last page is shown, forgotten for good, and erased', async () => {
  const browser = visitorBrowser(worker)
  await browser.ask('/')
  const now = Date.now()
  const event = {
    id: uuidV7(now, crypto.getRandomValues(new Uint8Array(10))),
    kind: 'item_view',
    at: now,
    item: 'socks',
  }
  const body = JSON.stringify({ sentAt: now, events: [event] })
  const headers = { origin: worker.url, 'content-type': 'application/json' }
  expect((await browser.ask('/_awase/events', { method: 'POST', headers, body })).status).toBe(202)
  const items = async () => (await json(browser)).remembered.items.map(({ item }: { item: string }) => item)
  expect(await items()).toEqual(['socks'])
  await act(browser, ['act', 'forget'], ['what', 'item'], ['name', 'socks'])
  expect(await items()).toEqual([])
  await browser.ask('/')
  expect(await items()).toEqual([])
  await act(browser, ['act', 'erase'])
  expect([...browser.cookies.keys()]).toEqual([])
})

describe('erasing', () => {
  test('clears the browser at once, raises a tombstone, and is the same for nobody', async () => {
    const browser = await browserWith()
    const answers = [await act(browser, ['act', 'erase']), await act(visitorBrowser(worker), ['act', 'erase'])]
    const [one, other] = answers.map(({ status, header, text }) => [
      status,
      header('location'),
      header('set-cookie'),
      text,
    ])
    expect(one).toEqual(other)
    expect(browser.cookies.has('awase')).toBe(false)
    expect(await record.rows('select site from tombstones where visitor = ?', [browser.id])).toEqual([{ site: 'main' }])
    const page = await browser.ask(answers[0]!.header('location')!)
    expect(page.text).toContain('Within minutes')
  })

  test('another device of theirs is nobody, and forgets', async () => {
    const browser = await browserWith()
    const device = visitorBrowser(worker)
    for (const [name, value] of browser.cookies) device.cookies.set(name, value)
    await act(browser, ['act', 'erase'])
    const page = await device.ask(PRIVACY)
    expect(page.text).toContain('あなたについて記憶していることはありません')
    expect(device.cookies.has('awase')).toBe(false)
    expect((await act(browser, ['act', 'erase'])).status).toBe(303)
  })

  test('a download that meets an erasure has everything or nothing', async () => {
    const browser = await browserWith()
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const file = async () => JSON.parse((await worker.fetch(`${PRIVACY}/download`, { headers: { cookie } })).text)
    const [met] = await Promise.all([file(), act(browser, ['act', 'erase'])])
    expect([null, browser.id]).toContain(met.cookie?.visitor ?? null)
    expect(await file()).toMatchObject({ cookie: null, kept: null, events: [], more: null })
  })
})

test('the file: everything, attached', async () => {
  const browser = await browserWith()
  await act(browser, ['act', 'object'])
  await record.rows(
    `insert into events (id, site, kind, source, at, received_at, visitor, path)
     values (?, 'main', 'page_view', 'browser', 1, 1, ?, '/seen')`,
    [`0191-${browser.id}`, browser.id],
  )
  const answer = await browser.ask(`${PRIVACY}/download`)
  expect(answer.header('content-disposition')).toContain('attachment')
  expect(answer.header('content-type')).toContain('application/json')
  expect(JSON.parse(answer.text)).toMatchObject({
    format: 1,
    cookie: { visitor: browser.id },
    kept: {
      state: 'active',
      consents: [{ purposes: ['storage', 'measure'] }],
      requests: [{ action: 'access' }, { action: 'object', actor: 'visitor' }],
    },
    events: [{ path: '/seen', visitor: browser.id }],
    more: null,
  })
})

test('every request is audited, and the audit names nobody', async () => {
  const browser = await browserWith()
  await browser.ask(PRIVACY)
  for (const fields of [
    [
      ['act', 'remove'],
      ['name', 'role'],
    ],
    [['act', 'withdraw']],
  ] as const)
    await act(browser, ...fields)
  const answer = await worker.fetch(`/_awase/api/v1/visitors/${browser.id}`, {
    headers: { authorization: `Bearer ${TEST_TOKEN}` },
  })
  const { requests } = JSON.parse(answer.text)
  const seen = requests
    .filter(({ actor }: { actor: string }) => actor === 'visitor')
    .map(({ action }: { action: string }) => action)
  expect(seen.toSorted()).toEqual(['access', 'consent', 'rectify'])
  const rows = JSON.stringify(await record.rows('select * from audit'))
  for (const secret of [browser.id, 'marketing', 'rainwear']) expect(rows).not.toContain(secret)
})

test('a database that is down: what is in the browser is shown, and nothing is half done', async () => {
  await using lonely = await startWorker({ origin: origin.url, record: { url: 'http://127.0.0.1:1' }, cf: JAPAN })
  await lonely.publish(RULES)
  const browser = visitorBrowser(lonely)
  await browser.remember(typicalMemory())
  const page = await browser.ask(`${PRIVACY}?lang=en`)
  expect(page.text).toContain('Some records cannot be reached right now')
  expect(page.text).toContain('jacket-2p')
  const before = new Map(browser.cookies)
  for (const name of ['erase', 'withdraw', 'object']) expect((await act(browser, ['act', name])).status).toBe(503)
  expect((await browser.ask(`${PRIVACY}/download`)).status).toBe(503)
  expect(browser.cookies).toEqual(before)
})

test('without a database the cookie is all, and goes', async () => {
  await using bare = await startWorker({ origin: origin.url, cf: JAPAN })
  await bare.publish(RULES)
  const browser = visitorBrowser(bare)
  await browser.remember(typicalMemory())
  await act(browser, ['act', 'forget'], ['what', 'interest'], ['name', 'rainwear'])
  expect((await browser.memory())!.affinities).not.toHaveProperty('rainwear')
  expect((await act(browser, ['act', 'erase'])).status).toBe(303)
  expect(browser.cookies.has('awase')).toBe(false)
})
