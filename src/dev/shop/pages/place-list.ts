/** Places to go as the travel page and the search show them. Not the travel page. */

import type { Destination } from '../destinations.ts'
import { html, type Markup } from '../html.ts'
import type { Language } from '../language.ts'

const SEASONS = { summer: { ja: '夏', en: 'Summer' }, winter: { ja: '冬', en: 'Winter' } } as const

export function placeList(destinations: readonly Destination[], language: Language): Markup {
  return html`<ul class="destinations">
${destinations.map((destination) => item(destination, language))}</ul>`
}

function item(destination: Destination, language: Language): Markup {
  return html`<li data-season="${destination.season}">
<img src="/img/places/${destination.id}.svg" alt="" width="600" height="400" loading="lazy">
<p class="season season-${destination.season}">${SEASONS[destination.season][language]}</p>
<h3>${destination.name[language]}</h3>
<p class="area">${destination.area[language]}</p>
<p>${destination.text[language]}</p>
</li>
`
}
