/** Port of the inbox: once it has a batch, nothing in it is lost. Adapters: inbox-queue.ts and inbox-direct.ts. */

import type { InboxBatch } from '../core/event/event.ts'
import type { Result } from '../core/result.ts'

export interface InboxFailure {
  readonly reason: 'timeout' | 'unavailable' | 'full' | 'read_only' | 'refused' | 'too_large'
  readonly detail: string
}

export interface Inbox {
  /**
   * `ok` only when the batch survives a crash of everything that is running now. A batch may arrive more than once, and in
   * any order: ids make that harmless. A failure says nothing of what was kept: put the same batch again.
   */
  put(batch: InboxBatch): Promise<Result<null, InboxFailure>>
}
