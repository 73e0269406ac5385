/** Experiences that greet everybody with the name of their place and do nothing else. Not texts that also fit the place. */

import type { AuthoredContent } from '../../core/authored.ts'
import { fieldsOf, parseTemplate } from '../../core/content/parse-template.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import { contentsOf } from './contents.ts'
import type { ReadExperience, Reading } from './reading.ts'

const PLACE_NAMES: ReadonlySet<string> = new Set(['geo.city', 'geo.region', 'geo.regionName'])

/** Only of those that ask nothing: what a condition chose may be worth saying with a place in it. */
export const onlyTheNameIssues = ({ experiences, authored }: Reading): readonly Issue[] =>
  experiences.flatMap((experience) =>
    experience.enabled && experience.condition === null && isOnlyTheName(experience, authored.slots)
      ? [onlyTheName(experience)]
      : [],
  )

function isOnlyTheName(experience: ReadExperience, slots: Reading['authored']['slots']): boolean {
  const contents = experience.authored.variants.flatMap((variant, index) =>
    contentsOf(variant, index, experience, slots),
  )
  return contents.length > 0 && contents.every(({ content }) => isGreeting(content))
}

function isGreeting(content: AuthoredContent): boolean {
  if (content.text === undefined || Object.keys(content).length > 1) return false
  const parsed = parseTemplate(content.text)
  return parsed.ok && fieldsOf(parsed.value).some(({ attribute }) => PLACE_NAMES.has(attribute))
}

const onlyTheName = ({ index, authored: { id } }: ReadExperience): Issue =>
  warning(
    at('experiences', index),
    'only_the_name',
    `All that "${id}" does is to name the visitor's place, whoever the visitor is.`,
    'A name alone helps little and may feel odd: show what is of use there, for example what fits the weather.',
  )
