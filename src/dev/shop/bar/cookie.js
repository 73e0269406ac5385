/** The cookie `awase-simulate`: JSON in ASCII, URI-encoded. Not what stands in it: situation.ts. */

const NAME = 'awase-simulate'

export function readSimulation() {
  const pair = document.cookie.split('; ').find((entry) => entry.startsWith(`${NAME}=`))
  if (pair === undefined) return {}
  try {
    return JSON.parse(decodeURIComponent(pair.slice(NAME.length + 1)))
  } catch (error) {
    console.warn(`The cookie ${NAME} is not URI-encoded JSON, so the bar starts anew.`, error)
    return {}
  }
}

/** Null removes the cookie. */
export function writeSimulation(simulation) {
  if (simulation === null) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${NAME}=; path=/; max-age=0; samesite=lax`
    return
  }
  const ascii = JSON.stringify(simulation).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${NAME}=${encodeURIComponent(ascii)}; path=/; samesite=lax`
}
