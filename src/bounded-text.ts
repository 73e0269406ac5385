/** A body as text, read no further than a bound. Not for pages: those are bytes. */

/** Null when there are more than `maximum` bytes; the rest is not read then. */
export async function boundedText(body: ReadableStream<Uint8Array> | null, maximum: number): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maximum) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
