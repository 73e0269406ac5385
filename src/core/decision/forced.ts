/**
 * A ruleset in which one arm of one experience is settled, for previews: nothing is drawn for it. Not for a visitor's page.
 *
 * What hashes and memory decide is taken away: allocation, arm, group, holdout, sticky arms, cap, dismissal, the need of a visitor id. It
 * comes first, so that it has its slots. What the rules say stays: enabled, pages, slots, schedule, and the audience
 * unless `anyAudience`.
 */

import type { CompiledExperience, CompiledRuleset, CompiledVariant, ExperienceId } from '../compiled.ts'
import type { Arm } from '../plan.ts'
import { fail, ok, type Result } from '../result.ts'

export interface Forced {
  readonly experience: ExperienceId
  /** Null: control, whether or not the experience has a share for it. */
  readonly arm: Arm
  /** Whether it is shown to whom its audience, and `when`, would not show it. */
  readonly anyAudience: boolean
}

export type ForcedFault = 'no_such_experience' | 'no_such_variant'

/** `compiled` stays as it is. */
export function forcedRuleset(compiled: CompiledRuleset, forced: Forced): Result<CompiledRuleset, ForcedFault> {
  const wanted = compiled.experiences.find(({ id }) => id === forced.experience)
  if (wanted === undefined) return fail('no_such_experience')
  if (forced.arm !== null && !variantsOf(wanted).some(({ id }) => id === forced.arm)) return fail('no_such_variant')
  const others = compiled.experiences
    .filter((experience) => experience !== wanted)
    .map((experience) => (sharesGroup(experience, wanted) ? keptOut(experience) : experience))
  return ok({
    ...compiled,
    site: { ...compiled.site, holdout: 0 },
    experiences: [settled(wanted, forced), ...others],
    index: null, // it is of the experiences as they were
  })
}

const variantsOf = ({ variants }: CompiledExperience): readonly CompiledVariant[] => JSON.parse(variants)

/** Who is in one experience of a group is in no other. */
const sharesGroup = ({ group }: CompiledExperience, { group: other }: CompiledExperience): boolean =>
  group !== null && group === other

/** Nobody is allocated, and no arm from before lets anybody in. */
const keptOut = (experience: CompiledExperience): CompiledExperience => ({
  ...experience,
  allocation: 0,
  randomised: false,
})

/** The other variants stay, without a share: what they ask of the page is asked of this one too (edit-reach.ts). */
function settled(experience: CompiledExperience, { arm, anyAudience }: Forced): CompiledExperience {
  return {
    ...experience,
    condition: anyAudience ? null : experience.condition,
    group: null,
    allocation: 1,
    control: arm === null ? 1 : 0,
    cap: null,
    randomised: false,
    isForced: true,
    variants: JSON.stringify(
      variantsOf(experience).map((variant) => ({
        ...variant,
        weight: arm === null || variant.id === arm ? 1 : 0,
      })),
    ),
  }
}
