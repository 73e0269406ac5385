/** What a page tells by its path alone: an interest, an item. Patterns of `site.paths`; those of slots are path.ts. */

import type { AuthoredSitePath } from '../authored.ts'
import type { CompiledSite, CompiledSitePath } from '../compiled.ts'
import { fail, ok, type Result } from '../result.ts'
import { normalisePath } from './path.ts'

export type SitePathFault =
  | { readonly reason: 'bad_pattern' }
  | { readonly reason: 'bad_parameter'; readonly parameter: string }
  | { readonly reason: 'same_parameter'; readonly parameter: string }
  | { readonly reason: 'unknown_parameter'; readonly key: 'affinity' | 'item'; readonly parameters: readonly string[] }
  | { readonly reason: 'tells_nothing' }

const PARAMETER = /^:[A-Za-z][A-Za-z0-9_]{0,63}$/

/** `/category/:name/*` is `/category/x`, `/category/x/` and all below; without `/*` it is the first two alone. */
export function parseSitePath({ match, affinity, item }: AuthoredSitePath): Result<CompiledSitePath, SitePathFault> {
  const under = match.endsWith('/*')
  const written = under ? match.slice(0, -1) : match
  if (!written.startsWith('/') || /[?#*\p{Cc}]/u.test(written)) return fail({ reason: 'bad_pattern' })
  const steps = stepsOf(normalisePath(written))
  const parameters = steps.filter((step) => step.startsWith(':'))
  const bad = parameters.find((parameter) => !PARAMETER.test(parameter))
  if (bad !== undefined) return fail({ reason: 'bad_parameter', parameter: bad })
  const same = parameters.find((parameter, index) => parameters.indexOf(parameter) < index)
  if (same !== undefined) return fail({ reason: 'same_parameter', parameter: same })
  if (affinity === undefined && item === undefined) return fail({ reason: 'tells_nothing' })
  const told = { affinity: source(affinity, steps), item: source(item, steps) }
  for (const key of ['affinity', 'item'] as const) {
    if (told[key] === -1) return fail({ reason: 'unknown_parameter', key, parameters })
  }
  return ok({ steps: steps.map((step) => (step.startsWith(':') ? null : step)), under, ...told })
}

/** A text of its own, or the place of the step; -1: there is no such step. */
function source(written: string | undefined, steps: readonly string[]): string | number | null {
  if (written === undefined) return null
  return written.startsWith(':') ? steps.indexOf(written) : written
}

const stepsOf = (path: string): readonly string[] => path.split('/').filter((step) => step !== '')

export interface PageTold {
  readonly categories: readonly string[]
  readonly items: readonly string[]
}

const NOTHING: PageTold = { categories: [], items: [] }

/** By all patterns that match, each category and item once. `path` is normalised; categories that the site does not have are none. */
export function toldByPath(path: string, { paths, schema }: Pick<CompiledSite, 'paths' | 'schema'>): PageTold {
  if (paths.length === 0) return NOTHING
  const steps = stepsOf(path)
  const categories = new Set<string>()
  const items = new Set<string>()
  for (const pattern of paths) {
    if (!matches(pattern, steps)) continue
    if (pattern.affinity !== null) categories.add(told(pattern.affinity, steps))
    if (pattern.item !== null) items.add(told(pattern.item, steps))
  }
  return { categories: [...categories].filter((category) => isCategory(category, schema)), items: [...items] }
}

export const isCategory = (name: string, { categories }: CompiledSite['schema']): boolean =>
  categories === null || categories.includes(name)

function matches({ steps, under }: CompiledSitePath, found: readonly string[]): boolean {
  if (under ? found.length < steps.length : found.length !== steps.length) return false
  for (const [at, step] of steps.entries()) if (step !== null && step !== found[at]) return false
  return true
}

const told = (source: string | number, steps: readonly string[]): string =>
  typeof source === 'string' ? source : steps[source]!
