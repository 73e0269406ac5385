/** The flags of `awase preview-link`, read into what is wished for. Not the link: preview-link-command.ts. */

import type { Forced } from '../core/decision/forced.ts'
import { fail, ok, type Result } from '../core/result.ts'
import {
  DEFAULT_LIFETIME_MS,
  MAX_LIFETIME_MS,
  type PreviewRules,
  readRules,
  type SimulatedFacts,
} from '../preview/preview.ts'
import { readSimulation } from './explain/simulation-flag.ts'
import { readFlags } from './flags.ts'
import { readLifetime } from './lifetime-flag.ts'
import { TARGET_OPTIONS, type TargetFlags } from './target.ts'

export interface LinkWish {
  /** Of the page: whole, or from the slash on. */
  readonly page: string
  readonly target: Pick<TargetFlags, 'remote' | 'site'>
  /** `file` is stored as a draft first. */
  readonly rules: PreviewRules | { readonly kind: 'file'; readonly file: string }
  readonly simulation: SimulatedFacts | null
  readonly forced: Forced | null
  readonly lifetimeMs: number
}

const OPTIONS = {
  ...TARGET_OPTIONS,
  rules: { type: 'string' },
  file: { type: 'string' },
  simulate: { type: 'string' },
  variant: { type: 'string' },
  'any-audience': { type: 'boolean', default: false },
  expires: { type: 'string' },
} as const

/** The error is a message for a person. */
export function readLinkFlags(args: readonly string[]): Result<LinkWish, string> {
  const flags = readFlags('preview-link', args, OPTIONS)
  if (!flags.ok) return flags
  const { values, positionals } = flags.value
  if (positionals[0] !== undefined) return fail(`"${positionals[0]}" belongs to no flag. A page is given as --url.`)
  if (values.url === undefined) return fail('Which page? Give its address: --url https://www.example.com/')
  const rules = rulesOf(values.rules, values.file)
  if (!rules.ok) return rules
  const simulation = values.simulate === undefined ? ok(null) : readSimulation(values.simulate)
  if (!simulation.ok) return simulation
  const forced = readVariant(values.variant, values['any-audience'])
  if (!forced.ok) return forced
  const lifetime =
    values.expires === undefined ? ok(DEFAULT_LIFETIME_MS) : readLifetime(values.expires, MAX_LIFETIME_MS)
  if (!lifetime.ok) return lifetime
  return ok({
    page: values.url,
    target: { remote: values.remote, site: values.site },
    rules: rules.value,
    simulation: simulation.value,
    forced: forced.value,
    lifetimeMs: lifetime.value,
  })
}

function rulesOf(rules: string | undefined, file: string | undefined): Result<LinkWish['rules'], string> {
  if (file !== undefined && rules !== undefined) return fail('Give --rules or --file, not both.')
  if (file !== undefined) return ok({ kind: 'file', file })
  const read = readRules(rules ?? 'published')
  return read === null ? fail(`--rules "${rules}": give published, previous or draft:NAME.`) : ok(read)
}

/** `control` is the arm that gets the page as it is. */
function readVariant(text: string | undefined, anyAudience: boolean): Result<Forced | null, string> {
  if (text === undefined) return anyAudience ? fail('--any-audience needs --variant EXPERIENCE=VARIANT.') : ok(null)
  const [, experience, arm] = /^([^=]+)=([^=]+)$/.exec(text) ?? []
  if (experience === undefined || arm === undefined)
    return fail(`--variant "${text}": give an experience and one of its variants, or control: EXPERIENCE=VARIANT.`)
  return ok({ experience, arm: arm === 'control' ? null : arm, anyAudience })
}
