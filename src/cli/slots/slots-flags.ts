/** The flags of `awase slots`, read into what is meant. Not what is done with them: slots-command.ts. */

import { fail, ok, type Result } from '../../core/result.ts'
import { readFlags } from '../flags.ts'
import { visible } from '../visible.ts'
import { DEFAULT_USER_AGENT, type FetchOptions, isWeb, PAGE_TIMEOUT_MS } from './fetch-page.ts'

/** All their trees are held until the proposals are found: some ten times the pages' bytes. */
export const MAX_PAGES_COUNT = 50
const MAX_TIMEOUT_S = 300

export interface SlotsFlags extends FetchOptions {
  readonly urls: readonly URL[]
  /** A file, or `published`; null: none, only proposals and the page itself. */
  readonly rules: string | null
  readonly site: string
  /** Whose published rules: see target.ts. */
  readonly remote: boolean
  readonly worker: string | null
  /** How many pages at most; at least the ones given. */
  readonly pages: number
  readonly wanted: readonly string[]
  readonly json: boolean
}

const OPTIONS = {
  url: { type: 'string', multiple: true },
  rules: { type: 'string' },
  site: { type: 'string', default: 'main' },
  remote: { type: 'boolean', default: false },
  worker: { type: 'string' },
  pages: { type: 'string' },
  propose: { type: 'string', multiple: true },
  'user-agent': { type: 'string', default: DEFAULT_USER_AGENT },
  timeout: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** The error is a message for a person. */
export function readSlotsFlags(args: readonly string[]): Result<SlotsFlags, string> {
  const read = readFlags('slots', args, OPTIONS)
  if (!read.ok) return read
  const { values, positionals } = read.value
  if (positionals.length > 0)
    return fail(`"${visible(positionals[0]!)}" belongs to no flag. Pages are named with --url.`)
  const urls = readUrls(values.url ?? [])
  if (!urls.ok) return urls
  const pages = readNumber('--pages', values.pages, urls.value.length, MAX_PAGES_COUNT)
  if (!pages.ok) return pages
  const timeout = readNumber('--timeout', values.timeout, PAGE_TIMEOUT_MS / 1000, MAX_TIMEOUT_S)
  if (!timeout.ok) return timeout
  const userAgent = values['user-agent']
  if (!/^[\x20-\x7e]+$/.test(userAgent)) return fail('--user-agent takes printable ASCII characters.')
  if (values.rules === undefined && values.propose === undefined) {
    return fail('Give the rules whose slots are meant with --rules FILE, or what you look for with --propose.')
  }
  return ok({
    urls: urls.value,
    rules: values.rules ?? null,
    site: values.site,
    remote: values.remote,
    worker: values.worker ?? null,
    pages: Math.max(pages.value, urls.value.length),
    wanted: values.propose ?? [],
    json: values.json,
    userAgent,
    timeoutMs: timeout.value * 1000,
  })
}

function readUrls(texts: readonly string[]): Result<readonly URL[], string> {
  const example = 'Give a page, e.g. --url https://www.example.com/'
  if (texts.length === 0) return fail(`Which page? ${example}`)
  const urls: URL[] = []
  for (const text of texts) {
    const url = URL.parse(text)
    if (url === null) return fail(`"${visible(text)}" is not the URL of a page. ${example}`)
    if (!isWeb(url)) return fail(`"${visible(text)}" is neither http nor https. ${example}`)
    if (url.username !== '' || url.password !== '')
      return fail(`The URL ${visible(url.host)} holds a user name. ${example}`)
    url.hash = ''
    urls.push(url)
  }
  return ok([...new Map(urls.map((url) => [url.href, url])).values()])
}

function readNumber(flag: string, text: string | undefined, otherwise: number, most: number): Result<number, string> {
  if (text === undefined) return ok(otherwise)
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return ok(number)
  return fail(`${flag} takes a number from 1 to ${most}, not "${visible(text)}".`)
}
