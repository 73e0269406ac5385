/** The frame of every page of ours that people read: nothing runs, loads or frames, and every value is escaped. Not what the pages say. */

import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import type { OurEnv } from './app.ts'

/** What hono's `html` gives: text that is escaped already. */
export type Markup = ReturnType<typeof html>

export interface OurPage {
  readonly language: WordingLanguage
  readonly title: string
  /** Whose page it is. */
  readonly brand: string
  readonly body: Markup
  readonly foot: Markup
  /** The address that was asked: the other language is asked there, too. */
  readonly asking: URL
  /** The parameter that names the language. */
  readonly languageParameter: 'language' | 'lang'
  /** One sheet. */
  readonly style: string
  readonly status: 200 | 400 | 403 | 404 | 413 | 415 | 429 | 503
}

/** One style sheet, by its nonce, and forms that lead back here. */
export async function ourPage(c: Context<OurEnv>, page: OurPage): Promise<Response> {
  const { language, title, brand, body, foot, asking, languageParameter, style, status } = page
  const nonce = crypto.randomUUID()
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  )
  c.header('x-robots-tag', 'noindex, nofollow')
  c.header('referrer-policy', 'same-origin')
  const languages = (['ja', 'en'] as const).map((one) =>
    one === language
      ? html`<span aria-current="true">${LANGUAGE_NAMES[one]}</span>`
      : html`<a href="${changed(asking, { [languageParameter]: one })}" hreflang="${one}" lang="${one}">${LANGUAGE_NAMES[one]}</a>`,
  )
  const markup = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} – ${brand}</title>
        <style nonce="${nonce}">
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <span class="brand">${brand}</span>
          <nav aria-label="Language">${languages}</nav>
        </header>
        <main>${body}</main>
        <footer>${foot}</footer>
      </body>
    </html>`
  return c.html(markup, status)
}

const LANGUAGE_NAMES: { readonly [L in WordingLanguage]: string } = { ja: '日本語', en: 'English' }

/** The address of this page with other parameters; null takes one away. */
export function changed(asking: URL, parameters: { readonly [name: string]: string | null }): string {
  const address = new URL(asking)
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) address.searchParams.delete(name)
    else address.searchParams.set(name, value)
  }
  return address.pathname + address.search
}
