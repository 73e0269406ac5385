/** Grid cells for weather: geohash (Niemeyer 2008) of four characters, about 39 × 20 km. Not for exact places. */

const DIGITS = '0123456789bcdefghjkmnpqrstuvwxyz'
const CELL_LENGTH = 4
const CELL_BITS_COUNT = CELL_LENGTH * 5
const LATITUDE_STEPS = 2 ** (CELL_BITS_COUNT / 2)
const LONGITUDE_STEPS = 2 ** (CELL_BITS_COUNT / 2)

/** Four geohash characters. */
export type Cell = string

/** Degrees; null when either is not a number on Earth. */
export function cellAt(latitude: number, longitude: number): Cell | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null
  const north = step(latitude, 90, LATITUDE_STEPS)
  const east = step(longitude, 180, LONGITUDE_STEPS)
  let cell = ''
  for (let bit = CELL_BITS_COUNT; bit > 0; bit -= 5) cell += DIGITS[digitAt(north, east, bit)]!
  return cell
}

/** The middle of a cell, in degrees; null when it is not a cell. */
export function cellCentre(cell: Cell): { readonly latitude: number; readonly longitude: number } | null {
  if (cell.length !== CELL_LENGTH) return null
  let north = 0
  let east = 0
  for (let bit = 0; bit < CELL_BITS_COUNT; bit++) {
    const digit = DIGITS.indexOf(cell[Math.floor(bit / 5)]!)
    if (digit < 0) return null
    const value = (digit >> (4 - (bit % 5))) & 1
    if (bit % 2 === 0) east = east * 2 + value
    else north = north * 2 + value
  }
  return {
    latitude: ((north + 0.5) / LATITUDE_STEPS) * 180 - 90,
    longitude: ((east + 0.5) / LONGITUDE_STEPS) * 360 - 180,
  }
}

/** Which of `steps` equal parts of -limit..limit, the upper end counted to the last. */
const step = (degrees: number, limit: number, steps: number): number =>
  Math.min(steps - 1, Math.floor(((degrees + limit) / (2 * limit)) * steps))

/** Five interleaved bits, longitude first; `bit` counts the bits from this digit to the end. */
function digitAt(north: number, east: number, bit: number): number {
  let digit = 0
  for (let i = bit - 1; i >= bit - 5; i--) {
    const axis = i % 2 === 1 ? east : north
    digit = digit * 2 + ((axis >> Math.floor(i / 2)) & 1)
  }
  return digit
}
