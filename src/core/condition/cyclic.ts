/** Attributes that go round like a clock, so that `$between` may wrap: 22 to 5 o'clock. What else they are: attribute.ts. */

const CYCLIC: ReadonlySet<string> = new Set(['time.hour', 'time.minuteOfDay', 'time.weekday', 'time.month'])

export const isCyclic = (attribute: string): boolean => CYCLIC.has(attribute)
