/** The page that a signed link leads to, and the Worker that will read it. Not the link. */

import { fail, ok, type Result } from '../core/result.ts'
import type { CliIo } from './command.ts'
import { findTarget, type Target, type TargetFlags } from './target.ts'

export interface LinkedPage {
  readonly page: URL
  readonly target: Target
}

/** `page`: whole, or from the slash on. The error is a message for a person. */
export async function findPage(
  page: string,
  target: Pick<TargetFlags, 'remote' | 'site'>,
  io: CliIo,
): Promise<Result<LinkedPage, string>> {
  if (page.startsWith('/')) {
    const found = await findTarget(target, io)
    return found.ok ? placed(URL.parse(page, found.value.url), page, found.value) : found
  }
  const address = URL.parse(page)
  if (address === null) return fail(`--url "${page}" is no address of a page. As in --url https://www.example.com/`)
  const found = await findTarget({ ...target, url: address.origin }, io)
  return found.ok ? placed(address, page, found.value) : found
}

/** What looks like a path may still name another host, `//elsewhere.example`. */
function placed(page: URL | null, given: string, target: Target): Result<LinkedPage, string> {
  if (page === null || (given.startsWith('/') && page.origin !== new URL(target.url).origin))
    return fail(`--url "${given}" is no page of ${target.url}.`)
  return ok({ page, target })
}
