/** URLs in content: their scheme, and where merge fields may stand in them. Not URLs inside HTML: the sanitiser has those. */

import type { Template } from '../core/compiled.ts'
import { checkUrl, isSrcset, MAX_URL_LENGTH, srcsetUrls, type UrlFault } from '../core/content/url.ts'
import { error, type Issue, warning } from '../core/issue.ts'
import type { FindAttribute } from './attribute-check.ts'
import { shown } from './phrase.ts'
import { readTemplate } from './template-check.ts'

/** Stands for a merge field while a URL is judged; private use, so that no URL has it. */
const FIELD = '\ue000'
const SRCSET_ADVICE = 'Write "image.jpg 1x, image-large.jpg 2x", or widths such as 640w.'

/** `name` is the attribute, in lower case. */
export function urlIssues(source: string, name: string, path: string, find: FindAttribute): readonly Issue[] {
  const template = readTemplate(source, path, find)
  if (!template.ok) return template.error
  const text = withMarks(template.value)
  if (!isSrcset(name)) return oneUrlIssues(text, path)
  const urls = srcsetUrls(text)
  if (urls === null || urls.length === 0) {
    return [error(path, 'bad_url', `${shownUrl(text)} is not a srcset.`, SRCSET_ADVICE)]
  }
  return urls.flatMap((url) => oneUrlIssues(url, path))
}

const withMarks = (template: Template): string =>
  typeof template === 'string'
    ? template
    : template.map((piece) => (typeof piece === 'string' ? piece : FIELD)).join('')

const shownUrl = (text: string): string => shown(text.replaceAll(FIELD, '{{…}}'))

function oneUrlIssues(url: string, path: string): readonly Issue[] {
  const first = url.indexOf(FIELD)
  if (first !== -1 && !isHostSettled(url.slice(0, first).trim())) {
    const message = 'A merge field may not begin a URL or choose its host.'
    return [
      error(path, 'bad_merge_field', message, 'Begin with what is fixed, for example /search?q={{utm.term|tents}}.'),
    ]
  }
  const checked = checkUrl(url.replaceAll(FIELD, 'x'))
  if (!checked.ok) return [faultIssue(checked.error, url, path)]
  if (checked.value !== 'protocol_relative') return []
  const advice = 'Write https:// before the host to make that plain, or a single / for a page of this site.'
  return [warning(path, 'protocol_relative_url', `${shownUrl(url)} leads to another host.`, advice)]
}

/** Whether what stands before the first merge field leaves no say over scheme and host to what follows. */
function isHostSettled(before: string): boolean {
  if (/^(?:mailto|tel):/i.test(before)) return true
  if (/^[a-z][a-z0-9+.-]*:/i.test(before)) return /^https?:[/\\]{2,}[^/\\?#]+[/\\?#]/i.test(before)
  if (/^[/\\]{2}/.test(before)) return /^[/\\]{2,}[^/\\?#]+[/\\?#]/.test(before)
  return before !== ''
}

function faultIssue(fault: UrlFault, url: string, path: string): Issue {
  switch (fault.reason) {
    case 'empty':
      return error(path, 'bad_url', 'The URL is empty.', 'Write / for the start page, or # for the page itself.')
    case 'too_long': {
      const message = `The URL has ${url.length} characters; at most ${MAX_URL_LENGTH} are allowed.`
      return error(path, 'too_long', message, 'Shorten it.')
    }
    case 'control_character': {
      const message = 'The URL has a control character, such as a tab or a line break.'
      return error(path, 'bad_url', message, 'Remove it; write %20 for a space.')
    }
    case 'malformed':
      return error(path, 'bad_url', `${shownUrl(url)} is not a URL.`, 'Write /path, or https://host/path.')
    case 'scheme': {
      const message = `${fault.scheme}: is not allowed in a URL.`
      return error(path, 'bad_url', message, 'Allowed are http, https, mailto, tel and relative URLs.')
    }
  }
}
