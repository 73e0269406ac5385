/** Every key of the namespace RULES. What they hold is listed in schema/storage.md. */

import { COMPILED_FORMAT } from './core/compiled.ts'

export const KEYS = {
  /** The authored document: plain JSON that a person may put there. */
  authored: (site: string): string => `rules:${site}`,
  /** The authored text of a document that is live or may be rolled back to; `hash` is its SHA-256, hex. */
  source: (site: string, hash: string): string => `source:${site}:${hash}`,
  compiled: (site: string): string => `compiled:${site}:v${COMPILED_FORMAT}`,
  /** Where the format before this one kept it: a deploy that brings a new format goes on counting from there. */
  compiledBefore: (site: string): string => `compiled:${site}:v${COMPILED_FORMAT - 1}`,
  previous: (site: string): string => `compiled:${site}:v${COMPILED_FORMAT}:previous`,
  /** Present in any form: the kill switch. */
  off: (site: string): string => `off:${site}`,
  /** Compiled, for previews only; ends by itself. `name` is an id. */
  draft: (site: string, name: string): string => `draft:${site}:${name}`,
  /** What the keys of a site's drafts begin with. */
  drafts: (site: string): string => `draft:${site}:`,
  /** Whose cookie does not say how it may be used: numbers made of ids. */
  wishes: (site: string): string => `wishes:${site}`,
  /** What became of the last document that was refused. */
  refused: (site: string): string => `refused:${site}`,
} as const
