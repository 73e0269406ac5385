/** The record of processing as a page to print or file. Not what it says: processing-record.ts. */

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import type { OurEnv } from './app.ts'
import { type Markup, ourPage } from './our-page.ts'
import { PRIVACY_STYLE } from './privacy-style.ts'
import type { Words } from './privacy-words.ts'
import type { Activity, ProcessingRecord } from './processing-record.ts'

const WORDS = {
  title: { ja: '処理活動の記録', en: 'Record of processing' },
  activities: { ja: '保存するもの', en: 'What is kept' },
  fields: { ja: 'サイト独自の項目', en: 'Fields of this site' },
  recipients: { ja: '提供先と委託先', en: 'Recipients' },
  refused: { ja: '設定されていて、行っていないもの', en: 'Configured, and not done' },
  measures: { ja: '安全管理', en: 'Measures' },
  what: { ja: '内容', en: 'What' },
  purpose: { ja: '目的', en: 'Purpose' },
  basis: { ja: '根拠', en: 'Basis' },
  days: { ja: '期間（日）', en: 'Days' },
  where: { ja: '場所', en: 'Where' },
  none: { ja: 'なし', en: 'None' },
  name: { ja: '項目', en: 'Name' },
  sensitive: { ja: '配慮が必要', en: 'Sensitive' },
  forGood: { ja: '無期限', en: 'for good' },
} as const satisfies { readonly [key: string]: Words }

const WHERE: { readonly [W in Activity['where']]: Words } = {
  browser: { ja: 'ブラウザー', en: 'browser' },
  database: { ja: 'データベース', en: 'database' },
  kv: { ja: 'KV', en: 'KV' },
  isolate: { ja: 'メモリー', en: 'memory' },
}

export function processingPage(
  c: Context<OurEnv>,
  record: ProcessingRecord,
  language: WordingLanguage,
): Promise<Response> {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language]
  const { activities, fields, recipients, refused, measures } = record
  const body = html`
    <h1>${say('title')}</h1>
    <p class="lead">${record.site} · ${record.at} ${record.revision === null ? '' : html`· ${record.revision}`}</p>
    ${section(
      say('activities'),
      table(
        [say('what'), say('purpose'), say('basis'), say('where'), say('days')],
        activities.map(({ what, purpose, basis, where, days }) => [
          what,
          purpose,
          typeof basis === 'string' ? basis : basis.join(', '),
          WHERE[where][language],
          days === null ? say('forGood') : String(days),
        ]),
        say('none'),
      ),
    )}
    ${section(
      say('fields'),
      table(
        [say('name'), say('purpose'), say('days'), say('sensitive')],
        fields.map(({ name, label, purpose, days, isSensitive }) => [
          label === null ? name : `${label} (${name})`,
          purpose,
          days === null ? '' : String(days),
          isSensitive ? '✓' : '',
        ]),
        say('none'),
      ),
    )}
    ${section(
      say('recipients'),
      table(
        [say('name'), say('what'), say('purpose')],
        recipients.map(({ name, host, information, purpose }) => [
          host === null ? name : `${name} (${host})`,
          information,
          purpose,
        ]),
        say('none'),
      ),
    )}
    ${refused.length === 0 ? '' : section(say('refused'), html`<ul>${refused.map(({ recipient, reason }) => html`<li>${recipient}: ${reason}</li>`)}</ul>`)}
    ${section(say('measures'), html`<ul>${measures.map((measure) => html`<li>${measure}</li>`)}</ul>`)}
  `
  return ourPage(c, {
    language,
    title: say('title'),
    body,
    foot: html``,
    asking: new URL(c.req.url),
    brand: record.site,
    languageParameter: 'lang',
    style: PRIVACY_STYLE,
    status: 200,
  })
}

const section = (title: string, contents: Markup): Markup => html`<section><h2>${title}</h2>${contents}</section>`

const table = (heads: readonly string[], rows: readonly (readonly string[])[], none: string): Markup =>
  rows.length === 0
    ? html`<p class="quiet">${none}</p>`
    : html`<div class="wide"><table>
        <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
      </table></div>`
