/** Colours and the progress line, on terminals and on pipes. Real processes: process.test.ts. */

import { describe, expect, test } from 'vitest'
import { jsonText } from '../../src/cli/json-text.ts'
import { openTerminal } from '../../src/cli/terminal.ts'

const RED_WORD = '\u001b[31mword\u001b[39m'
const CLEAR = '\r\u001b[2K'

function open({ out = false, err = false }, environment: { [name: string]: string } = {}) {
  const written = { out: '', err: '' }
  const stream = (name: 'out' | 'err', isTTY: boolean) => ({
    isTTY,
    columns: 20,
    write(text: string): void {
      written[name] += text
    },
  })
  const streams = { out: stream('out', out), err: stream('err', err) }
  const { io, clear } = openTerminal(streams, environment, { folder: '/', project: '/' })
  return { io, clear, written }
}

describe('colours', () => {
  test.each([
    ['two terminals', { out: true, err: true }, {}, true, true],
    ['a pipe behind us', { out: false, err: true }, {}, false, true],
    ['errors into a file', { out: true, err: false }, {}, true, false],
    ['NO_COLOR', { out: true, err: true }, { NO_COLOR: '1' }, false, false],
    ['NO_COLOR, but empty', { out: true, err: true }, { NO_COLOR: '' }, true, true],
    ['a dumb terminal', { out: true, err: true }, { TERM: 'dumb' }, false, false],
    ['FORCE_COLOR on a pipe', {}, { FORCE_COLOR: '1' }, true, true],
    ['FORCE_COLOR beats NO_COLOR', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, true],
    ['FORCE_COLOR=0', { out: true, err: true }, { FORCE_COLOR: '0' }, false, false],
  ])('%s', (_, terminals, environment, out, err) => {
    const { io, written } = open(terminals, environment)
    io.out(io.style('bad', 'word'))
    io.err(io.style('bad', 'word'))
    expect(written).toEqual({ out: `${out ? RED_WORD : 'word'}\n`, err: `${err ? RED_WORD : 'word'}\n` })
  })
})

describe('progress', () => {
  test('stands on a terminal only, and leaves nothing behind', () => {
    const { io, written } = open({ out: false, err: true })
    const progress = io.progress('Pages', 3)
    expect(written.err).toBe('Pages 0/3')
    progress.step()
    progress.done()
    progress.done()
    expect(written.err.endsWith(CLEAR)).toBe(true)
    const before = written.err
    progress.step()
    expect(written.err).toBe(before)
    expect(written.out).toBe('')
  })

  test('makes way for lines', () => {
    const { io, written } = open({ err: true })
    io.progress('Waiting', null)
    io.out('found one')
    expect(written.err).toBe(`Waiting …${CLEAR}`)
    expect(written.out).toBe('found one\n')
  })

  test('never takes two lines', () => {
    const { io, written } = open({ err: true })
    io.progress('A label that is longer than the terminal', 10)
    expect(written.err).toHaveLength(19)
  })

  test('is not there elsewhere, forced colours or not', () => {
    const { io, written } = open({}, { FORCE_COLOR: '1' })
    io.progress('Pages', 3).step()
    expect(written).toEqual({ out: '', err: '' })
  })
})

describe('what others wrote', () => {
  /** A title, a cleared screen, a colour by a C1 control, a turned direction, a bell, a carriage return, hidden text. */
  const HOSTILE = '\u001b]0;a\u0007\u001b[2J\u009b31m\u202e\u2028\b\r\u001b[8mz'
  const HARMLESS = '\ufffd]0;a\ufffd\ufffd[2J\ufffd31m\ufffd\ufffd\ufffd\ufffd\ufffd[8mz'

  test.each([
    ['with colours', { FORCE_COLOR: '1' }, RED_WORD],
    ['without', {}, 'word'],
  ])('moves no terminal, %s', (_, environment, word) => {
    const { io, written } = open({}, environment)
    io.out(`${io.style('bad', 'word')}\t${HOSTILE}\nend`)
    io.err(HOSTILE)
    expect(written).toEqual({ out: `${word}\t${HARMLESS}\nend\n`, err: `${HARMLESS}\n` })
  })

  test('is whole in JSON, and harmless', () => {
    const { io, written } = open({})
    io.out(jsonText({ [HOSTILE]: ['\u007f', '雨', HOSTILE] }))
    expect(JSON.parse(written.out)).toEqual({ [HOSTILE]: ['\u007f', '雨', HOSTILE] })
    expect(written.out).toContain('"雨"')
    expect(written.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\ufffd]/u)
  })
})
