/** Experiences that people cannot tell apart by name. Not ids: two of those are an error (id-check.ts). */

import { at, type Issue, warning } from '../../core/issue.ts'
import { canonical } from './canonical.ts'
import type { Reading } from './reading.ts'

export function sameNameIssues({ experiences }: Reading): readonly Issue[] {
  const byName = new Map<string, string>()
  return experiences.flatMap(({ index, authored: { id, name } }) => {
    if (name === undefined) return []
    const text = canonical(name)
    const twin = byName.get(text)
    if (twin === undefined) byName.set(text, id)
    if (twin === undefined) return []
    const message = `"${twin}" and "${id}" have the same name.`
    const advice = 'Name what is different about one of them: explanations and results show the name.'
    return [warning(at(at('experiences', index), 'name'), 'same_name', message, advice)]
  })
}
