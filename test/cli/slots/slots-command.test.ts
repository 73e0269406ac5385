/** The command from its flags to its exit code, over pages of a real server. Not every finding: findings.test.ts. */

import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { MAX_PAGE_BYTES } from '../../../src/cli/slots/fetch-page.ts'
import { listen } from '../../../src/dev/listen.ts'
import { createShop } from '../../../src/dev/shop/server.ts'

import { startOrigin, startRawOrigin } from '../../harness/origin.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { startWorker, TEST_TOKEN } from '../../harness/worker.ts'
import { authored } from './pages.ts'
import { runSlots } from './run-slots.ts'

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const html = (body: string): string => `<!doctype html>\n<html><body>\n${body}\n</body></html>`
const HERO = '<section class="hero">x</section>'
/** "日本の夏" in Shift_JIS. */
const SUMMER = Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x82, 0xcc, 0x89, 0xc4])

const far = await startOrigin((_, response) => response.writeHead(200, HTML).end(html(HERO)))
const site = await startOrigin(({ target, headers }, response) => {
  const at = (status: number, head: Record<string, string>, body: string | Uint8Array = '') =>
    response.writeHead(status, head).end(body)
  switch (target) {
    case '/hero':
      return at(200, HTML, html(HERO))
    case '/links':
      return at(
        200,
        HTML,
        html(
          '<a href="/nowhere-1">1</a><a href="/hero#x">2</a><a href="/logout">3</a><a href="/a.pdf">4</a><a href="/hero">5</a>',
        ),
      )
    case '/old':
      return at(301, { location: '/older' })
    case '/older':
      return at(302, { location: '/hero' })
    case '/away':
      return at(302, { location: far.url.replace('127.0.0.1', 'localhost') + '/' })
    case '/file':
      return at(302, { location: 'file:///etc/passwd' })
    case '/round':
      return at(302, { location: '/round' })
    case '/pdf':
      return at(200, { 'content-type': 'application/pdf' }, '%PDF')
    case '/untyped':
      return at(200, {}, html(HERO))
    case '/packed':
      return at(200, { ...HTML, 'content-encoding': 'x-packed' }, html(HERO))
    case '/utf16':
      return at(200, { 'content-type': 'text/html; charset=utf-16le' }, Buffer.from(html(HERO), 'utf16le'))
    case '/unnamed':
      return at(200, { 'content-type': 'text/html' }, html(HERO))
    case '/sjis':
      return at(
        200,
        { 'content-type': 'text/html' },
        Buffer.concat([
          Buffer.from('<!doctype html>\n<meta charset="Shift_JIS">\n<p>'),
          SUMMER,
          Buffer.from('</p><section title="'),
          SUMMER,
          Buffer.from('" class="hero">x</section>'),
        ]),
      )
    case '/ambiguous':
      return at(200, HTML, html(`<select><option>1<style>a</style>${HERO}`))
    case '/6mb':
      return at(200, HTML, html(`${HERO}<p>${'山'.repeat(2 * 1024 * 1024)}</p><section class="late">y</section>`))
    case '/endless':
      return at(200, HTML, html(`${HERO}<p>${'a'.repeat(MAX_PAGE_BYTES)}</p>`))
    case '/evil':
      return at(
        200,
        HTML,
        html('<section class="hero" title="\u001b]0;owned\u0007\u001b[31m\u202ered\u009b2J"><x\u009b31m>x</section>'),
      )
    case '/evil-tag':
      return at(200, HTML, html('<x\u009b31m class="hero">x</x\u009b31m>'))
    case '/agent':
      return at(headers['user-agent'] === 'Probe/1' ? 200 : 403, HTML, html(HERO))
    case '/cookie':
      return at(200, HTML, html(`<a href="/hero?x=${'b'.repeat(5)}">x</a>${HERO}`))
    default:
      return at(404, HTML, html('not here'))
  }
})
const silent = await startRawOrigin(() => {})
const shop = createShop()
const demo = await listen((request, response) => shop.handle(request, response))
afterAll(() => Promise.all([site.close(), far.close(), silent.close(), demo.close()]))

const folder = await temporaryFolder()
const slot = (paths: readonly string[], selector: string) => ({ paths, selector })
const SLOTS = { hero: slot(['/*'], 'section.hero') }
await writeFile(join(folder, 'rules.json'), JSON.stringify(authored(SLOTS, { hero: { text: 'x' } })))
const look = (...args: readonly string[]) => runSlots([...args, '--rules', 'rules.json'], { folder })
/** Without the address, which is another each time. */
const told = (text: string): string =>
  text.replaceAll(site.url, 'SITE').replaceAll(far.url.replace('127.0.0.1', 'localhost'), 'FAR')

describe('the demo shop', () => {
  test('has every slot of its rules, in both languages', async () => {
    const rules = resolve(import.meta.dirname, '../../../src/dev/shop/rules.json')
    const ran = await runSlots(['--url', `${demo.url}/`, '--url', `${demo.url}/en/`, '--pages', '40', '--rules', rules])
    expect(ran.err).toBe('')
    expect(ran.out.match(/^\s*[!✗].*$/gm) ?? []).toEqual([])
    expect(ran.out.split('\n').at(-1)).toBe('31 slots: 31 ✓.')
    expect(ran).toMatchObject({ code: 0, steps: 40, isDone: true })
  })
})

describe('a page that can be edited', () => {
  test('is told with its slot, quietly', async () => {
    const ran = await look('--url', `${site.url}/hero`)
    expect(told(ran.out)).toBe(
      [
        'SITE/hero  200, utf-8, 77 bytes',
        '',
        '✓ hero  section.hero',
        '    ✓ /hero  line 3:1, byte 29, ends 81 % into the page  <section class="hero">',
        '',
        '1 slot: 1 ✓.',
      ].join('\n'),
    )
    expect(ran).toMatchObject({ code: 0, err: '' })
  })

  test('after redirects: each is told', async () => {
    const ran = await look('--url', `${site.url}/old`)
    expect(told(ran.out)).toContain('SITE/hero  200, utf-8, 77 bytes\n  301 from SITE/old\n  302 from SITE/older\n')
    expect(ran.code).toBe(0)
  })

  test('of another host', async () => {
    const ran = await look('--url', `${site.url}/away`)
    const hosts = [site.url, far.url.replace('127.0.0.1', 'localhost')].map((url) => new URL(url).host)
    expect(ran.out).toContain(
      `  ! It is a page of another host: ${hosts[0]} redirects to ${hosts[1]}.\n    → The Worker must stand before ${hosts[1]} to edit it.`,
    )
    expect(ran.code).toBe(0)
  })

  test('in Shift_JIS named by a meta only: read as the Worker does, places in characters', async () => {
    const ran = await look('--url', `${site.url}/sjis`)
    expect(told(ran.out)).toContain('SITE/sjis  200, shift_jis, ')
    expect(ran.out).toContain(
      '✓ /sjis  line 3:12, byte 58, ends 100 % into the page  <section title="日本の夏" class="hero">',
    )
    expect(ran.code).toBe(0)
  })

  test('in an encoding that nothing names', async () => {
    const ran = await look('--url', `${site.url}/unnamed`)
    expect(ran.out).toContain(
      '  ! Neither its header nor a <meta> names its encoding; the Worker inserts everything beyond ASCII as character references.\n    → Name it in the header: Content-Type: text/html; charset=utf-8.',
    )
    expect(ran.code).toBe(0)
  })

  test('of 6 MB: what stands beyond the window is left alone', async () => {
    const slots = { hero: slot(['/*'], 'section.hero'), late: slot(['/*'], 'section.late') }
    await writeFile(
      join(folder, 'late.json'),
      JSON.stringify(authored(slots, { hero: { text: 'x' }, late: { text: 'x' } })),
    )
    const ran = await runSlots(['--url', `${site.url}/6mb`, '--rules', 'late.json'], { folder })
    expect(ran.out).toContain(
      '  ! The page has 6.0 MB; the Worker holds 4.0 MB and leaves alone what stands beyond.\n    → Make the page smaller.',
    )
    expect(ran.out).toContain('✓ hero  section.hero\n    ✓ /6mb  line 3:1')
    expect(ran.out).toContain(
      '        ✗ Falls back (on-late). It stands, or ends, beyond the first 4.0 MB of the page, which is all that the Worker holds. It is left as it is.\n          → Move it further up in the page, or make the page smaller.',
    )
    expect(ran.out).toContain(
      '        ! It ends 6.0 MB into the page: the Worker reads that far on every view that edits it.\n          → Edit something further up, or make the page smaller.',
    )
    expect(ran.code).toBe(1)
  })

  test('of more than is read', async () => {
    const ran = await look('--url', `${site.url}/endless`)
    expect(ran.out).toContain(
      '  ! The page is larger than 10.0 MB; only so much of it was looked at.\n    → Make the page smaller.',
    )
    expect(ran.code).toBe(0)
  })

  test('for the browser that was named only', async () => {
    expect((await look('--url', `${site.url}/agent`, '--user-agent', 'Probe/1')).code).toBe(0)
    expect((await look('--url', `${site.url}/agent`)).out).toContain(
      '  ✗ It answers with status 403; the Worker edits only pages with status 200.\n    → Give the address of a page that is there, or a --user-agent that the server lets in.',
    )
  })

  test('no control character of a page reaches the terminal', async () => {
    const ran = await look('--url', `${site.url}/evil`)
    expect(ran.out).toContain('<section class="hero" title="]0;owned[31mred2J">')
    expect(ran.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    await writeFile(join(folder, 'any.json'), JSON.stringify(authored({ hero: slot(['/*'], '.hero') }, {})))
    const json = await runSlots(['--url', `${site.url}/evil-tag`, '--rules', 'any.json', '--json'], { folder })
    expect(JSON.parse(json.out).slots[0].pages[0].matches[0].tag).toBe('x\ufffd31m')
    expect(json.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

test('slots whose paths no page has share a line', async () => {
  const slots = { one: slot(['/a'], 'p'), two: slot(['/b'], 'p'), hero: slot(['/hero'], 'section.hero') }
  await writeFile(join(folder, 'elsewhere.json'), JSON.stringify(authored(slots, {})))
  const ran = await runSlots(['--url', `${site.url}/hero`, '--rules', 'elsewhere.json'], { folder })
  expect(ran.out.split('\n').slice(-3)).toEqual([
    '– one, two: no page that could be looked at is among their paths',
    '',
    '3 slots: 1 ✓, 2 not on these pages.',
  ])
  expect(ran.code).toBe(0)
})

describe('what is no page to edit', () => {
  test.each([
    [
      '/gone',
      'It answers with status 404; the Worker edits only pages with status 200.',
      'Give the address of a page that is there, or a --user-agent that the server lets in.',
    ],
    ['/pdf', 'It is application/pdf, not text/html; the Worker edits only HTML pages.', 'Give the address of a page.'],
    [
      '/untyped',
      'It is of no stated type, not text/html; the Worker edits only HTML pages.',
      'Give the address of a page.',
    ],
    [
      '/packed',
      'It comes with Content-Encoding x-packed, which the Worker does not read.',
      'Serve it with gzip, br or none, as was asked for.',
    ],
    [
      '/utf16',
      'Its encoding (UTF-16, ISO-2022-JP or their kind) is one that the Worker does not touch.',
      'Serve the page as UTF-8.',
    ],
    [
      '/ambiguous',
      'HTMLRewriter does not come to the end of this page; the Worker sends it as it came.',
      'Look for an unclosed <select> or a <frameset> before a <style> or <noscript>, and for tags of megabytes.',
    ],
    ['/round', 'After 20 redirects there was still no page.', 'Give the address at which the page really is.'],
    [
      '/file',
      'It redirects to file:///etc/passwd, which is neither http nor https.',
      'Give the address at which the page really is.',
    ],
  ])('%s', async (path, message, advice) => {
    const ran = await look('--url', `${site.url}${path}`)
    expect(ran.out).toContain(`  ✗ ${message}\n    → ${advice}`)
    expect(ran.out).toContain('\n– hero: no page that could be looked at is among its paths\n')
    expect(ran.code).toBe(1)
  })

  test('redirects are followed so far and no further', async () => {
    const before = site.seen.length
    await look('--url', `${site.url}/round`)
    expect(site.seen.length - before).toBe(21)
  })

  test('a server that never answers', async () => {
    const ran = await look('--url', `${silent.url}/`, '--timeout', '1')
    expect(ran.out).toContain(
      '  ✗ The page did not come within 1 second.\n    → Try again, or allow more with --timeout SECONDS.',
    )
    expect(ran.code).toBe(1)
  })

  test('a server that is not there', async () => {
    const ran = await look('--url', 'http://127.0.0.1:1/')
    expect(ran.out).toMatch(/ {2}✗ The server cannot be reached: .+\.\n {4}→ Check the address\./)
    expect(ran.code).toBe(1)
  })
})

describe('pages of the same host', () => {
  test('are followed; links that act or are no pages are not, and a dead one is only told', async () => {
    const ran = await look('--url', `${site.url}/links`, '--pages', '9')
    expect(site.seen.some(({ target }) => target === '/logout' || target === '/a.pdf')).toBe(false)
    expect(told(ran.out).match(/^SITE\S*/gm)).toEqual(['SITE/links', 'SITE/nowhere-1', 'SITE/hero'])
    expect(ran.out).toContain('    ! /links  meets nothing here\n')
    expect(ran.code).toBe(0)
  })

  test('no more than asked for', async () => {
    expect(told((await look('--url', `${site.url}/links`, '--pages', '2')).out).match(/^SITE\S*/gm)?.length).toBe(2)
    expect(told((await look('--url', `${site.url}/links`)).out).match(/^SITE\S*/gm)?.length).toBe(1)
  })
})

describe('--json', () => {
  test('has stable keys', async () => {
    const ran = await look('--url', `${site.url}/old`, '--propose', 'text:x', '--json')
    const report = JSON.parse(ran.out)
    expect(Object.keys(report)).toEqual(['ok', 'pages', 'slots', 'proposals'])
    expect(Object.keys(report.pages[0])).toEqual([
      'asked',
      'url',
      'given',
      'redirects',
      'status',
      'bytes',
      'charset',
      'editable',
      'frameworks',
      'findings',
    ])
    expect(Object.keys(report.slots[0])).toEqual(['slot', 'selector', 'mark', 'findings', 'pages', 'proposal'])
    expect(report.slots[0].pages[0]).toEqual({
      url: `${site.url}/hero`,
      mark: 'good',
      count: 1,
      matches: [
        {
          tag: 'section',
          line: 3,
          column: 1,
          offset: 29,
          endShare: expect.closeTo(0.81, 2),
          closedBy: 'own',
          snippet: '<section class="hero">',
          isTaken: true,
        },
      ],
      parts: [],
      findings: [],
    })
    expect(report.proposals).toEqual([
      {
        wanted: 'text:x',
        url: `${site.url}/hero`,
        place: { line: 3, column: 1, offset: 29 },
        snippet: '<section class="hero">',
        proposal: { selector: 'section.hero', holds: 1, of: 1 },
        findings: [],
      },
    ])
    expect(report.ok).toBe(true)
  })
})

describe('--propose', () => {
  test('by CSS that only a browser takes, and by words', async () => {
    const ran = await runSlots([
      '--url',
      `${demo.url}/`,
      '--url',
      `${demo.url}/en/`,
      '--propose',
      'h1 ~ a',
      '--propose',
      'text:夜明けの稜線に',
    ])
    expect(ran.out.replaceAll(demo.url, 'SHOP').replace(/\d+ KB/g, 'N KB')).toMatchInlineSnapshot(`
      "SHOP/  200, utf-8, N KB
      SHOP/en/  200, utf-8, N KB

      h1 ~ a
          SHOP/  line 46:5  <a class="cta" href="#goods">
          Proposal: a.cta  meets one element, the same in Worker and browser, on 2 of 2 pages

      text:夜明けの稜線に
          SHOP/  line 44:5  <h1>
          Proposal: main#main h1  meets one element, the same in Worker and browser, on 2 of 2 pages
      "
    `)
  })

  test('what is not there', async () => {
    const ran = await runSlots(['--url', `${site.url}/hero`, '--propose', 'text:nothing like it'])
    expect(ran.out).toContain(
      'text:nothing like it\n    ✗ No page that was looked at has such an element in its HTML.\n      → What a script adds later is not in it: look at the page’s source.',
    )
    expect(ran.code).toBe(1)
  })

  test('several like that, and none that a selector meets alone', async () => {
    const ran = await runSlots(['--url', `${site.url}/links`, '--propose', 'a'])
    expect(ran.out).toContain(
      '    ! 5 elements are like that; the first is taken.\n      → Say more, so that one is meant.\n    ✗ No supported, steady selector meets this element alone.\n      → Give it a name of its own in the page, for example data-slot="hero".',
    )
    expect(ran.code).toBe(1)
  })
})

describe('wrong usage', () => {
  const rules = ['--rules', 'rules.json']
  test.each([
    [[...rules], 'Which page? Give a page, e.g. --url https://www.example.com/'],
    [['--url', 'shop', ...rules], '"shop" is not the URL of a page. Give a page, e.g. --url https://www.example.com/'],
    [
      ['--url', 'file:///etc/passwd', ...rules],
      '"file:///etc/passwd" is neither http nor https. Give a page, e.g. --url https://www.example.com/',
    ],
    [
      ['--url', 'https://me:pw@shop.example/', ...rules],
      'The URL shop.example holds a user name. Give a page, e.g. --url https://www.example.com/',
    ],
    [
      ['--url', 'https://shop.example/'],
      'Give the rules whose slots are meant with --rules FILE, or what you look for with --propose.',
    ],
    [['--url', 'https://shop.example/', '--pages', '0', ...rules], '--pages takes a number from 1 to 50, not "0".'],
    [
      ['--url', 'https://shop.example/', '--timeout', '1h', ...rules],
      '--timeout takes a number from 1 to 300, not "1h".',
    ],
    [
      ['--url', 'https://shop.example/', '--user-agent', 'a\nb', ...rules],
      '--user-agent takes printable ASCII characters.',
    ],
    [['https://shop.example/', ...rules], '"https://shop.example/" belongs to no flag. Pages are named with --url.'],
    [
      ['--url', 'https://shop.example/', '--propose', 'a >>> b'],
      '--propose "a >>> b" cannot be read as CSS. For words write --propose "text:the words".',
    ],
    [
      ['--url', 'https://shop.example/', '--propose', 'text: '],
      '--propose text: needs the words that the element holds.',
    ],
  ])('%j', async (args, message) => {
    const ran = await runSlots(args, { folder })
    expect(ran.err.split('\n')[0]).toBe(message)
    expect(ran).toMatchObject({ code: 2, out: '' })
  })
})

describe('rules', () => {
  test('a file that is not there', async () => {
    const ran = await runSlots(['--url', `${site.url}/hero`, '--rules', 'none.json'], { folder })
    expect(ran.err).toBe('none.json: error: There is no such file.\n  npx awase init writes one to start from.')
    expect(ran.code).toBe(1)
  })

  test('a file with errors: they are told, and nothing is fetched', async () => {
    await writeFile(join(folder, 'bad.json'), JSON.stringify(authored({ hero: slot(['/'], 'section >') }, {})))
    const before = site.seen.length
    const ran = await runSlots(['--url', `${site.url}/hero`, '--rules', 'bad.json'], { folder })
    expect(ran.err).toContain('The selector lacks an element on one side of a combinator.')
    expect(ran.err.split('\n').at(-1)).toBe('bad.json: 1 error. Mend it first.')
    expect(ran.code).toBe(1)
    expect(site.seen.length).toBe(before)
  })

  test('those that a Worker runs', async () => {
    const worker = await startWorker()
    await worker.publish(JSON.stringify(authored(SLOTS, { hero: { text: 'x' } })))
    const args = ['--url', `${site.url}/hero`, '--rules', 'published', '--worker', worker.url]
    const asked = await runSlots(args, { folder, environment: { PUBLISH_TOKEN: TEST_TOKEN } })
    const refused = await runSlots(args, { folder, environment: { PUBLISH_TOKEN: 'other' } })
    await worker.dispose()
    expect(asked.out).toContain('1 slot: 1 ✓.')
    expect(refused.err.split('\n')[0]).toBe(
      `What is live at ${worker.url} cannot be read. The Worker does not accept this PUBLISH_TOKEN.`,
    )
    expect([asked.code, refused.code]).toEqual([0, 1])
  })

  test('of a site that hands out none, and of nobody', async () => {
    const none = await runSlots(['--url', `${site.url}/hero`, '--rules', 'published', '--worker', site.url], {
      folder,
      environment: { PUBLISH_TOKEN: 'a' },
    })
    expect(none.err.split('\n')[0]).toMatch(/^What is live at http\S+ cannot be read\. The Worker answered 404/)
    const nobody = await runSlots(
      ['--url', `${site.url}/hero`, '--rules', 'published', '--worker', 'http://127.0.0.1:1'],
      {
        folder,
        environment: { PUBLISH_TOKEN: 'a' },
      },
    )
    expect(nobody.err).toMatch(
      /^What is live at http:\/\/127\.0\.0\.1:1 cannot be read\. The Worker does not answer \(.+\)\.\nOr name a file/,
    )
    expect([none.code, nobody.code]).toEqual([1, 1])
  })
})
