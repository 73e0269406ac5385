/** test/cases/remembered.json: visitors, page by page, and what each page showed them. Pure: what is remembered is only handed on. */

import { expect, test } from 'vitest'
import type { AuthoredRuleset } from '../../../src/core/authored.ts'
import { decide } from '../../../src/core/decide.ts'
import { makeRunnable } from '../../../src/core/decision/runnable.ts'
import { explain } from '../../../src/core/explain.ts'
import { countEvent, type RememberedEvent } from '../../../src/core/memory/count-event.ts'
import { countPage } from '../../../src/core/memory/count-page.ts'
import { countPlan } from '../../../src/core/memory/count-plan.ts'
import { dismiss } from '../../../src/core/memory/dismiss.ts'
import { newMemory } from '../../../src/core/memory/new-memory.ts'
import { removeTrait, setTrait } from '../../../src/core/memory/traits.ts'
import type { Memory, TraitValue } from '../../../src/core/memory.ts'
import { NOBODY, profileOf } from '../../../src/core/profile.ts'
import { checkRuleset } from '../../../src/ruleset/check.ts'
import table from '../../cases/remembered.json' with { type: 'json' }
import { onPath } from '../sample-ruleset.ts'

interface Step {
  readonly at: string
  readonly page?: string
  readonly nobody?: boolean
  readonly shows?: { readonly [slot: string]: string }
  readonly wins?: readonly string[]
  readonly stops?: { readonly [experience: string]: string }
  readonly ranked?: readonly (readonly string[])[]
  readonly event?: RememberedEvent
  readonly dismiss?: string
  readonly trait?: string
  readonly score?: string
  readonly value?: TraitValue | null
  readonly source?: 'imported'
}

const checked = checkRuleset(JSON.stringify(table.ruleset satisfies unknown as AuthoredRuleset), 0)
if (!checked.ok) throw new Error(JSON.stringify(checked.error))
const { compiled } = checked.value
const { site } = compiled
const runnable = makeRunnable(compiled, null)
const VISITOR = 'AAAAAAAAAAAAAAAAAAAAAA'

test.each(table.cases as unknown as readonly { name: string; steps: readonly Step[] }[])('$name', ({ steps }) => {
  let memory: Memory | null = null
  for (const step of steps) memory = stepped(memory, step, Date.parse(step.at))
})

function stepped(before: Memory | null, step: Step, now: number): Memory {
  const memory = before ?? newMemory(VISITOR, step.page ?? '/', now)
  if (step.page !== undefined) return onPage(memory, step.page, step, now)
  if (step.event !== undefined) return countEvent(memory, step.event, site, now)
  if (step.dismiss !== undefined) return dismiss(memory, step.dismiss)
  if (step.score !== undefined)
    return { ...memory, scores: { [step.score]: { value: step.value as number, at: Math.floor(now / 1000) } } }
  const { trait = '', value = null, source = 'declared' } = step
  if (value === null) return removeTrait(memory, trait)
  return setTrait(memory, trait, { value, source, purpose: null, at: Math.floor(now / 1000) })
}

function onPage(before: Memory, page: string, step: Step, now: number): Memory {
  const memory = countPage(before, page, site, now)
  const profile = step.nobody ? NOBODY : profileOf(memory, now)
  const plan = decide(runnable, onPath(page), profile, now)
  const said = `${step.at} ${page}`
  const texts = plan.slots.flatMap(({ slot, edits }) => {
    const [edit] = edits?.own ?? []
    return edit?.op === 'text' ? [[slot, edit.value]] : []
  })
  expect(Object.fromEntries(texts), said).toMatchObject(step.shows ?? {})
  if (step.wins) expect(plan.assignments.map(({ experience }) => experience)).toEqual(step.wins)
  const reasons = explain(runnable, onPath(page), profile, now).map((one) => [one.experience, one.reason.reason])
  expect(Object.fromEntries(reasons), said).toMatchObject(step.stops ?? {})
  const list = plan.slots.find(({ slot }) => slot === 'blocks')?.edits?.arrange
  if (step.ranked) expect(list, said).toMatchObject({ first: ['news'], by: null, ranked: step.ranked })
  return countPlan(memory, plan, now)
}
