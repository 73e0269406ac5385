/** One slot for each kind of edit, on a path of its own and all together on `/all`. Not how it shows: standing.js. */

const SLOTS = {
  text: { slot: { selector: 'h1.title', kind: 'text' }, content: { text: 'Edited & <title>' } },
  mixed: { slot: { selector: 'p.mixed', kind: 'text' }, content: { text: 'Edited mixture' } },
  html: { slot: { selector: 'div.rich', kind: 'html' }, content: { html: '<p>Edited <em>rich</em></p>' } },
  insert: {
    slot: { selector: 'section.box' },
    content: {
      before: '<p class="before">Before</p>',
      after: '<p class="after">After</p>',
      prepend: '<p class="prepended">First</p>',
      append: '<p class="appended">Last</p>',
    },
  },
  replace: { slot: { selector: 'section.old' }, content: { replace: '<section class="new">New</section>' } },
  remove: { slot: { selector: 'aside.note' }, content: { remove: true } },
  link: {
    slot: { selector: 'a.cta', kind: 'link' },
    content: { text: 'Edited link', href: '/edited?a=1&copy=2' },
  },
  attribute: {
    slot: { selector: 'div.tone' },
    content: { attributes: { title: 'Edited' }, classes: { add: ['warm'], remove: ['plain'] } },
  },
  hide: { slot: { selector: 'p.secret' }, content: { hide: true } },
  image: { slot: { selector: 'img.photo', kind: 'image' }, content: { src: '/edited.svg', alt: 'Edited' } },
  list: {
    slot: { selector: 'ul.goods', kind: 'list', item: 'li', key: '@data-name' },
    content: { order: { first: ['rainwear'] }, hide: ['lamps'] },
  },
  parts: {
    slot: {
      selector: 'section.hero',
      parts: {
        headline: { selector: 'h2', kind: 'text' },
        old: { selector: 'p.old', kind: 'text' },
        more: { selector: 'a.more', kind: 'link' },
      },
    },
    content: { headline: { text: 'Edited headline' }, old: { remove: true }, more: { text: 'Edited more' } },
  },
  all: { slot: { selector: 'span.badge', match: 'all', kind: 'text' }, content: { text: 'Badge' } },
} as const

export type Kind = keyof typeof SLOTS

export const KINDS = Object.keys(SLOTS) as Kind[]

/** Paths of pages: `/react/text`, `/vue/all`; `all` itself is a kind, so that the page with all is `/react/every`. */
const pathsOf = (kind: Kind): string[] =>
  ['react', 'vue', 'plain'].flatMap((app) => [kind, 'every'].map((page) => `/${app}/${page}`))

export const RULES = {
  format: 1,
  site: { timeZone: 'Asia/Tokyo', locale: 'en', memory: 'off', script: true },
  slots: Object.fromEntries(KINDS.map((kind) => [kind, { paths: pathsOf(kind), ...SLOTS[kind].slot }])),
  experiences: KINDS.map((kind) => ({
    id: kind,
    variants: [{ id: 'edited', slots: { [kind]: SLOTS[kind].content } }],
  })),
}
