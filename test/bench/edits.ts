/** The three edits that every contestant makes, so that all are measured at the same work. */

export const EDITS = {
  headline: 'Rain today: jackets that keep it out',
  image: { src: '/img/rain-jacket.jpg', alt: 'A rain jacket' },
  navigation: '<li data-category="rainwear"><a href="/category/rainwear">rainwear</a></li>',
} as const

/** A page that lacks any of these was not edited, and its requests do not count. */
export const TRACES: readonly string[] = [EDITS.headline, EDITS.image.src, '/category/rainwear']
