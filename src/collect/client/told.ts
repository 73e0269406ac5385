/** What the parts of the script hand over when something happened. Not how it is sent: outbox.ts. */

import type { WireEvent } from '../wire.ts'

/** Id, time, page and decision are added by main.ts; what is given stays. JSON leaves out what is undefined. */
export type Told = Pick<WireEvent, 'kind'> & { readonly [F in keyof WireEvent]?: WireEvent[F] | undefined }

export type Tell = (told: Told) => void

/** As the page, the site's own script or an attribute says it: read by attributes.ts before it goes further. */
export interface OrderTold {
  readonly value?: unknown
  readonly currency?: unknown
  readonly lines?: readonly LineTold[]
}

export interface LineTold {
  readonly item?: unknown
  readonly quantity?: unknown
  readonly value?: unknown
}

/** `order` is the shop's own number for it. */
export type TellOrder = (order: string, told: OrderTold) => void
