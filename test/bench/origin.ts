/** The bench's origin, in a process of its own so that it does not wait for the load. Pages arrive by message; see contestants.ts. */

import { gzipSync } from 'node:zlib'
import { listen } from '../../src/dev/listen.ts'

export interface OriginOrder {
  readonly pages: { readonly [path: string]: string }
}

/** Every page also under `<path>-gzip`, compressed whatever is asked. */
process.once('message', async ({ pages }: OriginOrder) => {
  const bodies = new Map(Object.entries(pages).map(([path, text]) => [path, Buffer.from(text)]))
  for (const [path, body] of [...bodies]) bodies.set(`${path}-gzip`, gzipSync(body))
  const { url } = await listen((request, response) => {
    const path = request.url ?? ''
    const body = bodies.get(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=60',
      etag: '"bench"',
      ...(body !== undefined && { 'content-length': body.byteLength }),
      ...(path.endsWith('-gzip') && { 'content-encoding': 'gzip' }),
    })
    response.end(body)
  })
  process.send?.(url)
})
process.once('disconnect', () => process.exit(0))
