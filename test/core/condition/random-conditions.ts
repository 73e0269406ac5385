/** Conditions and visitors at random, sensible and senseless, for properties. Not whole rulesets. */

import fc from 'fast-check'
import { UNKNOWN } from '../../../src/core/unknown.ts'

const TEXTS = ['rain', 'RAIN', 'ｒａｉｎ', 'r', '', '1.2.3', '10.0.0-rc.1', 'm1', '雨']
export const literals = fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom(-1, 0, 3, 5, 22, 1.5), fc.boolean())
const lists = fc.array(literals, { maxLength: 3 })
const place = fc.record({ latitude: fc.constantFrom(0, 38), longitude: fc.constantFrom(0, 140) }, { requiredKeys: [] })
export const values: fc.Arbitrary<unknown> = fc.oneof(
  literals,
  fc.constantFrom(null, undefined),
  lists,
  place,
  fc.array(fc.record({ x: literals, y: lists }, { requiredKeys: [] }), { maxLength: 2 }),
)

/** UNKNOWN anywhere: the value itself, a family, an item, a field. */
export const doubtful: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: values },
  { weight: 1, arbitrary: fc.constant(UNKNOWN) },
  fc.array(fc.oneof(literals, fc.constant(UNKNOWN)), { maxLength: 3 }),
  fc.record({ x: fc.oneof(literals, fc.constant(UNKNOWN)), latitude: fc.oneof(fc.constant(UNKNOWN), fc.constant(0)) }),
  fc.array(fc.record({ x: fc.oneof(literals, fc.constant(UNKNOWN)) }, { requiredKeys: [] }), { maxLength: 2 }),
)
const family = fc.record(
  { kind: doubtful, hour: doubtful, next12h: fc.oneof(fc.constant(UNKNOWN), fc.record({ kind: doubtful })) },
  { requiredKeys: [] },
)
export const attributes = fc.record(
  {
    a: doubtful,
    geo: doubtful,
    weather: fc.oneof({ weight: 4, arbitrary: family }, { weight: 1, arbitrary: fc.constant(UNKNOWN) }),
    time: family,
    'weather.kind': doubtful,
    'geo.latitude': fc.constantFrom(0, 38, UNKNOWN),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<object>

const names = fc.constantFrom('a', 'geo', 'weather.kind', 'weather.next12h.kind', 'time.hour', 'time.kind', 'none')
const operator = (keys: string[], operands: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.tuple(fc.constantFrom(...keys), operands).map(([key, operand]) => ({ [key]: operand }))
const near = fc.constantFrom({ latitude: 0, longitude: 0, km: 10 }, { latitude: 38, longitude: 140, km: 30_000 })

export const { conditions, specs } = fc.letrec<{ specs: unknown; operators: object; conditions: object }>((tie) => ({
  specs: fc.oneof({ maxDepth: 3 }, values, tie('operators')),
  operators: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        operator(
          ['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'],
          literals,
        ),
        operator(['$eq', '$ne'], values),
        operator(['$in', '$nin', '$ini', '$nini'], fc.array(values, { maxLength: 6 })),
        operator(['$prefix', '$suffix', '$contains', '$glob'], fc.constantFrom('r', 'RAIN', '*a*', '?', '')),
        operator(['$regex', '$regexi'], fc.constantFrom('^r', 'A', '[', '1')),
        operator(['$between'], fc.tuple(fc.constantFrom(0, 22), fc.constantFrom(5, 23))),
        operator(['$exists'], fc.boolean()),
        operator(['$type'], fc.constantFrom('string', 'number', 'null', 'array', 'object', 'boolean')),
        operator(['$inGroup', '$notInGroup'], fc.constantFrom('members', 'nobody')),
        operator(['$near'], near),
        operator(['$not', '$size'], tie('specs')),
        operator(['$all', '$alli', '$and', '$or', '$nor'], fc.array(tie('specs'), { maxLength: 2 })),
        operator(['$elemMatch'], fc.oneof(tie('operators'), fc.dictionary(fc.constantFrom('x', 'y'), tie('specs')))),
        operator(['$like'], literals),
      ),
      { minLength: 1, maxLength: 2 },
    )
    .map((parts) => Object.assign({}, ...parts)),
  conditions: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(names, tie('specs'), { maxKeys: 3 }),
    operator(['$and', '$or', '$nor'], fc.array(tie('conditions'), { maxLength: 3 })),
    operator(['$not'], tie('conditions')),
    operator(['$audience'], fc.constantFrom('rainy', 'rainy-or-snowy', 'nobody')),
  ),
}))
