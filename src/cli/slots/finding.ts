/** One thing that was noticed about a slot or a page, for people and for programs. Not the messages: they stand beside what finds them. */

/** `bad` makes the command fail; `warning` is worth a look. */
export type Mark = 'good' | 'warning' | 'bad'

export interface Finding {
  /** Stable, for programs. */
  readonly code: string
  readonly mark: Exclude<Mark, 'good'>
  /** What is so, in one or two sentences. */
  readonly message: string
  /** What to do, one sentence; empty where nothing is to be done. */
  readonly advice: string
}

export const warning = (code: string, message: string, advice: string): Finding => ({
  code,
  mark: 'warning',
  message,
  advice,
})

export const bad = (code: string, message: string, advice: string): Finding => ({ code, mark: 'bad', message, advice })

export function worst(marks: readonly Mark[]): Mark {
  if (marks.includes('bad')) return 'bad'
  return marks.includes('warning') ? 'warning' : 'good'
}

/** `1 element`, `2 elements`. */
export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`

const KIB = 1024

/** `900 bytes`, `14 KB`, `6.0 MB`, rounded for reading. */
export function size(bytes: number): string {
  if (bytes < KIB) return count(bytes, 'byte')
  return bytes < KIB * KIB ? `${Math.round(bytes / KIB)} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`
}
