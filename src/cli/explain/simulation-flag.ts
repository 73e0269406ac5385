/** `--simulate '{…}'`: the situation to look from, as typed. Not its effect: edge/simulate.ts. */

import { describeAttribute, nearestAttribute } from '../../core/condition/attribute.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { unfitBecause } from '../../edge/simulate.ts'
import type { SimulatedFacts } from '../../preview/preview.ts'

/** As edge/simulate.ts. */
const MAX_SIMULATION_LENGTH = 8_192

/** The error is a message for a person. */
export function readSimulation(text: string): Result<SimulatedFacts, string> {
  const facts = text.length > MAX_SIMULATION_LENGTH ? null : parsed(text)
  if (facts === null)
    return fail(`--simulate is not a JSON object of at most 8 KB. As in --simulate '{"weather.kind":"rain"}'`)
  const fault = simulationFault(facts)
  return fault === null ? ok(facts) : fail(`--simulate: ${fault}`)
}

/** Null: every fact can be simulated. Else a message for a person. */
export function simulationFault(facts: SimulatedFacts): string | null {
  for (const [name, value] of Object.entries(facts)) {
    const unfit = unfitBecause(name, value)
    if (unfit === null) continue
    return name !== 'now' && describeAttribute(name) === null ? noAttribute(name) : `${unfit}.`
  }
  return null
}

function noAttribute(name: string): string {
  const near = nearestAttribute(name)
  const advice = near === null ? 'schema/ruleset.md lists them, besides now and visitor.' : `Did you mean ${near}?`
  return `there is no attribute "${name}". ${advice}`
}

function parsed(text: string): SimulatedFacts | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SimulatedFacts) : null
  } catch {
    return null // the caller says the same of any other shape
  }
}
