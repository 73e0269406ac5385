/** Experiences and their variants: what they refer to exists, and what they put there may stand there. Not the single contents. */

import type { AuthoredExperience, AuthoredRuleset, AuthoredSlot, AuthoredVariant } from '../core/authored.ts'
import { at, error, type Issue, warning } from '../core/issue.ts'
import type { Checked } from './checked.ts'
import { audienceIssues, conditionIssues } from './condition-check.ts'
import { checkContent } from './content-check.ts'
import { duplicateIssues, idIssues } from './id-check.ts'
import { isLanguageTag, languageIssues } from './language-check.ts'
import { needsProfile } from './needs-profile.ts'
import { allOf, didYouMean, shown } from './phrase.ts'
import { scheduleIssues } from './schedule-check.ts'

type Frame = Omit<AuthoredRuleset, 'experiences'>

/** The contents of the variants need not have their shape yet. */
export function checkExperiences(
  experiences: readonly AuthoredExperience[],
  frame: Frame,
): Checked<readonly AuthoredExperience[]> {
  const audiences = new Set(Object.keys(frame.audiences))
  const checked = experiences.map((experience, index) =>
    checkExperience(experience, at('experiences', index), frame, audiences),
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
  audiences: ReadonlySet<string>,
): Checked<AuthoredExperience> {
  const { id, name, audience, when, schedule, group, goal, cap, variants } = experience
  const checked = variants.map((variant, index) => checkVariant(variant, at(at(path, 'variants'), index), frame.slots))
  const ids = variants.map((variant, index) => [variant.id, at(at(at(path, 'variants'), index), 'id')] as const)
  const issues = [
    ...idIssues(id, at(path, 'id')),
    ...(typeof name === 'object' ? nameIssues(name, at(path, 'name')) : []),
    ...(audience === undefined ? [] : audienceIssues(audience, at(path, 'audience'), audiences)),
    ...(when === undefined ? [] : conditionIssues(when, at(path, 'when'), audiences)),
    ...(schedule === undefined ? [] : scheduleIssues(schedule, frame.site.timeZone, at(path, 'schedule'))),
    ...(group === undefined ? [] : idIssues(group, at(path, 'group'))),
    ...(goal === undefined ? [] : idIssues(goal, at(path, 'goal'))),
    ...(cap === undefined ? [] : [needsProfile(at(path, 'cap'), 'cap', CAP_ADVICE)]),
    ...checked.flatMap((variant) => variant.issues),
    ...duplicateIssues(ids),
    ...(variants.some(({ slots }) => Object.keys(slots).length > 0) ? [] : [changesNothing(path)]),
  ]
  return { value: { ...experience, variants: checked.map(({ value }) => value) }, issues }
}

/** One text for each language; a text without a language of its own is shown to nobody who asked for one. */
const nameIssues = (name: { readonly [language: string]: string }, path: string): readonly Issue[] =>
  Object.keys(name).flatMap((tag) =>
    isLanguageTag(tag) ? languageIssues(tag, at(path, tag)) : [noLanguage(tag, at(path, tag))],
  )

const noLanguage = (tag: string, path: string): Issue =>
  warning(path, 'bad_locale', `${shown(tag)} is not a language tag.`, 'Write a BCP 47 tag, for example ja or en-GB.')

const CAP_ADVICE = 'Leave it out; a schedule or an allocation limits an experience, too.'

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
): Checked<AuthoredVariant> {
  const checked = Object.entries(variant.slots).map(([id, content]) => {
    const where = at(at(path, 'slots'), id)
    const slot = Object.hasOwn(slots, id) ? slots[id] : undefined
    return { id, ...(slot ? checkSlotContent(content, where, id, slot) : noSlot(id, where, Object.keys(slots))) }
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

function checkSlotContent(content: unknown, path: string, id: string, slot: AuthoredSlot): Checked<Content> {
  const parts = slot.parts ?? {}
  const names = Object.keys(parts)
  if (names.length === 0) return checkContent(content, path, slot.kind ?? 'element', slot.selector)
  const checked = Object.entries(content as { readonly [part: string]: unknown }).map(([name, value]) => {
    const where = at(path, name)
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (part) return { name, ...checkContent(value, where, part.kind ?? 'element', part.selector) }
    const advice = didYouMean(name, names, `Its parts are ${allOf(names)}.`)
    const unknown = error(where, 'unknown_part', `The slot ${id} has no part ${shown(name)}.`, advice)
    return { name, value: {}, issues: [unknown] }
  })
  return {
    value: Object.fromEntries(checked.map(({ name, value }) => [name, value])),
    issues: checked.flatMap(({ issues }) => issues),
  }
}
