/** What puts a piece of an edit back. A step that would do harm throws, and its slot is given up: keeper.ts. */

export type Step = () => void

export function impossible(): never {
  throw new Error()
}
