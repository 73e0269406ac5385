/** A variant's edits as the plan holds them: plain strings. Not the templates themselves: those are template.ts. */

import type { Arrangement, Edit, SlotEdits, Template } from '../compiled.ts'
import { readerOf } from '../condition/lookup.ts'
import { type Place, render } from './template.ts'
import { safeUrlAttribute } from './url.ts'

type Part<T> = SlotEdits<T>['parts'][number]

/**
 * An edit with a URL that turns out unsafe when rendered (a merge field can make it so) is left out, and the element
 * keeps what the page gave it.
 */
export function renderEdits(edits: SlotEdits<Template>, attributes: object): SlotEdits<string> {
  return {
    own: renderAll(edits.own, attributes),
    parts: edits.parts.map(({ selector, edits: own }: Part<Template>) => ({
      selector,
      edits: renderAll(own, attributes),
    })),
    arrange: edits.arrange === null ? null : renderArrangement(edits.arrange, attributes),
  }
}

/** Whether rendering depends on the attributes at all; what does not is rendered once and shared. */
export const readsAttributes = (edits: SlotEdits<Template>): boolean =>
  edits.own.some(isMerged) || edits.parts.some((part) => part.edits.some(isMerged)) || edits.arrange?.by === 'affinity'

const isMerged = (edit: Edit<Template>): boolean => Object.values(edit).some(isMergedValue)

const isMergedValue = (value: unknown): boolean =>
  Array.isArray(value) && value.some((piece) => typeof piece === 'object' && piece !== null)

const AFFINITY = readerOf('affinity')

/** Keys are names of categories. Of a visitor who is not known, and without any interest, the page's order stays. */
function renderArrangement(arrangement: Arrangement, attributes: object): Arrangement {
  if (arrangement.by === null) return arrangement
  const affinity = AFFINITY(attributes)
  const interests = typeof affinity === 'object' && affinity !== null ? Object.entries(affinity) : []
  const byValue = Map.groupBy(
    interests.filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
    ([, value]) => value,
  )
  const ranked = [...byValue].sort(([one], [other]) => other - one).map(([, equal]) => equal.map(([key]) => key))
  return { ...arrangement, by: null, ranked }
}

function renderAll(edits: readonly Edit<Template>[], attributes: object): readonly Edit<string>[] {
  const rendered: Edit<string>[] = []
  for (const edit of edits) {
    const done = renderEdit(edit, attributes)
    if (isSafe(done)) rendered.push(done)
  }
  return rendered
}

function renderEdit(edit: Edit<Template>, attributes: object): Edit<string> {
  const fill = (template: Template, place: Place): string => render(template, attributes, place)
  const fillIfAny = (template: Template | null, place: Place): string | null =>
    template === null ? null : fill(template, place)
  switch (edit.op) {
    case 'text':
      return { op: 'text', value: fill(edit.value, 'text') }
    case 'html':
      return { op: 'html', value: fill(edit.value, 'html') }
    case 'before':
    case 'after':
    case 'prepend':
    case 'append':
    case 'replace':
      return { op: edit.op, value: fill(edit.value, 'html') }
    case 'attribute':
      return { op: 'attribute', name: edit.name, value: fillIfAny(edit.value, 'attribute') }
    case 'url':
      return { op: 'url', name: edit.name, value: fill(edit.value, 'url') }
    case 'image':
      return {
        op: 'image',
        src: fill(edit.src, 'url'),
        alt: fillIfAny(edit.alt, 'attribute'),
        srcset: fillIfAny(edit.srcset, 'url'),
        sizes: fillIfAny(edit.sizes, 'attribute'),
      }
    case 'classes':
    case 'remove':
      return edit
  }
}

function isSafe(edit: Edit<string>): boolean {
  if (edit.op === 'url') return safeUrlAttribute(edit.name, edit.value)
  if (edit.op !== 'image') return true
  return safeUrlAttribute('src', edit.src) && (edit.srcset === null || safeUrlAttribute('srcset', edit.srcset))
}
