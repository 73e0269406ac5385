/** `{{attribute|fallback}}` in a text, read when it is published. Not a language: no logic, no nesting. Rendered by template.ts. */

import type { MergeField, Template } from '../compiled.ts'
import { fail, ok, type Result } from '../result.ts'

export const MAX_FIELD_COUNT = 20

export type TemplateFault =
  | { readonly reason: 'unclosed'; readonly field: string }
  | { readonly reason: 'no_fallback'; readonly field: string }
  | { readonly reason: 'no_attribute'; readonly field: string }
  | { readonly reason: 'too_many' }

const OPEN = '{{'
const CLOSE = '}}'
const SHOWN_LENGTH = 40

/** The first `|` parts attribute and fallback; a fallback is plain text in every place and must not be blank. */
export function parseTemplate(source: string): Result<Template, TemplateFault> {
  if (!source.includes(OPEN)) return ok(source)
  const pieces: (string | MergeField)[] = []
  let fields = 0
  let done = 0
  for (let open = source.indexOf(OPEN); open !== -1; open = source.indexOf(OPEN, done)) {
    const close = source.indexOf(CLOSE, open)
    if (close === -1) return fail({ reason: 'unclosed', field: source.slice(open, open + SHOWN_LENGTH) })
    const field = parseField(source.slice(open + OPEN.length, close))
    if (!field.ok) return field
    if (++fields > MAX_FIELD_COUNT) return fail({ reason: 'too_many' })
    if (open > done) pieces.push(source.slice(done, open))
    pieces.push(field.value)
    done = close + CLOSE.length
  }
  if (done < source.length) pieces.push(source.slice(done))
  return ok(pieces)
}

function parseField(inner: string): Result<MergeField, TemplateFault> {
  const bar = inner.indexOf('|')
  const attribute = (bar === -1 ? inner : inner.slice(0, bar)).trim()
  const field = OPEN + inner + CLOSE
  if (attribute === '') return fail({ reason: 'no_attribute', field })
  const fallback = bar === -1 ? '' : inner.slice(bar + 1)
  return fallback.trim() === '' ? fail({ reason: 'no_fallback', field }) : ok({ attribute, fallback })
}

export const fieldsOf = (template: Template): readonly MergeField[] =>
  typeof template === 'string' ? [] : template.filter((piece) => typeof piece !== 'string')
