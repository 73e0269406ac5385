/** A Worker before an origin that speaks HTTP byte by byte, or badly. Not for origins that behave: harness/origin.ts. */

import type { Socket } from 'node:net'
import { startRawOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { headlineRules } from '../promises/site.ts'

/** Every request is answered like this; `n` counts them from 0. */
export async function standBefore(answer: (socket: Socket, n: number) => unknown) {
  let count = 0
  const raw = await startRawOrigin((socket) => answer(socket, count++))
  const own = await startWorker({ origin: raw.url })
  await own.publish(headlineRules('ours'))
  return {
    own,
    raw,
    async [Symbol.asyncDispose]() {
      await Promise.all([own.dispose(), raw.close()])
    },
  }
}

export const head = (more = ''): string => `HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n${more}\r\n`

export const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
