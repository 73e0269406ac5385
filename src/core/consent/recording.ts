/** What may be recorded of a page view under a consent. Not what is: edge/exposures.ts, collect/. */

import type { Consent } from '../consent.ts'

/** An id needs the device to keep it, and permission to count by it. */
export const mayIdentify = ({ storage, measure }: Consent): boolean => storage && measure

/** Others may get what names the visitor: with an id, and `export` said for it. */
export const mayExport = (consent: Consent): boolean => mayIdentify(consent) && consent.export

/**
 * Nobody said no to being counted. Where nobody was asked yet, an exposure without an id, of a moment told coarsely, is about
 * the page and not about a person; an objection, or a word that cannot be read, leaves no trace at all.
 */
export const mayCount = ({ measure, signal }: Consent): boolean =>
  measure || signal === 'region' || signal === 'setting'
