/** “Not interested”: an experience that a visitor does not want to see again. Not a cap: count-plan.ts. */

import type { ExperienceId } from '../compiled.ts'
import type { Memory } from '../memory.ts'
import { MAX_DISMISSED_COUNT } from './limits.ts'
import { isFit } from './names.ts'

export function dismiss(memory: Memory, experience: ExperienceId): Memory {
  if (!isFit(experience) || memory.dismissed.includes(experience)) return memory
  return { ...memory, dismissed: [...memory.dismissed, experience].slice(-MAX_DISMISSED_COUNT) }
}
