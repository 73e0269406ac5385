/** A word as somebody types it into a POSIX shell: in single quotes where the shell would take it apart. Not for running commands. */

export const shellWord = (word: string): string =>
  /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
