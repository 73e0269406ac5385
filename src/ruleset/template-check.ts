/** The merge fields of a text: readable, with a fallback, of attributes that can stand in a text. Not their place in HTML or URLs. */

import type { Template } from '../core/compiled.ts'
import { fieldsOf, MAX_FIELD_COUNT, parseTemplate, type TemplateFault } from '../core/content/parse-template.ts'
import { error, type Issue } from '../core/issue.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { FindAttribute } from './attribute-check.ts'
import { typeOfAttribute } from './literal-check.ts'

const EXAMPLE = 'Write it as {{geo.city|your town}}; what stands after | is shown where the value is not known.'

/** `path` is where the text stands. */
export function readTemplate(source: string, path: string, find: FindAttribute): Result<Template, Issue[]> {
  const parsed = parseTemplate(source)
  if (!parsed.ok) return fail([faultIssue(parsed.error, path)])
  const issues = fieldsOf(parsed.value).flatMap(({ attribute }) => attributeIssues(attribute, path, find))
  return issues.length > 0 ? fail(issues) : ok(parsed.value)
}

function faultIssue(fault: TemplateFault, path: string): Issue {
  switch (fault.reason) {
    case 'unclosed':
      return error(path, 'bad_merge_field', `The merge field ${fault.field} is not closed.`, EXAMPLE)
    case 'no_fallback':
      return error(path, 'bad_merge_field', `The merge field ${fault.field} has no fallback.`, EXAMPLE)
    case 'no_attribute':
      return error(path, 'bad_merge_field', `The merge field ${fault.field} names no attribute.`, EXAMPLE)
    case 'too_many': {
      const message = `The text has more than ${MAX_FIELD_COUNT} merge fields.`
      return error(path, 'bad_merge_field', message, 'Split it over several parts.')
    }
  }
}

const FIRST_OF: { readonly [list: string]: string } = {
  languages: 'Use language, the first of them.',
  'profile.items': 'Use profile.lastItem, the first of them.',
  'profile.searches': 'Use profile.lastSearch, the first of them.',
}

function attributeIssues(name: string, path: string, find: FindAttribute): readonly Issue[] {
  const attribute = find(name, path)
  if (!attribute.ok) return attribute.error
  const { type } = attribute.value
  if (type !== 'strings' && type !== 'place') return []
  const message = `${name} is ${typeOfAttribute(type)} and cannot stand in a text.`
  const advice = type === 'place' ? 'Use geo.city, geo.regionName and so on.' : (FIRST_OF[name] ?? 'Use another one.')
  return [error(path, 'type_mismatch', message, advice)]
}
