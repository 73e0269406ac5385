/** Shares and arms that let nobody in, tell nothing apart or measure nothing. Not who is drawn: core/decision/draw.ts. */

import type { AuthoredVariant } from '../../core/authored.ts'
import { at, type Issue, warning } from '../../core/issue.ts'
import { canonical } from './canonical.ts'
import type { ReadExperience, Reading } from './reading.ts'

export function drawIssues({ authored: { site }, experiences, memory }: Reading): readonly Issue[] {
  return [
    ...(site.holdout === 1 && memory ? [everybodyHeldOut()] : []),
    ...experiences.filter(({ enabled }) => enabled).flatMap((experience) => experienceIssues(experience, memory)),
  ]
}

/** Without memory nobody enters what is drawn, so that its shares are no news. */
function experienceIssues(experience: ReadExperience, memory: boolean): readonly Issue[] {
  const { index, authored, randomised } = experience
  const path = at('experiences', index)
  const { allocation, cap, control, variants } = authored
  if ((randomised || cap !== undefined) && !memory) return [needsMemory(experience, path)]
  return [
    ...(allocation === 0 ? [nobodyEnters(path)] : []),
    ...(control === 1 ? [everybodyInControl(path)] : []),
    ...weightIssues(authored, path),
    ...goalIssues(experience, path),
    ...equalIssues(variants, path),
  ]
}

const everybodyHeldOut = (): Issue =>
  warning(
    'site.holdout',
    'nobody_enters',
    'holdout is 1: every visitor who is remembered gets the baseline everywhere.',
    'Write the share that is to be kept out, for example 0.05.',
  )

function needsMemory({ authored, randomised }: ReadExperience, path: string): Issue {
  const { id, variants, control = 0, allocation = 1 } = authored
  const what =
    variants.length > 1
      ? 'several variants'
      : control > 0
        ? 'a control'
        : allocation < 1
          ? 'an allocation below 1'
          : randomised
            ? 'a group with others in it'
            : 'a cap'
  return warning(
    path,
    'needs_memory',
    `"${id}" can never appear: it has ${what}, and nothing is ${randomised ? 'drawn' : 'counted'} while site.memory is "off".`,
    randomised
      ? 'Turn memory on, or leave one variant without control, allocation and group.'
      : 'Turn memory on, or leave the cap out.',
  )
}

const nobodyEnters = (path: string): Issue =>
  warning(
    at(path, 'allocation'),
    'nobody_enters',
    'allocation is 0: only visitors who entered before still see it.',
    'Raise it, or write "enabled": false.',
  )

const everybodyInControl = (path: string): Issue =>
  warning(
    at(path, 'control'),
    'nobody_enters',
    'control is 1: whoever enters now gets the baseline.',
    'Write the share that is to keep the baseline, for example 0.1.',
  )

/** 1 is the default, and 100 says the same of a hundred. */
const NO_SHARES: ReadonlySet<number> = new Set([1, 100])

function weightIssues({ variants, control = 0 }: ReadExperience['authored'], path: string): readonly Issue[] {
  const [{ id, weight = 1 }] = variants as readonly [AuthoredVariant]
  if (variants.length > 1 || NO_SHARES.has(weight)) return []
  const who = control > 0 ? 'everybody who enters and is not in control gets it' : 'everybody who enters gets it'
  const message = `weight ${weight} changes nothing: "${id}" is the only variant, and ${who}.`
  const advice = 'For a share of the visitors write allocation, for example 0.5; for a comparison add control.'
  return [warning(at(at(at(path, 'variants'), 0), 'weight'), 'weights', message, advice)]
}

function goalIssues({ authored: { id, variants, control = 0, goal } }: ReadExperience, path: string): readonly Issue[] {
  if (goal !== undefined || (variants.length === 1 && control === 0)) return []
  const message = `"${id}" compares ${variants.length > 1 ? 'variants' : 'a variant with the baseline'} and names no goal.`
  return [warning(path, 'no_goal', message, 'Name what is to be reached, for example "goal": "order".')]
}

function equalIssues(variants: readonly AuthoredVariant[], path: string): readonly Issue[] {
  const byText = new Map<string, string>()
  return variants.flatMap(({ id, slots }, index) => {
    const text = JSON.stringify([canonical(slots), pinsIn(slots)])
    const twin = byText.get(text)
    if (twin === undefined) byText.set(text, id)
    if (twin === undefined) return []
    const message = `The variants "${twin}" and "${id}" show the same.`
    const advice = 'Change one of them, or take it out; keep both only to test the measuring itself.'
    return [warning(at(at(path, 'variants'), index), 'equal_variants', message, advice)]
  })
}

/** In the order they are written: of two pins to one position the first gets it. */
const pinsIn = (slots: AuthoredVariant['slots']): readonly unknown[] =>
  Object.entries(slots)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { pin }]) => (typeof pin === 'object' ? Object.entries(pin) : null))
