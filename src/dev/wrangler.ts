/** Cloudflare's command line, run as a program with arguments: no shell reads them. Not what it is asked: deploy-command.ts. */

import { spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'

export interface WranglerCall {
  readonly args: readonly string[]
  /** Written to its standard input, for secrets: arguments show in process lists. */
  readonly input?: string
  readonly env?: { readonly [name: string]: string }
  /** True: it talks with the person, who may be asked something. Otherwise what it prints is returned. */
  readonly shown?: boolean
}

export interface WranglerFailure {
  /** Null: it could not be started at all. */
  readonly code: number | null
  /** What it said, without colours. */
  readonly said: string
}

export type Wrangler = (call: WranglerCall) => Promise<Result<string, WranglerFailure>>

/** `wrangler` from the PATH, or the one that npm installed in `folder`, where it runs. The value is its standard output. */
export function wranglerIn(folder: string): Wrangler {
  return ({ args, input = '', env = {}, shown = false }) =>
    new Promise((settle) => {
      const child = spawn('wrangler', args, {
        cwd: folder,
        env: {
          ...process.env,
          PATH: [process.env.PATH, resolve(folder, 'node_modules/.bin')].join(delimiter),
          WRANGLER_SEND_METRICS: 'false',
          ...(shown ? {} : { FORCE_COLOR: '0' }),
          ...env,
        },
        stdio: shown ? 'inherit' : 'pipe',
      })
      const out: Buffer[] = []
      const err: Buffer[] = []
      child.stdout?.on('data', (bytes: Buffer) => out.push(bytes))
      child.stderr?.on('data', (bytes: Buffer) => err.push(bytes))
      child.once('error', (cause) => settle(fail({ code: null, said: cause.message })))
      child.once('close', (code) => {
        settle(
          code === 0
            ? ok(Buffer.concat(out).toString())
            : fail({ code, said: String(Buffer.concat([...out, ...err])) }),
        )
      })
      child.stdin?.once('error', () => {}) // it ended without reading: its exit code says why
      child.stdin?.end(input)
    })
}
