/** The few facts of wrangler.toml that our commands read or write, by line, so that its comments stay. Not a TOML parser. */

/** The value of `NAME = "…"` under [vars]; null when it is not there or empty. */
export function readVar(toml: string, name: string): string | null {
  const line = section(toml, '[vars]').find((text) => new RegExp(`^\\s*${name}\\s*=`).test(text))
  return stringValue(line) || null
}

export interface NamespaceBinding {
  readonly binding: string
  /** Null: not created yet. */
  readonly id: string | null
}

export function namespaceBindings(toml: string): NamespaceBinding[] {
  return namespaceBlocks(toml).map(({ lines }) => ({
    binding: stringValue(lines.find(isBinding)) ?? '',
    id: stringValue(lines.find(isId)) || null,
  }))
}

/** The same text with the namespace's id under its binding; nothing else changes. */
export function withNamespaceId(toml: string, binding: string, id: string): string {
  const block = namespaceBlocks(toml).find(({ lines }) => stringValue(lines.find(isBinding)) === binding)
  if (block === undefined) throw new Error(`wrangler.toml has no [[kv_namespaces]] with binding "${binding}"`)
  const lines = toml.split('\n')
  const old = block.lines.findIndex(isId)
  if (old >= 0) lines[block.start + old] = `id = "${id}"`
  else lines.splice(block.start + block.lines.findIndex(isBinding) + 1, 0, `id = "${id}"`)
  return lines.join('\n')
}

export const workerName = (toml: string): string | null =>
  stringValue(toml.split('\n').find((text) => /^\s*name\s*=/.test(text)))

/** Whether the Worker stands on a route or a host of its own. */
export const hasRoutes = (toml: string): boolean => /^\s*(routes?\s*=|\[\[routes\]\])/m.test(toml)

const isBinding = (text: string): boolean => /^\s*binding\s*=/.test(text)
const isId = (text: string): boolean => /^\s*id\s*=/.test(text)
const isHeader = (text: string): boolean => /^\s*\[/.test(text)

const stringValue = (line: string | undefined): string | null => /=\s*["']([^"']*)["']/.exec(line ?? '')?.[1] ?? null

function section(toml: string, header: string): string[] {
  const lines = toml.split('\n')
  const start = lines.findIndex((text) => text.trim() === header)
  if (start < 0) return []
  return untilHeader(lines.slice(start + 1))
}

function namespaceBlocks(toml: string): { start: number; lines: string[] }[] {
  const lines = toml.split('\n')
  return lines.flatMap((text, i) =>
    text.trim() === '[[kv_namespaces]]' ? [{ start: i + 1, lines: untilHeader(lines.slice(i + 1)) }] : [],
  )
}

function untilHeader(lines: string[]): string[] {
  const end = lines.findIndex(isHeader)
  return end < 0 ? lines : lines.slice(0, end)
}
