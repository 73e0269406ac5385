/** The shape of what a variant puts into one slot or part. Not which keys a kind has: content-kinds.ts; not what editors say: json-schema/. */

import * as v from 'valibot'
import type { AuthoredContent } from '../core/authored.ts'
import { MAX_SRCSET_LENGTH, MAX_URL_LENGTH } from '../core/content/url.ts'
import * as limits from './limits.ts'
import { given, list, map, may, object, text } from './shape-blocks.ts'

const html = text(limits.MAX_HTML_LENGTH)
const words = text(limits.MAX_TEXT_LENGTH)
const url = text(MAX_URL_LENGTH)
const listKeys = list(given(limits.MAX_LIST_KEY_LENGTH), limits.MAX_LIST_KEYS_COUNT)
const classNames = list(text(limits.MAX_CLASS_LENGTH), limits.MAX_CLASSES_COUNT)
const position = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.MAX_LIST_KEYS_COUNT))

/** One content; which keys are allowed follows from the kind of its slot or part. */
export const contentShape = object({
  text: may(words),
  html: may(html),
  attributes: may(map(v.nullable(words), limits.MAX_ATTRIBUTES_COUNT)),
  classes: may(object({ add: may(classNames), remove: may(classNames) })),
  hide: may(v.union([v.boolean(), listKeys])),
  remove: may(v.boolean()),
  before: may(html),
  after: may(html),
  prepend: may(html),
  append: may(html),
  replace: may(html),
  src: may(url),
  alt: may(words),
  srcset: may(text(MAX_SRCSET_LENGTH)),
  sizes: may(words),
  href: may(url),
  order: may(object({ first: may(listKeys), last: may(listKeys), by: may(v.picklist(['affinity'])) })),
  pin: may(map(position, limits.MAX_LIST_KEYS_COUNT)),
})

/** For a slot with parts. */
export const partsShape = map(contentShape, limits.MAX_PARTS_PER_SLOT_COUNT)

/** What a variant puts into a slot, whatever the slot. */
export const slotContentShape = v.union([contentShape, partsShape])

/** The type in core is the contract; this line does not compile when the shape leaves it. */
export const contentAgrees: v.InferOutput<typeof contentShape> extends AuthoredContent ? true : never = true
