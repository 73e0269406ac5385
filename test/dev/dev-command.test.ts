/** What `npm run dev` stands before, which rules it takes and what it keeps between runs. As a process: main.test.ts. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runDev } from '../../src/dev/dev-command.ts'
import { fetchRaw } from '../harness/fetch-raw.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const PAGE = '<!doctype html><html><body><h1>the site</h1></body></html>'
const root = await temporaryFolder()
const site = await startOrigin(pages({ '/': PAGE }))
afterAll(() => site.close())

const rulesWith = (headline: string): string =>
  JSON.stringify({
    format: 1,
    site: { timeZone: 'Asia/Tokyo', locale: 'ja', memory: 'off' },
    slots: { headline: { paths: ['/'], selector: 'h1', kind: 'text' } },
    audiences: {},
    experiences: [{ id: 'words', variants: [{ id: 'only', slots: { headline: { text: headline } } }] }],
  })

/** A person's folder, with the files given. */
async function folderWith(files: { readonly [name: string]: string } = {}): Promise<string> {
  const folder = await mkdtemp(join(root, 'folder-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** Runs the command until its page was looked at once. */
async function look(args: string[], folder: string) {
  const said: string[] = []
  let page = ''
  const code = await runDev([...args, '--port', '0'], {
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    folder,
    project: folder,
    stateFolder: join(folder, 'state'),
    identityKey: null,
    async ended() {
      const url = said.map((line) => /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0]).find((found) => found !== undefined)
      page = (await fetchRaw(url!)).text
    },
  })
  return { code, page, said: said.join('\n') }
}

test('before a site without rules, the page is the site’s own', async () => {
  const seen = await look(['--origin', site.url], await folderWith())
  expect(seen).toMatchObject({ code: 0, page: PAGE })
  expect(seen.said).toContain('none yet')
})

test('a rules.json in the folder is taken, another one by name', async () => {
  const folder = await folderWith({ 'rules.json': rulesWith('default'), 'other.json': rulesWith('by name') })
  const byDefault = await look(['--origin', site.url], folder)
  expect(byDefault.page).toBe(PAGE.replace('the site', 'default'))
  expect(byDefault.said).toContain('rules.json: published as revision 1.')
  const byName = await look(['--origin', site.url, '--rules', 'other.json'], folder)
  expect(byName.page).toBe(PAGE.replace('the site', 'by name'))
})

test('what was published stays until --fresh, and belongs to its site', async () => {
  const folder = await folderWith({ 'my.json': rulesWith('kept') })
  await look(['--origin', site.url, '--rules', 'my.json'], folder)
  const again = await look(['--origin', site.url], folder)
  expect(again.page).toBe(PAGE.replace('the site', 'kept'))
  await using elsewhere = await another()
  expect((await look(['--origin', elsewhere.url], folder)).page).toBe(PAGE)
  expect((await look(['--origin', site.url, '--fresh'], folder)).page).toBe(PAGE)
})

test('broken rules at the start are said, and the last good ones go on', async () => {
  const folder = await folderWith({ 'my.json': rulesWith('good') })
  await look(['--origin', site.url, '--rules', 'my.json'], folder)
  await writeFile(join(folder, 'my.json'), rulesWith('bad').replace('"h1"', '"h1:hover"'))
  const seen = await look(['--origin', site.url, '--rules', 'my.json'], folder)
  expect(seen.said).toContain('my.json: not published, 1 error.')
  expect(seen.said).toContain('slots.headline.selector')
  expect(seen.page).toBe(PAGE.replace('the site', 'good'))
})

test('--no-demo stands before the ORIGIN of wrangler.toml', async () => {
  const configured = await folderWith({ 'wrangler.toml': `[vars]\nORIGIN = "${site.url}"\n` })
  expect(await look(['--no-demo'], configured)).toMatchObject({ code: 0, page: PAGE })
  const empty = await folderWith({ 'wrangler.toml': '[vars]\nORIGIN = ""\n' })
  expect(await look(['--no-demo'], empty)).toMatchObject({ code: 1, said: expect.stringContaining('names none') })
  const wrong = await folderWith({ 'wrangler.toml': '[vars]\nORIGIN = "example.com"\n' })
  expect(await look(['--no-demo'], wrong)).toMatchObject({
    code: 1,
    said: expect.stringContaining('not the URL of a site'),
  })
})

test('a folder is not a rules file', async () => {
  const folder = await folderWith()
  await mkdir(join(folder, 'rules'))
  const seen = await look(['--origin', site.url, '--rules', 'rules'], folder)
  expect(seen).toMatchObject({ code: 1, said: expect.stringContaining('is a folder') })
})

async function another() {
  const origin = await startOrigin(pages({ '/': PAGE }))
  return { url: origin.url, [Symbol.asyncDispose]: () => origin.close() }
}
