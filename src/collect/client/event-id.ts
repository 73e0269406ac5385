/** Ids of events (RFC 9562). Only where the context is secure: plain http has neither randomUUID nor SHA-256. */

/** Version 7, of the time and 74 random bits, which a random UUID lends. */
export const newEventId = (): string => {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.replace(/.{8}/, '$&-')}-7${crypto.randomUUID().slice(15)}`
}

/**
 * Version 8: the first 16 bytes of the SHA-256 of `order:<hostname>:<number>`, with version and variant set. Whoever tells
 * the same order again adds nothing.
 */
export async function orderEventId(order: string): Promise<string> {
  const text = new TextEncoder().encode(`order:${location.hostname}:${order}`)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-8$3-a$4-$5')
}
