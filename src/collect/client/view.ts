/** One page as the visitor has it before them: a load, a return out of the browser's cache, a client-side navigation. */

export interface View {
  readonly path: string
  /** Undefined where the edge decided nothing, and after a client-side navigation: a plan is for one page. */
  readonly decision: string | undefined
  /** What counts once a page view: slots seen, items viewed. */
  readonly counted: Set<string>
}

export const viewOf = (decision: string | undefined): View => ({
  path: location.pathname,
  decision,
  counted: new Set(),
})

/** True the first time that `what` is asked for in this page view. */
export function isFirst({ counted }: View, what: string): boolean {
  return !counted.has(what) && !!counted.add(what)
}
