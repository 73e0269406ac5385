/** What visitors' sensitive traits may not drive: slots about a price, credit or eligibility. */

import type { AuthoredExperience, AuthoredRuleset, Condition } from '../core/authored.ts'
import { audiencesOf, namesIn } from '../core/condition/condition-reads.ts'
import { siteAttributes } from '../core/condition/site-attributes.ts'
import { fieldsOf, parseTemplate } from '../core/content/parse-template.ts'
import { at, error, type Issue } from '../core/issue.ts'
import { allOf } from './phrase.ts'

type Frame = Pick<AuthoredRuleset, 'site' | 'slots' | 'audiences'>

/** Whether a condition reads one, itself or through its audiences, or a text of the slot shows one. */
export function sensitiveIssues(experience: AuthoredExperience, path: string, frame: Frame): readonly Issue[] {
  if (!Object.values(frame.slots).some(({ about }) => about !== undefined)) return []
  const describe = siteAttributes(frame.site.schema)
  const isSensitive = (name: string): boolean => describe(name)?.sensitive ?? false
  const read = attributesRead(experience, frame.audiences).filter(isSensitive)
  return experience.variants.flatMap(({ slots }, index) =>
    Object.entries(slots).flatMap(([slot, content]) => {
      const about = Object.hasOwn(frame.slots, slot) ? frame.slots[slot]?.about : undefined
      if (about === undefined) return []
      const used = [...new Set([...read, ...attributesShown(content).filter(isSensitive)])]
      if (used.length === 0) return []
      const where = at(at(at(at(path, 'variants'), index), 'slots'), slot)
      const message = `The slot ${slot} is about ${about}, and ${allOf(used)} ${used.length > 1 ? 'are' : 'is'} sensitive.`
      return [
        error(where, 'sensitive', message, `Leave the slot out of this experience, or decide without ${allOf(used)}.`),
      ]
    }),
  )
}

function attributesRead(
  { audience, when }: AuthoredExperience,
  audiences: AuthoredRuleset['audiences'],
): readonly string[] {
  const names = new Set(namesIn(when ?? {}))
  const seen = new Set<string>()
  const waiting = [...(audience === undefined ? [] : [audience]), ...audiencesOf(when ?? {})]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name) || !Object.hasOwn(audiences, name)) continue
    seen.add(name)
    const condition = audiences[name] as Condition
    for (const attribute of namesIn(condition)) names.add(attribute)
    waiting.push(...audiencesOf(condition))
  }
  return [...names]
}

/** In merge fields, wherever they stand. */
function attributesShown(content: unknown): readonly string[] {
  if (typeof content === 'string') {
    const parsed = content.includes('{{') ? parseTemplate(content) : null
    return parsed?.ok ? fieldsOf(parsed.value).map(({ attribute }) => attribute) : []
  }
  return typeof content === 'object' && content !== null ? Object.values(content).flatMap(attributesShown) : []
}
