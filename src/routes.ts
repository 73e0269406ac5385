/** Our own addresses, as data. Not the pages of the site: everything that is not listed here belongs to the origin. */

/** Everything of ours lives under here. */
export const OUR_PREFIX = '/_awase/'

export const ROUTES = {
  health: '/_awase/health',
  /** Makes a ruleset live; with `draft=NAME` stores it for previews only. */
  publish: '/_awase/api/v1/publish',
  /** Takes the live ruleset back to the one before it. */
  rollback: '/_awase/api/v1/rollback',
  /** What is live and what was before, with the publish token; with `drafts` the names of those too. */
  ruleset: '/_awase/api/v1/ruleset',
  explain: '/_awase/explain',
  /** Events from browsers. */
  events: '/_awase/events',
  /** Events from servers, imports and exports, with a token. */
  serverEvents: '/_awase/api/v1/events',
  deadLetters: '/_awase/api/v1/dead-letters',
  /** Who logged in, told by the site's server. */
  identify: '/_awase/api/v1/identify',
  /** Traits and scores from elsewhere, with a token. */
  profiles: '/_awase/api/v1/profiles',
  /** One visitor's data, with a token: `…/<id>`, or `…/by-login?login=`. */
  visitors: '/_awase/api/v1/visitors',
  /** What a visitor says on the site's own pages: answers, and what they are not interested in. */
  ask: '/_awase/ask',
  dismiss: '/_awase/dismiss',
  clientScript: '/_awase/client.js',
  hydrateScript: '/_awase/hydrate.js',
  askScript: '/_awase/ask.js',
  consentScript: '/_awase/consent.js',
  /** What holds for this visitor, and their choice. */
  consent: '/_awase/consent',
  /** What is remembered of whoever asks, and what they want done with it. */
  privacy: '/_awase/privacy',
  privacyDownload: '/_awase/privacy/download',
  /** What happens after a request to erase: the same for everybody. */
  privacyErased: '/_awase/privacy/erased',
  /** Which information goes where, as Japan's law wants it told. */
  externalTransmission: '/_awase/external-transmission',
  /** The record of processing, for operators. */
  processingRecord: '/_awase/api/v1/processing-record',
  /** The preference centre. */
  consentChoices: '/_awase/privacy/choices',
  /** Ours where the site's rules speak of consent, else the origin's. */
  gpc: '/.well-known/gpc.json',
} as const

export const isOurs = (pathname: string): boolean => pathname.startsWith(OUR_PREFIX) || pathname === ROUTES.gpc
