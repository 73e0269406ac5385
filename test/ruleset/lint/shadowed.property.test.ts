/** The hunt for false alarms: what is said never to win never wins, whatever the page, the visitor, the time and the draw. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuthoredRuleset } from '../../../src/core/authored.ts'
import { decide } from '../../../src/core/decide.ts'
import { explain } from '../../../src/core/explain.ts'
import { lintRuleset } from '../../../src/ruleset/lint.ts'
import { rulesets } from './random-rules.ts'
import { draws, NOW, visit } from './random-visits.ts'
import { runnable } from './runnable.ts'

const VISITS_COUNT = 2_000
const EXPLAINED_EACH = 40

const accused = (authored: AuthoredRuleset, code: string): ReadonlySet<string> =>
  new Set(
    lintRuleset(authored, NOW)
      .filter((issue) => issue.code === code)
      .map(({ path }) => authored.experiences[Number(/^experiences\[(\d+)\]/.exec(path)?.[1])]!.id),
  )

test('no experience that is called shadowed ever wins', { timeout: 120_000 }, () => {
  let alarms = 0
  fc.assert(
    fc.property(rulesets, fc.integer(), (authored, seed) => {
      const never = accused(authored, 'shadowed')
      if (never.size === 0) return
      alarms += never.size
      const rules = runnable(authored)
      const draw = draws(seed)
      for (let at = 0; at < VISITS_COUNT; at++) {
        const { context, profile, now } = visit(draw, authored.site.memory === 'on', authored.experiences.length)
        const won = decide(rules, context, profile, now).assignments.map(({ experience }) => experience)
        if (won.some((id) => never.has(id))) expect.fail(`a visit is won by one of ${[...never]}: ${won}`)
        if (at % EXPLAINED_EACH !== 0) continue
        const winners = explain(rules, context, profile, now).filter(({ reason }) => reason.reason === 'won')
        expect(winners.filter(({ experience }) => never.has(experience))).toEqual([])
      }
    }),
    { numRuns: 1_200 },
  )
  expect(alarms).toBeGreaterThan(300)
})
