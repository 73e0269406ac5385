/** What `npm run dev` prints once it runs: where to go, and in whose shoes. Not the log that follows. */

import type { Stack } from './stack.ts'

interface Situation {
  readonly what: string
  readonly path: string
  /** Attributes by name, see RULESET's table; null: the link itself is the situation. */
  readonly simulate: { readonly [attribute: string]: unknown } | null
}

export const DEMO_SITUATIONS: readonly Situation[] = [
  {
    what: 'rain in Sendai',
    path: '/',
    simulate: { 'weather.kind': 'rain', 'geo.regionCode': '04', 'geo.city': 'Sendai', 'visit.isNew': false },
  },
  { what: 'a visitor who returns', path: '/', simulate: { 'visit.isNew': false, 'visit.isReturning': true } },
  { what: 'from the newsletter', path: '/?utm_source=newsletter', simulate: null },
  {
    what: 'travel, a January in Sydney',
    path: '/travel',
    simulate: { 'geo.country': 'AU', 'geo.latitude': -33.87, now: '2027-01-15T12:00:00+11:00' },
  },
  { what: 'ramen in Osaka', path: '/ramen', simulate: { 'geo.regionCode': '27', 'geo.city': 'Osaka' } },
  { what: 'ramen on a phone', path: '/en/ramen', simulate: { 'device.kind': 'mobile' } },
]

const SITE_SITUATIONS: readonly Situation[] = [
  { what: 'in the rain', path: '/', simulate: { 'weather.kind': 'rain' } },
  { what: 'a visitor who returns', path: '/', simulate: { 'visit.isNew': false, 'visit.isReturning': true } },
  { what: 'on a phone', path: '/', simulate: { 'device.kind': 'mobile' } },
]

export interface Running {
  readonly stack: Pick<Stack, 'url' | 'originUrl'>
  readonly demo: boolean
  /** As the person named it; null: none. */
  readonly rules: string | null
}

/** Lines without line ends. */
export function greeting({ stack, demo, rules }: Running): string[] {
  const { url } = stack
  const open = demo
    ? [
        [`${url}/`, '山並 Yamanami, the demo shop'],
        [`${url}/en/`, 'the same in English'],
      ]
    : [[`${url}/`, `before ${stack.originUrl}`]]
  return [
    '',
    'Awase is running. Ctrl-C ends it.',
    '',
    ...columns(open),
    '',
    demo
      ? 'You visit from Tokyo. The bar at the foot of a page, or these links, put you elsewhere:'
      : 'You visit from Tokyo. These links put you elsewhere:',
    '',
    ...columns((demo ? DEMO_SITUATIONS : SITE_SITUATIONS).map((one) => [one.what, situationUrl(url, one)])),
    '',
    ...columns([
      ['rules', rules ?? `none yet: write a ruleset and start with --rules FILE`],
      ['why a page looks so', `${url}/_awase/explain?url=/`],
      ['health', `${url}/_awase/health`],
    ]),
    ...(rules === null ? [] : ['', 'Save the rules file and reload the page: it shows at once.']),
    '',
  ]
}

export function situationUrl(url: string, { path, simulate }: Situation): string {
  return simulate === null ? url + path : `${url}${path}?awase-simulate=${encodeURIComponent(JSON.stringify(simulate))}`
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first!.length))
  return rows.map(([first, second]) => `  ${first!.padEnd(width)}  ${second}`)
}
