/** Saved audiences that nobody uses, or that say the same. Not circles and unknown names: those are errors (audience-check.ts). */

import { audiencesOf } from '../../core/condition/condition-reads.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import { canonical } from './canonical.ts'
import type { Reading } from './reading.ts'

export function audienceWarnings({ authored: { audiences, experiences } }: Reading): readonly Issue[] {
  const used = new Set<string>()
  const waiting = experiences.flatMap(({ audience, when }) => [
    ...(audience === undefined ? [] : [audience]),
    ...audiencesOf(when ?? {}),
  ])
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue
    used.add(name)
    waiting.push(...audiencesOf(audiences[name]!))
  }
  const unused = Object.keys(audiences).filter((name) => !used.has(name))
  return [...unused.map(unusedAudience), ...equalIssues(audiences)]
}

const unusedAudience = (name: string): Issue =>
  warning(
    at('audiences', name),
    'unused_audience',
    `No experience uses the audience "${name}".`,
    'Name it in an experience, or take it out.',
  )

function equalIssues(audiences: Reading['authored']['audiences']): readonly Issue[] {
  const byText = new Map<string, string>()
  return Object.entries(audiences).flatMap(([name, condition]) => {
    const text = canonical(condition)
    const twin = byText.get(text)
    if (twin === undefined) byText.set(text, name)
    return twin === undefined ? [] : [equalAudiences(name, twin)]
  })
}

const equalAudiences = (name: string, twin: string): Issue =>
  warning(
    at('audiences', name),
    'equal_audiences',
    `The audiences "${twin}" and "${name}" are the same condition.`,
    'Keep one of them, so that a change reaches every experience.',
  )
