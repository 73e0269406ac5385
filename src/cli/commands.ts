/** Which commands there are, in the order in which somebody meets them. Nothing of a command is loaded until it is asked for. */

import type { Command } from './command.ts'

export interface CommandEntry {
  readonly name: string
  /** One line, without a full stop: the command's own, so that `--help` loads nothing. A test compares them. */
  readonly summary: string
  load(): Promise<Command>
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'write a rules file to begin with, with comments that teach',
    load: async () => (await import('./init-command.ts')).initCommand,
  },
  {
    name: 'check',
    summary: 'say what is wrong with a rules file, and where',
    load: async () => (await import('./check-command.ts')).checkCommand,
  },
  {
    name: 'size',
    summary: 'say what a rules file weighs, and how near it is to the limits',
    load: async () => (await import('./size-command.ts')).sizeCommand,
  },
  {
    name: 'explain',
    summary: 'say why a page looks as it does',
    load: async () => (await import('./explain-command.ts')).explainCommand,
  },
  {
    name: 'diff',
    summary: 'say in sentences what changes from one rules file to another',
    load: async () => (await import('./diff-command.ts')).diffCommand,
  },
  {
    name: 'replay',
    summary: 'say which page views a rules file would change',
    load: async () => (await import('./replay-command.ts')).replayCommand,
  },
  {
    name: 'slots',
    summary: 'look at real pages: what every slot meets there, and better selectors',
    load: async () => (await import('./slots-command.ts')).slotsCommand,
  },
  {
    name: 'preview-link',
    summary: 'make a signed link to a page as it would be',
    load: async () => (await import('./preview-link-command.ts')).previewLinkCommand,
  },
  {
    name: 'account-link',
    summary: 'make a signed link that says of which account a visitor is',
    load: async () => (await import('./account-link-command.ts')).accountLinkCommand,
  },
  {
    name: 'publish',
    summary: 'make a rules file live, or store it as a draft',
    load: async () => (await import('./publish-command.ts')).publishCommand,
  },
  {
    name: 'rollback',
    summary: 'bring back the rules that were live before',
    load: async () => (await import('./rollback-command.ts')).rollbackCommand,
  },
  {
    name: 'import',
    summary: 'bring in events or profiles from a file, or take back events',
    load: async () => (await import('./import-command.ts')).importCommand,
  },
  {
    name: 'export',
    summary: 'write what happened on the site as NDJSON',
    load: async () => (await import('./export-command.ts')).exportCommand,
  },
  {
    name: 'health',
    summary: 'say how the Worker and its record are',
    load: async () => (await import('./health-command.ts')).healthCommand,
  },
  {
    name: 'dead-letters',
    summary: 'list what could not be stored or delivered',
    load: async () => (await import('./dead-letters-command.ts')).deadLettersCommand,
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of a rules file, for editors',
    load: async () => (await import('./schema-command.ts')).schemaCommand,
  },
]
