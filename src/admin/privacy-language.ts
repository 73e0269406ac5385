/** In which language a visitor is answered, and the frame of their pages. Not what they say: privacy-page.ts. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { ROUTES } from '../routes.ts'
import type { OurEnv } from './app.ts'
import { languageFor } from './explain-language.ts'
import { changed, type Markup, type OurPage, ourPage } from './our-page.ts'
import { PRIVACY_STYLE } from './privacy-style.ts'
import { sayPrivacy } from './privacy-words.ts'

/** `?lang=` first, then what the browser asks for, then the site's own language. */
export function languageOf({ req }: Context<OurEnv>, locale: string): WordingLanguage {
  const asking = new URL(req.url)
  const said = asking.searchParams.get('lang')
  if (said !== null) asking.searchParams.set('language', said)
  return languageFor(asking, asking, locale, req.header('accept-language') ?? '')
}

/** `address`: where the page is asked for in the other language. */
export function privacyShell(
  c: Context<OurEnv>,
  page: Pick<OurPage, 'language' | 'title' | 'body' | 'status'>,
  address: string = c.req.url,
): Promise<Response> {
  const asking = new URL(address, c.req.url)
  const { language } = page
  const foot = visitorLinks(asking.pathname, language)
  const here = new URL(changed(asking, { done: null, language: null }), asking)
  return ourPage(c, {
    ...page,
    foot,
    asking: here,
    brand: asking.hostname,
    languageParameter: 'lang',
    style: PRIVACY_STYLE,
  })
}

/** To the other pages for visitors than the one at `path`. */
export function visitorLinks(path: string, language: WordingLanguage): Markup {
  const say = sayPrivacy(language)
  const pages = [
    [ROUTES.privacy, `lang=${language}`, say('back')],
    [ROUTES.consentChoices, `language=${language}`, say('choices')],
    [ROUTES.externalTransmission, `lang=${language}`, say('transmission')],
  ] as const
  const others = pages.filter(([address]) => address !== path)
  return html`${others.map(([address, query, name]) => html`<a href="${address}?${query}">${name}</a>`)}`
}
