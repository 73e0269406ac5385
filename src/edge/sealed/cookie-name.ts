/** What our cookies are called, and how they are set and taken back. Not what is in them: seal.ts. */

/** Host-only, secure, without a path below `/`: no other host or path can plant one. */
export const COOKIE_NAME = '__Host-awase'
/** On plain HTTP at home, where not every program keeps a secure cookie: curl, Safari and Firefox do not. */
export const DEVELOPMENT_COOKIE_NAME = 'awase'
/** What was done since the last page (journal.ts). */
export const JOURNAL_NAME = '__Host-awase-acts'
export const DEVELOPMENT_JOURNAL_NAME = 'awase-acts'
/** All that a visitor's memory is kept under in their browser. */
export const MEMORY_NAMES = [COOKIE_NAME, DEVELOPMENT_COOKIE_NAME, JOURNAL_NAME, DEVELOPMENT_JOURNAL_NAME] as const
/** Ours: the origin does not see them on the pages that experiences address. */
export const COOKIE_NAMES: readonly string[] = [...MEMORY_NAMES, 'awase-simulate']

export type MemoryName = typeof COOKIE_NAME | typeof DEVELOPMENT_COOKIE_NAME
export type JournalName = typeof JOURNAL_NAME | typeof DEVELOPMENT_JOURNAL_NAME
export type CookieName = MemoryName | JournalName

/** Four hundred days: as long as browsers keep a cookie. */
const MAX_AGE_S = 34_560_000
const HOME: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Of the page at `url`, as the browser addressed it. */
export const cookieName = (url: URL, development: boolean): MemoryName =>
  isAtHome(url, development) ? DEVELOPMENT_COOKIE_NAME : COOKIE_NAME

export const journalName = (url: URL, development: boolean): JournalName =>
  isAtHome(url, development) ? DEVELOPMENT_JOURNAL_NAME : JOURNAL_NAME

const isAtHome = ({ protocol, hostname }: URL, development: boolean): boolean =>
  development && protocol === 'http:' && HOME.includes(hostname)

/** `value` is of letters that a cookie may have. */
export const setCookieHeader = (name: CookieName, value: string): string => header(name, value, MAX_AGE_S)

export const clearCookieHeader = (name: CookieName): string => header(name, '', 0)

function header(name: CookieName, value: string, maxAgeS: number): string {
  const secure = name.startsWith('__Host-') ? ' Secure;' : ''
  return `${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly;${secure} SameSite=Lax`
}
