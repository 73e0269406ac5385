/** A selector's faults and costs in words. Not the grammar: core/page/selector.ts. */

import { error, type Issue, warning } from '../core/issue.ts'
import {
  descendantCount,
  MAX_DESCENDANT_COUNT,
  MAX_SELECTOR_BRANCHES_COUNT,
  MAX_SELECTOR_LENGTH,
  MAX_SELECTOR_STEPS_COUNT,
  parseSelector,
  type Selector,
  type SelectorFault,
  untaggedSteps,
} from '../core/page/selector.ts'
import { shown } from './phrase.ts'

/** The selector, or null when it cannot be used. */
export interface CheckedSelector {
  readonly selector: Selector | null
  readonly issues: readonly Issue[]
}

export function checkSelector(source: string, path: string): CheckedSelector {
  const parsed = parseSelector(source)
  if (!parsed.ok) {
    const [message, advice] = faultText(parsed.error)
    return { selector: null, issues: [error(path, 'bad_selector', message, advice)] }
  }
  const issues = [...costIssues(parsed.value, path), ...untaggedIssues(parsed.value, path)]
  return { selector: parsed.value, issues }
}

function costIssues(selector: Selector, path: string): readonly Issue[] {
  const count = descendantCount(selector)
  const advice = 'Write > between a step and its child, or leave steps out.'
  if (count > MAX_DESCENDANT_COUNT) {
    const message = `The selector looks inside at any depth ${count} times; on a deep page that stops the site for seconds.`
    return [error(path, 'costly_selector', message, advice)]
  }
  if (count < MAX_DESCENDANT_COUNT) return []
  const message = `The selector looks inside at any depth ${count} times, which is slow on deep pages.`
  return [warning(path, 'costly_selector', message, advice)]
}

function untaggedIssues(selector: Selector, path: string): readonly Issue[] {
  const [step] = untaggedSteps(selector)
  if (step === undefined) return []
  const example = step.text.startsWith('*') ? 'section.hero' : `section${step.text}`
  const advice = `Name the tag, for example ${example}: it is cheaper, and safe beside huge attributes.`
  return [warning(path, 'untagged_selector', `${step.text} names no tag.`, advice)]
}

const NAME_ADVICE = 'A name begins with a letter, - or _; for another class write div[class~="2col"].'

/** Message and advice. */
function faultText(fault: SelectorFault): readonly [string, string] {
  switch (fault.reason) {
    case 'empty':
      return ['The selector is empty.', 'Write a tag and what marks it, for example section.hero.']
    case 'too_long':
      return [`The selector has more than ${MAX_SELECTOR_LENGTH} characters.`, 'Shorten it.']
    case 'too_many_steps':
      return [`The selector has more than ${MAX_SELECTOR_STEPS_COUNT} steps.`, 'Leave out the outer ones.']
    case 'too_many_branches':
      return [`The selector has more than ${MAX_SELECTOR_BRANCHES_COUNT} alternatives.`, 'Make several slots of it.']
    case 'dangling':
      return [
        'The selector lacks an element on one side of a combinator.',
        'Write a > b, with an element on both sides.',
      ]
    case 'nested_not':
      return [':not() stands inside :not().', 'Say what is meant without the double negation.']
    case 'character':
      return [`${shown(fault.found)} has no meaning there in a selector.`, 'Write for example section.hero > h1.']
    case 'combinator': {
      const advice = 'Only "a b" (inside) and "a > b" (directly inside) are; give the element a class of its own.'
      return [`The combinator ${fault.found} is not supported.`, advice]
    }
    case 'namespace':
      return [
        `The namespace in ${shown(fault.found)} is not supported.`,
        'Leave it out: svg elements match by their tag.',
      ]
    case 'pseudo_class': {
      const advice =
        'Supported are :first-child, :first-of-type, :nth-child(), :nth-of-type() and :not(); a colon in a class is written \\:.'
      return [`${fault.found} is not supported.`, advice]
    }
    case 'pseudo_element':
      return [`${fault.found} is not an element of the page.`, 'Address the element itself.']
    case 'name':
      return [`${shown(fault.found)} does not begin a name.`, NAME_ADVICE]
    case 'attribute':
      return [
        `${shown(fault.found)} cannot be read.`,
        'Write [name] or [name="value"], with the value in double quotes.',
      ]
    case 'nth':
      return [`${shown(fault.found)} cannot be read.`, 'Write a number, odd, even, or a step such as 2n+1.']
    case 'not':
      return [`${shown(fault.found)} cannot be read.`, 'Write single elements such as .old or p, parted by commas.']
  }
}
