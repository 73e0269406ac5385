#!/usr/bin/env node
/**
 * Stands in for `wrangler` in deployment tests, called or as a program on the PATH: Cloudflare itself cannot be asked there.
 * Not a model of it.
 */

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The account as this test has it; calls change it, as they would change a real one. */
export interface FakeAccount {
  loggedIn: boolean
  namespaces: { id: string; title: string }[]
  secrets: string[]
  targets: string[]
  /** Calls that fail with this message, by their first words. */
  failing: { [call: string]: string }
}

export interface FakeCall {
  readonly args: readonly string[]
  readonly input: string
}

/** What a program says, and how it ends. */
export interface FakeEnd {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** One call, for the account in `folder`. `report`: the file that WRANGLER_OUTPUT_FILE_PATH names. */
export function fakeWrangler(folder: string, { args, input }: FakeCall, report: string | undefined): FakeEnd {
  const accountFile = join(folder, 'account.json')
  const account: FakeAccount = JSON.parse(readFileSync(accountFile, 'utf8'))
  const call = args.join(' ')
  appendFileSync(join(folder, 'calls.ndjson'), `${JSON.stringify({ args, input } satisfies FakeCall)}\n`)

  const failing = Object.keys(account.failing).find((start) => call.startsWith(start))
  if (failing !== undefined) return { code: 1, out: '', err: account.failing[failing]! }
  const out = answer(account, args, report)
  writeFileSync(accountFile, JSON.stringify(account))
  return { code: call === 'whoami --json' && !account.loggedIn ? 1 : 0, out, err: '' }
}

function answer(account: FakeAccount, args: readonly string[], report: string | undefined): string {
  const call = args.join(' ')
  if (call === 'whoami --json') return JSON.stringify({ loggedIn: account.loggedIn })
  if (call === 'kv namespace list') return JSON.stringify(account.namespaces, null, 2)
  if (call.startsWith('kv namespace create ')) {
    account.namespaces.push({ id: `id-of-${args[3]}`, title: args[3]! })
    return '✨ Success!\nTo access your new KV Namespace in your Worker, add the following snippet …'
  }
  if (call === 'secret list --format json')
    return JSON.stringify(account.secrets.map((name) => ({ name, type: 'secret_text' })))
  if (call.startsWith('secret put ')) account.secrets.push(args[2]!)
  if (call === 'deploy') {
    if (existsSync(report!)) throw new Error('the report is there already')
    const deployed = { type: 'deploy', targets: account.targets }
    writeFileSync(report!, `{"type":"wrangler-session"}\n${JSON.stringify(deployed)}\n`)
  }
  return ''
}

if (import.meta.main) {
  const { FAKE_WRANGLER_FOLDER: folder, WRANGLER_OUTPUT_FILE_PATH: report } = process.env
  if (folder === undefined) throw new Error('FAKE_WRANGLER_FOLDER says where the fake account is')
  const args = process.argv.slice(2)
  const input = args[0] === 'secret' && args[1] === 'put' ? readFileSync(0, 'utf8') : ''
  const { code, out, err } = fakeWrangler(folder, { args, input }, report)
  process.stdout.write(out)
  process.stderr.write(err)
  process.exitCode = code
}
