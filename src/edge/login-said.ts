/** Whether an answer of the origin speaks of a login, and the answer without that: all of it that start-up evaluates. What it says: login.ts, login-relayed.ts. */

import type { After, Deps } from '../env.ts'
import { log, messageOf } from '../log.ts'
import type { PageVisit } from './visit.ts'

export const IDENTITY_HEADER = 'awase-identity'

export const saysLogin = ({ headers }: Response): boolean => headers.has(IDENTITY_HEADER)

/** For answers that nothing is decided for: what is said is heard, and what goes wrong leaves the answer as it is. */
export async function heard(answer: Response, visit: () => PageVisit, deps: Deps, after: After): Promise<Response> {
  if (!saysLogin(answer) || answer.webSocket !== null) return answer
  try {
    return withoutLogin(await (await import('./login-relayed.ts')).answeredUnderLogin(answer, visit(), deps, after))
  } catch (error) {
    log('error', { event: 'fault', detail: messageOf(error) })
    return withoutLogin(answer)
  }
}

/** What is between the origin and us is nothing for visitors. */
export function withoutLogin(answer: Response): Response {
  if (!saysLogin(answer)) return answer
  const bare = new Response(answer.body, answer)
  bare.headers.delete(IDENTITY_HEADER)
  return bare
}
