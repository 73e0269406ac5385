/** The tags of our scripts, as a page may carry them. Not where it stands: splice/built-in.ts; nor what the script does: collect/client/. */

import type { CompiledSite } from '../core/compiled.ts'
import { ROUTES } from '../routes.ts'
import type { Decided } from './decision.ts'
import { pageBlock } from './page-block.ts'
import type { BuiltIn } from './splice/built-in.ts'

/** Not where the origin forbids to change its page (RFC 9111, 5.2.2.6); what marketers change there is another matter. */
export const mayCarryTag = ({ headers }: Response): boolean =>
  !/\bno-transform\b/i.test(headers.get('cache-control') ?? '')

/** The addresses of the scripts that the pages of this site get, in the order in which they run. */
export function scriptsOf({ script, consent }: Pick<CompiledSite, 'script' | 'consent'>): readonly string[] {
  const asks = consent !== undefined && consent !== null && (consent.banner || consent.cmp !== 'own')
  if (!asks) return script === true ? CLIENT_ALONE : NO_SCRIPTS
  const consentScript = `${ROUTES.consentScript}?for=${consent.policy}.${consent.cmp}`
  return script === true ? [ROUTES.clientScript, consentScript] : [consentScript]
}

const CLIENT_ALONE: readonly string[] = [ROUTES.clientScript]
const NO_SCRIPTS: readonly string[] = []

/** Whether the page has a script that wants to know what was decided. */
export const tellsItsScript = (scripts: readonly string[]): boolean => scripts.includes(ROUTES.clientScript)

/** For a page that may carry tags. `decided` null: nothing was decided for the page, or nobody is to be told. */
export function builtInOf({ headers }: Response, scripts: readonly string[], decided: Decided | null): BuiltIn {
  const nonce = nonceIn(headers.get('content-security-policy'))
  const tag = scripts.map((address) => tagWith(address, nonce)).join('')
  if (decided === null || decided.plan.slots.length === 0) return { tag, block: null }
  return { tag, block: (met) => pageBlock(decided, met, nonce) }
}

/** `policy`: the header Content-Security-Policy, which may hold several. With `'self'` in it no nonce is needed, and harms nothing. */
export const scriptTag = (policy: string | null): string => tagWith(ROUTES.clientScript, nonceIn(policy))

const nonceIn = (policy: string | null): string | null => (policy === null ? null : scriptNonce(policy))

/** `address` is ours, and has nothing in it that would have to be escaped. */
const tagWith = (address: string, nonce: string | null): string =>
  nonce === null
    ? `<script src="${address}" defer></script>`
    : `<script src="${address}" nonce="${nonce}" defer></script>`

/** CSP Level 3, 2.3.1. What is not of this form matches nothing in a browser, and nothing in it needs to be escaped. */
const NONCE = /^'nonce-([A-Za-z0-9+/_-]{1,512}={0,2})'$/i

function scriptNonce(policies: string): string | null {
  if (!/'nonce-/i.test(policies)) return null
  for (const policy of policies.split(',')) {
    for (const source of scriptSources(policy)) {
      const nonce = NONCE.exec(source)?.[1]
      if (nonce !== undefined) return nonce
    }
  }
  return null
}

/** The first of these that a policy has says which scripts may be loaded (CSP Level 3, 6.8.3). */
const DIRECTIVES = ['script-src-elem', 'script-src', 'default-src'] as const

function scriptSources(policy: string): readonly string[] {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/))
  for (const wanted of DIRECTIVES) {
    const found = directives.find(([name]) => name?.toLowerCase() === wanted)
    if (found !== undefined) return found.slice(1)
  }
  return []
}
