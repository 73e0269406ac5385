/** The routes that wrangler.toml names, as text. Its other facts: wrangler-toml.ts. Not a TOML parser. */

/** `www.example.com/*`, in the order of the file; comments are none. Custom domains are patterns too. */
export function routePatterns(toml: string): string[] {
  const bare = toml.replace(/^\s*#.*$/gm, '')
  const table = [...bare.matchAll(/^\s*\[\[routes\]\]([^[]*)/gm)].flatMap(([, body]) => patternsIn(body!))
  const list = /^\s*routes\s*=\s*\[([^\]]*)\]/m.exec(bare)?.[1]
  const single = /^\s*route\s*=\s*(.*)$/m.exec(bare)?.[1]
  return [...table, ...[list, single].filter((text) => text !== undefined).flatMap(patternsOrTexts)]
}

const patternsIn = (text: string): string[] =>
  [...text.matchAll(/pattern\s*=\s*["']([^"']+)["']/g)].map(([, pattern]) => pattern!)

/** `[ "a/*", { pattern = "b/*" } ]`: a text by itself is a pattern too. */
const patternsOrTexts = (text: string): string[] => {
  const outside = text.replace(/\{[^}]*\}/g, '')
  return [...patternsIn(text), ...[...outside.matchAll(/["']([^"']+)["']/g)].map(([, pattern]) => pattern!)]
}
