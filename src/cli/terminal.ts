/** What a command may touch, on a real terminal or a pipe: lines, colours, a progress line. Not what is said: the commands. */

import { setTimeout } from 'node:timers/promises'
import { styleText } from 'node:util'
import type { CliIo, Progress, Style, Tone } from './command.ts'
import { harmless } from './visible.ts'

export interface Terminal {
  readonly io: CliIo
  /** Takes a progress line away, for whoever ends the process. */
  clear(): void
}

export interface TerminalStreams {
  readonly out: OutputStream
  readonly err: OutputStream
}

/** The part of a tty's stream that is used. */
export interface OutputStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

type Environment = CliIo['environment']

/** Often enough to be seen, seldom enough to cost nothing. */
const REDRAW_MS = 80
const DEFAULT_COLUMNS = 80
const CLEAR_LINE = '\r\u001b[2K'

const FORMATS: { readonly [tone in Tone]: Parameters<typeof styleText>[0] } = {
  strong: 'bold',
  quiet: 'dim',
  good: 'green',
  warning: 'yellow',
  bad: 'red',
  accent: 'cyan',
}

export function openTerminal(
  streams: TerminalStreams,
  environment: Environment,
  places: Pick<CliIo, 'folder' | 'project'>,
): Terminal {
  const coloured = { out: hasColours(streams.out, environment), err: hasColours(streams.err, environment) }
  const style: Style = (tone, text) =>
    coloured.out || coloured.err ? styleText(FORMATS[tone], text, { validateStream: false }) : text
  const line = progressLine(streams.err)
  const say = (name: 'out' | 'err') => (text: string) => {
    line.clear()
    streams[name].write(`${harmless(text, coloured[name])}\n`)
  }
  const io: CliIo = {
    ...places,
    out: say('out'),
    err: say('err'),
    environment,
    style,
    progress: line.begin,
    now: Date.now,
    wait: (milliseconds) => setTimeout(milliseconds),
  }
  return { io, clear: line.clear }
}

/** https://no-color.org and https://force-color.org; who forces wins. A terminal that calls itself dumb has none. */
function hasColours({ isTTY }: OutputStream, environment: Environment): boolean {
  const forced = environment.FORCE_COLOR
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  return isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb'
}

/** One line that is written over, the latest that was begun; lines of text take its place, and the next step brings it back. */
function progressLine(stream: OutputStream) {
  let shown = false
  const clear = (): void => {
    if (shown) stream.write(CLEAR_LINE)
    shown = false
  }
  const begin = (label: string, total: number | null): Progress => {
    let done = 0
    let drawnAt = Number.NEGATIVE_INFINITY
    let ended = stream.isTTY !== true
    const draw = (): void => {
      const now = Date.now()
      if (ended || now - drawnAt < REDRAW_MS) return
      drawnAt = now
      clear()
      stream.write(progressText(label, done, total).slice(0, (stream.columns ?? DEFAULT_COLUMNS) - 1))
      shown = true
    }
    draw()
    return {
      step(count = 1) {
        done += count
        draw()
      },
      done() {
        if (!ended) clear()
        ended = true
      },
    }
  }
  return { begin, clear }
}

function progressText(label: string, done: number, total: number | null): string {
  if (total !== null) return `${label} ${done}/${total}`
  return done === 0 ? `${label} …` : `${label} … ${done}`
}
