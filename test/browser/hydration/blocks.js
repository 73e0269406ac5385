/** One page for every framework: an element for each kind of edit, as a function of the app's state. Not how it is rendered: react.js, vue.js. */

/** `edition` changes the words, `reversed` the order, `open: false` unmounts everything. */
export const FIRST = { edition: 1, reversed: false, open: true }

export const CHANGES = {
  update: (state) => ({ ...state, edition: state.edition + 1 }),
  reverse: (state) => ({ ...state, reversed: !state.reversed }),
  toggle: (state) => ({ ...state, open: !state.open }),
}

/** `el(tag, attributes, ...children)` makes an element of the framework; attributes are named as in HTML, and `key`. */
export function blocks(el, { edition, reversed, open }) {
  if (!open) return [el('p', { key: 'closed', class: 'closed' }, 'Closed')]
  const words = (text) => (edition === 1 ? text : `${text} (${edition})`)
  const goods = ['tents', 'boots', 'lamps', 'rainwear']
  const all = [
    el('h1', { key: 'text', class: 'title' }, words('Original title')),
    el('p', { key: 'mixed', class: 'mixed' }, words('Mixed '), el('b', {}, words('bold')), words(' end')),
    el('div', { key: 'html', class: 'rich' }, el('p', {}, words('Rich one')), el('p', {}, 'Rich two')),
    el('section', { key: 'insert', class: 'box' }, el('p', {}, words('Box'))),
    el('section', { key: 'replace', class: 'old' }, words('Old')),
    el('aside', { key: 'note', class: 'note' }, words('First note')),
    el('aside', { key: 'second', class: 'note' }, words('Second note')),
    el('a', { key: 'link', class: 'cta', href: '/original' }, words('Original link')),
    el('div', { key: 'attribute', class: `tone plain edition-${edition}`, title: words('Original') }, 'Tone'),
    el('p', { key: 'hide', class: `secret edition-${edition}` }, words('Secret')),
    el(
      'picture',
      { key: 'image' },
      el('source', { srcset: '/wide.svg', media: '(min-width: 1px)' }),
      el('img', {
        class: 'photo',
        src: `/original.svg?${edition}`,
        srcset: '/original.svg 2x',
        alt: words('Original'),
      }),
    ),
    el(
      'ul',
      { key: 'list', class: 'goods' },
      ...(reversed ? goods.toReversed() : goods).map((name) => el('li', { key: name, 'data-name': name }, words(name))),
    ),
    el(
      'section',
      { key: 'parts', class: 'hero' },
      el('h2', {}, words('Original headline')),
      el('p', { class: 'old' }, words('Old part')),
      el('a', { class: 'more', href: '/more' }, words('More')),
    ),
    el('p', { key: 'all' }, el('span', { class: 'badge' }, words('One')), el('span', { class: 'badge' }, words('Two'))),
  ]
  return reversed ? all.toReversed() : all
}
