/** The frame of `awase`: which command is meant, help, slips of the pen; every command is in the list. Not what commands do. */

import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { runAwase } from '../../src/cli/run.ts'
import { recordingIo } from './recording-io.ts'

/** No terminal is wide enough for everything. */
const MAX_HELP_COLUMNS = 124

async function run(...args: string[]) {
  const io = recordingIo()
  const code = await runAwase(args, io)
  return { code, out: io.said.out.join('\n'), err: io.said.err.join('\n') }
}

describe('help', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']]])('%j lists every command', async (args) => {
    const { code, out, err } = await run(...args)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} +${escaped(summary)}$`, 'm'))
  })

  test.each(COMMANDS.map(({ name }) => name))('of %s, asked for in three ways', async (name) => {
    const { help } = await COMMANDS.find((one) => one.name === name)!.load()
    const expected = { code: 0, out: help.trimEnd(), err: '' }
    expect(await run('help', name)).toEqual(expected)
    expect(await run(name, '--help')).toEqual(expected)
    expect(await run(name, 'x', '-h')).toEqual(expected)
    expect(help).toContain(`npx awase ${name}`)
    expect(help.split('\n').filter((line) => line.length > MAX_HELP_COLUMNS)).toEqual([])
    expect(new Set(help.match(/^ {2}--.*? {2,}(?=\S)/gm)?.map(({ length }) => length)).size).toBe(1)
  })

  test('behind -- it is a file, not a flag', async () => {
    expect((await run('check', '--', '--help')).out).toContain('--help: error: There is no such file.')
  })
})

describe('what is no command', () => {
  test('a slip of the pen', async () => {
    expect(await run('chekc')).toEqual({
      code: 2,
      out: '',
      err: 'There is no command "chekc". Did you mean check?\nAll of them: npx awase --help',
    })
    expect((await run('help', 'publsh')).err).toContain('Did you mean publish?')
  })

  test('anything else', async () => {
    const { code, err } = await run('frobnicate')
    expect(code).toBe(2)
    expect(err).toContain(`The commands are: ${COMMANDS.map(({ name }) => name).join(', ')}.`)
  })

  test.each(['--version', 'constructor', '__proto__', ''])('%j', async (name) => {
    expect((await run(name)).code).toBe(2)
  })
})

test('every command file is in the list, with the name and summary that it has itself', async () => {
  const files = await readdir(resolve(import.meta.dirname, '../../src/cli'))
  const written = files.filter((file) => file.endsWith('-command.ts')).map((file) => file.replace('-command.ts', ''))
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual(written.sort())
  for (const { name, summary, load } of COMMANDS) expect(await load()).toMatchObject({ name, summary })
})

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
