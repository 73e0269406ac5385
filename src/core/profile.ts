/** The compact memory of a visitor, as far as it exists today: an id, visits, sticky arms. Not how it is kept: edge/profile.ts. */

import type { ExperienceId } from './compiled.ts'
import type { Fact } from './context.ts'
import type { Arm } from './plan.ts'

export interface Profile {
  /** Null: no memory is allowed or wanted, so nothing is randomised. */
  readonly visitor: string | null
  readonly visit: VisitFacts
  readonly assignments: { readonly [experience: ExperienceId]: Arm }
}

/** `visit.*`; every one UNKNOWN without memory. */
export interface VisitFacts {
  readonly isNew: Fact<boolean>
  readonly isReturning: Fact<boolean>
  readonly count: Fact<number>
  readonly daysSinceLast: Fact<number>
  readonly pageCount: Fact<number>
  readonly landingPath: Fact<string>
}
