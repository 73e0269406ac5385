/** The flags of `npm run deploy`. Not what they do: that is deploy-command.ts. */

import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import { flagMessage, readOrigin } from './flags.ts'

export interface DeployFlags {
  /** Null: rules.json where there is one. */
  readonly rules: string | null
  /** Where the Worker answers, scheme and host; null: wrangler says it. */
  readonly url: string | null
  readonly dryRun: boolean
  readonly help: boolean
}

export const DEPLOY_HELP = `npm run deploy -- [flags]

Brings Awase to your Cloudflare account: creates the KV namespaces that are missing and writes their ids into
wrangler.toml, deploys, sets the secrets that are missing, publishes the rules. Run it again after every change.

  --rules FILE   publish this ruleset (default: rules.json where there is one)
  --url URL      where the Worker answers, when its route does not tell, e.g. --url https://www.example.com
  --dry-run      say what it would do and do nothing
  --help         this text
`

const OPTIONS = {
  rules: { type: 'string' },
  url: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** The error is a message for a person. */
export function parseDeployFlags(args: readonly string[]): Result<DeployFlags, string> {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false })
    const url = values.url === undefined ? ok(null) : readOrigin(values.url)
    if (!url.ok) return url
    return ok({ rules: values.rules ?? null, url: url.value, dryRun: values['dry-run'], help: values.help })
  } catch (cause) {
    return fail(flagMessage(cause, args, { command: 'npm run deploy', names: Object.keys(OPTIONS) }))
  }
}
