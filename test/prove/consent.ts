/** Consent, for longer than a test may: signals that are broken, and pages of visitors whom nobody may know. Not the table of signals: test/core/consent. */

import fc from 'fast-check'
import { PURPOSES } from '../../src/core/consent.ts'
import { consentUnder, groundless, signals } from '../core/consent/signals.ts'
import { pages, startOrigin } from '../harness/origin.ts'
import { startWorker } from '../harness/worker.ts'
import { plain, ruleset } from '../promises/site.ts'
import type { Effort } from './properties.ts'

export interface ProvedSignals {
  readonly inputs: number
  /** Of them so many granted something, each with its reason. */
  readonly granting: number
}

/** TCF, GPP, GPC and our own cookie. Throws on the first that crashes or is granted without a reason. */
export function proveSignals({ pairs, seed = Date.now() | 0 }: Effort): ProvedSignals {
  let granting = 0
  fc.assert(
    fc.property(signals, (signal) => {
      const consent = consentUnder(signal)
      if (PURPOSES.some((purpose) => consent[purpose])) granting++
      const groundlessly = groundless(consent, signal)
      if (groundlessly.length > 0) throw new Error(`granted for nothing: ${groundlessly}`)
    }),
    { numRuns: pairs, seed },
  )
  if (granting < pairs / 100) throw new Error(`only ${granting} of ${pairs} signals grant anything: nothing is proved`)
  return { inputs: pairs, granting }
}

const PAGE = '<html><head></head><body><h1>origin</h1><p class="lead">origin</p><b>origin</b></body></html>'
const MAY_NOT = [
  { said: 'nobody was asked', cookie: '', headers: {} },
  { said: 'refused', cookie: () => `; awase-consent=1.0.${Math.floor(Date.now() / 60_000)}.1`, headers: {} },
  { said: 'Global Privacy Control', cookie: '', headers: { 'sec-gpc': '1' } },
] as const

/** How many different answers, headers and all, visitors get whom nobody may know, whatever cookie they bring. It must be one. */
export async function proveConsentOff({ pairs, seed = Date.now() | 0 }: Effort): Promise<number> {
  const origin = await startOrigin(pages({ '/': PAGE }))
  const worker = await startWorker({ origin: origin.url, vars: { ENVIRONMENT: 'production' } })
  try {
    const published = await worker.publish(RULES)
    if (published.status !== 200) throw new Error(JSON.stringify(published.body))
    const answers = new Set<string>()
    for (const [index, cookie] of fc.sample(profileCookies, { numRuns: pairs, seed }).entries()) {
      const { cookie: said, headers } = MAY_NOT[index % MAY_NOT.length]!
      const own = typeof said === 'string' ? said : said()
      const page = await worker.fetch('/', {
        headers: { ...headers, cookie: `__Host-awase=${cookie}; awase=${cookie}${own}` },
        cf: { country: 'DE' },
      })
      const told = page.headers.filter(([name]) => !['date', 'server-timing'].includes(name))
      answers.add(JSON.stringify([page.status, told, page.text]))
    }
    if (answers.size !== 1) throw new Error(`seed ${seed}: ${[...answers].slice(0, 2).join('\n')}`)
    return answers.size
  } finally {
    await Promise.all([worker.dispose(), origin.close()])
  }
}

/** Sound ones of today's format, broken ones, and of any other. */
const profileCookies = fc.oneof(
  fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'ABCxyz019-_'), minLength: 22, maxLength: 22 }),
      fc.nat(40),
      fc.nat(40),
      fc.nat(10),
    )
    .map(([id, visits, pageCount, days]) => {
      const seen = Math.floor(Date.now() / 1000).toString(36)
      return `1.${id}.${(visits + 1).toString(36)}.${(pageCount + 1).toString(36)}.${seen}.${days.toString(36)}.%2F`
    }),
  fc.string({ unit: fc.constantFrom(...'ABCxyz019-_.%'), maxLength: 300 }),
)

const RULES = ruleset(
  {
    headline: { paths: ['/*'], selector: 'h1', kind: 'text' },
    lead: { paths: ['/*'], selector: 'p.lead', kind: 'text' },
    bold: { paths: ['/*'], selector: 'b', kind: 'text' },
  },
  [
    plain('returning', { headline: { text: 'again' } }, { when: { 'visit.isReturning': true } }),
    plain('not', { headline: { text: 'not again' } }, { when: { $not: { 'visit.isReturning': true } } }),
    { id: 'drawn', variants: ['a', 'b'].map((id) => ({ id, slots: { lead: { text: id } } })) },
    plain('plain', { bold: { text: 'plain' } }),
  ],
  { memory: 'by-region', consent: { banner: true } },
)
