/** What every page gives the layout, and the blocks that several pages share. Not whole pages. */

import { html, type Markup } from '../html.ts'
import { type Language, localPath, type Words } from '../language.ts'

export interface Page {
  readonly title: Words
  readonly description: Words
  /** The navigation item that stands for this page: a category's id or a page's path. */
  readonly current?: string
  readonly main: Markup
}

export interface HeroCopy {
  readonly kicker: Words
  readonly headline: Words
  readonly lead: Words
  /** Name of a scene in pictures.ts. */
  readonly scene: string
  readonly alt: Words
  readonly cta: { readonly words: Words; readonly href: string }
}

/** The words come before the picture in the source, so that the headline is there first; the grid swaps them on phones. */
export function hero(copy: HeroCopy, language: Language): Markup {
  return html`<section class="hero">
  <div class="hero-words">
    <p class="hero-kicker">${copy.kicker[language]}</p>
    <h1>${copy.headline[language]}</h1>
    <p class="hero-lead">${copy.lead[language]}</p>
    <a class="cta" href="${href(copy.cta.href, language)}">${copy.cta.words[language]}</a>
  </div>
  <figure class="hero-picture"><img class="hero-image" src="/img/${copy.scene}.svg" alt="${copy.alt[language]}" width="1200" height="900"></figure>
</section>`
}

export interface BandCopy {
  readonly title: Words
  readonly text: Words
  readonly link: { readonly words: Words; readonly href: string }
}

export function ctaBand(copy: BandCopy, language: Language): Markup {
  return html`<aside class="cta-band">
  <div class="cta-band-words">
    <h2>${copy.title[language]}</h2>
    <p class="band-text">${copy.text[language]}</p>
  </div>
  <a class="band-link" href="${href(copy.link.href, language)}">${copy.link.words[language]}</a>
</aside>`
}

/** Fragments stay on the page; paths lead to the page's language. */
export function href(target: string, language: Language): string {
  return target.startsWith('#') ? target : localPath(target, language)
}
