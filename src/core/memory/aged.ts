/** What a site's schema lets be forgotten: traits older than their retention. Not what the jobs delete: jobs/aged-traits.ts. */

import type { CompiledSchema } from '../compiled.ts'
import type { Memory } from '../memory.ts'

/** A trait that the schema does not have stays: another revision of the rules may. `now` in epoch milliseconds. */
export function withoutAgedTraits(
  memory: Memory,
  { traits: declared }: Pick<CompiledSchema, 'traits'>,
  now: number,
): Memory {
  const seconds = Math.floor(now / 1000)
  const entries = Object.entries(memory.traits)
  const kept = entries.filter(([name, { at }]) => {
    const retention = Object.hasOwn(declared, name) ? declared[name]!.retention : null
    return retention === null || seconds - at < retention
  })
  return kept.length === entries.length ? memory : { ...memory, traits: Object.fromEntries(kept) }
}
