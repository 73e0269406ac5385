/** schema/events.md against the code: kinds, fields, limits, reasons and examples. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { checkBatch, readBatch } from '../../src/collect/check-batch.ts'
import {
  MAX_DATA_DEPTH_COUNT,
  MAX_DATA_LENGTH,
  MAX_DATA_TEXT_LENGTH,
  MAX_DATA_VALUES_COUNT,
  MAX_KEY_LENGTH,
  MAX_NUMBER,
} from '../../src/collect/event-data.ts'
import {
  BROWSER_EVENTS,
  MAX_DWELL_MS,
  MAX_HYDRATION_MS,
  MAX_ITEM_LENGTH,
  MAX_LINES_COUNT,
  MAX_QUANTITY,
  MAX_RAW_PATH_LENGTH,
  MAX_SEARCH_LENGTH,
  SERVER_EVENTS,
} from '../../src/collect/event-kinds.ts'
import { MAX_REQUESTS_COUNT, WINDOW_MS } from '../../src/collect/rate-limit.ts'
import { MAX_BROWSER_AGE_MS, MAX_SERVER_AGE_MS, MAX_SKEW_MS, senderClock } from '../../src/collect/sender-clock.ts'
import {
  MAX_BROWSER_BODY_BYTES,
  MAX_BROWSER_EVENTS_COUNT,
  MAX_SERVER_BODY_BYTES,
  MAX_SERVER_EVENTS_COUNT,
  TOLD_KINDS,
} from '../../src/collect/wire.ts'

const page = await readFile(resolve(import.meta.dirname, '../../schema/events.md'), 'utf8')
const COMMON = ['id', 'kind', 'at', 'path', 'decision']

/** The backticked words of a cell. */
const words = (cell = ''): string[] => [...cell.matchAll(/`([\w.]+)`/g)].map(([, word]) => word!)
const rows = (heading: string): string[][] =>
  page
    .split(`\n## ${heading}\n`)[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))

/** In the table of kinds a field is named at the beginning, after a comma, or after the remark on the field before. */
const FIELD = /`(path|decision|slot|item|quantity|value|currency|name|data)`/g
const fieldsIn = (cell = ''): string[] => [...cell.matchAll(FIELD)].map(([, field]) => field!)

test('every kind that may be told stands there, with the fields that it has', () => {
  const told = rows('Kinds').filter(([, first]) => TOLD_KINDS.some((kind) => first === `\`${kind}\``))
  expect(told.map(([, first]) => words(first)[0]).sort()).toEqual([...TOLD_KINDS].sort())
  for (const [, first, , needs, may] of told) {
    const schema = BROWSER_EVENTS.get(words(first)[0]) as unknown as {
      entries: { [field: string]: { type: string } }
    }
    const fields = Object.entries(schema.entries)
    const named = [...fieldsIn(needs), ...fieldsIn(may)]
    expect([...new Set([...COMMON, ...named])].sort(), first).toEqual(fields.map(([field]) => field).sort())
    const needed = fields.filter(([field, { type }]) => type !== 'optional' && !['id', 'kind', 'at'].includes(field))
    expect(fieldsIn(needs).sort(), first).toEqual(needed.map(([field]) => field).sort())
  }
})

test('the bounds are those of the code', () => {
  const figure = (count: number): string => count.toLocaleString('en')
  const said = [
    `${MAX_BROWSER_BODY_BYTES / 1024} KB, ${MAX_BROWSER_EVENTS_COUNT} events`,
    `${MAX_SERVER_BODY_BYTES / 1024 ** 2} MB, ${figure(MAX_SERVER_EVENTS_COUNT)} events`,
    `at most ${MAX_BROWSER_AGE_MS / 3_600_000} hours ago`,
    `at most ${MAX_SERVER_AGE_MS / 86_400_000} days ago`,
    `${MAX_SKEW_MS / 86_400_000} days at most`,
    `at most ${MAX_DWELL_MS / 3_600_000} hours`,
    `at most ${MAX_HYDRATION_MS / 60_000} minutes`,
    `at most ${figure(MAX_RAW_PATH_LENGTH)} characters`,
    `up to ${MAX_ITEM_LENGTH} characters`,
    `up to ${MAX_SEARCH_LENGTH} characters`,
    `at most ${figure(MAX_QUANTITY)}`,
    `0 to ${figure(MAX_NUMBER)}`,
    `${MAX_DATA_DEPTH_COUNT} levels deep`,
    `${figure(MAX_DATA_VALUES_COUNT)} keys and items`,
    `${figure(MAX_DATA_LENGTH)} characters of keys and texts`,
    `up to ${MAX_KEY_LENGTH} characters`,
    `a text ${figure(MAX_DATA_TEXT_LENGTH)}`,
    `up to ${MAX_LINES_COUNT} of`,
    `${MAX_REQUESTS_COUNT} requests a ${WINDOW_MS === 60_000 ? 'minute' : ''}`,
  ]
  expect(said.filter((words) => !page.includes(words))).toEqual([])
})

test('the batches shown are taken', () => {
  const [batch] = /```json\n(\{\n {2}"sentAt"[^`]*)```/.exec(page)?.slice(1) ?? []
  const [posted] = /-d '([^']*)'/.exec(page)?.slice(1) ?? []
  for (const [text, schemas] of [
    [batch, BROWSER_EVENTS],
    [posted, SERVER_EVENTS],
  ] as const) {
    const read = readBatch(text ?? '', 10)
    if (!read.ok) throw new Error(read.error)
    const { sentAt, events } = read.value
    const stamp = { site: 'main', source: 'server', receivedAt: sentAt } as const
    const checked = checkBatch(events, { schemas, clock: senderClock(sentAt, sentAt, 60_000), stamp })
    expect(checked.refused).toEqual([])
  }
})
