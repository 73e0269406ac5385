/** What a variant puts into a slot → edits. Not which content a kind may have: validation has seen to that. */

import type { AuthoredContent, AuthoredVariant } from '../authored.ts'
import type { Arrangement, CompiledSlot, Edit, SlotEdits, Template } from '../compiled.ts'
import { parseTemplate } from '../content/parse-template.ts'
import { isUrlAttribute } from '../content/url.ts'

type Parts = { readonly [part: string]: AuthoredContent }

/** Called with the key of what could not be compiled: an unknown part, or a text whose merge fields cannot be read. */
export type Report = (...keys: readonly string[]) => void

export function compileContent(
  slot: CompiledSlot,
  authored: AuthoredVariant['slots'][string],
  report: Report,
): SlotEdits<Template> {
  if (slot.parts.length > 0) return { own: [], parts: partsOf(slot, authored as Parts, report), arrange: null }
  const content = authored as AuthoredContent
  return { own: editsOf(content, report), parts: [], arrange: arrangementOf(content) }
}

/** In the slot's own order, so that equal content compiles equally. */
function partsOf(slot: CompiledSlot, authored: Parts, report: Report): SlotEdits<Template>['parts'] {
  for (const id of Object.keys(authored)) if (!slot.parts.some((part) => part.id === id)) report(id)
  return slot.parts.flatMap(({ id, selector }) => {
    const content = Object.hasOwn(authored, id) ? authored[id] : undefined
    return content ? [{ selector, edits: editsOf(content, (...keys) => report(id, ...keys)) }] : []
  })
}

const INSERTED = ['before', 'after', 'prepend', 'append', 'replace'] as const

/** The element's own edits first, then what is in it, then what is around it. */
function editsOf(content: AuthoredContent, report: Report): readonly Edit<Template>[] {
  const edits: Edit<Template>[] = []
  const template = (source: string, ...keys: readonly string[]): Template => {
    const parsed = parseTemplate(source)
    if (!parsed.ok) report(...keys)
    return parsed.ok ? parsed.value : ''
  }
  const optional = (key: 'alt' | 'srcset' | 'sizes'): Template | null =>
    content[key] === undefined ? null : template(content[key], key)

  for (const [authored, value] of Object.entries(content.attributes ?? {})) {
    const name = authored.toLowerCase()
    if (value === null) edits.push({ op: 'attribute', name, value })
    else
      edits.push({
        op: isUrlAttribute(name) ? 'url' : 'attribute',
        name,
        value: template(value, 'attributes', authored),
      })
  }
  if (content.classes)
    edits.push({ op: 'classes', add: content.classes.add ?? [], remove: content.classes.remove ?? [] })
  if (content.hide === true) edits.push({ op: 'attribute', name: 'hidden', value: '' })
  if (content.href !== undefined) edits.push({ op: 'url', name: 'href', value: template(content.href, 'href') })
  if (content.src !== undefined) {
    const src = template(content.src, 'src')
    edits.push({ op: 'image', src, alt: optional('alt'), srcset: optional('srcset'), sizes: optional('sizes') })
  } else if (content.alt !== undefined) {
    edits.push({ op: 'attribute', name: 'alt', value: template(content.alt, 'alt') })
  }
  if (content.text !== undefined) edits.push({ op: 'text', value: template(content.text, 'text') })
  if (content.html !== undefined) edits.push({ op: 'html', value: template(content.html, 'html') })
  for (const op of INSERTED) {
    const html = content[op]
    if (html !== undefined) edits.push({ op, value: template(html, op) })
  }
  if (content.remove === true) edits.push({ op: 'remove' })
  return edits
}

/** Authored positions count from 1. */
function arrangementOf({ order, pin, hide }: AuthoredContent): Arrangement | null {
  if (order === undefined && pin === undefined && !Array.isArray(hide)) return null
  return {
    first: order?.first ?? [],
    last: order?.last ?? [],
    by: order?.by ?? null,
    pin: Object.entries(pin ?? {}).map(([key, position]) => [key, position - 1]),
    hide: Array.isArray(hide) ? hide : [],
  }
}
