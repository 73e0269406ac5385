/** A visitor's id: 128 random bits in 22 characters that need no encoding in a cookie. Says nothing about anybody. */

const ID_BYTES = 16

export const newVisitorId = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(ID_BYTES))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Ours, or a name that the site's own server gave (collect/event-kinds.ts). */
export const isVisitorId = (text: string): boolean => /^[\w-]{1,64}$/.test(text)
