/** Who receives what, and what for, as this site is configured: for the disclosure and the record of processing. Not the sending. */

import type { Localized } from '../core/authored.ts'
import type { CompiledRuleset, CompiledSchema } from '../core/compiled.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { siteWords } from '../core/wording/site-words.ts'
import type { Config } from '../env.ts'
import { readWebhook, type WebhookState } from '../jobs/webhook-target.ts'

export interface Recipient {
  readonly id: 'cloudflare' | 'database' | 'weather' | 'webhook'
  readonly name: Localized
  /** Where it is sent to, where that says something. */
  readonly host: string | null
  /** Who sends it. */
  readonly from: 'browser' | 'server'
  readonly information: Localized
  readonly purpose: Localized
  /** Whether it says anything about a person. */
  readonly isPersonal: boolean
}

export interface Told {
  readonly config: Pick<Config, 'webhook' | 'recordHost' | 'weatherHost' | 'cookieOnly'>
  /** Null: nothing is published. */
  readonly ruleset: CompiledRuleset | null
}

/** Only those that this site really has. A webhook without texts receives nothing, and is not here. */
export function recipientsOf({ config, ruleset }: Told): readonly Recipient[] {
  const { webhook, recordHost, weatherHost, cookieOnly } = config
  const read = webhook === null ? null : readWebhook(webhook)
  return [
    CLOUDFLARE,
    ...(recordHost === null ? [] : [database(recordHost, cookieOnly ? null : (ruleset?.site.schema ?? NO_FIELDS))]),
    ...(ruleset?.needs.weather ? [{ ...WEATHER, host: weatherHost }] : []),
    ...(read?.state === 'on' ? [webhookRecipient(read)] : []),
  ]
}

const CLOUDFLARE: Recipient = {
  id: 'cloudflare',
  name: 'Cloudflare, Inc.',
  host: null,
  from: 'browser',
  information: {
    ja: 'ページの要求（アドレス、IP アドレス、ブラウザーの種類と言語、このサイトの Cookie）',
    en: 'Requests for pages: their address, the IP address, the browser’s kind and languages, this site’s cookies',
  },
  purpose: {
    ja: 'このサイトを配信し、ページをお届けするため（委託先）',
    en: 'To deliver this site and its pages, on its behalf',
  },
  isPersonal: true,
}

const NO_FIELDS: CompiledSchema = { traits: {}, scores: {}, categories: null }

/** `schema` null: what is remembered stays in visitors' own cookies. */
const database = (host: string, schema: CompiledSchema | null): Recipient => ({
  id: 'database',
  name: { ja: 'データベース（委託先）', en: 'The database, run on behalf of this site' },
  host,
  from: 'server',
  information: {
    ja: `訪問や注文の記録と、それを結びつける識別番号${schema === null ? '' : `。ログインした方については、記憶していること${fieldsIn(schema, 'ja')}`}`,
    en: `What was done on this site, with an identifier${schema === null ? '' : `; of those with a login, what is remembered${fieldsIn(schema, 'en')}`}`,
  },
  purpose: {
    ja: '効果を測り、複数の端末で同じ方として扱い、請求にお応えするため',
    en: 'To measure, to know one person on several devices, and to answer requests about their data',
  },
  isPersonal: true,
})

/** In brackets, what the site's own schema has; nothing where it has nothing. */
function fieldsIn(schema: CompiledSchema, language: WordingLanguage): string {
  const words = siteWords(schema, language)
  const names = [...Object.keys(schema.traits).map(words.trait), ...Object.keys(schema.scores).map(words.score)]
  if (names.length === 0) return ''
  return { ja: `（${names.join('、')}を含みます）`, en: ` (with ${names.join(', ')})` }[language]
}

const WEATHER: Recipient = {
  id: 'weather',
  name: 'Open-Meteo',
  host: null,
  from: 'server',
  information: {
    ja: '約 39 × 20 km の区画の位置。誰が見ているかは含みません',
    en: 'The position of an area of some 39 × 20 km; nothing of who is looking',
  },
  purpose: { ja: '地域の天気に合わせて表示するため', en: 'To fit pages to the weather of the place' },
  isPersonal: false,
}

function webhookRecipient({ target, name, purpose }: Extract<WebhookState, { state: 'on' }>): Recipient {
  const ids = target.withVisitors
    ? {
        ja: '。「他社への提供」を許可した方については、見分けるための識別番号を含みます',
        en: ', with the identifier that stands for you only if you allow data to be given to others',
      }
    : { ja: '。あなたを見分ける識別番号は含みません', en: ', without the identifier that stands for you' }
  return {
    id: 'webhook',
    name,
    host: new URL(target.url).hostname,
    from: 'server',
    information: {
      ja: `訪問、クリック、検索した言葉、注文などの記録${ids.ja}`,
      en: `Records of visits, clicks, searches and orders${ids.en}`,
    },
    purpose,
    isPersonal: target.withVisitors,
  }
}
