/** Seasons by hemisphere. Not for the calendar of holidays. */

import { expect, test } from 'vitest'
import { season } from '../../../src/core/fact/season.ts'
import { UNKNOWN } from '../../../src/core/unknown.ts'

const year = (latitude: Parameters<typeof season>[1], country: string | null) =>
  Array.from({ length: 12 }, (_, i) => season(i + 1, latitude, country)[0] + season(i + 1, latitude, country)[1]!).join(
    ' ',
  )

const NORTH = 'wi wi sp sp sp su su su au au au wi'
const SOUTH = 'su su au au au wi wi wi sp sp sp su'

test.each<[Parameters<typeof season>[1], string | null, string]>([
  [35.6, 'JP', NORTH],
  [-33.9, 'AU', SOUTH],
  [0, 'EC', NORTH],
  [-0.1, null, SOUTH],
  [null, 'AU', SOUTH],
  [UNKNOWN, 'ZA', SOUTH],
  [null, 'JP', NORTH],
  [null, null, NORTH],
])('latitude %s in %s', (latitude, country, expected) => {
  expect(year(latitude, country)).toBe(expected)
})
