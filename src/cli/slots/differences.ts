/** Where the stream, which has no tree, and the tree that a browser builds disagree about a selector's elements. Not the words: difference-text.ts. */

import { VOID_TAGS } from '../../core/page/markup.ts'
import { parseSelector } from '../../core/page/selector.ts'
import { ancestorsOf, endOf, isImplied, type PageTree, startOf, type TreeElement } from './page-tree.ts'

/**
 * `implied`: the browser adds an element that no tag of the page makes. `unclosed`: an element without its end tag has
 * ended for the browser and is still open in the stream. `foster`: the browser moves it out of a table. `split`: the
 * browser makes several elements of one formatting tag. `template`, `shadow`: it stands in a template, or in one that
 * becomes a shadow root. `dropped`: the browser ignores the tag. `other`: the trees differ for a reason not told here.
 */
export type Cause = 'implied' | 'unclosed' | 'foster' | 'split' | 'template' | 'shadow' | 'dropped' | 'other'

export interface Difference {
  /** Who sees these elements. */
  readonly only: 'stream' | 'browser'
  readonly cause: Cause
  /** The tag that causes it, `tbody` or `li`; null where none is to blame. */
  readonly tag: string | null
  /** Where the elements begin; -1 where no tag of the page makes them. */
  readonly at: readonly number[]
}

/** Elements whose cause is looked for; a page may have a million. */
const MAX_EXPLAINED_COUNT = 1_000

/** `starts`: the characters at which the stream's matches begin. Grouped by cause, in the order of the page; at most MAX_EXPLAINED_COUNT of the browser's. */
export function differences(selector: string, starts: readonly number[], tree: PageTree): readonly Difference[] {
  const parsed = parseSelector(selector)
  const tags = parsed.ok ? parsed.value.flatMap((branch) => branch.map(({ tag }) => tag)) : []
  const inTree = tree.select(selector)
  const streamed = new Set(starts)
  const known = new Set(inTree.map(startOf))
  const unseen = inTree.filter((element) => !streamed.has(startOf(element)))
  const single: Difference[] = [
    ...starts
      .filter((at) => !known.has(at))
      .map((at) => ({ only: 'stream', ...streamCause(at, tags, tree), at: [at] }) as const),
    ...unseen
      .slice(0, MAX_EXPLAINED_COUNT)
      .map((element) => ({ only: 'browser', ...treeCause(element, tags, tree), at: [startOf(element)] }) as const),
  ]
  const grouped = Map.groupBy(single, ({ only, cause, tag }) => `${only} ${cause} ${tag}`)
  return [...grouped.values()].map((same) => ({ ...same[0]!, at: same.flatMap(({ at }) => at) }))
}

type Tags = readonly (string | null)[]
type Reason = Pick<Difference, 'cause' | 'tag'>

function streamCause(at: number, tags: Tags, tree: PageTree): Reason {
  const [element] = tree.at(at)
  if (element === undefined) return { cause: 'dropped', tag: null }
  const template = templateAround(element)
  if (template !== null) return { cause: template, tag: 'template' }
  const implied = impliedAround(element, tags)
  if (implied !== null) return { cause: 'implied', tag: implied }
  if (isFostered(element, tree)) return { cause: 'foster', tag: 'table' }
  const unclosed = endedBefore(at, tags, element, tree)
  return unclosed === null ? { cause: 'other', tag: null } : { cause: 'unclosed', tag: unclosed }
}

function treeCause(element: TreeElement, tags: Tags, tree: PageTree): Reason {
  if (isImplied(element)) return { cause: FORMATTING.has(element.name) ? 'split' : 'implied', tag: element.name }
  if (tree.at(startOf(element)).length > 1) return { cause: 'split', tag: element.name }
  const implied = impliedAround(element, tags)
  if (implied !== null) return { cause: 'implied', tag: implied }
  const unclosed = unclosedBefore(element)
  if (unclosed !== null) return { cause: 'unclosed', tag: unclosed }
  return isFostered(element, tree) ? { cause: 'foster', tag: 'table' } : { cause: 'other', tag: null }
}

/** Whether, and in what kind of template it stands. */
export function templateAround(element: TreeElement): 'template' | 'shadow' | null {
  const template = ancestorsOf(element).find(({ name }) => name === 'template')
  if (template === undefined) return null
  return template.attribs.shadowrootmode === undefined ? 'template' : 'shadow'
}

/** HTML's formatting elements: the browser makes them anew around what follows a block. */
const FORMATTING = new Set([
  ...['a', 'b', 'big', 'code', 'em', 'font', 'i', 'nobr', 's', 'small', 'strike', 'strong', 'tt', 'u'],
])
const FRAME = new Set(['html', 'head', 'body'])

/** Its nearest ancestor that no tag of the page makes; a page's frame matters only to a selector that names it. */
const impliedAround = (element: TreeElement, tags: Tags): string | null =>
  ancestorsOf(element).find((one) => isImplied(one) && (!FRAME.has(one.name) || tags.includes(one.name)))?.name ?? null

/** A table's source reaches around the element, but the browser put it elsewhere. */
export const isFostered = (element: TreeElement, tree: PageTree): boolean => {
  const around = new Set(ancestorsOf(element))
  const at = startOf(element)
  return tree.select('table').some((table) => startOf(table) < at && at < endOf(table) && !around.has(table))
}

/** The last element of these tags that the browser ended by itself before `at`. */
function endedBefore(at: number, tags: Tags, element: TreeElement, tree: PageTree): string | null {
  const around = new Set(ancestorsOf(element))
  const names = new Set(tags.filter((tag) => tag !== null))
  if (names.size === 0) return null
  const ended = tree
    .select([...names].join(','))
    .filter((one) => one !== element && !around.has(one) && !isImplied(one) && isUnclosed(one))
    .filter((one) => startOf(one) < at && endOf(one) <= at)
  return ended[ended.length - 1]?.name ?? null
}

/** A page may have a million siblings; the one to blame stands near. */
const MAX_LOOKED_BACK_COUNT = 200

/** A sibling of it, or of what is around it, that has no end tag: the stream takes what follows for its inside. */
function unclosedBefore(element: TreeElement): string | null {
  for (const one of [element, ...ancestorsOf(element)]) {
    for (
      let before = one.prev, seen = 0;
      before !== null && seen < MAX_LOOKED_BACK_COUNT;
      before = before.prev, seen++
    ) {
      if ('attribs' in before && !isImplied(before as TreeElement) && isUnclosed(before as TreeElement))
        return before.name
    }
  }
  return null
}

export const isUnclosed = ({ name, sourceCodeLocation }: TreeElement): boolean =>
  !VOID_TAGS.has(name) &&
  sourceCodeLocation != null &&
  !('endTag' in sourceCodeLocation && sourceCodeLocation.endTag != null)
