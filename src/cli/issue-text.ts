/** What a person reads about issues of a rules file: where, what, what would be right, and the line itself. Not for programs. */

import type { Issue, Severity } from '../core/issue.ts'
import { type Place, placesOf } from '../ruleset/position.ts'
import type { Style, Tone } from './command.ts'
import type { RulesText } from './rules-text.ts'
import { sourceExcerpt } from './source-excerpt.ts'
import { visible } from './visible.ts'

const TONES: { readonly [severity in Severity]: Tone } = { error: 'bad', warning: 'warning' }

/** Lines without line ends, a blank one after each issue. `file:line:column` comes first, so that terminals and editors link it. */
export function issueText({ name, text }: RulesText, issues: readonly Issue[], style: Style): string[] {
  const places = placesOf(text, issues)
  const lines = text.split('\n')
  return issues.flatMap((issue, i) => {
    const place = places[i] ?? null
    const line = place === null ? undefined : lines[place.line - 1]
    return [
      headline(name, place, issue, style),
      ...(issue.path === '' ? [] : [`  ${style('quiet', `at ${visible(issue.path)}`)}`]),
      ...(place === null || line === undefined ? [] : excerpt(line, place, issue, style)),
      `  ${visible(issue.advice)}`,
      '',
    ]
  })
}

function headline(name: string, place: Place | null, { severity, message }: Issue, style: Style): string {
  const where = place === null ? name : `${name}:${place.line}:${place.column}`
  return `${style('strong', `${where}:`)} ${style(TONES[severity], severity)}: ${visible(message)}`
}

function excerpt(line: string, place: Place, { severity }: Issue, style: Style): string[] {
  const bare = line.replace(/\r$/, '').replace(/^\ufeff/, '')
  return sourceExcerpt(bare, place, TONES[severity], style).map((shown) => `  ${shown}`)
}

/** `2 errors`, `1 warning`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

/** `2 errors and 1 warning`, `nothing to mend`. */
export function issueCount(issues: readonly Pick<Issue, 'severity'>[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length
  const warnings = issues.length - errors
  const parts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ]
  return parts.length === 0 ? 'nothing to mend' : parts.join(' and ')
}
