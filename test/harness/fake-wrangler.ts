#!/usr/bin/env node
/** Stands in for `wrangler` on the PATH of deployment tests: Cloudflare itself cannot be asked there. Not a model of it. */

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

const folder = process.env.FAKE_WRANGLER_FOLDER
if (folder === undefined) throw new Error('FAKE_WRANGLER_FOLDER says where the fake account is')
const accountFile = join(folder, 'account.json')
const account: FakeAccount = JSON.parse(readFileSync(accountFile, 'utf8'))
const args = process.argv.slice(2)
const call = args.join(' ')
const input = call.startsWith('secret put ') ? readFileSync(0, 'utf8') : ''
appendFileSync(join(folder, 'calls.ndjson'), `${JSON.stringify({ args, input } satisfies FakeCall)}\n`)

const failing = Object.keys(account.failing).find((start) => call.startsWith(start))
if (failing !== undefined) {
  process.stderr.write(account.failing[failing]!)
  process.exit(1)
}
if (call === 'whoami --json') {
  console.log(JSON.stringify({ loggedIn: account.loggedIn }))
  process.exit(account.loggedIn ? 0 : 1)
}
if (call === 'kv namespace list') console.log(JSON.stringify(account.namespaces, null, 2))
if (call.startsWith('kv namespace create ')) {
  account.namespaces.push({ id: `id-of-${args[3]}`, title: args[3]! })
  console.log('✨ Success!\nTo access your new KV Namespace in your Worker, add the following snippet …')
}
if (call === 'secret list --format json')
  console.log(JSON.stringify(account.secrets.map((name) => ({ name, type: 'secret_text' }))))
if (call.startsWith('secret put ')) account.secrets.push(args[2]!)
if (call === 'deploy') {
  const report = process.env.WRANGLER_OUTPUT_FILE_PATH!
  if (existsSync(report)) throw new Error('the report is there already')
  writeFileSync(
    report,
    `{"type":"wrangler-session"}\n${JSON.stringify({ type: 'deploy', targets: account.targets })}\n`,
  )
}
writeFileSync(accountFile, JSON.stringify(account))
