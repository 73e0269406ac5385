/** A page that arrives in pieces: when its first and last decoded byte reach the visitor, beside a passthrough. */

import { connect } from 'node:net'
import { createGzip, constants as zlib } from 'node:zlib'
import { type Listener, listen } from '../../src/dev/listen.ts'
import { openArena } from './contestants.ts'
import { TRACES } from './edits.ts'
import { type Figure, figure, median } from './figure.ts'
import { BENCH_HEADERS } from './load.ts'
import { PAGES, SLOTS } from './pages.ts'
import type { Suite } from './suite.ts'

const PIECES_COUNT = 20
const PAUSE_MS = 50
const MAX_ADDED_MS = 10
/** Counted from 1. */
const PIECE_WITH_SLOTS = 5

export const trickleSuite: Suite = {
  names: ['trickle.first-byte.added', 'trickle.last-byte.added'],
  async run({ rounds, say }) {
    const origin = await tricklingOrigin()
    const arena = await openArena({ originUrl: origin.url, contestants: ['passthrough', 'awase'] })
    try {
      const figures: Figure[] = []
      for (const path of ['/trickle', '/trickle-gzip']) {
        const added = await addedTimes(arena.urls, path, rounds)
        const suffix = path.endsWith('gzip') ? '.gzip' : ''
        say(`trickle${suffix}: first byte +${added.first.toFixed(1)} ms, last byte +${added.last.toFixed(1)} ms`)
        figures.push(
          figure(`trickle.first-byte.added${suffix}`, added.first, 'ms', { atMost: MAX_ADDED_MS }),
          figure(`trickle.last-byte.added${suffix}`, added.last, 'ms', { atMost: MAX_ADDED_MS }),
        )
      }
      return figures
    } finally {
      await arena.dispose()
      await origin.close()
    }
  },
}

async function addedTimes(urls: { passthrough: string; awase: string }, path: string, rounds: number) {
  const first: number[] = []
  const last: number[] = []
  for (let round = 0; round < rounds * 2; round++) {
    const bare = await arrival(urls.passthrough + path, [])
    const ours = await arrival(urls.awase + path, TRACES)
    first.push(ours.first - bare.first)
    last.push(ours.last - bare.last)
  }
  return { first: median(first), last: median(last) }
}

/** Milliseconds from asking to the first and to the last byte of the body; the client takes no encoding. */
function arrival(address: string, traces: readonly string[]): Promise<{ first: number; last: number }> {
  const url = new URL(address)
  const lines = Object.entries({ host: url.host, ...BENCH_HEADERS, connection: 'close' })
  const head = `GET ${url.pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return new Promise((resolve, reject) => {
    const began = performance.now()
    let text = ''
    let first: number | null = null
    let last = 0
    const socket = connect(Number(url.port), url.hostname, () => socket.write(head))
    socket.on('data', (data) => {
      text += data.toString('latin1')
      last = performance.now() - began
      if (first === null && text.includes('<!doctype')) first = last
    })
    socket.once('error', reject)
    socket.once('end', () => {
      const missing = traces.filter((trace) => !text.includes(trace))
      if (first === null || missing.length > 0) reject(new Error(`${address} came without ${missing.join(', ')}`))
      else resolve({ first, last })
    })
  })
}

function tricklingOrigin(): Promise<Listener> {
  const pieces = piecesOf(PAGES['/100k'] as string)
  return listen((request, response) => {
    const compressed = request.url?.endsWith('gzip') ?? false
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(compressed && { 'content-encoding': 'gzip' }),
    })
    const out = compressed ? createGzip() : response
    if (compressed) out.pipe(response)
    let next = 0
    const timer = setInterval(() => {
      const piece = pieces[next++]
      if (piece === undefined) {
        clearInterval(timer)
        out.end()
        return
      }
      out.write(piece)
      if ('flush' in out) out.flush(zlib.Z_SYNC_FLUSH)
    }, PAUSE_MS)
    response.once('close', () => clearInterval(timer))
  })
}

/** Twenty pieces, the slots whole in the fifth. */
function piecesOf(page: string): string[] {
  const slots = page.indexOf(SLOTS)
  const before = even(page.slice(0, slots), PIECE_WITH_SLOTS - 1)
  const after = even(page.slice(slots + SLOTS.length), PIECES_COUNT - PIECE_WITH_SLOTS)
  return [...before, SLOTS, ...after]
}

function even(text: string, count: number): string[] {
  const size = Math.ceil(text.length / count)
  return Array.from({ length: count }, (_, i) => text.slice(i * size, (i + 1) * size))
}
