/** `awase account-link`: the link it makes says what was asked, and odd flags are refused. */

import { expect, test } from 'vitest'
import { accountLinkCommand } from '../../src/cli/account-link-command.ts'
import { ACCOUNT_PARAMETER, readAccountLink } from '../../src/visitor/account-link.ts'
import { recordingIo } from './recording-io.ts'

async function run(...args: string[]) {
  const io = recordingIo({ environment: { PUBLISH_TOKEN: 'secret' } })
  const code = await accountLinkCommand.run(args, io)
  return { code, out: io.said.out, err: io.said.err, now: io.now() }
}
const PAGE = ['--url', 'https://www.example.com/plans/?a=1']

test('the link opens what it says, for as long as it says', async () => {
  const { code, out, err, now } = await run(
    ...PAGE,
    '--trait',
    'company=合わせ=1',
    '--trait',
    'seats=40',
    '--expires',
    '90d',
  )
  expect(code).toBe(0)
  const link = new URL(out[0]!)
  expect([link.origin + link.pathname, link.searchParams.get('a')]).toEqual(['https://www.example.com/plans/', '1'])
  const token = link.searchParams.get(ACCOUNT_PARAMETER)!
  expect(await readAccountLink(token, { site: 'main', secret: 'secret', now })).toEqual({
    ok: true,
    value: {
      site: 'main',
      account: '合わせ=1',
      traits: { company: '合わせ=1', seats: '40' },
      expiresAt: now + 90 * 86_400_000,
    },
  })
  expect(err).toEqual([
    'Of 合わせ=1, until 2027-02-20 12:00 UTC:',
    '  traits.company = "合わせ=1"',
    '  traits.seats = "40"',
  ])
})

test.each([
  [['--trait', 'a=b'], 2, /^Which page\?/],
  [[...PAGE], 2, /^What is to be known of them\?/],
  [[...PAGE, '--trait', 'company'], 2, /^--trait "company": give a name and a value/],
  [[...PAGE, '--trait', 'a=1', '--trait', 'a=2'], 2, /^--trait a stands twice/],
  [[...PAGE, '--trait', 'a=1', '--expires', '401d'], 2, /^--expires "401d": .* at most 400 days/],
  [[...PAGE, '--trait', 'a=1', '--account', 'x'.repeat(101)], 2, /^--account is a name/],
  [[...PAGE, '--trait', `a=${'x'.repeat(1_900)}`, '--account', 'a'], 1, /^A link has at most 2000 signed characters/],
  [['--url', 'http://www.example.com/', '--trait', 'a=1'], 1, /is not encrypted/],
])('%j', async (args, code, said) => {
  const ended = await run(...args)
  expect([ended.code, ended.err[0], ended.out]).toEqual([code, expect.stringMatching(said), []])
})
