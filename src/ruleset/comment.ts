/** `$comment`, for whoever reads a ruleset: in any object, taken out before anything else looks at it. Not comments in HTML. */

import { at, error, type Issue } from '../core/issue.ts'
import { typeWord } from './phrase.ts'

export const COMMENT_KEY = '$comment'
/** UTF-16 code units of one line. */
export const MAX_COMMENT_LENGTH = 2000
export const MAX_COMMENT_LINES_COUNT = 100

export interface Uncommented {
  /** Without a `$comment` anywhere; the very value that was given when there was none. */
  readonly value: unknown
  readonly issues: readonly Issue[]
}

/** `path`: where `value` stands in the document. Values come from JSON, so that they end. */
export function withoutComments(value: unknown, path = ''): Uncommented {
  const issues: Issue[] = []
  const keys: (string | number)[] = []
  return { value: uncommented(value), issues }

  function uncommented(part: unknown): unknown {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) {
      const entries = part.map((entry: unknown, index) => inside(index, entry))
      return entries.some((entry, index) => entry !== part[index]) ? entries : part
    }
    const entries = Object.entries(part)
    const kept = entries.flatMap(([key, entry]): [string, unknown][] => {
      if (key !== COMMENT_KEY) return [[key, inside(key, entry)]]
      issues.push(...commentIssues(entry, at(keys.reduce<string>(at, path), key)))
      return []
    })
    const isSame = kept.length === entries.length && kept.every(([, entry], index) => entry === entries[index]?.[1])
    return isSame ? part : Object.fromEntries(kept)
  }

  function inside(key: string | number, entry: unknown): unknown {
    keys.push(key)
    const bare = uncommented(entry)
    keys.pop()
    return bare
  }
}

const FORM_ADVICE = 'Write "…", or for several lines ["…", "…"].'

function commentIssues(comment: unknown, path: string): readonly Issue[] {
  if (typeof comment === 'string') return lineIssues(comment, path, COMMENT_KEY)
  if (!Array.isArray(comment)) {
    const message = `${COMMENT_KEY} must be a text or a list of texts, not ${typeWord(comment)}.`
    return [error(path, 'wrong_type', message, FORM_ADVICE)]
  }
  if (comment.length > MAX_COMMENT_LINES_COUNT) {
    const message = `${COMMENT_KEY} has ${comment.length} entries; at most ${MAX_COMMENT_LINES_COUNT} are allowed.`
    return [error(path, 'too_many', message, 'Remove what is not needed.')]
  }
  return comment.flatMap((line: unknown, index) => {
    const name = `entry ${index + 1} of ${COMMENT_KEY}`
    if (typeof line === 'string') return lineIssues(line, at(path, index), name)
    return [error(at(path, index), 'wrong_type', `${name} must be a text, not ${typeWord(line)}.`, FORM_ADVICE)]
  })
}

function lineIssues(line: string, path: string, name: string): readonly Issue[] {
  if (line.length <= MAX_COMMENT_LENGTH) return []
  const message = `${name} has ${line.length} characters; at most ${MAX_COMMENT_LENGTH} are allowed.`
  return [error(path, 'too_long', message, 'Write it as a list of lines.')]
}
