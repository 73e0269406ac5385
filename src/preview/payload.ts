/** What is signed: a preview as short JSON, and back. Not the signature: token.ts. */

import type { Forced } from '../core/decision/forced.ts'
import { type Preview, readRules, rulesText, type SimulatedFacts } from './preview.ts'

/** `e`: epoch seconds; `v`: experience, arm (null is control), 1 where its audience does not matter. */
interface Payload {
  readonly s: string
  readonly e: number
  readonly r: string
  readonly f?: SimulatedFacts
  readonly v?: readonly [experience: string, arm: string | null, anyAudience: 0 | 1]
}

const MAX_NAME_LENGTH = 200

export function writePayload({ site, expiresAt, rules, simulation, forced }: Preview): string {
  const payload: Payload = {
    s: site,
    e: Math.floor(expiresAt / 1000),
    r: rulesText(rules),
    ...(simulation !== null && { f: simulation }),
    ...(forced !== null && { v: [forced.experience, forced.arm, forced.anyAudience ? 1 : 0] }),
  }
  return JSON.stringify(payload)
}

/** Null for anything that `writePayload` would not have written: signed by our own secret, perhaps by another version. */
export function readPayload(text: string): Preview | null {
  const payload = parsed(text)
  if (!isObject(payload)) return null
  const { s: site, e: expires, r, f: simulation = null, v } = payload
  const rules = typeof r === 'string' ? readRules(r) : null
  const forced = v === undefined ? null : readForced(v)
  if (!isName(site) || !Number.isSafeInteger(expires) || rules === null || forced === undefined) return null
  if (simulation !== null && !isObject(simulation)) return null
  return { site, expiresAt: (expires as number) * 1000, rules, simulation, forced }
}

function readForced(value: unknown): Forced | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined
  const [experience, arm, anyAudience] = value
  if (!isName(experience) || (arm !== null && !isName(arm)) || (anyAudience !== 0 && anyAudience !== 1))
    return undefined
  return { experience, arm, anyAudience: anyAudience === 1 }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // as unreadable as any other shape: the caller says so
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH
