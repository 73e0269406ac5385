/** Which port the local stack takes. Not the listening itself: Miniflare does that. */

import { type AddressInfo, createServer } from 'node:net'
import { fail, ok, type Result } from '../core/result.ts'
import { LOOPBACK } from './listen.ts'

export const DEFAULT_PORT = 8787
/** How many neighbours are asked before giving up. */
const TRIED_PORTS_COUNT = 50

export type PortFailure = { readonly port: number; readonly reason: 'taken' | 'not_allowed' }

/** `wanted` null: the default, or the next one that is free. A port that somebody asked for is that one or none. */
export async function choosePort(wanted: number | null): Promise<Result<number, PortFailure>> {
  if (wanted !== null) return tryPort(wanted)
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + TRIED_PORTS_COUNT; port++) {
    const tried = await tryPort(port)
    if (tried.ok) return tried
  }
  return fail({ port: DEFAULT_PORT, reason: 'taken' })
}

/** Any port that nobody listens on at the moment. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, LOOPBACK, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function tryPort(port: number): Promise<Result<number, PortFailure>> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (cause: NodeJS.ErrnoException) =>
      resolve(fail({ port, reason: cause.code === 'EACCES' ? 'not_allowed' : 'taken' })),
    )
    server.listen(port, LOOPBACK, () => server.close(() => resolve(ok(port))))
  })
}
