/** What is kept where, why and how long, for the record of processing: one entry for each table and place of schema/storage.md. */

import type { Purpose } from '../core/consent.ts'
import { RETENTION_DAYS } from '../store/retention.ts'
import type { Words } from './privacy-words.ts'

export type KeptWhere = 'browser' | 'database' | 'kv' | 'isolate'

export interface Keeping {
  readonly where: KeptWhere
  readonly what: Words
  readonly purpose: Words
  /** Consent to these; `duty`: the law asks for it; `none`: it is about nobody. */
  readonly basis: readonly Purpose[] | 'duty' | 'none'
  readonly days: number | null
  readonly isPersonal: boolean
  /** Only where visitors are known beyond their cookies. */
  readonly isKnownOnly?: true
  /** Only where there is a database; what is in it needs no such word. */
  readonly isRecordOnly?: true
}

type Table = keyof typeof RETENTION_DAYS

const table = (name: Table, text: Omit<Keeping, 'where' | 'days'>): Keeping => ({
  ...text,
  where: 'database',
  days: RETENTION_DAYS[name],
})

const MEMORY = {
  ja: '訪問の回数、関心、見たもの、検索した言葉、カート、購入、回答、組分け',
  en: 'Visits, interests, items seen, searches, cart, purchases, answers, arms of experiments',
}

/** A table without an entry does not compile. */
export const KEPT: {
  readonly [K in Table | 'cookie' | 'choice' | 'snapshots' | 'wish' | 'wishes' | 'weather']: Keeping
} = {
  cookie: {
    where: 'browser',
    what: MEMORY,
    purpose: { ja: 'ページを訪問者に合わせる', en: 'To fit pages to the visitor' },
    basis: ['storage', 'profile', 'personalize'],
    days: 400,
    isPersonal: true,
  },
  choice: {
    where: 'browser',
    what: { ja: '同意の選択', en: 'The choice of what is allowed' },
    purpose: { ja: '選択を守る', en: 'To keep to it' },
    basis: 'duty',
    days: 390,
    isPersonal: false,
  },
  visitors: table('visitors', {
    what: MEMORY,
    purpose: {
      ja: 'ログインした方を複数の端末で同じ方として扱う',
      en: 'To know somebody with a login on several devices',
    },
    basis: ['storage', 'profile', 'personalize'],
    isPersonal: true,
    isKnownOnly: true,
  }),
  identities: table('identities', {
    what: { ja: 'ログイン ID の鍵付きハッシュ', en: 'A keyed hash of the login id' },
    purpose: { ja: 'ログインと記憶を結びつける', en: 'To find what is remembered at a login' },
    basis: ['storage', 'profile'],
    isPersonal: true,
    isKnownOnly: true,
  }),
  snapshots: {
    where: 'kv',
    what: MEMORY,
    purpose: { ja: 'ページが待たずに読める写し', en: 'Copies that pages can read without waiting' },
    basis: ['storage', 'profile', 'personalize'],
    days: 30,
    isPersonal: true,
    isKnownOnly: true,
  },
  events: table('events', {
    what: {
      ja: '訪問、表示、クリック、検索、注文の記録と識別番号',
      en: 'Visits, views, clicks, searches and orders, with an identifier',
    },
    purpose: { ja: '出し分けの効果を測る', en: 'To measure what personalisation does' },
    basis: ['measure'],
    isPersonal: true,
  }),
  dead_letters: table('dead_letters', {
    what: { ja: '保存や送信に失敗した記録', en: 'Events that could not be kept or delivered' },
    purpose: { ja: '原因を調べてやり直す', en: 'For a person to find out why' },
    basis: ['measure'],
    isPersonal: true,
  }),
  hourly_counts: table('hourly_counts', {
    what: { ja: '1 時間ごとの集計', en: 'Sums by the hour' },
    purpose: { ja: '長い期間の効果を見る', en: 'Results over longer times' },
    basis: 'none',
    isPersonal: false,
  }),
  fallback_counts: table('fallback_counts', {
    what: { ja: '元のまま表示した回数', en: 'How often pages went out as they came' },
    purpose: { ja: '不具合に気づく', en: 'To notice faults' },
    basis: 'none',
    isPersonal: false,
  }),
  progress: table('progress', {
    what: { ja: '定期処理の進み具合', en: 'How far the jobs are' },
    purpose: { ja: '処理を続ける', en: 'To go on' },
    basis: 'none',
    isPersonal: false,
  }),
  consents: table('consents', {
    what: { ja: '同意とその取り消し', en: 'What was allowed and taken back' },
    purpose: { ja: '同意の証明', en: 'Proof of consent' },
    basis: 'duty',
    isPersonal: true,
  }),
  tombstones: table('tombstones', {
    what: { ja: '消去した識別番号', en: 'Identifiers that were erased' },
    purpose: { ja: '消去した方の記録が戻らないようにする', en: 'So that nobody who was erased comes back' },
    basis: 'duty',
    isPersonal: true,
  }),
  wish: {
    where: 'database',
    what: { ja: '利用への異議、利用の制限と識別番号', en: 'An objection or a restriction, with the identifier' },
    purpose: { ja: '取り消されるまで守る', en: 'To keep to it until it is taken back' },
    basis: 'duty',
    days: null,
    isPersonal: true,
  },
  wishes: {
    where: 'kv',
    what: {
      ja: '消去・異議・制限のあった識別番号から作った数（元の番号には戻せません）',
      en: 'Numbers made of identifiers that were erased, objected or restricted; no identifier can be read from them',
    },
    purpose: { ja: 'その方の Cookie をページで使わない', en: 'So that pages do not use their cookies' },
    basis: 'duty',
    days: 400,
    isPersonal: true,
    isRecordOnly: true,
  },
  audit: table('audit', {
    what: { ja: 'データについての請求とその結果', en: 'Requests about somebody’s data, and what came of them' },
    purpose: { ja: '説明責任', en: 'Accountability' },
    basis: 'duty',
    isPersonal: true,
  }),
  weather: {
    where: 'kv',
    what: { ja: '区画ごとの天気', en: 'The weather of areas' },
    purpose: { ja: '地域の天気に合わせる', en: 'To fit pages to the weather' },
    basis: 'none',
    days: 1,
    isPersonal: false,
  },
}
