/** What a variant puts into one slot or part: checked, and its HTML sanitised. Not which keys go together: content-kinds.ts. */

import type { AuthoredContent, SlotKind } from '../core/authored.ts'
import { isUrlAttribute } from '../core/content/url.ts'
import { at, error, type Issue } from '../core/issue.ts'
import { isRefusedAttribute } from '../core/page/markup.ts'
import { arrangementIssues } from './arrangement-check.ts'
import type { FindAttribute } from './attribute-check.ts'
import type { Checked } from './checked.ts'
import { kindIssues } from './content-kinds.ts'
import { checkHtml } from './html-check.ts'
import { shown } from './phrase.ts'
import { readShape } from './read-shape.ts'
import { contentShape } from './shape.ts'
import { readTemplate } from './template-check.ts'
import { urlIssues } from './url-check.ts'

const TEXTS = ['text', 'alt', 'sizes'] as const
const URLS = ['href', 'src', 'srcset'] as const
const HTML = ['html', 'before', 'after', 'prepend', 'append', 'replace'] as const

/** `kind` and `selector` are those of the slot or part. */
export function checkContent(
  value: unknown,
  path: string,
  { kind = 'element', selector }: { readonly kind?: SlotKind; readonly selector: string },
  find: FindAttribute,
): Checked<AuthoredContent> {
  const read = readShape(contentShape, value, path)
  if (!read.ok) return { value: {}, issues: read.error }
  const content: AuthoredContent = read.value
  const html = HTML.flatMap((key) => {
    const source = content[key]
    return source === undefined ? [] : [{ key, ...checkHtml(source, at(path, key), find) }]
  })
  const issues = [
    ...kindIssues(content, path, kind, selector),
    ...TEXTS.flatMap((key) => templateIssues(content[key], at(path, key), find)),
    ...URLS.flatMap((key) => (content[key] === undefined ? [] : urlIssues(content[key], key, at(path, key), find))),
    ...html.flatMap((checked) => checked.issues),
    ...attributesIssues(content, path, find),
    ...classesIssues(content, path),
    ...arrangementIssues(content, path),
  ]
  return { value: { ...content, ...Object.fromEntries(html.map(({ key, value }) => [key, value])) }, issues }
}

function templateIssues(source: string | undefined, path: string, find: FindAttribute): readonly Issue[] {
  const template = source === undefined ? null : readTemplate(source, path, find)
  return template === null || template.ok ? [] : template.error
}

const ATTRIBUTE_NAME = /^[a-z_][a-z0-9_.:-]{0,63}$/i

function attributesIssues({ attributes = {} }: AuthoredContent, path: string, find: FindAttribute): readonly Issue[] {
  return Object.entries(attributes).flatMap(([written, value]) => {
    const name = written.toLowerCase()
    const where = at(at(path, 'attributes'), written)
    if (!ATTRIBUTE_NAME.test(name)) {
      const message = `${shown(written)} is not the name of an attribute.`
      return [error(where, 'bad_attribute', message, 'Write for example title or data-category.')]
    }
    if (isRefusedAttribute(name)) return [refused(name, where)]
    if (value === null) return []
    return isUrlAttribute(name) ? urlIssues(value, name, where, find) : templateIssues(value, where, find)
  })
}

function refused(name: string, path: string): Issue {
  const advice =
    name === 'style'
      ? "Add a class and style it in the site's own style sheet."
      : 'Leave it out: it could run code or redirect.'
  return error(path, 'refused_attribute', `The attribute ${name} may not be set or removed.`, advice)
}

function classesIssues({ classes = {} }: AuthoredContent, path: string): readonly Issue[] {
  const named = (['add', 'remove'] as const).flatMap((key) =>
    (classes[key] ?? []).map((name, index) => ({ name, where: at(at(at(path, 'classes'), key), index) })),
  )
  return named.flatMap(({ name, where }) => {
    if (name !== '' && !/[\s\p{Cc}]|\{\{/u.test(name)) return []
    const message = `${shown(name)} is not the name of one class.`
    return [
      error(where, 'bad_class', message, 'Write each class as an entry of its own, without spaces and merge fields.'),
    ]
  })
}
