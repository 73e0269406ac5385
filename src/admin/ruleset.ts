/** Publishing over HTTP: the authored document in, its revision or its issues out. The work itself is publish.ts. */

import type { Context } from 'hono'
import { boundedText } from '../bounded-text.ts'
import { publish, publishDraft } from '../publish.ts'
import { idIssues } from '../ruleset/id-check.ts'
import { MAX_RULESET_BYTES } from '../ruleset/limits.ts'
import type { OurEnv } from './app.ts'

/** `?draft=NAME`: for previews only, under that name. */
export async function publishRuleset(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const draft = c.req.query('draft')
  const issue = draft === undefined ? undefined : idIssues(draft, 'draft')[0]
  if (issue !== undefined) return c.json({ error: `${issue.message} ${issue.advice}` }, 400)
  const text = await boundedText(c.req.raw.body, MAX_RULESET_BYTES)
  if (text === null) return c.json({ error: `A ruleset has at most ${MAX_RULESET_BYTES} bytes.` }, 413)
  const outcome = draft === undefined ? await publish(site, text, deps) : await publishDraft(site, draft, text, deps)
  if (!outcome.ok) return c.json({ issues: outcome.error }, 422)
  return c.json(outcome.value)
}
