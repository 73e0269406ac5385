/** Origins for end-to-end tests: plain HTTP ones, and ones that break the protocol byte by byte. Not the demo shop. */

import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { LOOPBACK, listen } from '../../src/dev/listen.ts'

export interface Origin {
  /** Without a slash at the end. */
  readonly url: string
  /** The requests so far, oldest first, as the origin saw them. */
  readonly seen: SeenRequest[]
  close(): Promise<void>
}

export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** Names in lower case; a field that came several times is joined by a comma. */
  readonly headers: { readonly [name: string]: string | undefined }
  readonly body: Buffer
}

/** The request's body was read before the handler runs. */
export type OriginHandler = (request: SeenRequest, response: ServerResponse, message: IncomingMessage) => unknown

/** An origin that speaks HTTP well; the handler may still be slow, or destroy its socket. `server` is for `upgrade`. */
export async function startOrigin(handler: OriginHandler): Promise<Origin & { readonly server: Server }> {
  const seen: SeenRequest[] = []
  const listener = await listen(async (message, response) => {
    const request = await read(message)
    seen.push(request)
    await handler(request, response, message)
  })
  return { url: listener.url, server: listener.server, seen, close: listener.close }
}

/** The commonest origin: pages by path; what is not there is a 404. */
export function pages(byPath: { readonly [path: string]: string | Uint8Array }, headers: Record<string, string> = {}) {
  return (request: SeenRequest, response: ServerResponse): void => {
    const page = byPath[request.target.split('?', 1)[0]!]
    const body = Buffer.from(page ?? 'not here')
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      ...headers,
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

/**
 * An origin that writes what it likes: early hints, trailers, false lengths, resets. `answer` gets the socket and the
 * request's head as text once that is complete, for every request on the connection.
 */
export async function startRawOrigin(answer: (socket: Socket, head: string) => unknown): Promise<Origin> {
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let unread = ''
    socket.on('data', (bytes) => {
      unread += bytes.toString('latin1')
      for (let end = unread.indexOf('\r\n\r\n'); end >= 0; end = unread.indexOf('\r\n\r\n')) {
        const head = unread.slice(0, end)
        unread = unread.slice(end + 4)
        seen.push(parseHead(head))
        void answer(socket, head)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function read(message: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, all]) => [name, all?.join(', ')]),
  )
  return { method: message.method ?? '', target: message.url ?? '', headers, body: Buffer.concat(chunks) }
}

function parseHead(head: string): SeenRequest {
  const [first = '', ...lines] = head.split('\r\n')
  const [method = '', target = ''] = first.split(' ')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  return { method, target, headers, body: Buffer.alloc(0) }
}
