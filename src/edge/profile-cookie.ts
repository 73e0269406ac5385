/** The visitor's own memory as a cookie value, and back. A forged or odd one is a new visitor. Not sealed yet: it holds no more than visits. */

export const COOKIE_NAME = '__Host-awase'

const VERSION = '1'
const MAX_COOKIE_LENGTH = 400
const MAX_LANDING_LENGTH = 200
const MAX_COUNT = 1_000_000
/** Four hundred days: as long as browsers keep a cookie. */
const MAX_AGE_S = 34_560_000

export interface RememberedVisits {
  /** 128 random bits, base64url. */
  readonly visitor: string
  /** Which visit this is, 1 the first. */
  readonly count: number
  /** Page views of this visit so far. */
  readonly pageCount: number
  /** Epoch seconds of the last page view. */
  readonly lastSeen: number
  /** Whole days between the last visit and this one; null in the first. */
  readonly daysSinceLast: number | null
  readonly landingPath: string
}

/** `1.<visitor>.<count>.<pages>.<last seen>.<days>.<landing path>`; numbers in base 36, the path percent-encoded. */
export function writeCookie(visits: RememberedVisits): string {
  const days = visits.daysSinceLast === null ? '' : visits.daysSinceLast.toString(36)
  const numbers = [visits.count, visits.pageCount, visits.lastSeen].map((value) => value.toString(36)).join('.')
  return `${VERSION}.${visits.visitor}.${numbers}.${days}.${encodePath(visits.landingPath)}`
}

export const setCookie = (value: string): string =>
  `${COOKIE_NAME}=${value}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; Secure; SameSite=Lax`

const SHAPE = /^1\.([\w-]{22})\.([0-9a-z]{1,5})\.([0-9a-z]{1,5})\.([0-9a-z]{1,8})\.([0-9a-z]{0,4})\.([\w!'()*~%-]*)$/

/** Null for anything that `writeCookie` would not have written. */
export function readCookie(value: string | null): RememberedVisits | null {
  if (value === null || value.length > MAX_COOKIE_LENGTH) return null
  const parts = SHAPE.exec(value)
  if (parts === null) return null
  const [, visitor = '', count = '', pages = '', last = '', days = '', landing = ''] = parts
  const landingPath = decodePath(landing)
  const visits = { count: base36(count), pageCount: base36(pages), lastSeen: base36(last) }
  if (landingPath === null || visits.count < 1 || visits.count > MAX_COUNT || visits.pageCount < 1) return null
  return { visitor, ...visits, daysSinceLast: days === '' ? null : base36(days), landingPath }
}

const base36 = (text: string): number => Number.parseInt(text, 36)

/** Cut between characters, or it could not be decoded. Dots separate the fields, so they are encoded too. */
function encodePath(path: string): string {
  let encoded = ''
  for (const character of path.toWellFormed()) {
    const next = character === '.' ? '%2E' : encodeURIComponent(character)
    if (encoded.length + next.length > MAX_LANDING_LENGTH) break
    encoded += next
  }
  return encoded
}

function decodePath(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
