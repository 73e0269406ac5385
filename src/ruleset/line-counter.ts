/** Offsets of a text as lines and columns. Not where something stands in a document: position.ts. */

export interface Position {
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units, as editors and JavaScript count. */
  readonly column: number
}

/** Asked in ascending order it reads the text once, however often it is asked. */
export class LineCounter {
  private readonly text: string
  private line = 1
  private lineStart = 0

  constructor(text: string) {
    this.text = text
  }

  /** `offset` in UTF-16 units, not before that of an earlier call. */
  at(offset: number): Position {
    for (let end = this.text.indexOf('\n', this.lineStart); end >= 0 && end < offset; ) {
      this.line++
      this.lineStart = end + 1
      end = this.text.indexOf('\n', this.lineStart)
    }
    return { line: this.line, column: offset - this.lineStart + 1 }
  }
}
