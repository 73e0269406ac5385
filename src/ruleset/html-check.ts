/** HTML content: its merge fields, and what the sanitiser found. Not the sanitiser. */

import { fieldsOf } from '../core/content/parse-template.ts'
import { error, type Issue, warning } from '../core/issue.ts'
import type { FindAttribute } from './attribute-check.ts'
import type { Checked } from './checked.ts'
import { type HtmlFault, sanitiseHtml } from './sanitise.ts'
import { readTemplate } from './template-check.ts'

const MAX_NAMED_COUNT = 10

/** The value is what is to be published. */
export function checkHtml(source: string, path: string, find: FindAttribute): Checked<string> {
  const template = readTemplate(source, path, find)
  if (!template.ok) return { value: source, issues: template.error }
  const { html, removed, fault } = sanitiseHtml(source)
  if (fault !== null) return { value: html, issues: [faultIssue(fault, path)] }
  const issues = fieldsOf(template.value).some(({ fallback }) => /<[a-z/!]/i.test(fallback))
    ? [markupFallback(path)]
    : []
  return { value: html, issues: removed.length > 0 ? [...issues, removedIssue(removed, path)] : issues }
}

function removedIssue(removed: readonly string[], path: string): Issue {
  const named = removed.slice(0, MAX_NAMED_COUNT)
  const more = removed.length > named.length ? ` and ${removed.length - named.length} more` : ''
  const message = `Removed when published: ${named.join(', ')}${more}.`
  return warning(
    path,
    'sanitised',
    message,
    'Only content markup is kept: nothing that runs, loads pages or sends forms.',
  )
}

function markupFallback(path: string): Issue {
  const message = 'The fallback of a merge field is plain text, and its tags would be shown as they are written.'
  return warning(path, 'bad_merge_field', message, 'Put the tags around the merge field.')
}

function faultIssue(fault: HtmlFault, path: string): Issue {
  switch (fault.reason) {
    case 'not_closed': {
      const message = `<${fault.tag}> is not closed, and would swallow the page after it.`
      return error(path, 'unbalanced_html', message, `Add </${fault.tag}>.`)
    }
    case 'stray_end': {
      const message = `</${fault.tag}> closes nothing that was opened here.`
      return error(path, 'unbalanced_html', message, `Remove it, or add <${fault.tag}> before it.`)
    }
    case 'crossed': {
      const message = `</${fault.tag}> comes while <${fault.open}> is still open.`
      return error(path, 'unbalanced_html', message, `Close <${fault.open}> first.`)
    }
    case 'unclosed_comment':
      return error(path, 'unbalanced_html', 'A comment is not closed.', 'Add -->, or remove the comment.')
    case 'unclosed_tag': {
      const message = 'A tag begins with < and does not end with >.'
      return error(path, 'unbalanced_html', message, 'Add >; for the sign itself write &lt;.')
    }
    case 'field_in_url': {
      const message = `A merge field may not stand in ${fault.attribute} inside HTML.`
      return error(
        path,
        'bad_merge_field',
        message,
        'Give the slot a part of kind link or image, whose URL may have one.',
      )
    }
  }
}
