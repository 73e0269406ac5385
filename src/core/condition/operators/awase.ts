/** Our own dialect: every operator by name. What is malformed is unknown, so that `$not` cannot make it true. */

import type { Dialect } from './dialect.ts'
import { eq, equal, ne } from './equality.ts'
import { all, allFolded, elemMatch, size } from './list.ts'
import { inGroup, isIn, isInFolded, isNotIn, isNotInFolded, notInGroup } from './membership.ts'
import { near } from './near.ts'
import { atLeast, atMost, between, lessThan, moreThan } from './order.ts'
import { exists, type } from './presence.ts'
import { contains, glob, prefix, regex, regexi, suffix } from './text.ts'
import {
  versionAtLeast,
  versionAtMost,
  versionEqual,
  versionLessThan,
  versionMoreThan,
  versionNotEqual,
} from './version.ts'

/** `$not`, `$and`, `$or`, `$nor` and `$audience` are structure: condition-tree.ts. */
export const AWASE: Dialect = {
  equal,
  operators: new Map([
    ['$eq', eq],
    ['$ne', ne],
    ['$lt', lessThan],
    ['$lte', atMost],
    ['$gt', moreThan],
    ['$gte', atLeast],
    ['$between', between],
    ['$in', isIn],
    ['$nin', isNotIn],
    ['$ini', isInFolded],
    ['$nini', isNotInFolded],
    ['$inGroup', inGroup],
    ['$notInGroup', notInGroup],
    ['$all', all],
    ['$alli', allFolded],
    ['$elemMatch', elemMatch],
    ['$size', size],
    ['$exists', exists],
    ['$type', type],
    ['$prefix', prefix],
    ['$suffix', suffix],
    ['$contains', contains],
    ['$glob', glob],
    ['$regex', regex],
    ['$regexi', regexi],
    ['$near', near],
    ['$veq', versionEqual],
    ['$vne', versionNotEqual],
    ['$vgt', versionMoreThan],
    ['$vgte', versionAtLeast],
    ['$vlt', versionLessThan],
    ['$vlte', versionAtMost],
  ]),
  malformed: 'unknown',
  emptyOr: false,
  dollarNames: () => false,
  mixedIsLiteral: false,
}
