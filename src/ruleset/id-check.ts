/** Names that authors give: of slots, parts, audiences, experiences, variants, groups, goals. Not what they name. */

import { error, type Issue } from '../core/issue.ts'
import { MAX_ID_LENGTH } from './limits.ts'
import { shown } from './phrase.ts'

const ID = /^[a-z0-9][a-z0-9-_]*$/i

export function idIssues(id: string, path: string): readonly Issue[] {
  if (id in Object.prototype) {
    const message = `${shown(id)} means something to JavaScript and may not be a name.`
    return [error(path, 'bad_id', message, 'Choose another name.')]
  }
  if (ID.test(id) && id.length <= MAX_ID_LENGTH) return []
  const advice = `Use up to ${MAX_ID_LENGTH} letters a to z, digits, - and _, beginning with a letter or digit.`
  return [error(path, 'bad_id', `${shown(id)} may not be a name.`, advice)]
}

/** `entries`: ids with the paths where they stand. */
export function duplicateIssues(entries: readonly (readonly [id: string, path: string])[]): readonly Issue[] {
  const first = new Map<string, string>()
  return entries.flatMap(([id, path]) => {
    const earlier = first.get(id)
    if (earlier === undefined) {
      first.set(id, path)
      return []
    }
    return [
      error(path, 'duplicate_id', `The id ${shown(id)} stands at ${earlier}, too.`, 'Give each an id of its own.'),
    ]
  })
}
