/** Authored ruleset → what the edge runs. Not validation: that came before (src/ruleset), and only its omissions fail here. */

import type { AuthoredRuleset, AuthoredSlot, Condition } from './authored.ts'
import { compileExperience } from './compile/compile-experience.ts'
import { compileSite } from './compile/compile-site.ts'
import {
  COMPILED_FORMAT,
  type CompiledNeeds,
  type CompiledRuleset,
  type CompiledSlot,
  type ListSlot,
} from './compiled.ts'
import { MEMORY_FAMILIES } from './condition/attributes.ts'
import { audiencesOf, isOfFamily, readsFamily, readsRegex } from './condition/condition-reads.ts'
import { siteAttributes } from './condition/site-attributes.ts'
import { at, error, type Issue } from './issue.ts'
import { compileIndex } from './match/compile-index.ts'
import { costOf, MAX_MATCH_COST_NS, type MatchCost } from './match/cost.ts'
import { conditionNodes, rowsOf } from './match/rows.ts'
import { parseListKey } from './page/list-key.ts'
import { pathPattern } from './page/path.ts'
import { inScope, scopeOf } from './page/scope.ts'
import { mayShareEnds } from './page/shared-end.ts'
import { fail, ok, type Result } from './result.ts'

/** Fewer experiences are asked one by one, which is as fast, and needs nothing loaded. */
export const LEAST_INDEXED_COUNT = 40

/** Of a validated, sanitised ruleset. Deterministic; the outcome survives JSON unchanged. */
export function compileRuleset(authored: AuthoredRuleset): Result<CompiledRuleset, Issue[]> {
  const issues: Issue[] = []
  const report = (path: string): void => void issues.push(notCompiled(path))

  const slots = Object.entries(authored.slots).map(([id, slot]) => compileSlot(id, slot, report))
  const places = new Map(slots.map(({ id }, index) => [id, index]))
  const around = { authored, slots, places, groupSizes: groupSizes(authored), report }
  const experiences = authored.experiences.map((experience, index) =>
    compileExperience(experience, at('experiences', index), around),
  )
  const site = compileSite(authored.site, report)
  if (issues.length > 0) return fail(issues)
  const audiences = audiencesInUse(authored)
  const own = experiences.map(({ condition }): Condition | null => (condition === null ? null : JSON.parse(condition)))
  const conditions = [...Object.values(audiences), ...own.map((condition) => condition ?? {})]
  const needs = needsOf(conditions, experiences)
  const nodes = conditionNodes(own, JSON.parse(JSON.stringify(audiences)))
  const rows = rowsOf(nodes)
  const costly = firstTooCostly(costOf(nodes, rows, siteAttributes(authored.site.schema)))
  if (costly !== null) return fail([tooCostly(at('experiences', costly))])
  const index = experiences.length < LEAST_INDEXED_COUNT ? null : compileIndex(rows, experiences.length)
  return ok({ format: COMPILED_FORMAT, site, slots, audiences, experiences, needs, index })
}

const notCompiled = (path: string): Issue =>
  error(
    path,
    'not_compiled',
    `${path} cannot be compiled.`,
    'Validate the ruleset first: validation says what is wrong here.',
  )

/** The experience with which the ruleset passes the bound; null: none does. */
function firstTooCostly({ experiences }: MatchCost): number | null {
  let sum = 0
  for (const [at, cost] of experiences.entries()) {
    sum += cost
    if (sum > MAX_MATCH_COST_NS) return at
  }
  return null
}

const tooCostly = (path: string): Issue =>
  error(
    path,
    'too_costly',
    `With this experience, deciding could take longer than ${MAX_MATCH_COST_NS / 1_000_000} milliseconds on every page.`,
    'Compare with $eq, $in, $prefix or numbers where you can: $regex, $glob, $contains, $near and conditions about lists cost most, and the same comparison costs once however many experiences ask it.',
  )

/** A family is looked for where its name stands at all. */
function needsOf(conditions: readonly Condition[], experiences: CompiledRuleset['experiences']): CompiledNeeds {
  const reads = (family: string): boolean =>
    conditions.some((condition) => readsFamily(condition, family)) ||
    experiences.some(({ variants }) => variants.includes(family) && mergesFamily(JSON.parse(variants), family))
  return {
    regex: conditions.some(readsRegex),
    weather: reads('weather'),
    families: MEMORY_FAMILIES.filter(reads),
  }
}

function compileSlot(id: string, slot: AuthoredSlot, report: (path: string) => void): CompiledSlot {
  const kind = slot.kind ?? 'element'
  const own = slot.selector.trim()
  const scope = scopeOf(own)
  const parts = Object.entries(slot.parts ?? {}).map(([part, { selector, kind = 'element' }]) => ({
    id: part,
    selector: inScope(scope, selector.trim()),
    kind,
  }))
  const list = kind === 'list' ? compileList(slot, scope) : null
  if (kind === 'list' && list === null) report(at(at('slots', id), 'key'))
  return {
    id,
    paths: slot.paths.map(pathPattern),
    selector: own,
    scope,
    match: slot.match ?? 'first',
    kind,
    parts,
    list,
    sharesEnds: mayShareEnds(
      own,
      parts.map(({ selector }) => selector),
    ),
  }
}

function compileList({ item, key }: AuthoredSlot, scope: string): ListSlot | null {
  const parsed = parseListKey(key ?? '')
  if (item === undefined || parsed === null) return null
  const on = parsed.on === null ? null : inScope(scope, parsed.on)
  return { item: inScope(scope, item.trim()), key: { on, attribute: parsed.attribute } }
}

const groupSizes = ({ experiences }: AuthoredRuleset): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>()
  for (const { group, enabled = true } of experiences) {
    if (group !== undefined && enabled) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  }
  return sizes
}

/** Those that experiences name and those that these refer to, in authored order. */
function audiencesInUse({ audiences, experiences }: AuthoredRuleset): CompiledRuleset['audiences'] {
  const used = new Set<string>()
  const waiting = experiences.flatMap(({ audience, when }) => [
    ...(audience === undefined ? [] : [audience]),
    ...audiencesOf(when ?? {}),
  ])
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name) || !Object.hasOwn(audiences, name)) continue
    used.add(name)
    waiting.push(...audiencesOf(audiences[name] as Condition))
  }
  return Object.fromEntries(Object.entries(audiences).filter(([name]) => used.has(name)))
}

/** Merge fields stand anywhere in a variant, and nothing else there has an `attribute` that is a name of the family's. */
function mergesFamily(value: unknown, family: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('attribute' in value && typeof value.attribute === 'string' && isOfFamily(value.attribute, family)) return true
  if ('by' in value && value.by === family) return true
  return Object.values(value).some((part) => mergesFamily(part, family))
}
