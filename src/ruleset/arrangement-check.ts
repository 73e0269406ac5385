/** How a variant lays out a list: no key in two places, no place for two keys. Not the laying out: core/content/arrange.ts. */

import type { AuthoredContent } from '../core/authored.ts'
import { at, type Issue, warning } from '../core/issue.ts'
import { shown } from './phrase.ts'

export function arrangementIssues({ order, pin = {}, hide }: AuthoredContent, path: string): readonly Issue[] {
  const orderPath = at(path, 'order')
  const named = [
    ...keysAt(order?.first, at(orderPath, 'first')),
    ...keysAt(order?.last, at(orderPath, 'last')),
    ...Object.keys(pin).map((key) => [key, at(at(path, 'pin'), key)] as const),
    ...keysAt(Array.isArray(hide) ? hide : [], at(path, 'hide')),
  ]
  return [
    ...twice(named, 'The key'),
    ...twice(
      Object.entries(pin).map(([key, position]) => [String(position), at(at(path, 'pin'), key)] as const),
      'Position',
    ),
  ]
}

type Named = readonly (readonly [name: string, path: string])[]

const keysAt = (keys: readonly string[] = [], path: string): Named => keys.map((key, index) => [key, at(path, index)])

function twice(named: Named, what: 'The key' | 'Position'): readonly Issue[] {
  const first = new Map<string, string>()
  return named.flatMap(([name, path]) => {
    const earlier = first.get(name)
    if (earlier === undefined) {
      first.set(name, path)
      return []
    }
    const subject = what === 'Position' ? `Position ${name}` : `The key ${shown(name)}`
    return [warning(path, 'bad_arrangement', `${subject} is given at ${earlier}, too.`, 'Keep one of the two.')]
  })
}
