/** The hunt for false alarms: what is said never to hold is never true, of whatever visitor. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../../../src/core/authored.ts'
import { describeAttribute } from '../../../src/core/condition/attribute.ts'
import { attributesOf } from '../../../src/core/condition/attributes.ts'
import { compileWith } from '../../../src/core/condition/evaluate.ts'
import { re2 } from '../../../src/core/condition/regex.ts'
import { lintRuleset } from '../../../src/ruleset/lint.ts'
import { rulesets } from './random-rules.ts'
import { draws, NOW, visit } from './random-visits.ts'

const VISITS_COUNT = 1_000

/** The written condition at a JSON path: an entry of one with its key, and the name of an audience as what asks for it. */
function accused(value: unknown, path: string, key = ''): Condition {
  if (path === '') {
    if (key === 'audience') return { $audience: value }
    return key.startsWith('$') || describeAttribute(key) !== null ? { [key]: value } : (value as Condition)
  }
  const rest = path.replace(/^[.[]/, '')
  const next = Object.keys(value as object)
    .filter(
      (name) => (rest.startsWith(name) && /^(?:$|[.\]])/.test(rest.slice(name.length))) || rest.startsWith(`${name}[`),
    )
    .sort((one, other) => other.length - one.length)[0]!
  return accused(Reflect.get(value as object, next), rest.slice(next.length).replace(/^\]/, ''), next)
}

const isOfExperience = (path: string): boolean => path.startsWith('experiences')

test('nothing that is said never to hold is ever true', { timeout: 120_000 }, () => {
  let alarms = 0
  fc.assert(
    fc.property(rulesets, fc.integer(), (authored, seed) => {
      const issues = lintRuleset(authored, NOW).filter(({ code }) => code === 'never_true')
      if (issues.length === 0) return
      alarms += issues.length
      const options = { audiences: authored.audiences, regex: re2 }
      const asked = issues.map(({ path, message }) => {
        const excluding = message.includes('and the condition exclude each other')
        const own = accused(authored, path)
        const { audience } = authored.experiences[Number(/\d+/.exec(path))] ?? {}
        return { path, test: compileWith(excluding ? { $and: [{ $audience: audience }, own] } : own, options) }
      })
      const draw = draws(seed)
      for (let at = 0; at < VISITS_COUNT; at++) {
        const { context, profile } = visit(draw, authored.site.memory === 'on', authored.experiences.length)
        const attributes = attributesOf(context, profile)
        for (const { path, test } of asked) {
          if (context.device.isBot && isOfExperience(path)) continue
          if (test(attributes) === true) expect.fail(`${path} holds`)
        }
      }
    }),
    { numRuns: 1_500 },
  )
  expect(alarms).toBeGreaterThan(150)
})
