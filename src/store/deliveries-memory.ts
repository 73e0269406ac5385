/** The webhook's progress in memory: for tests. Not shared between isolates. */

import { ok } from '../core/result.ts'
import { boundedState, type Deliveries, type DeliveryState, FIRST_DELIVERY } from './deliveries.ts'

export function memoryDeliveries(): Deliveries {
  let current: DeliveryState = FIRST_DELIVERY
  return {
    state: async () => ok(current),
    move: async (from, to) => {
      if (COMPARED.some((field) => from[field] !== current[field])) return ok(false)
      current = boundedState(to)
      return ok(true)
    },
  }
}

const COMPARED = ['position', 'until', 'attempts', 'retryAt'] as const
