/** What a selector's own form says: dear, or likely to break with the site's next change. Not what it meets: slot-on-page.ts. */

import { parseSelector } from '../../core/page/selector.ts'
import { checkSelector } from '../../ruleset/selector-check.ts'
import { bad, type Finding, warning } from './finding.ts'
import { generatedNames } from './generated-name.ts'

/** Beyond, any change of the page between two steps breaks it. */
const MAX_STEADY_STEPS_COUNT = 4

export function selectorFindings(selector: string): readonly Finding[] {
  const { issues } = checkSelector(selector, '')
  return [
    ...issues.map(({ code, severity, message, advice }) =>
      severity === 'error' ? bad(code, message, advice) : warning(code, message, advice),
    ),
    ...generated(selector),
    ...positional(selector),
    ...deep(selector),
  ]
}

function generated(selector: string): readonly Finding[] {
  return generatedNames(selector).map(({ written, maker }) => {
    const message = `${written} looks like a name that ${maker} made up; the site’s next build may change it.`
    return warning('generated_name', message, 'Address the element by a name that people gave it.')
  })
}

function positional(selector: string): readonly Finding[] {
  const [position] = /:(?:nth-child|nth-of-type)\([^)]*\)/i.exec(selector) ?? []
  if (position === undefined) return []
  const message = `${position} counts positions: whatever is added before it moves the edit to another element.`
  return [warning('positional', message, 'Address the element by a name of its own.')]
}

function deep(selector: string): readonly Finding[] {
  const parsed = parseSelector(selector)
  const steps = parsed.ok ? Math.max(...parsed.value.map((branch) => branch.length)) : 0
  if (steps <= MAX_STEADY_STEPS_COUNT) return []
  const message = `The selector passes through ${steps} steps; a change of the page at any of them breaks it.`
  return [warning('deep_selector', message, 'Leave out the outer steps.')]
}
