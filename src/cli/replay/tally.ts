/** Changes of many page views, added up by what changed. Not the changes of one: compare.ts. */

import type { Shown, SlotChange } from './compare.ts'
import type { PageView } from './page-views.ts'

export interface ChangeGroup extends SlotChange {
  /** Page views. */
  readonly count: number
  /** The first of them, by their lines in the file. */
  readonly examples: readonly { readonly line: number; readonly url: string }[]
}

export interface ReplayTally {
  readonly views: number
  /** Page views with at least one change. */
  readonly changed: number
  /** Most frequent first; equally frequent ones in the order in which they were met. */
  readonly groups: readonly ChangeGroup[]
}

export interface Tallying {
  add(view: PageView, changes: readonly SlotChange[]): void
  result(): ReplayTally
}

const EXAMPLES_COUNT = 3

export function startTally(): Tallying {
  const groups = new Map<string, { change: SlotChange; count: number; examples: { line: number; url: string }[] }>()
  let views = 0
  let changed = 0
  return {
    add(view, changes) {
      views += view.count
      if (changes.length > 0) changed += view.count
      for (const change of changes) {
        const key = JSON.stringify([change.slot, keyOf(change.before), keyOf(change.after)])
        const group = groups.get(key) ?? { change, count: 0, examples: [] }
        group.count += view.count
        if (group.examples.length < EXAMPLES_COUNT) {
          group.examples.push({ line: view.line, url: view.page.pathname + view.page.search })
        }
        groups.set(key, group)
      }
    },
    result: () => ({
      views,
      changed,
      groups: [...groups.values()]
        .map(({ change, count, examples }) => ({ ...change, count, examples }))
        .sort((one, other) => other.count - one.count),
    }),
  }
}

const keyOf = (shown: Shown): readonly unknown[] => (shown === null ? [] : [shown.experience, shown.arm])
