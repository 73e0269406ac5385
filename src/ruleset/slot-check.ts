/** Slots: names, paths, selectors, parts and lists, and that none lies in another. Not what variants put into them: content-check.ts. */

import type { AuthoredPart, AuthoredRuleset, AuthoredSlot } from '../core/authored.ts'
import { at, error, type Issue, warning } from '../core/issue.ts'
import { isTaggedCompound, parseListKey } from '../core/page/list-key.ts'
import { VOID_TAGS } from '../core/page/markup.ts'
import { type Selector, targetTags } from '../core/page/selector.ts'
import { idIssues } from './id-check.ts'
import { nestedSlotIssues } from './nested-slots.ts'
import { shown } from './phrase.ts'
import { checkSelector } from './selector-check.ts'

export function slotsIssues({ slots }: AuthoredRuleset): readonly Issue[] {
  const issues = Object.entries(slots).flatMap(([id, slot]) => slotIssues(id, slot))
  return [...issues, ...nestedSlotIssues(slots)]
}

function slotIssues(id: string, slot: AuthoredSlot): readonly Issue[] {
  const path = at('slots', id)
  return [
    ...idIssues(id, path),
    ...slot.paths.flatMap((pattern, index) => pathIssues(pattern, at(at(path, 'paths'), index))),
    ...addressIssues(slot, path),
    ...Object.entries(slot.parts ?? {}).flatMap(([part, authored]) => {
      const partPath = at(at(path, 'parts'), part)
      return [...idIssues(part, partPath), ...addressIssues(authored, partPath)]
    }),
    ...partsKindIssues(slot, path),
    ...(slot.kind === 'list' ? listIssues(slot, path) : noListIssues(slot, path)),
  ]
}

function pathIssues(pattern: string, path: string): readonly Issue[] {
  const bad = (message: string, advice: string): readonly Issue[] => [error(path, 'bad_path', message, advice)]
  if (!pattern.startsWith('/')) {
    return bad(`${shown(pattern)} does not begin with /.`, 'Write the path alone, for example /items/* without a host.')
  }
  if (/[?#]/.test(pattern)) {
    return bad(
      `${shown(pattern)} has a query or a fragment.`,
      'Write the path alone; ask for the query with page.query.NAME.',
    )
  }
  if (pattern.replace(/\/\*$/, '').includes('*')) {
    return bad(`${shown(pattern)} has * where it means nothing.`, 'A * may only stand at the end, as in /items/*.')
  }
  return /\p{Cc}/u.test(pattern) ? bad('The path has a control character.', 'Remove it.') : []
}

/** The selector, and whether its element suits the kind. */
function addressIssues({ selector, kind = 'element' }: AuthoredPart | AuthoredSlot, path: string): readonly Issue[] {
  const checked = checkSelector(selector, at(path, 'selector'))
  const unsuited = checked.selector === null ? [] : kindIssues(kind, checked.selector, path)
  return [...checked.issues, ...unsuited]
}

function kindIssues(kind: NonNullable<AuthoredSlot['kind']>, selector: Selector, path: string): readonly Issue[] {
  const tags = targetTags(selector)
  const other = (...suited: readonly string[]) => tags.find((tag) => tag !== null && !suited.includes(tag))
  if (kind === 'text' || kind === 'html' || kind === 'list') {
    const empty = tags.find((tag) => tag !== null && VOID_TAGS.has(tag))
    if (empty == null) return []
    const message = `${empty} elements have no inside for kind ${kind}.`
    return [error(path, 'kind_mismatch', message, 'Address the element around it, or take another kind.')]
  }
  const wrong = kind === 'image' ? other('img', 'source') : kind === 'link' ? other('a', 'area') : undefined
  if (wrong == null) return []
  const needed = kind === 'image' ? 'img' : 'a'
  const message = `Kind ${kind} is for ${needed} elements; the selector means ${wrong}.`
  return [warning(path, 'kind_mismatch', message, `Address the ${needed} inside it, or take kind element.`)]
}

function partsKindIssues({ parts, kind = 'element' }: AuthoredSlot, path: string): readonly Issue[] {
  if (parts === undefined || kind === 'element') return []
  const message = `A slot with parts cannot be ${kind} itself.`
  return [error(at(path, 'kind'), 'kind_mismatch', message, 'Leave kind out; each part has its own.')]
}

function listIssues({ item, key }: AuthoredSlot, path: string): readonly Issue[] {
  const bad = (field: 'item' | 'key', message: string, advice: string): Issue =>
    error(at(path, field), 'bad_list_slot', message, advice)
  const issues: Issue[] = []
  const itemAdvice = 'Write one tag with what marks it, for example li or div.card.'
  const keyAdvice = 'Write @data-category for an attribute of the item, or a@href for one of an element inside it.'
  if (item === undefined) issues.push(bad('item', 'A list slot needs item.', itemAdvice))
  else if (!isTaggedCompound(item))
    issues.push(bad('item', `${shown(item)} does not name the items by one tag.`, itemAdvice))
  if (key === undefined) issues.push(bad('key', 'A list slot needs key.', keyAdvice))
  else if (parseListKey(key) === null)
    issues.push(bad('key', `${shown(key)} does not say where a key stands.`, keyAdvice))
  return issues
}

const noListIssues = (slot: AuthoredSlot, path: string): readonly Issue[] =>
  (['item', 'key'] as const)
    .filter((field) => slot[field] !== undefined)
    .map((field) => {
      const message = `Only a list slot has ${field}.`
      return error(at(path, field), 'bad_list_slot', message, 'Add "kind": "list", or leave it out.')
    })
