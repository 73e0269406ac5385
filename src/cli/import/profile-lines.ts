/** A file of profiles, NDJSON or CSV by its name → each line as the Worker takes it, or what is wrong with it. Not its values: the Worker knows the site's schema. */

import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { CsvError, parse } from 'csv-parse'
import { fail, ok, type Result } from '../../core/result.ts'
import { linesOf } from '../lines.ts'

/** Characters of one line; a profile has a few hundred. */
const MAX_LINE_LENGTH = 64 * 1024
const MAX_COLUMNS_COUNT = 200

export interface ProfileLine {
  /** 1-based, where it begins. */
  readonly line: number
  /** The error is a sentence. */
  readonly told: Result<object, string>
}

export const isTable = (file: string): boolean => /\.csv$/i.test(file)

/** Throws what the system says (ENOENT, EISDIR …). A table that is broken ends with the line that broke it. */
export const profileLines = (file: string, folder: string): AsyncIterable<ProfileLine> =>
  isTable(file) ? tableLines(file, folder) : jsonLines(file, folder)

async function* jsonLines(file: string, folder: string): AsyncIterable<ProfileLine> {
  let line = 0
  for await (const text of linesOf(file, folder, MAX_LINE_LENGTH)) {
    line++
    const bare = text.trim() // of a byte order mark, too
    if (bare !== '') yield { line, told: readObject(bare) }
  }
}

function readObject(text: string): Result<object, string> {
  if (text.length > MAX_LINE_LENGTH) return fail(`A line has at most ${MAX_LINE_LENGTH} characters.`)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ok(value)
  } catch {
    // said below, like any other line that is no object
  }
  return fail('This is not a JSON object. Write {"login": "…", "traits": {…}}.')
}

/** What csv-parse gives of each record, with `info`. */
interface CsvRecord {
  readonly record: readonly string[]
  /** Lines read up to its end. */
  readonly info: { readonly lines: number }
}

async function* tableLines(file: string, folder: string): AsyncIterable<ProfileLine> {
  const source = createReadStream(resolve(folder, file))
  const parser = parse({ bom: true, info: true, max_record_size: MAX_LINE_LENGTH, relax_column_count: true })
  source.on('error', (error: Error) => parser.destroy(error))
  let columns: readonly Column[] | null = null
  let line = 1
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvRecord>) {
      const begins = line
      line = info.lines + 1
      if (record.every((cell) => cell.trim() === '')) continue
      if (columns !== null) {
        yield { line: begins, told: readRecord(columns, record) }
        continue
      }
      const read = readColumns(record)
      if (!read.ok) return yield { line: begins, told: read }
      columns = read.value
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    yield { line, told: fail(`From here on this is no CSV (${error.message}).`) }
  }
}

interface Column {
  readonly kind: 'login' | 'visitor' | 'traits' | 'scores'
  /** Of a trait or a score. */
  readonly name: string
}

/** `login` or `visitor`; `scores.NAME`; `traits.NAME`, or the name of a trait alone. */
function readColumns(names: readonly string[]): Result<readonly Column[], string> {
  const bare = names.map((name) => name.trim())
  const twice = bare.find((name, place) => bare.indexOf(name) !== place)
  if (bare.length > MAX_COLUMNS_COUNT) return fail(`A table has at most ${MAX_COLUMNS_COUNT} columns.`)
  if (bare.includes('')) return fail('A column has no name. The first line names them: login,company,scores.churn')
  if (twice !== undefined) return fail(`There are two columns ${twice}.`)
  if (!bare.includes('login') && !bare.includes('visitor')) return fail('One of the columns is login (or visitor).')
  return ok(bare.map(columnOf))
}

function columnOf(name: string): Column {
  if (name === 'login' || name === 'visitor') return { kind: name, name }
  const [, kind, rest] = /^(traits|scores)\.(.+)$/s.exec(name) ?? []
  return kind === undefined ? { kind: 'traits', name } : { kind: kind as 'traits' | 'scores', name: rest! }
}

/** An empty cell says nothing. */
function readRecord(columns: readonly Column[], cells: readonly string[]): Result<object, string> {
  if (cells.length !== columns.length)
    return fail(`There are ${cells.length} cells here, and ${columns.length} columns in the first line.`)
  const told = { traits: {} as Record<string, string>, scores: {} as Record<string, string> }
  const subject: { login?: string; visitor?: string } = {}
  for (const [place, column] of columns.entries()) {
    const cell = cells[place]!
    if (cell.trim() === '') continue
    if (column.kind === 'login' || column.kind === 'visitor') subject[column.kind] = cell
    else told[column.kind][column.name] = cell
  }
  return ok({ ...subject, ...told })
}
