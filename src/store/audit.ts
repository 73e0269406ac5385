/** Port of the audit: every request about somebody's data, kept for good as it was. Not a log, and no place for names. */

import type { Result } from '../core/result.ts'
import type { RecordFailure } from './event-record.ts'

/** Who asked: the visitor by their cookie, whoever holds the token, the site's own server, or a job of ours. */
export type AuditActor = 'visitor' | 'operator' | 'origin' | 'system'

export type AuditAction =
  | 'access'
  | 'rectify'
  | 'erase'
  | 'restrict'
  | 'object'
  | 'consent'
  | 'identify'
  | 'logout'
  | 'import'
  | 'account'

/** What may be told beside the outcome: names of fields and counts, never a value of anybody's. */
export interface AuditDetail {
  readonly fields?: readonly string[]
  readonly count?: number
  readonly source?: string
  readonly agreement?: string
  readonly purposes?: readonly string[]
}

export interface AuditEntry {
  /** UUIDv7: adding the same again changes nothing. */
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly site: string
  readonly actor: AuditActor
  readonly action: AuditAction
  /** As auditSubject makes it; null: nobody in particular. */
  readonly subject: string | null
  /** `done`, or why not. */
  readonly outcome: string
  readonly detail: AuditDetail | null
}

export const MAX_AUDIT_PAGE_COUNT = 100

export interface Audit {
  append(entries: readonly AuditEntry[]): Promise<Result<null, RecordFailure>>
  /** The newest first, at most MAX_AUDIT_PAGE_COUNT. */
  of(site: string, subjects: readonly string[]): Promise<Result<readonly AuditEntry[], RecordFailure>>
}

const DETAIL_KEYS = ['fields', 'count', 'source', 'agreement', 'purposes'] as const satisfies (keyof AuditDetail)[]

/** Only what AuditDetail names is kept, whatever the caller's object has. */
export const allowListed = (entry: AuditEntry): AuditEntry => {
  const { detail } = entry
  if (detail === null) return entry
  const kept = DETAIL_KEYS.flatMap((key) => (detail[key] === undefined ? [] : [[key, detail[key]]]))
  return { ...entry, detail: Object.fromEntries(kept) as AuditDetail }
}
