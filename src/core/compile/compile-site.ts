/** The settings of a site → what the edge runs. Not whether they make sense: that was validated (src/ruleset/site-check.ts). */

import type { AuthoredScore, AuthoredSite, AuthoredTrait, Localized } from '../authored.ts'
import type { CompiledSchema, CompiledScore, CompiledSite, CompiledTrait } from '../compiled.ts'
import { PURPOSES, type Purpose } from '../consent.ts'
import { compileConsent } from '../consent-settings.ts'
import { durationSeconds } from '../fact/duration.ts'
import { at } from '../issue.ts'
import { parseSitePath } from '../page/site-path.ts'

/** `report` is called with the JSON path of what could not be compiled. */
export const compileSite = (site: AuthoredSite, report: (path: string) => void): CompiledSite => ({
  timeZone: site.timeZone,
  locale: site.locale,
  memory: site.memory ?? 'by-region',
  holdout: site.holdout ?? 0,
  weatherNonCommercial: site.weather?.nonCommercial ?? false,
  script: site.script ?? false,
  consent: compileConsent(site.consent),
  schema: compileSchema(site.schema, report),
  paths: (site.paths ?? []).flatMap((authored, index) => {
    const path = parseSitePath(authored)
    if (!path.ok) report(at('site.paths', index))
    return path.ok ? [path.value] : []
  }),
})

function compileSchema(schema: AuthoredSite['schema'], report: (path: string) => void): CompiledSchema {
  const { traits = {}, scores = {}, categories, categoryLabels } = schema ?? {}
  return {
    traits: mapped(traits, (trait, name) => compileTrait(trait, at('site.schema.traits', name), report)),
    scores: mapped(scores, (score, name) => compileScore(score, at('site.schema.scores', name), report)),
    categories: categories ?? null,
    ...(categoryLabels && { categoryLabels }),
  }
}

const mapped = <A, B>(entries: { readonly [name: string]: A }, make: (entry: A, name: string) => B) =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, make(entry, name)]))

const compileTrait = (trait: AuthoredTrait, path: string, report: (path: string) => void): CompiledTrait => ({
  ...compileScore(trait, path, report),
  type: trait.type,
  values: trait.values ?? null,
  ...(trait.valueLabels && { valueLabels: trait.valueLabels }),
  ask: trait.ask ?? null,
  sensitive: trait.sensitive ?? false,
})

function compileScore(
  { purpose, label, retention }: AuthoredScore,
  path: string,
  report: (path: string) => void,
): CompiledScore {
  const seconds = retention === undefined ? null : durationSeconds(retention)
  if (retention !== undefined && seconds === null) report(at(path, 'retention'))
  return {
    purpose: isPurpose(purpose) ? purpose : 'personalize',
    why: purpose === undefined || isPurpose(purpose) ? null : purpose,
    label: label ?? null,
    retention: seconds,
  }
}

export const isPurpose = (purpose: Localized | undefined): purpose is Purpose =>
  (PURPOSES as readonly unknown[]).includes(purpose)
