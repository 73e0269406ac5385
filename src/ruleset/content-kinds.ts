/** Which keys a content may have, by the kind of its slot or part, and which of them agree with each other. Not their values. */

import type { AuthoredContent, SlotKind } from '../core/authored.ts'
import { at, error, type Issue, warning } from '../core/issue.ts'
import { isInertAttribute, UNTOUCHABLE_TAGS, VOID_TAGS } from '../core/page/markup.ts'
import { parseSelector, targetTags } from '../core/page/selector.ts'
import { allOf } from './phrase.ts'

type Key = keyof AuthoredContent

const COMMON: readonly Key[] = ['attributes', 'classes', 'hide', 'remove']
const INSERTED: readonly Key[] = ['before', 'after', 'prepend', 'append', 'replace']

const KEYS: { readonly [kind in SlotKind]: readonly Key[] } = {
  element: ['text', 'html', ...COMMON, ...INSERTED],
  text: ['text', ...COMMON],
  html: ['html', ...COMMON],
  image: ['src', 'alt', 'srcset', 'sizes', ...COMMON],
  link: ['text', 'href', ...COMMON],
  list: ['order', 'pin', 'hide', 'attributes', 'classes'],
}

/** Each makes the whole element, or all that is in it, anew. */
const WHOLE: readonly Key[] = ['text', 'html', 'replace', 'remove']
/** What an element that goes away does not show. */
const LOST: readonly Key[] = [
  'attributes',
  'classes',
  'hide',
  'prepend',
  'append',
  'src',
  'alt',
  'srcset',
  'sizes',
  'href',
]
/** What leaves the element's inside and attributes alone. */
const AROUND: readonly Key[] = ['remove', 'before', 'after', 'replace']
/** What needs an inside. */
const INSIDE: readonly Key[] = ['text', 'html', 'prepend', 'append']

export function kindIssues(content: AuthoredContent, path: string, kind: SlotKind, selector: string): readonly Issue[] {
  const given = (Object.keys(content) as Key[]).filter((key) => content[key] !== undefined && content[key] !== false)
  const fitting = given.filter((key) => KEYS[kind].includes(key))
  return [
    ...given.filter((key) => !fitting.includes(key)).map((key) => notForKind(key, path, kind)),
    ...hideIssues(content, path, kind),
    ...exclusiveIssues(fitting, path),
    ...voidIssues(fitting, path, selector),
    ...untouchableIssues(content, fitting, path, selector),
    ...imageIssues(fitting, path),
  ]
}

function notForKind(key: Key, path: string, kind: SlotKind): Issue {
  const message = `${key} is not for kind ${kind}.`
  return error(at(path, key), 'not_for_kind', message, `Kind ${kind} takes ${allOf(KEYS[kind])}.`)
}

function hideIssues({ hide }: AuthoredContent, path: string, kind: SlotKind): readonly Issue[] {
  if (!Array.isArray(hide) || kind === 'list') return []
  const message = 'Only a list slot hides items by key.'
  return [error(at(path, 'hide'), 'not_for_kind', message, 'Write true to hide the whole element.')]
}

function exclusiveIssues(given: readonly Key[], path: string): readonly Issue[] {
  const [first, ...others] = WHOLE.filter((key) => given.includes(key))
  if (first === undefined) return []
  const exclusive = others.map((key) =>
    error(at(path, key), 'exclusive', `${first} and ${key} exclude each other.`, 'Keep one of the two.'),
  )
  const gone = given.find((key) => key === 'remove' || key === 'replace')
  const lost = gone === undefined ? [] : given.filter((key) => LOST.includes(key))
  return [
    ...exclusive,
    ...lost.map((key) => warning(at(path, key), 'no_effect', `${key} shows nothing beside ${gone}.`, 'Leave it out.')),
  ]
}

const targetAmong = (selector: string, tags: ReadonlySet<string>): string | undefined => {
  const parsed = parseSelector(selector)
  return parsed.ok ? targetTags(parsed.value).find((tag): tag is string => tag !== null && tags.has(tag)) : undefined
}

function voidIssues(given: readonly Key[], path: string, selector: string): readonly Issue[] {
  const empty = targetAmong(selector, VOID_TAGS)
  if (empty === undefined) return []
  return given
    .filter((key) => INSIDE.includes(key))
    .map((key) => {
      const message = `${empty} elements have no inside for ${key}.`
      return error(at(path, key), 'kind_mismatch', message, 'Use before or after, or address the element around it.')
    })
}

/** Elements of code may go, and something may stand around them. */
function untouchableIssues(
  { attributes = {} }: AuthoredContent,
  given: readonly Key[],
  path: string,
  selector: string,
): readonly Issue[] {
  const code = targetAmong(selector, UNTOUCHABLE_TAGS)
  if (code === undefined) return []
  const isInert = Object.keys(attributes).every((name) => isInertAttribute(name.toLowerCase()))
  return given
    .filter((key) => !(AROUND.includes(key) || (key === 'attributes' && isInert)))
    .map((key) => {
      const message = `${code} elements may not be edited: what is in them runs, or is no content.`
      const advice = 'Address an element that shows content; remove, before, after and replace are allowed here.'
      return error(at(path, key), 'untouchable_element', message, advice)
    })
}

/** Without a new image, other sizes of it would show one picture for another. */
function imageIssues(given: readonly Key[], path: string): readonly Issue[] {
  if (given.includes('src')) return []
  return given
    .filter((key) => key === 'srcset' || key === 'sizes')
    .map((key) => error(at(path, key), 'missing', `${key} needs src.`, "Add the image's src."))
}
