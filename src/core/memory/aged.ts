/** What a site's schema lets be forgotten: traits and scores older than their retention. Not when rows lose them: jobs/aged-fields.ts. */

import type { CompiledSchema } from '../compiled.ts'
import type { Memory } from '../memory.ts'

type Fields = Pick<CompiledSchema, 'traits' | 'scores'>

/** What the schema does not have stays: another revision of the rules may. `now` in epoch milliseconds. */
export function withoutAged(memory: Memory, fields: Fields, now: number): Memory {
  const seconds = Math.floor(now / 1000)
  const traits = young(memory.traits, fields.traits, seconds)
  const scores = young(memory.scores, fields.scores, seconds)
  return traits === memory.traits && scores === memory.scores ? memory : { ...memory, traits, scores }
}

type Declared = { readonly [name: string]: { readonly retention: number | null } }
type Entries<T> = { readonly [name: string]: T }

function young<T extends { readonly at: number }>(told: Entries<T>, declared: Declared, now: number): Entries<T> {
  const entries = Object.entries(told)
  const kept = entries.filter(([name, { at }]) => {
    const retention = Object.hasOwn(declared, name) ? declared[name]!.retention : null
    return retention === null || now - at < retention
  })
  return kept.length === entries.length ? told : Object.fromEntries(kept)
}

/** Epoch seconds by name, of what does not stay with the rest: what is from before them is what `withoutAged` takes out. */
export interface AgedBefore {
  readonly traits: { readonly [name: string]: number }
  readonly scores: { readonly [name: string]: number }
}

/** `now` in epoch milliseconds. */
export function agedBefore({ traits, scores }: Fields, now: number): AgedBefore {
  const seconds = Math.floor(now / 1000)
  return { traits: bounds(traits, seconds), scores: bounds(scores, seconds) }
}

const bounds = (declared: Declared, now: number): { readonly [name: string]: number } =>
  Object.fromEntries(
    Object.entries(declared).flatMap(([name, { retention }]) =>
      retention === null ? [] : [[name, now - retention + 1]],
    ),
  )
