/** Experiences and their variants: what they refer to exists, and what they put there may stand there. Not the single contents. */

import type { AuthoredExperience, AuthoredRuleset, AuthoredSlot, AuthoredVariant } from '../core/authored.ts'
import { at, error, type Issue } from '../core/issue.ts'
import type { FindAttribute } from './attribute-check.ts'
import type { Checked } from './checked.ts'
import { audienceIssues, conditionIssues, type Nameable } from './condition-check.ts'
import { checkContent } from './content-check.ts'
import { durationIssues } from './duration-check.ts'
import { duplicateIssues, idIssues } from './id-check.ts'
import { localizedIssues } from './language-check.ts'
import { MAX_CAP_DAYS } from './limits.ts'
import { allOf, didYouMean, shown } from './phrase.ts'
import { scheduleIssues } from './schedule-check.ts'
import { sensitiveIssues } from './sensitive-check.ts'

type Frame = Omit<AuthoredRuleset, 'experiences'>

/** The contents of the variants need not have their shape yet. */
export function checkExperiences(
  experiences: readonly AuthoredExperience[],
  frame: Frame,
  find: FindAttribute,
): Checked<readonly AuthoredExperience[]> {
  const known = { audiences: new Set(Object.keys(frame.audiences)), find }
  const checked = experiences.map((experience, index) =>
    checkExperience(experience, at('experiences', index), frame, known),
  )
  const ids = experiences.map(({ id }, index) => [id, at(at('experiences', index), 'id')] as const)
  return {
    value: checked.map(({ value }) => value),
    issues: [...checked.flatMap(({ issues }) => issues), ...duplicateIssues(ids)],
  }
}

function checkExperience(
  experience: AuthoredExperience,
  path: string,
  frame: Frame,
  known: Nameable,
): Checked<AuthoredExperience> {
  const { id, name, audience, when, schedule, group, goal, cap, variants } = experience
  const checked = variants.map((variant, index) =>
    checkVariant(variant, at(at(path, 'variants'), index), frame.slots, known.find),
  )
  const ids = variants.map((variant, index) => [variant.id, at(at(at(path, 'variants'), index), 'id')] as const)
  const issues = [
    ...idIssues(id, at(path, 'id')),
    ...(name === undefined ? [] : localizedIssues(name, at(path, 'name'))),
    ...(audience === undefined ? [] : audienceIssues(audience, at(path, 'audience'), known.audiences)),
    ...(when === undefined ? [] : conditionIssues(when, at(path, 'when'), known)),
    ...(schedule === undefined ? [] : scheduleIssues(schedule, frame.site.timeZone, at(path, 'schedule'))),
    ...(group === undefined ? [] : idIssues(group, at(path, 'group'))),
    ...(goal === undefined ? [] : idIssues(goal, at(path, 'goal'))),
    ...(cap === undefined ? [] : durationIssues(cap.per, at(at(path, 'cap'), 'per'), MAX_CAP_DAYS, '7d')),
    ...checked.flatMap((variant) => variant.issues),
    ...duplicateIssues(ids),
    ...sensitiveIssues(experience, path, frame),
    ...(variants.some(({ slots }) => Object.keys(slots).length > 0) ? [] : [changesNothing(path)]),
  ]
  return { value: { ...experience, variants: checked.map(({ value }) => value) }, issues }
}

function changesNothing(path: string): Issue {
  const message = 'The experience names no slot in any variant.'
  return error(
    at(path, 'variants'),
    'empty',
    message,
    'Name at least one slot; a variant without slots shows the baseline.',
  )
}

function checkVariant(
  variant: AuthoredVariant,
  path: string,
  slots: AuthoredRuleset['slots'],
  find: FindAttribute,
): Checked<AuthoredVariant> {
  const checked = Object.entries(variant.slots).map(([id, content]) => {
    const where = at(at(path, 'slots'), id)
    const slot = Object.hasOwn(slots, id) ? slots[id] : undefined
    return { id, ...(slot ? checkSlotContent(content, where, id, slot, find) : noSlot(id, where, Object.keys(slots))) }
  })
  return {
    value: { ...variant, slots: Object.fromEntries(checked.map(({ id, value }) => [id, value])) },
    issues: [...idIssues(variant.id, at(path, 'id')), ...checked.flatMap(({ issues }) => issues)],
  }
}

type Content = AuthoredVariant['slots'][string]

function noSlot(id: string, path: string, known: readonly string[]): Checked<Content> {
  const advice = didYouMean(id, known, 'Add it to slots, or take it out here.')
  return { value: {}, issues: [error(path, 'unknown_slot', `There is no slot ${shown(id)}.`, advice)] }
}

function checkSlotContent(
  content: unknown,
  path: string,
  id: string,
  slot: AuthoredSlot,
  find: FindAttribute,
): Checked<Content> {
  const parts = slot.parts ?? {}
  const names = Object.keys(parts)
  if (names.length === 0) return checkContent(content, path, slot, find)
  const checked = Object.entries(content as { readonly [part: string]: unknown }).map(([name, value]) => {
    const where = at(path, name)
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (part) return { name, ...checkContent(value, where, part, find) }
    const advice = didYouMean(name, names, `Its parts are ${allOf(names)}.`)
    const unknown = error(where, 'unknown_part', `The slot ${id} has no part ${shown(name)}.`, advice)
    return { name, value: {}, issues: [unknown] }
  })
  return {
    value: Object.fromEntries(checked.map(({ name, value }) => [name, value])),
    issues: checked.flatMap(({ issues }) => issues),
  }
}
