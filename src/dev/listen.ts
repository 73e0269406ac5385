/** A small HTTP server on this machine only: the demo shop, the recorded weather, test origins. Not the Worker: that is runtime.ts. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const LOOPBACK = '127.0.0.1'

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

export interface Listener {
  /** Without a slash at the end, `http://127.0.0.1:40123`. */
  readonly url: string
  readonly server: Server
  /** Ends open connections too, so that nothing keeps the process alive. */
  close(): Promise<void>
}

/** Listens on 127.0.0.1; `port` 0 is any free one. */
export function listen(handler: Handler, port = 0): Promise<Listener> {
  const server = createServer((request, response) => void handler(request, response))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      resolve({
        url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
        server,
        close: () => closeServer(server),
      })
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
