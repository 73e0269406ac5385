/** The shape of what a variant puts into one slot or part. Not which keys a kind has: content-kinds.ts. */

import * as v from 'valibot'
import type { AuthoredContent } from '../core/authored.ts'
import { MAX_SRCSET_LENGTH, MAX_URL_LENGTH } from '../core/content/url.ts'
import * as limits from './limits.ts'
import { given, list, map, may, NOT_YET, object, such, text } from './shape-blocks.ts'
import { ATTRIBUTE_NAMES, CLASS_NAMES, CONTENT_RULES, NAMES } from './shape-forms.ts'

const html = text(limits.MAX_HTML_LENGTH)
const listKeys = list(given(limits.MAX_LIST_KEY_LENGTH), limits.MAX_LIST_KEYS_COUNT)
const classNames = list(v.pipe(text(limits.MAX_CLASS_LENGTH), v.metadata({ ...CLASS_NAMES })), limits.MAX_CLASSES_COUNT)
const SANITISED = 'sanitised when published. Merge fields may stand in it.'

/** One content; which keys are allowed follows from the kind of its slot or part. */
export const contentShape = v.pipe(
  object({
    text: may(
      text(limits.MAX_TEXT_LENGTH),
      'The text inside, in the place of all that is there. {{attribute|fallback}} shows a value: {{geo.city|your town}}.',
      such('Rain in {{geo.city|your town}}'),
    ),
    html: may(
      html,
      `The HTML inside, in the place of all that is there; ${SANITISED}`,
      such('Free delivery <b>today</b>'),
    ),
    attributes: may(
      map(v.nullable(text(limits.MAX_TEXT_LENGTH)), limits.MAX_ATTRIBUTES_COUNT, ATTRIBUTE_NAMES),
      'HTML attributes by name; null takes one away.',
      such({ title: 'Open today', 'data-theme': null }),
    ),
    classes: may(
      object({
        add: may(classNames, 'Class names to add.', such(['is-sale'])),
        remove: may(classNames, 'Class names to take away.', such(['is-new'])),
      }),
      'Class names added and taken away.',
    ),
    hide: may(
      v.union([v.boolean(), listKeys]),
      'true hides the element (the attribute `hidden`); in a list slot, the keys of the items to hide.',
      such(['tents']),
    ),
    remove: may(v.boolean(), 'true takes the element out of the page.'),
    before: may(html, `HTML right before the element; ${SANITISED}`, such('<p>New</p>')),
    after: may(html, `HTML right behind the element; ${SANITISED}`, such('<p>New</p>')),
    prepend: may(html, `HTML inside, before what is there; ${SANITISED}`, such('<b>New</b> ')),
    append: may(html, `HTML inside, behind what is there; ${SANITISED}`, such(' <b>New</b>')),
    replace: may(html, `HTML in the place of the element itself; ${SANITISED}`, such('<section>…</section>')),
    src: may(text(MAX_URL_LENGTH), 'The image: relative, or http(s).', such('/img/rain-jacket.jpg')),
    alt: may(text(limits.MAX_TEXT_LENGTH), 'What the image shows, in words.', such('A red rain jacket')),
    srcset: may(
      text(MAX_SRCSET_LENGTH),
      'The image in other sizes; without it the old ones are dropped.',
      such('/img/a.jpg 1x, /img/a2.jpg 2x'),
    ),
    sizes: may(text(limits.MAX_TEXT_LENGTH), 'How wide the image is shown, for srcset.', such('100vw')),
    href: may(
      text(MAX_URL_LENGTH),
      'Where the link leads: relative, http(s), mailto or tel.',
      such('/category/rainwear'),
    ),
    order: may(
      object({
        first: may(listKeys, 'The keys of the items that come first, in this order.', such(['rainwear', 'footwear'])),
        last: may(listKeys, 'The keys of the items that come last, in this order.', such(['outlet'])),
        by: may(v.picklist(['affinity']), `By the visitor's interests. ${NOT_YET}`),
      }),
      "List slots: the order of the page's own items; those not named stay as they are.",
    ),
    pin: may(
      map(
        v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.MAX_LIST_KEYS_COUNT)),
        limits.MAX_LIST_KEYS_COUNT,
      ),
      'List slots: keys and the position where each is put; 1 is the first.',
      such({ rainwear: 1 }),
    ),
  }),
  v.metadata(CONTENT_RULES),
)

/** For a slot with parts. */
export const partsShape = map(contentShape, limits.MAX_PARTS_PER_SLOT_COUNT, NAMES.key)

/** What a variant puts into a slot, whatever the slot. */
export const slotContentShape = v.union([contentShape, partsShape])

/** The type in core is the contract; this line does not compile when the shape leaves it. */
export const contentAgrees: v.InferOutput<typeof contentShape> extends AuthoredContent ? true : never = true
