/** Nothing of ours may show on somebody's page: every way in is wrapped by this. Not for our own logic. */

/** What `work` throws is dropped on purpose: a measurement that is lost is better than an error on the site's console. */
export const quietly =
  <A extends unknown[]>(work: (...args: A) => void) =>
  (...args: A): void => {
    try {
      work(...args)
    } catch {
      // said above
    }
  }
