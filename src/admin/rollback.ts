/** Going back over HTTP: the ruleset before becomes the live one. The work itself is publish.ts. */

import type { Context } from 'hono'
import { type NoWayBack, rollback } from '../publish.ts'
import type { OurEnv } from './app.ts'

const NO_WAY_BACK: { readonly [reason in NoWayBack]: string } = {
  none: 'There is no ruleset before this one: nothing else was published yet.',
  unclear:
    'The ruleset before this one is not clear: KV shows another than the live one replaced, as it may for a minute after ' +
    'publishing. Try again then. If it stays so, publish the file of the rules that you want.',
  no_source: 'The text of the ruleset before this one was not kept. Publish its file instead.',
}

export async function rollbackRuleset(c: Context<OurEnv>): Promise<Response> {
  const { deps, site } = c.var
  const outcome = await rollback(site, deps)
  if (!outcome.ok) return c.json({ error: NO_WAY_BACK[outcome.error], reason: outcome.error }, 409)
  return c.json(outcome.value)
}
