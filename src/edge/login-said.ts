/** Whether an answer of the origin speaks of a login, and the answer without that: all of it that start-up evaluates. What it says: login.ts. */

export const IDENTITY_HEADER = 'awase-identity'

export const saysLogin = ({ headers }: Response): boolean => headers.has(IDENTITY_HEADER)

/** What is between the origin and us is nothing for visitors. */
export function withoutLogin(answer: Response): Response {
  if (!saysLogin(answer)) return answer
  const bare = new Response(answer.body, answer)
  bare.headers.delete(IDENTITY_HEADER)
  return bare
}
