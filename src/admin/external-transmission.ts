/** `/_awase/external-transmission`: which information goes where, as Japan's Telecommunications Business Act wants it told. Made from configuration. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import { localized } from '../core/wording/localized.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { siteOf } from '../env.ts'
import { ROUTES } from '../routes.ts'
import type { OurEnv } from './app.ts'
import type { Markup } from './our-page.ts'
import { languageOf, privacyShell } from './privacy-language.ts'
import type { Words } from './privacy-words.ts'
import { type Recipient, recipientsOf } from './recipients.ts'
import { rulesOf } from './site-rules.ts'

const WORDS = {
  title: { ja: '情報の外部送信について', en: 'Where information is sent' },
  lead: {
    ja: 'このサイトのページを訪問者に合わせる仕組み（Awase）が、どの情報を、どこへ、何のために送るかをお知らせします。',
    en: 'What the part of this site that fits pages to visitors (Awase) sends, to whom and what for.',
  },
  direct: {
    ja: 'Awase は、あなたの端末からこのサイト以外へ情報を直接送らせることはありません。あなたの端末が送る先はこのサイトだけで、下の「サーバーから」の送信は、このサイトのサーバーが行います。',
    en: 'Awase never makes your device send anything to anybody but this site. What is marked “by our server” below is sent by this site’s server.',
  },
  others: {
    ja: 'Awase 以外のタグや埋め込みによる送信は、このサイトのプライバシーポリシーをご覧ください。',
    en: 'For what other tags and embedded contents send, see the privacy policy of this site.',
  },
  information: { ja: '送信する情報', en: 'Information' },
  purpose: { ja: '利用目的', en: 'Purpose' },
  host: { ja: '送信先', en: 'Sent to' },
  from: { ja: '送信元', en: 'Sent by' },
  browser: { ja: 'あなたの端末から', en: 'your device' },
  server: { ja: 'サーバーから', en: 'our server' },
  optOut: { ja: '送信や利用をやめさせるには', en: 'To stop it' },
  optOutText: {
    ja: '記憶、計測、他社への提供は、それぞれ断ることができます。',
    en: 'You may refuse to be remembered, to be measured, and to have data given to others.',
  },
  choices: { ja: '設定を選び直す', en: 'Change what you allow' },
  remembered: { ja: 'あなたについて記憶していること', en: 'What is remembered about you' },
} as const satisfies { readonly [key: string]: Words }

export async function externalTransmission(c: Context<OurEnv>): Promise<Response> {
  const { deps, after } = c.var
  const site = siteOf(deps.config, new URL(c.req.url).hostname)
  const rules = await rulesOf(site, deps, after)
  const language = languageOf(c, 'ja')
  const recipients = recipientsOf({ config: deps.config, ruleset: rules?.published.ruleset ?? null })
  if ((c.req.header('accept') ?? '').startsWith('application/json')) return c.json({ site, recipients })
  return privacyShell(c, { language, title: WORDS.title[language], body: body(recipients, language), status: 200 })
}

function body(recipients: readonly Recipient[], language: WordingLanguage): Markup {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language]
  return html`
    <h1>${say('title')}</h1>
    <p class="lead">${say('lead')}</p>
    <p>${say('direct')}</p>
    ${recipients.map(
      ({ name, host, from, information, purpose }) => html`<section>
        <h2>${localized(name, language)}</h2>
        <dl class="facts">
          <dt>${say('information')}</dt>
          <dd>${localized(information, language)}</dd>
          <dt>${say('purpose')}</dt>
          <dd>${localized(purpose, language)}</dd>
          ${host === null ? '' : html`<dt>${say('host')}</dt><dd><code>${host}</code></dd>`}
          <dt>${say('from')}</dt>
          <dd>${say(from)}</dd>
        </dl>
      </section>`,
    )}
    <section>
      <h2>${say('optOut')}</h2>
      <p>${say('optOutText')}</p>
      <p class="actions">
        <a href="${ROUTES.consentChoices}?language=${language}">${say('choices')}</a>
        <a href="${ROUTES.privacy}?lang=${language}">${say('remembered')}</a>
      </p>
      <p class="quiet">${say('others')}</p>
    </section>
  `
}
