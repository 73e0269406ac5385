/** What went wrong, in the words of whoever noticed first. Not for expected failures: those have reasons. */

/** `fetch failed` hides what happened in its cause, and a failed connection to two addresses in several errors. */
export function causeText(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return causeText(cause.errors[0])
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? causeText(cause.cause) : cause.message
}
