/**
 * Pages to measure with: about eight start tags a KB, the middle of the real pages that the tests use (3.3 to 11.6 among
 * the twelve of more than 10 KB). The slots stand where a figure says. Not the demo shop.
 */

const HEAD = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Outdoor goods from a mountain town</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css"><script src="/site.js" defer></script>
</head><body class="home">
`

const NAVIGATION = `<nav class="global"><ul>
${['tents', 'packs', 'boots', 'stoves', 'lamps'].map((name) => `<li data-category="${name}"><a href="/category/${name}">${name}</a></li>`).join('\n')}
</ul></nav>
`

const HERO = `<section class="hero"><h1>Made where it rains</h1>
<img class="hero-image" src="/img/ridge.jpg" alt="A ridge in the morning" width="1280" height="640">
<p class="lead">Thirty things for one good day outside.</p></section>
`

export const SLOTS = NAVIGATION + HERO

const SENTENCE =
  'The path climbs through larches to a hut at two thousand metres, where the soup is hot and the forecast hangs beside the door. '

function block(number: number): string {
  const words = SENTENCE.repeat(5)
  return `<article class="card card-${number % 7}" data-id="${number}"><h3 class="title"><a href="/journal/${number}">Entry ${number}</a></h3>
<p class="text">${words.slice(0, 330)}</p><p class="text">${words.slice(330, 620)} <em>${number}</em></p>
<img loading="lazy" src="/img/${number}.jpg" alt=""><span class="price">${number},000</span></article>
`
}

function filler(bytes: number, first: number): string {
  let text = ''
  for (let number = first; text.length < bytes; number++) text += block(number)
  return text
}

/** `before`: about so many bytes stand before the slots; `total`: about so many in all. */
function page(before: number, total: number): string {
  const start = HEAD + filler(before - HEAD.length, 0) + SLOTS
  return `${start}${filler(total - start.length - 16, 5000)}</body></html>\n`
}

export const PAGES: { readonly [path: string]: string } = {
  '/10k': page(800, 10_000),
  '/100k': page(7_000, 100_000),
  '/1m': page(11_000, 1_000_000),
  '/1m-end': page(998_500, 1_000_000),
}
