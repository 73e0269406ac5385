/** What an editor says of each key of a content: what a variant puts into one slot or part. Not of the keys around it: ruleset-notes.ts. */

import { ATTRIBUTE_NAMES, CLASS_NAMES, CONTENT_RULES } from './forms.ts'
import type { Notes } from './notes.ts'

const SANITISED = 'sanitised when published. Merge fields may stand in it.'

export const CONTENT_NOTES: Notes = {
  content: CONTENT_RULES,
  'content.text': {
    description:
      'The text inside, in the place of all that is there. {{attribute|fallback}} shows a value: {{geo.city|your town}}.',
    examples: ['Rain in {{geo.city|your town}}'],
  },
  'content.html': {
    description: `The HTML inside, in the place of all that is there; ${SANITISED}`,
    examples: ['Free delivery <b>today</b>'],
  },
  'content.attributes': {
    description: 'HTML attributes by name; null takes one away.',
    examples: [{ title: 'Open today', 'data-theme': null }],
  },
  'content.attributes{}': ATTRIBUTE_NAMES,
  'content.classes': { description: 'Class names added and taken away.' },
  'content.classes.add': { description: 'Class names to add.', examples: [['is-sale']] },
  'content.classes.add[]': CLASS_NAMES,
  'content.classes.remove': { description: 'Class names to take away.', examples: [['is-new']] },
  'content.classes.remove[]': CLASS_NAMES,
  'content.hide': {
    description: 'true hides the element (the attribute `hidden`); in a list slot, the keys of the items to hide.',
    examples: [['tents']],
  },
  'content.remove': { description: 'true takes the element out of the page.' },
  'content.before': { description: `HTML right before the element; ${SANITISED}`, examples: ['<p>New</p>'] },
  'content.after': { description: `HTML right behind the element; ${SANITISED}`, examples: ['<p>New</p>'] },
  'content.prepend': { description: `HTML inside, before what is there; ${SANITISED}`, examples: ['<b>New</b> '] },
  'content.append': { description: `HTML inside, behind what is there; ${SANITISED}`, examples: [' <b>New</b>'] },
  'content.replace': {
    description: `HTML in the place of the element itself; ${SANITISED}`,
    examples: ['<section>…</section>'],
  },
  'content.src': { description: 'The image: relative, or http(s).', examples: ['/img/rain-jacket.jpg'] },
  'content.alt': { description: 'What the image shows, in words.', examples: ['A red rain jacket'] },
  'content.srcset': {
    description: 'The image in other sizes; without it the old ones are dropped.',
    examples: ['/img/a.jpg 1x, /img/a2.jpg 2x'],
  },
  'content.sizes': { description: 'How wide the image is shown, for srcset.', examples: ['100vw'] },
  'content.href': {
    description: 'Where the link leads: relative, http(s), mailto or tel.',
    examples: ['/category/rainwear'],
  },
  'content.order': { description: "List slots: the order of the page's own items; those not named stay as they are." },
  'content.order.first': {
    description: 'The keys of the items that come first, in this order.',
    examples: [['rainwear', 'footwear']],
  },
  'content.order.last': { description: 'The keys of the items that come last, in this order.', examples: [['outlet']] },
  'content.order.by': {
    description: "affinity: after `first`, the items whose keys are the visitor's interests, the strongest first.",
    examples: ['affinity'],
  },
  'content.pin': {
    description: 'List slots: keys and the position where each is put; 1 is the first.',
    examples: [{ rainwear: 1 }],
  },
}
