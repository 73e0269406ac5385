/** One element's edits carried out through HTMLRewriter, escaped by place. Not which element: handlers.ts. */

import type { Edit } from '../../core/compiled.ts'
import { isInertAttribute, UNTOUCHABLE_TAGS, VOID_TAGS } from '../../core/page/markup.ts'
import type { Fallback } from '../failure.ts'
import { type Reading, toReferences } from './charset.ts'

/** Around it, or away with it; and attributes that mean nothing to a browser. */
const CODE_ALLOWS = new Set<Edit<unknown>['op']>(['before', 'after', 'replace', 'remove'])

const isHarmless = (edit: Edit<unknown>): boolean =>
  CODE_ALLOWS.has(edit.op) || (edit.op === 'attribute' && isInertAttribute(edit.name))

const HTML: ContentOptions = { html: true }
const VOID_REFUSES = new Set<Edit<unknown>['op']>(['text', 'html', 'prepend', 'append'])

/**
 * Null, or why an edit cannot be carried out on this element: content for one that holds none, or anything but its removal
 * for one whose content is code (validation refuses such selectors, but `.a` may meet a script).
 */
export function refusalOf(element: Element, edits: readonly Edit<unknown>[]): Fallback | null {
  if (edits.length === 0) return null
  const tag = element.tagName
  if (VOID_TAGS.has(tag) && edits.some(({ op }) => VOID_REFUSES.has(op))) return 'void_target'
  return UNTOUCHABLE_TAGS.has(tag) && !edits.every(isHarmless) ? 'untouchable_target' : null
}

export function applyEdits(element: Element, edits: readonly Edit<string>[], reading: Reading): void {
  for (const edit of edits) applyEdit(element, edit, reading)
}

function applyEdit(element: Element, edit: Edit<string>, reading: Reading): void {
  switch (edit.op) {
    case 'text':
      if (reading.asciiOnly) element.setInnerContent(toReferences(escapeText(edit.value)), HTML)
      else element.setInnerContent(edit.value)
      return
    case 'html':
      element.setInnerContent(inserted(edit.value, reading), HTML)
      return
    case 'before':
    case 'after':
    case 'prepend':
    case 'append':
    case 'replace':
      element[edit.op](inserted(edit.value, reading), HTML)
      return
    case 'attribute':
      if (edit.value === null) element.removeAttribute(edit.name)
      else setAttribute(element, edit.name, edit.value, reading)
      return
    case 'url':
      setAttribute(element, edit.name, edit.value, reading)
      return
    case 'classes':
      setAttribute(element, 'class', editClasses(element.getAttribute('class'), edit.add, edit.remove), reading)
      return
    case 'image':
      setAttribute(element, 'src', edit.src, reading)
      if (edit.alt !== null) setAttribute(element, 'alt', edit.alt, reading)
      setOrRemove(element, 'srcset', edit.srcset, reading)
      setOrRemove(element, 'sizes', edit.sizes, reading)
      return
    case 'remove':
      element.remove()
      return
    default:
      edit satisfies never
  }
}

const inserted = (html: string, reading: Reading): string => (reading.asciiOnly ? toReferences(html) : html)

/** HTMLRewriter escapes `"` and nothing else in an attribute; `&` was escaped where it begins a reference, when rendered. */
function setAttribute(element: Element, name: string, value: string, reading: Reading): void {
  element.setAttribute(name, reading.asciiOnly ? toReferences(value) : value)
}

function setOrRemove(element: Element, name: string, value: string | null, reading: Reading): void {
  if (value === null) element.removeAttribute(name)
  else setAttribute(element, name, value, reading)
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function editClasses(current: string | null, add: readonly string[], remove: readonly string[]): string {
  const classes = new Set((current ?? '').split(/[\t\n\f\r ]+/).filter((name) => name !== ''))
  for (const name of remove) classes.delete(name)
  for (const name of add) classes.add(name)
  return [...classes].join(' ')
}
