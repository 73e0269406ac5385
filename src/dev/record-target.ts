/** The deployed Worker's database, as whoever deploys it knows it. Not the local one, which npm run dev starts. */

import { resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { readDevVars } from './dev-vars.ts'

export interface RecordTarget {
  readonly url: string
  readonly authToken?: string
}

/** Environment first: for machines that deploy. Null: no database is named. The error is a message for a person. */
export async function remoteRecord({
  environment,
  project,
}: {
  readonly environment: { readonly [name: string]: string | undefined }
  readonly project: string
}): Promise<Result<RecordTarget | null, string>> {
  const written = await readDevVars(resolve(project, '.dev.vars'))
  // Both from the same place: a token belongs to its database.
  const from = environment.LIBSQL_URL ? environment : written
  const { LIBSQL_URL: url, LIBSQL_AUTH_TOKEN: authToken } = from
  if (url === undefined || url === '') return ok(null)
  const address = checkedUrl(url)
  if (!address.ok) return address
  return ok({ url: address.value, ...(authToken !== undefined && authToken !== '' && { authToken }) })
}

/** The token and everything that is read go over it. */
function checkedUrl(url: string): Result<string, string> {
  const parsed = URL.parse(url)
  const encrypted =
    parsed !== null && ['libsql:', 'https:'].includes(parsed.protocol) && !/[?&]tls=0/.test(parsed.search)
  const isLocal = parsed?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)
  if (encrypted || isLocal) return ok(url)
  return fail('LIBSQL_URL is not the address of a database. Give it as in libsql://NAME.turso.io or https://HOST')
}
