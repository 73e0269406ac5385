/** The shape of `site.consent`. Not its meaning: consent-check.ts. */

import * as v from 'valibot'
import { CONSENT_MODES } from '../core/consent-settings.ts'
import { map, may, object } from './shape-blocks.ts'

const mode = v.picklist(CONSENT_MODES)
/** As many as there can be. */
const MAX_COUNTRIES_COUNT = 676
/** 16 bits of a TCF string. */
const MAX_VENDOR_ID = 65_535
const MAX_POLICY_NUMBER = 9_999

const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to))

export const consentShape = object({
  regions: may(map(mode, MAX_COUNTRIES_COUNT)),
  default: may(mode),
  banner: may(v.boolean()),
  cmp: may(v.picklist(['own', 'tcf', 'gpp'])),
  vendor: may(whole(1, MAX_VENDOR_ID)),
  policy: may(whole(1, MAX_POLICY_NUMBER)),
})
