/** Why a page looks as it does: the same question as the page asked, answered with everybody's reason. Development only so far. */

import type { Context } from 'hono'
import type { Localized } from '../core/authored.ts'
import { decide } from '../core/decide.ts'
import { describeReason, type ReasonLanguage } from '../core/decision/reason-text.ts'
import { explain } from '../core/explain.ts'
import { gather } from '../edge/gather.ts'
import { simulatedVisit } from '../edge/simulate.ts'
import type { OurEnv } from './app.ts'

/** `?url=` of the page; cookies, headers and place are those of the asking request. */
export async function explainPage(c: Context<OurEnv>): Promise<Response> {
  const { deps } = c.var
  if (!deps.config.development) return c.notFound()
  const asking = new URL(c.req.url)
  const page = URL.parse(asking.searchParams.get('url') ?? '', asking)
  if (page === null || page.host !== asking.host)
    return c.json({ error: 'url= must be the address of a page of this site.' }, 400)
  const visit = simulatedVisit(new Request(page, c.req.raw), page, deps)
  const state = await deps.rulesets.load(visit.site, visit.arrivedAt)
  if (state.state !== 'on') return c.json({ slots: [], stops: [] })
  const { runnable, site, published } = state.rules
  const { context, known } = await gather(visit, state.rules, Promise.resolve(), deps)
  const language = languageOf(page, site.locale)
  const names = new Map(published.ruleset.experiences.map(({ id, name }) => [id, nameIn(name, language) ?? id]))
  const { slots } = decide(runnable, context, known.profile, visit.now)
  const reasons = explain(runnable, context, known.profile, visit.now)
  const described = reasons.map(({ experience, reason }) => ({
    experience,
    name: names.get(experience),
    reason: reason.reason,
    sentence: describeReason(reason, language, site.timeZone),
  }))
  const sentences = new Map(described.map(({ experience, sentence }) => [experience, sentence]))
  return c.json({
    slots: slots.map(({ slot, selector, experience, arm }) => ({
      slot,
      selector,
      experience,
      arm,
      name: names.get(experience),
      sentence: sentences.get(experience),
    })),
    stops: described.filter(({ reason }) => reason !== 'won'),
  })
}

const languageOf = (page: URL, locale: string): ReasonLanguage =>
  page.searchParams.get('language') === 'en' || page.pathname.startsWith('/en/') || !locale.startsWith('ja')
    ? 'en'
    : 'ja'

function nameIn(name: Localized | null | undefined, language: ReasonLanguage): string | null {
  if (name === null || name === undefined) return null
  return typeof name === 'string' ? name : (name[language] ?? Object.values(name)[0] ?? null)
}
