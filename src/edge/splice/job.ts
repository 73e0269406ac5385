/** What the forms of rewriting share: one page's work, and what comes of it. No behaviour. */

import type { SlotId } from '../../core/compiled.ts'
import type { SlotPlan } from '../../core/plan.ts'
import type { Fallback } from '../failure.ts'
import type { BuiltIn } from './built-in.ts'
import type { Hold } from './held.ts'
import type { PathMemory } from './memory.ts'
import type { Source } from './source.ts'

export interface Spliced {
  readonly body: BodyInit | null
  /** At once for a page in one piece; else when the last byte has been handed on, or the visitor has gone. Never rejects. */
  readonly settled: Settled | Promise<Settled>
}

export interface Settled {
  /** Slots that were met in the stream, in plan order. */
  readonly met: readonly SlotId[]
  readonly failure: Fallback | null
}

export interface Job {
  readonly body: ReadableStream<Uint8Array>
  readonly source: Source
  readonly slots: readonly SlotPlan[]
  /** Slots that the path lacked when last looked for. */
  readonly notAwaited: ReadonlySet<SlotId>
  readonly builtIn: BuiltIn | null
  /** Whether the page's `<body>` is waited for. */
  readonly awaitsBody: boolean
  readonly memory: PathMemory
  readonly contentType: string
  readonly isEncoded: boolean
  readonly hold: Hold
}
