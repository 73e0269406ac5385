/** What every command of `awase` is to main.ts, and what it may touch. Not any one command. */

export interface Command {
  readonly name: string
  /** One line for `awase --help`, without a full stop. */
  readonly summary: string
  /** What `awase NAME --help` prints: usage, what it does, its flags, an example. Lines end in \n. */
  readonly help: string
  /** `args` without the command's name. The exit code: 0 well, 1 something is wrong with what was given, 2 wrong usage. */
  run(args: readonly string[], io: CliIo): Promise<number>
}

export interface CliIo {
  /** A line for whoever asked, or for the next program in a pipe: standard output. */
  out(line: string): void
  /** What went wrong, and what goes on meanwhile: standard error. */
  err(line: string): void
  /** Where the person is; file names are relative to it. */
  readonly folder: string
  /** Where wrangler.toml, .dev.vars and package.json are. */
  readonly project: string
  readonly environment: { readonly [name: string]: string | undefined }
  /** Colours on a terminal, plain text elsewhere. */
  readonly style: Style
  /** Shown on a terminal only; `total` null: not known. Ends with `done`, whatever happened. */
  progress(label: string, total: number | null): Progress
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after so long. */
  wait(milliseconds: number): Promise<void>
}

export type Tone = 'strong' | 'quiet' | 'good' | 'warning' | 'bad' | 'accent'
export type Style = (tone: Tone, text: string) => string

export interface Progress {
  /** So many more are done. */
  step(count?: number): void
  done(): void
}
