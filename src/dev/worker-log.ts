/** A line of the Worker's log for a person at a terminal. Not its writing: that is log.ts. */

import type { LogLine } from './runtime.ts'

/** Fields that are sentences: they need no name before them. */
const SENTENCES: ReadonlySet<string> = new Set(['advice', 'detail'])

/** `{"event":"published","site":"main","revision":3}` becomes `[worker] published: site main, revision 3`. */
export function describeLog({ message }: LogLine): string {
  const fields = structured(message)
  if (fields === null) return `[worker] ${message}`
  const { event, ...rest } = fields
  const facts = Object.entries(rest).map(([name, value]) => {
    const said = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return SENTENCES.has(name) ? said : `${name} ${said}`
  })
  return `[worker] ${String(event).replaceAll('_', ' ')}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`
}

function structured(message: string): { readonly [name: string]: unknown } | null {
  if (!message.startsWith('{')) return null
  try {
    const fields = JSON.parse(message)
    return typeof fields.event === 'string' ? fields : null
  } catch {
    return null
  }
}
