/** Lists ordered by interests that nobody remembers. Not the ordering: core/content/render-edits.ts. */

import { at, type Issue, warning } from '../../core/issue.ts'
import { contentsOf } from './contents.ts'
import type { Reading } from './reading.ts'

export function byAffinityIssues({ experiences, authored, memory }: Reading): readonly Issue[] {
  if (memory) return []
  return experiences
    .filter(({ enabled }) => enabled)
    .flatMap((experience) =>
      experience.authored.variants.flatMap((variant, index) =>
        contentsOf(variant, index, experience, authored.slots).flatMap(({ content, path }) =>
          content.order?.by === undefined ? [] : [needsMemory(at(at(path, 'order'), 'by'))],
        ),
      ),
    )
}

const needsMemory = (path: string): Issue =>
  warning(
    path,
    'needs_memory',
    'This orders nothing: interests are never known while site.memory is "off".',
    'Turn memory on, or name the keys that come first in order.first.',
  )
