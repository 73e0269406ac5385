/** `/_awase/api/v1/processing-record`: what this site does with whose data, as Art. 30 GDPR asks of whoever runs it. Made from configuration. */

import type { Context } from 'hono'
import type { CompiledRuleset, CompiledSite } from '../core/compiled.ts'
import type { Purpose } from '../core/consent.ts'
import { DEFAULT_CONSENT } from '../core/consent-settings.ts'
import { localized } from '../core/wording/localized.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import type { Config } from '../env.ts'
import { readWebhook } from '../jobs/webhook-target.ts'
import type { OurEnv } from './app.ts'
import { languageOf } from './privacy-language.ts'
import { processingPage } from './processing-page.ts'
import { KEPT, type Keeping, type KeptWhere } from './processing-texts.ts'
import { recipientsOf } from './recipients.ts'
import { rulesOf } from './site-rules.ts'

export interface ProcessingRecord {
  readonly format: 1
  readonly site: string
  /** ISO 8601. */
  readonly at: string
  /** Of the ruleset it is made from; null: none is published. */
  readonly revision: number | null
  readonly hosts: readonly string[]
  readonly consent: {
    readonly memory: CompiledSite['memory']
    readonly default: string
    readonly regions: { readonly [country: string]: string }
    readonly asker: string
    readonly policy: number
  } | null
  readonly activities: readonly Activity[]
  /** What the site's own schema has, besides what visitors do. */
  readonly fields: readonly Field[]
  readonly recipients: readonly RecordRecipient[]
  /** What is configured and not done, and why. */
  readonly refused: readonly { readonly recipient: string; readonly reason: string }[]
  readonly measures: readonly string[]
}

export interface Activity {
  readonly where: KeptWhere
  readonly what: string
  readonly purpose: string
  readonly basis: readonly Purpose[] | 'duty' | 'none'
  /** Null: for good. */
  readonly days: number | null
  readonly isPersonal: boolean
}

export interface Field {
  readonly kind: 'trait' | 'score'
  readonly name: string
  readonly label: string | null
  readonly purpose: string
  readonly isSensitive: boolean
  /** Null: as long as what it belongs to. */
  readonly days: number | null
}

interface RecordRecipient {
  readonly name: string
  readonly host: string | null
  readonly information: string
  readonly purpose: string
  readonly isPersonal: boolean
}

export async function processingRecord(c: Context<OurEnv>): Promise<Response> {
  const { deps, after, site } = c.var
  const rules = await rulesOf(site, deps, after)
  const language = languageOf(c, rules?.site.locale ?? 'en')
  const record = recordFrom({ site, rules: rules?.published ?? null, config: deps.config, now: deps.now() }, language)
  const isPage = (c.req.header('accept') ?? '').includes('text/html')
  return isPage ? processingPage(c, record, language) : c.json(record)
}

interface From {
  readonly site: string
  readonly rules: Parameters<typeof settingsOf>[0]
  readonly config: Config
  readonly now: number
}

export function recordFrom({ site, rules, config, now }: From, language: WordingLanguage): ProcessingRecord {
  const told = (text: Parameters<typeof localized>[0]): string => localized(text, language) ?? ''
  const webhook = config.webhook === null ? null : readWebhook(config.webhook)
  return {
    format: 1,
    site,
    at: new Date(now).toISOString(),
    revision: rules?.revision ?? null,
    hosts: Object.entries(config.sites).flatMap(([host, of]) => (of === site ? [host] : [])),
    consent: settingsOf(rules),
    activities: Object.values(KEPT)
      .filter((kept) => isDone(kept, config))
      .map(({ where, what, purpose, basis, days, isPersonal }) => ({
        where,
        what: what[language],
        purpose: purpose[language],
        basis,
        days,
        isPersonal,
      })),
    fields: rules === null ? [] : fieldsOf(rules.ruleset.site.schema, told),
    recipients: recipientsOf({ config, ruleset: rules?.ruleset ?? null }).map(
      ({ name, host, information, purpose, isPersonal }) => ({
        name: told(name),
        host,
        information: told(information),
        purpose: told(purpose),
        isPersonal,
      }),
    ),
    refused:
      webhook?.state === 'refused' ? [{ recipient: 'webhook', reason: `${webhook.variable}: ${webhook.advice}` }] : [],
    measures: MEASURES.map((measure) => measure[language]),
  }
}

function settingsOf(
  rules: { readonly revision: number; readonly ruleset: CompiledRuleset } | null,
): ProcessingRecord['consent'] {
  if (rules === null) return null
  const { memory, consent } = rules.ruleset.site
  const { default: otherwise, regions, cmp, policy } = consent ?? DEFAULT_CONSENT
  return { memory, default: otherwise, regions, asker: cmp, policy }
}

/** What is not configured is not done. */
function isDone({ where, isKnownOnly, isRecordOnly }: Keeping, { recordHost, cookieOnly }: Config): boolean {
  if ((where === 'database' || isRecordOnly) && recordHost === null) return false
  return !(isKnownOnly && cookieOnly)
}

const DAY_S = 86_400

function fieldsOf(
  { traits, scores }: CompiledSite['schema'],
  told: (text: Parameters<typeof localized>[0]) => string,
): readonly Field[] {
  const field = (
    kind: Field['kind'],
    name: string,
    { why, purpose, label, retention }: CompiledSite['schema']['scores'][string],
  ) => ({
    kind,
    name,
    label: label === null ? null : told(label),
    purpose: why === null ? purpose : told(why),
    days: retention === null ? null : retention / DAY_S,
  })
  return [
    ...Object.entries(traits).map(([name, trait]) => ({
      ...field('trait', name, trait),
      isSensitive: trait.sensitive,
    })),
    ...Object.entries(scores).map(([name, score]) => ({ ...field('score', name, score), isSensitive: false })),
  ]
}

const MEASURES = [
  {
    ja: 'Cookie は AES-256-GCM で封じ、サイトごとに別のものとして扱います。鍵は交換できます。',
    en: 'Cookies are sealed with AES-256-GCM, each for one site; keys can be rotated.',
  },
  {
    ja: 'ログイン ID は鍵付きハッシュとしてだけ保存します。',
    en: 'Login ids are kept as keyed hashes alone.',
  },
  {
    ja: '保存期間を過ぎた記録は、定期処理が削除します。',
    en: 'A job deletes what is older than its time.',
  },
  {
    ja: '開示・訂正・消去などの請求は、すべて監査記録に残ります。記録に氏名や値は含みません。',
    en: 'Every request to see, correct or erase is audited; the audit holds no names and no values.',
  },
  {
    ja: '同意がなければ、何も保存せず、ページにも使いません。',
    en: 'Without consent nothing is kept, and no page depends on anybody.',
  },
] as const
