/** A moment that can be waited for or called off. Not for schedules: those are data. */

export interface Timer<T> {
  readonly over: Promise<T>
  stop(): void
}

export function startTimer<T>(milliseconds: number, value: T): Timer<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const id = setTimeout(() => resolve(value), milliseconds)
  return { over: promise, stop: () => clearTimeout(id) }
}

/** What `work` comes to, or `late` when it takes longer. Rejects when `work` rejects in time. */
export async function orAfter<T, L>(work: Promise<T>, milliseconds: number, late: L): Promise<T | L> {
  const timer = startTimer(milliseconds, late)
  try {
    return await Promise.race([work, timer.over])
  } finally {
    timer.stop()
  }
}
