/** Saved audiences: their names, their conditions, and that they do not refer to each other in circles. */

import type { AuthoredRuleset } from '../core/authored.ts'
import { audienceCycles, audienceHeights } from '../core/condition/audience.ts'
import { MAX_AUDIENCE_DEPTH } from '../core/condition/condition-options.ts'
import { at, error, type Issue } from '../core/issue.ts'
import type { FindAttribute } from './attribute-check.ts'
import { conditionIssues } from './condition-check.ts'
import { idIssues } from './id-check.ts'

export function audiencesIssues({ audiences }: AuthoredRuleset, find: FindAttribute): readonly Issue[] {
  const known = { audiences: new Set(Object.keys(audiences)), find }
  const issues = Object.entries(audiences).flatMap(([name, condition]) => {
    const path = at('audiences', name)
    return [...idIssues(name, path), ...conditionIssues(condition, path, known)]
  })
  return [...issues, ...cycleIssues(audiences), ...heightIssues(audiences)]
}

function cycleIssues(audiences: AuthoredRuleset['audiences']): readonly Issue[] {
  return audienceCycles(audiences).map((cycle) => {
    const [first = ''] = cycle
    const message =
      cycle.length === 1
        ? `The audience ${first} refers to itself.`
        : `Audiences refer to each other in a circle: ${[...cycle, first].join(' → ')}.`
    return error(at('audiences', first), 'audience_cycle', message, 'Take one of the references out.')
  })
}

function heightIssues(audiences: AuthoredRuleset['audiences']): readonly Issue[] {
  const tooHigh = [...audienceHeights(audiences)].filter(([, height]) => height > MAX_AUDIENCE_DEPTH)
  return tooHigh.map(([name, height]) => {
    const message = `The audience ${name} refers to others ${height} deep; at most ${MAX_AUDIENCE_DEPTH} are allowed.`
    return error(at('audiences', name), 'too_deep', message, 'Write a condition itself in place of a reference.')
  })
}
