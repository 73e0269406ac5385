/** Whether this visitor may be remembered. Until consent proper, the site's `memory` setting decides, by region if so set. */

import type { CompiledSite } from '../core/compiled.ts'
import type { GeoFacts } from '../core/context.ts'
import { memoryAllowedByRegion } from '../core/fact/memory-region.ts'

export function mayRemember({ memory }: CompiledSite, { country, isEU }: GeoFacts): boolean {
  switch (memory) {
    case 'on':
      return true
    case 'off':
      return false
    case 'by-region':
      return memoryAllowedByRegion(country, isEU)
  }
}
