/** A rules file, or what comes through a pipe, as text; or why not. Not whether it is a ruleset: ruleset/check.ts. */

import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { MAX_RULESET_BYTES } from '../ruleset/limits.ts'
import { visible } from './visible.ts'

/** Named on the command line for standard input. */
export const STANDARD_INPUT = '-'

export interface RulesText {
  /** For people: as it was typed, or `standard input`. */
  readonly name: string
  readonly text: string
}

export type UnreadableCode = 'no_file' | 'is_folder' | 'unreadable' | 'not_utf8'

export interface Unreadable {
  readonly name: string
  readonly code: UnreadableCode
  /** What is wrong, and what would be right, one English sentence each. */
  readonly message: string
  readonly advice: string
  /** 1-based; of the first bytes that are no text. */
  readonly line: number | null
  readonly column: number | null
}

const BYTE_ORDER_MARK_BYTES = 3
const LINE_FEED = 10
const LONGEST_CHARACTER_BYTES = 4

/** No more is read than shows that there is too much; the checker then says so. */
export async function readRulesText(file: string, folder: string): Promise<Result<RulesText, Unreadable>> {
  const name = file === STANDARD_INPUT ? 'standard input' : file === '' ? '""' : visible(file)
  const read = await bytesOf(file, folder)
  if (!read.ok) return fail({ name, line: null, column: null, ...read.error })
  const bytes = read.value
  if (bytes.length <= MAX_READ_BYTES - 1 && !isUtf8(bytes)) return fail(notUtf8(name, bytes))
  return ok({ name, text: new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes) })
}

const MAX_READ_BYTES = MAX_RULESET_BYTES + BYTE_ORDER_MARK_BYTES + 1

async function bytesOf(
  file: string,
  folder: string,
): Promise<Result<Buffer, Pick<Unreadable, 'code' | 'message' | 'advice'>>> {
  if (file === '') return fail(NO_NAME)
  if (file === STANDARD_INPUT) return ok(await bounded(process.stdin))
  try {
    await using handle = await open(resolve(folder, file))
    return ok(await bounded(handle.createReadStream({ autoClose: false })))
  } catch (cause) {
    return fail(whyNot(cause as NodeJS.ErrnoException))
  }
}

const NO_NAME = {
  code: 'no_file',
  message: 'The name of the file is empty.',
  advice: 'A script may have passed on a variable that is not set.',
} as const

async function bounded(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= MAX_READ_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_READ_BYTES)
}

function whyNot({ code }: NodeJS.ErrnoException): Pick<Unreadable, 'code' | 'message' | 'advice'> {
  switch (code) {
    case 'ENOENT':
      return { code: 'no_file', message: 'There is no such file.', advice: 'npx awase init writes one to start from.' }
    case 'EISDIR':
      return { code: 'is_folder', message: 'This is a folder.', advice: 'Name the rules file in it.' }
    default:
      return {
        code: 'unreadable',
        message: `The file cannot be read (${code}).`,
        advice: 'See who may read it, and whether it is a file.',
      }
  }
}

/** A line feed is never part of another character, so that each line can be looked at by itself. */
function notUtf8(name: string, bytes: Buffer): Unreadable {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start)
    const one = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (end < 0 || !isUtf8(one)) {
      return {
        name,
        code: 'not_utf8',
        message: 'The file is not written in UTF-8.',
        advice: 'Save it as UTF-8; a program for Windows may have written Shift_JIS or UTF-16.',
        line,
        column: soundLength(one) + 1,
      }
    }
    start = end + 1
  }
}

/** UTF-16 units before the first bytes that are no text. */
function soundLength(bytes: Buffer): number {
  let sound = 0
  for (let unsound = bytes.length; unsound - sound > 1; ) {
    const middle = (sound + unsound) >> 1
    if (isSoundStart(bytes.subarray(0, middle))) sound = middle
    else unsound = middle
  }
  while (!isUtf8(bytes.subarray(0, sound))) sound--
  return new TextDecoder('utf-8', { fatal: false, ignoreBOM: false }).decode(bytes.subarray(0, sound)).length
}

/** Whether it is text, but for a last character that may have been cut: true up to the first unsound bytes, and a little beyond. */
function isSoundStart(bytes: Buffer): boolean {
  for (let cut = 0; cut < LONGEST_CHARACTER_BYTES && cut <= bytes.length; cut++) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true
  }
  return false
}
