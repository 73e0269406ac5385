/** A preview link as it is sent, and what it grants in words. Not its signature: preview/token.ts. */

import { cleanAddress } from '../edge/preview-request.ts'
import { PREVIEW_OFF, PREVIEW_PARAMETER, type Preview, type PreviewRules } from '../preview/preview.ts'
import { ROUTES } from '../routes.ts'
import type { CliIo } from './command.ts'

/** The page's address with this token alone; its other parameters and its fragment stay as they are. */
export function linkTo(page: URL, token: string): string {
  const link = cleanAddress(page)
  link.search += `${link.search === '' ? '?' : '&'}${PREVIEW_PARAMETER}=${token}`
  return link.href
}

/** Lines for whoever made the link: what is seen, until when, and how it ends. */
export function linkTerms(
  { expiresAt, rules, simulation, forced }: Preview,
  page: URL,
  token: string,
  io: CliIo,
): readonly string[] {
  const until = new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' ')
  const end = cleanAddress(page)
  end.search = `?${PREVIEW_PARAMETER}=${PREVIEW_OFF}`
  return [
    `Shows ${page.host} with ${io.style('strong', rulesWords(rules))}, until ${until} UTC.`,
    ...Object.entries(simulation ?? {}).map(([name, value]) => `  as if: ${name} = ${JSON.stringify(value)}`),
    ...(forced === null ? [] : [`  with: ${forced.arm ?? 'control'} of ${forced.experience}, ${audienceOf(forced)}`]),
    `Whoever has the link can look, and nothing is counted. ${end.href} ends a look.`,
    io.style('quiet', `Why the page looks so: ${explanationOf(page, token)}`),
  ]
}

/** Of the page, with the same token. */
function explanationOf(page: URL, token: string): string {
  const { pathname, search } = cleanAddress(page)
  return `${page.origin}${ROUTES.explain}?${new URLSearchParams({ url: pathname + search, [PREVIEW_PARAMETER]: token })}`
}

function rulesWords(rules: PreviewRules): string {
  switch (rules.kind) {
    case 'published':
      return 'the published rules'
    case 'previous':
      return 'the rules before the published ones'
    case 'draft':
      return `the draft ${rules.name}`
  }
}

const audienceOf = ({ anyAudience }: { readonly anyAudience: boolean }): string =>
  anyAudience ? 'whatever its audience is' : 'where its audience allows it (--any-audience: everywhere)'
