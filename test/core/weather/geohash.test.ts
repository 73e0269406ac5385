/** Grid cells. Expected hashes: geohash.org's published examples and Wikipedia's, cut to four characters. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellAt, cellCentre } from '../../../src/core/weather/geohash.ts'

/** Degrees: a place next to a border may be counted to the cell on its other side. */
const ROUNDING = 1e-9

test.each([
  [57.64911, 10.40744, 'u4pr'],
  [42.605, -5.603, 'ezs4'],
  [35.6, 139.7, 'xn76'],
  [-33.9, 151.2, 'r3gx'],
  [0, 0, 's000'],
  [-90, -180, '0000'],
  [90, 180, 'zzzz'],
  [91, 0, null],
  [0, -180.1, null],
  [Number.NaN, 0, null],
  [0, Number.POSITIVE_INFINITY, null],
])('%d, %d is in %s', (latitude, longitude, cell) => {
  expect(cellAt(latitude, longitude)).toBe(cell)
})

test('a cell holds its centre, and every place lies within half a cell of it', () => {
  const latitudes = fc.double({ min: -90, max: 90, noNaN: true })
  const longitudes = fc.double({ min: -180, max: 180, noNaN: true })
  fc.assert(
    fc.property(latitudes, longitudes, (latitude, longitude) => {
      const cell = cellAt(latitude, longitude)!
      const centre = cellCentre(cell)!
      expect(cellAt(centre.latitude, centre.longitude)).toBe(cell)
      expect(Math.abs(centre.latitude - latitude)).toBeLessThanOrEqual(90 / 1024 + ROUNDING)
      expect(Math.abs(centre.longitude - longitude)).toBeLessThanOrEqual(180 / 1024 + ROUNDING)
    }),
  )
})

test.each(['', 'xn7', 'xn76x', 'xna6', '....'])('%j is no cell', (cell) => {
  expect(cellCentre(cell)).toBeNull()
})
