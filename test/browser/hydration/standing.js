/** Which edits of rules.ts a visitor sees on the page, told from what is visible and not from how it was done. */

const seen = (selector, root = document) =>
  [...root.querySelectorAll(selector)].filter((element) => element.checkVisibility())
/** As it is seen, without what is hidden. */
// biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
const texts = (selector, root) => seen(selector, root).map((element) => element.innerText.trim())
const is = (found, ...wanted) => found.join('|') === wanted.join('|')
/** What of `parts` is visible, in the order of the page. */
const order = (parts) => seen(parts).map((element) => element.className)

const TESTS = {
  text: () => is(texts('h1.title'), 'Edited & <title>'),
  mixed: () => is(texts('p.mixed'), 'Edited mixture'),
  html: () => is(texts('div.rich'), 'Edited rich') && seen('div.rich em').length === 1,
  insert: () =>
    is(
      order('.before, section.box, .prepended, .appended, .after'),
      'before',
      'box',
      'prepended',
      'appended',
      'after',
    ) && texts('section.box')[0].includes('Box'),
  replace: () => is(texts('section.new'), 'New') && seen('section.old').length === 0,
  remove: () =>
    is(
      texts('aside.note').map((text) => text.slice(0, 11)),
      'Second note',
    ),
  link: () => is(texts('a.cta'), 'Edited link') && seen('a.cta')[0].getAttribute('href') === '/edited?a=1&copy=2',
  attribute: () => {
    const [tone] = seen('div.tone')
    return tone?.title === 'Edited' && tone.classList.contains('warm') && !tone.classList.contains('plain')
  },
  hide: () => document.querySelector('p.secret') !== null && seen('p.secret').length === 0,
  image: () => {
    const [photo] = seen('img.photo')
    return (
      photo?.getAttribute('src') === '/edited.svg' && photo.alt === 'Edited' && photo.currentSrc.endsWith('/edited.svg')
    )
  },
  list: () => {
    const names = seen('ul.goods > li').map((item) => item.dataset.name)
    const isWhole = names.every((name, i) => texts('ul.goods > li')[i].startsWith(name))
    return isWhole && names[0] === 'rainwear' && !names.includes('lamps') && names.length === 3
  },
  parts: () =>
    is(texts('section.hero h2'), 'Edited headline') &&
    seen('section.hero p.old').length === 0 &&
    is(texts('section.hero a.more'), 'Edited more'),
  all: () => is(texts('span.badge'), 'Badge', 'Badge'),
}

export const standing = (kinds) => kinds.filter((kind) => TESTS[kind]())
