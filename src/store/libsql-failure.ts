/** What the database's client throws, as a reason. Not for our own refusals, and not for what a person reads. */

import type { RecordFailure } from './event-record.ts'

const MAX_DETAIL_LENGTH = 300
const MAX_CAUSES_COUNT = 5

/** Never throws. The detail names no values: an error of Drizzle's has them all in its message, its cause has not. */
export function libsqlFailure(thrown: unknown): RecordFailure {
  const error = rootOf(thrown)
  const { name, message, code } = described(error)
  const detail = (code === '' || message.includes(code) ? message : `${code}: ${message}`).slice(0, MAX_DETAIL_LENGTH)
  return { reason: reasonOf({ name, message, code, status: statusOf(thrown) }), detail }
}

/** Somebody else is writing at this moment, and nothing of this call was done. */
export const isBusy = (thrown: unknown): boolean => described(rootOf(thrown)).code === 'SQLITE_BUSY'

interface Described {
  readonly name: string
  readonly message: string
  readonly code: string
}

function reasonOf({
  name,
  message,
  code,
  status,
}: Described & { readonly status: number | null }): RecordFailure['reason'] {
  if (name === 'TimeoutError') return 'timeout'
  if (code.startsWith('SQLITE_FULL')) return 'full'
  // BLOCKED: whoever runs the server forbids writes, as Turso does beyond a plan's quota.
  if (code.startsWith('SQLITE_READONLY') || code === 'BLOCKED') return 'read_only'
  if (REFUSED_CODE.test(code) || status === PAYLOAD_TOO_LARGE) return 'refused'
  if (code === 'SQLITE_ERROR' || code === 'SQL_INPUT_ERROR')
    return REFUSED_MESSAGE.test(message) ? 'refused' : 'unavailable'
  return 'unavailable'
}

const REFUSED_CODE = /^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG)/
/** Nested deeper than SQLite reads. A missing table is not refused: it comes with the next migration. */
const REFUSED_MESSAGE = /malformed JSON/
const PAYLOAD_TOO_LARGE = 413

/** The innermost error that says anything: DrizzleQueryError → LibsqlError, `fetch failed` → its system error. */
function rootOf(thrown: unknown): unknown {
  let error = thrown
  for (let left = MAX_CAUSES_COUNT; left > 0; left--) {
    if (!(error instanceof Error) || !(error.cause instanceof Error)) return error
    if (isLibsqlError(error) && error.code !== 'UNKNOWN') return error
    error = error.cause
  }
  return error
}

const isLibsqlError = (error: Error): error is Error & { readonly code: string } =>
  error.name === 'LibsqlError' && typeof (error as { code?: unknown }).code === 'string'

function described(error: unknown): Described {
  if (!(error instanceof Error)) return { name: '', message: String(error), code: '' }
  const code = (error as { code?: unknown }).code
  return { name: error.name, message: error.message, code: typeof code === 'string' ? code : '' }
}

/** Of the HTTP answer, where that was the failure. */
function statusOf(thrown: unknown): number | null {
  let error = thrown
  for (let left = MAX_CAUSES_COUNT; left > 0 && error instanceof Error; left--) {
    const status = (error as { status?: unknown }).status
    if (typeof status === 'number') return status
    error = error.cause
  }
  return null
}
