/** Shell-like patterns over whole texts. Not regular expressions: that is regex.ts. */

const ANY_RUN = -1
const ANY_ONE = -2

/**
 * `*` is any run of characters, the empty one and `/` included; `?` is exactly one character (a code point); a backslash
 * takes the next character literally. No recursion, and at most text × pattern steps.
 */
export function globOf(pattern: string): (text: string) => boolean {
  const tokens = tokensOf(pattern)
  return tokens.includes(ANY_ONE) ? byTokens(tokens) : byPieces(piecesOf(tokens))
}

function tokensOf(pattern: string): readonly number[] {
  const tokens: number[] = []
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern[at]
    if (unit === '*') {
      if (tokens.at(-1) !== ANY_RUN) tokens.push(ANY_RUN)
    } else if (unit === '?') tokens.push(ANY_ONE)
    else {
      if (unit === '\\' && at + 1 < pattern.length) at++
      tokens.push(pattern.charCodeAt(at))
    }
  }
  return tokens
}

/** The literal texts between the stars. */
function piecesOf(tokens: readonly number[]): readonly string[] {
  const pieces = ['']
  for (const token of tokens) {
    if (token === ANY_RUN) pieces.push('')
    else pieces[pieces.length - 1] += String.fromCharCode(token)
  }
  return pieces
}

/** Only stars: the first piece begins the text, the last ends it, each other is found after the one before. */
function byPieces(pieces: readonly string[]): (text: string) => boolean {
  const first = pieces[0]!
  const last = pieces.at(-1)!
  if (pieces.length === 1) return (text) => text === first
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false
    let at = first.length
    for (let piece = 1; piece < pieces.length - 1; piece++) {
      const found = text.indexOf(pieces[piece]!, at)
      if (found < 0) return false
      at = found + pieces[piece]!.length
    }
    return at + last.length <= text.length
  }
}

/** Two pointers, and the last star is remembered to come back to. */
function byTokens(tokens: readonly number[]): (text: string) => boolean {
  return (text) => {
    let at = 0
    let token = 0
    let star = -1
    let resumeAt = 0
    while (at < text.length) {
      const wanted = tokens[token]
      if (wanted === ANY_RUN) {
        star = token++
        resumeAt = at
      } else if (wanted === ANY_ONE) {
        at += widthAt(text, at)
        token++
      } else if (wanted === text.charCodeAt(at)) {
        at++
        token++
      } else if (star >= 0) {
        token = star + 1
        resumeAt += widthAt(text, resumeAt)
        at = resumeAt
      } else return false
    }
    while (tokens[token] === ANY_RUN) token++
    return token === tokens.length
  }
}

const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1)
