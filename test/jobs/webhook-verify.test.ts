/** The code that schema/webhook.md gives to receivers, run as it stands there against what the Worker signs. */

import { execFileSync, spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { send } from '../../src/jobs/webhook-request.ts'
import { type SeenRequest, startOrigin } from '../harness/origin.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'

const SECRET = '秘密 of the tests'
const SENT_AT = Date.parse('2026-11-22T09:00:00Z')
const MINUTE_MS = 60_000

const text = await readFile(resolve(import.meta.dirname, '../../schema/webhook.md'), 'utf8')
const folder = await temporaryFolder()
const receiver = await startOrigin((_request, response) => response.writeHead(204).end())
afterAll(() => receiver.close())
await send(
  { id: '1-1', events: ['{"path":"/山"}'] },
  { url: receiver.url, secret: SECRET, withVisitors: false },
  SENT_AT,
)
const genuine = receiver.seen[0]!

const withHeader = (name: string, value: string | undefined): SeenRequest => ({
  ...genuine,
  headers: { ...genuine.headers, [name]: value },
})

const cases: [string, SeenRequest, string, number, boolean][] = [
  ['what was sent', genuine, SECRET, SENT_AT, true],
  ['what was sent four minutes ago', genuine, SECRET, SENT_AT + 4 * MINUTE_MS, true],
  ['what was sent six minutes ago', genuine, SECRET, SENT_AT + 6 * MINUTE_MS, false],
  ['another secret', genuine, 'another secret', SENT_AT, false],
  ['another body', { ...genuine, body: Buffer.from(`${genuine.body} `) }, SECRET, SENT_AT, false],
  ['another time', withHeader('awase-timestamp', String(SENT_AT / 1_000 + 1)), SECRET, SENT_AT, false],
  ['a time that is none', withHeader('awase-timestamp', 'now'), SECRET, SENT_AT, false],
  ['no time', withHeader('awase-timestamp', undefined), SECRET, SENT_AT, false],
  ['no signature', withHeader('awase-signature', undefined), SECRET, SENT_AT, false],
  ['a signature of another length', withHeader('awase-signature', 'v1=00'), SECRET, SENT_AT, false],
  ['a signature of letters that take two bytes', withHeader('awase-signature', 'é'.repeat(67)), SECRET, SENT_AT, false],
  ['a time of other digits', withHeader('awase-timestamp', '²'), SECRET, SENT_AT, false],
  ['a signature of another version', withHeader('awase-signature', `v2=${'0'.repeat(64)}`), SECRET, SENT_AT, false],
]

const block = (language: string): string => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(text)![1]!

describe('Node', async () => {
  const file = join(folder, 'verify.mjs')
  await writeFile(file, block('js'))
  const { isFromAwase } = await import(file)

  test.each(cases)('%s', (_, { headers, body }, secret, now, genuine) => {
    expect(isFromAwase(headers, body, secret, now)).toBe(genuine)
  })
})

describe('Python', () => {
  const missing = spawnSync('python3', ['--version']).status !== 0
  test.skipIf(missing)(`all cases${missing ? ': SKIPPED, there is no python3 on this machine' : ''}`, async () => {
    const asked = cases.map(([, { headers, body }, secret, now]) => ({
      headers: JSON.parse(JSON.stringify(headers)),
      body: body.toString('base64'),
      secret,
      now: now / 1_000,
    }))
    const program = `${block('python')}
import base64, json, sys
print(json.dumps([is_from_awase(c["headers"], base64.b64decode(c["body"]), c["secret"], c["now"]) for c in json.load(sys.stdin)]))
`
    const file = join(folder, 'verify.py')
    await writeFile(file, program)
    const answer = execFileSync('python3', [file], { input: JSON.stringify(asked), encoding: 'utf8' })
    expect(JSON.parse(answer)).toEqual(cases.map(([, , , , genuine]) => genuine))
  })
})
