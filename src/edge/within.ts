/** Waiting, but never much longer than the origin itself. Not for the origin's own answer. */

export const TOO_LATE: unique symbol = Symbol('too late')

/**
 * What `work` comes to, or TOO_LATE when it is not there `milliseconds` after `arriving` has settled, however it settled.
 * Rejects when `work` rejects in time.
 */
export async function within<T>(
  milliseconds: number,
  arriving: Promise<unknown>,
  work: Promise<T>,
): Promise<T | typeof TOO_LATE> {
  let timer: number | null = null
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    const arrived = (): void => {
      timer = setTimeout(resolve, milliseconds, TOO_LATE)
    }
    arriving.then(arrived, arrived)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    if (timer !== null) clearTimeout(timer)
  }
}
