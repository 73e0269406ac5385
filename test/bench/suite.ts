/** What every group of figures is to the bench's command. */

import type { Figure } from './figure.ts'

export interface Suite {
  readonly names: readonly string[]
  run(options: SuiteOptions): Promise<readonly Figure[]>
}

export interface SuiteOptions {
  readonly rounds: number
  /** Of load for each measurement. */
  readonly seconds: number
  wants(name: string): boolean
  say(line: string): void
}
