/** How long each table keeps its rows: the same as in schema/storage.md, a test compares them. Not the deleting: jobs/retention.ts. */

/** Days; null: for good. By the row's own time (`at`; of a visitor `seen_at`), so that an import of older events loses them at the next run. */
export const RETENTION_DAYS = {
  events: 180,
  fallback_counts: 30,
  dead_letters: 30,
  hourly_counts: null,
  progress: null,
  visitors: 400,
  identities: 400,
  consents: 1095,
  tombstones: 800,
  audit: 1095,
} as const

export type ExpiringTable = {
  [T in keyof typeof RETENTION_DAYS]: (typeof RETENTION_DAYS)[T] extends number ? T : never
}[keyof typeof RETENTION_DAYS]
