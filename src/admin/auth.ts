/** Whether a request carries the publish token. Not roles: there are none yet. */

/** Compared by digest, so that neither length nor content of the secret shows in the time it takes. */
export async function holdsToken(request: Request, token: string): Promise<boolean> {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (given === undefined) return false
  const [one, other] = await Promise.all([digest(given), digest(token)])
  return crypto.subtle.timingSafeEqual(one, other)
}

const digest = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
