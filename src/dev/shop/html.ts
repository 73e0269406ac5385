/** HTML from template literals, escaped by default. Not a template engine: values, lists and nested markup, nothing else. */

export interface Markup {
  readonly markup: string
}

export type Value = string | number | Markup | null | readonly Value[]

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** Text is escaped for element content and quoted attributes alike; null is nothing; lists are joined. */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let markup = literals[0] ?? ''
  values.forEach((value, index) => {
    markup += render(value) + (literals[index + 1] ?? '')
  })
  return { markup }
}

function render(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map(render).join('')
}
