/** One structured line per event, of allow-listed fields only: no addresses of visitors, no cookies, no query values. */

export interface LogFields {
  readonly event: string
  readonly site?: string
  readonly path?: string
  readonly reason?: string
  readonly detail?: string
  readonly variable?: string
  readonly advice?: string
  /** Of a page: what joins its events. */
  readonly decision?: string
  readonly revision?: number
  readonly outcome?: string
  /** Which signal ruled. */
  readonly consent?: string
  readonly issues?: number
  readonly status?: number
  readonly count?: number
  readonly slots?: readonly {
    readonly slot: string
    readonly experience: string
    readonly arm: string | null
    readonly met: boolean
  }[]
}

const MAX_FIELD_LENGTH = 200

export function log(level: 'info' | 'warn' | 'error', fields: LogFields): void {
  console[level](
    JSON.stringify(fields, (_, value: unknown) =>
      typeof value === 'string' ? value.slice(0, MAX_FIELD_LENGTH) : value,
    ),
  )
}

/** What an error says, for the log only: never for a visitor. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Work behind a page, which nobody waits for: that it failed is told, and troubles nobody. */
export const told = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => log('error', { event: 'fault_behind', detail: messageOf(error) }))
