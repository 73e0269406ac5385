/** What could not be stored or delivered, told to whoever holds the token. All sites' letters: some cannot say whose they are. */

import type { Context } from 'hono'
import { log } from '../log.ts'
import { type LetterMark, MAX_LETTERS_PER_PAGE_COUNT } from '../store/dead-letters.ts'
import type { OurEnv } from './app.ts'

const DEFAULT_LIMIT_COUNT = 20

/**
 * The newest first: `{ letters, next }`. `limit` from 1 to 100, 20 without; `before` is the `next` of the page before. 404:
 * nothing is recorded here. 503: the database does not answer.
 */
export async function deadLetters(c: Context<OurEnv>): Promise<Response> {
  const { stores } = c.var.deps
  if (stores === null) return c.json({ error: 'Nothing is recorded here: LIBSQL_URL is not set.' }, 404)
  const limit = limitOf(c.req.query('limit'))
  if (limit === null) return c.json({ error: `limit is a whole number from 1 to ${MAX_LETTERS_PER_PAGE_COUNT}.` }, 400)
  const before = markOf(c.req.query('before'))
  if (before === undefined) return c.json({ error: 'before is what a page named as next.' }, 400)
  const page = await (await stores()).deadLetters.page(before, limit)
  if (page.ok) return c.json({ letters: page.value.letters, next: page.value.next && textOf(page.value.next) })
  log('error', { event: 'record_unavailable', reason: page.error.reason, detail: page.error.detail })
  return c.json({ error: 'The database does not answer. Try again; the log says more.' }, 503, { 'retry-after': '5' })
}

function limitOf(text: string | undefined): number | null {
  const limit = text === undefined ? DEFAULT_LIMIT_COUNT : Number(text)
  return Number.isInteger(limit) && limit >= 1 && limit <= MAX_LETTERS_PER_PAGE_COUNT ? limit : null
}

const textOf = ({ at, id }: LetterMark): string => `${at}:${id}`

/** Null: the first page. Undefined: no page named this. */
function markOf(text: string | undefined): LetterMark | null | undefined {
  if (text === undefined) return null
  const [, at, id] = /^(\d{1,15}):(.{1,200})$/su.exec(text) ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}
