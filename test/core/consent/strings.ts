/** TC and GPP strings as IAB's own libraries write them. Not tests, and no reader: these libraries must not meet what a visitor sends. */

import { GppModel } from '@iabgpp/cmpapi'
import { Segment, SegmentEncoder, TCModel } from '@iabtcf/core'

/** What everybody's clock says in these tests. */
export const NOW_S = Date.parse('2026-11-22T03:00:00Z') / 1000
export const VENDOR = 1234

export interface TcfSaid {
  readonly purposes?: readonly number[]
  readonly vendors?: readonly number[]
  /** Null: without that segment. */
  readonly disclosed?: readonly number[] | null
  /** Purposes by legitimate interest, with the vendors for them. */
  readonly legitimate?: readonly number[]
  readonly day?: string
  readonly alter?: (model: TCModel) => void
  /** Further segments. */
  readonly more?: readonly Segment[]
}

export const EVERY_TCF_PURPOSE: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

/** Without the library's own preparation, which wants a vendor list and moves the dates to today. */
export function tcString({
  purposes = EVERY_TCF_PURPOSE,
  vendors = [VENDOR],
  disclosed = [VENDOR],
  legitimate = [],
  day = '2026-11-20',
  alter,
  more = [],
}: TcfSaid = {}): string {
  const model = new TCModel()
  model.cmpId = 300
  model.cmpVersion = 2
  model.consentScreen = 1
  model.consentLanguage = 'EN'
  model.vendorListVersion = 120
  model.policyVersion = 5
  model.publisherCountryCode = 'DE'
  model.isServiceSpecific = true
  model.purposeConsents.set([...purposes])
  model.vendorConsents.set([...vendors])
  model.purposeLegitimateInterests.set([...legitimate])
  if (legitimate.length > 0) model.vendorLegitimateInterests.set([...vendors])
  model.vendorsDisclosed.set([...(disclosed ?? [])])
  model.created = model.lastUpdated = new Date(`${day}T00:00:00Z`)
  alter?.(model)
  const segments = [Segment.CORE, ...(disclosed === null ? [] : [Segment.VENDORS_DISCLOSED]), ...more]
  return segments.map((segment) => SegmentEncoder.encode(model, segment)).join('.')
}

/** By section name; a text is a whole section, as a TC string is. */
export function gppString(sections: {
  readonly [name: string]: { readonly [field: string]: unknown } | string
}): string {
  const model = new GppModel()
  for (const [name, said] of Object.entries(sections)) {
    if (typeof said === 'string') model.decodeSection(name, said)
    else for (const [field, value] of Object.entries(said)) model.setFieldValue(name, field, value)
  }
  return model.encode()
}
