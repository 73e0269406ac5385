/** Is this day a national public holiday where the visitor is? Not for regional or school holidays. */

import type { Fact } from '../context.ts'
import { UNKNOWN } from '../unknown.ts'
import { HOLIDAYS } from './holidays.ts'

const ENTRY_LENGTH = 5

/** `date` is YYYY-MM-DD. The holiday's name in the country's language, null for none, UNKNOWN where no calendar is carried. */
export function holidayName(country: Fact<string>, date: string): Fact<string> {
  if (typeof country !== 'string' || !Object.hasOwn(HOLIDAYS, country)) return UNKNOWN
  const calendar = HOLIDAYS[country]!
  const days = calendar.years[date.slice(0, 4)]
  if (days === undefined) return UNKNOWN
  const day = date.slice(5, 7) + date.slice(8, 10)
  for (let i = 0; i < days.length; i += ENTRY_LENGTH) {
    if (days.startsWith(day, i)) return calendar.names[Number.parseInt(days[i + 4]!, 36)]!
  }
  return null
}
