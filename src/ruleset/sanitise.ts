/** HTML from marketers made harmless when a ruleset is published: js-xss reads the tags, and what stays is said here. Not for visitors' values: templates escape those. */

/// <reference path="./xss-parser.d.ts" />

import { parseAttr, parseTag } from 'xss/lib/parser.js'
import { undoReferences } from '../core/content/character-reference.ts'
import { escapeHtml } from '../core/content/template.ts'
import { isUrlAttribute, safeUrlAttribute } from '../core/content/url.ts'
import { findImbalance, type Imbalance } from './balance.ts'
import { ALLOWED_TAGS, DROPPED_WITH_CONTENT, isAllowedAttribute } from './html-allowed.ts'

export interface Sanitised {
  readonly html: string
  /** What was taken out, as `<script>` or `onclick on <a>`, once each. */
  readonly removed: readonly string[]
  /** Why the HTML must not be inserted at all; null: it may. */
  readonly fault: HtmlFault | null
}

export type HtmlFault =
  | Imbalance
  | { readonly reason: 'unclosed_comment' | 'unclosed_tag' }
  | { readonly reason: 'field_in_url'; readonly attribute: string }

const KEPT: ReadonlySet<string> = new Set(ALLOWED_TAGS)
const FIELD = /\{\{[\s\S]*?\}\}/g
const FIELD_TOKEN = /\{\{(\d+)\}\}/g
const COMMENT = /<!--[\s\S]*?-->/g
/** A `<` that begins no tag is text. */
const LONE_LESS = /<(?![a-z/!?])/gi
/** js-xss takes only the space between attributes for what it is. */
const SPACES = /[\t\f\r]/g
const CONTROLS = /(?!\n)\p{Cc}/gu
const TAG_BEGINS = /<[a-z/!?]/i

/** Merge fields must be sound (`parseTemplate`); they come back unchanged, in text and in values of attributes. */
export function sanitiseHtml(source: string): Sanitised {
  const fields: string[] = []
  const tokens = source.toWellFormed().replace(FIELD, (field) => `{{${fields.push(field) - 1}}}`)
  const uncommented = tokens.replace(COMMENT, '')
  const pass = new Pass()
  if (uncommented !== tokens) pass.removed.add('a comment')
  if (uncommented.includes('<!--')) pass.stop({ reason: 'unclosed_comment' })
  const html = pass.run(uncommented.replace(SPACES, ' ').replace(CONTROLS, '').replace(LONE_LESS, '&lt;'))
  const imbalance = findImbalance(html)
  if (imbalance !== null) pass.stop(imbalance)
  return {
    html: html.replace(FIELD_TOKEN, (_, index: string) => fields[Number(index)] ?? ''),
    removed: [...pass.removed],
    fault: pass.fault,
  }
}

/** One run of js-xss: what it met that must go, and what may not be mended. */
class Pass {
  readonly removed = new Set<string>()
  fault: HtmlFault | null = null
  /** The element that is being dropped with its content, and how many of its name are open. */
  private dropped: { readonly tag: string; open: number } | null = null

  run(html: string): string {
    const clean = parseTag(
      html,
      (_from, _to, tag, whole, isClosing) => this.tag(tag, whole, isClosing),
      (text) => this.text(text),
    )
    if (this.dropped !== null) this.stop({ reason: 'not_closed', tag: this.dropped.tag })
    return clean
  }

  /** The first fault is the one to mend. */
  stop(fault: HtmlFault): void {
    this.fault ??= fault
  }

  /** What comes out in its place. */
  private tag(tag: string, whole: string, isClosing: boolean): string {
    if (!whole.endsWith('>')) this.stop({ reason: 'unclosed_tag' })
    if (this.dropped !== null) return this.drop(this.dropped, tag, isClosing)
    if (KEPT.has(tag)) {
      if (!whole.endsWith('>')) return ''
      return isClosing ? `</${tag}>` : this.opening(tag, whole)
    }
    const name = /^[a-z][a-z0-9-]*/.exec(tag)?.[0] ?? `${whole.charAt(1)}…`
    this.removed.add(`<${name}>`)
    if (!isClosing && DROPPED_WITH_CONTENT.has(name)) this.dropped = { tag: name, open: 1 }
    return ''
  }

  /** The tag again, with those of its attributes that may stay. */
  private opening(tag: string, whole: string): string {
    const space = whole.search(/\s/)
    const inside = whole.slice(space === -1 ? 1 + tag.length : space, -1).trim()
    const isSlashed = inside.endsWith('/')
    const attributes = parseAttr((isSlashed ? inside.slice(0, -1) : inside).trim(), (name, value) =>
      this.attribute(tag, name, value),
    )
    return `<${tag}${attributes && ` ${attributes}`}${isSlashed ? ' /' : ''}>`
  }

  private drop(dropped: { readonly tag: string; open: number }, tag: string, isClosing: boolean): '' {
    if (tag === dropped.tag) dropped.open += isClosing ? -1 : 1
    if (dropped.open === 0) this.dropped = null
    return ''
  }

  /** The value is as it stood in the source, references and all. */
  private attribute(tag: string, name: string, value: string): string {
    const isUrl = isUrlAttribute(name)
    if (isUrl && isAllowedAttribute(tag, name) && value.includes('{{'))
      this.stop({ reason: 'field_in_url', attribute: name })
    const url = isUrl ? undoReferences(value) : ''
    if (!isAllowedAttribute(tag, name) || (isUrl && !safeUrlAttribute(name, url))) {
      this.removed.add(`${/^\d+$/.test(name) ? 'a merge field' : name} on <${tag}>`)
      return ''
    }
    const safe = isUrl ? escapeHtml(url) : value.replace(/[<>"]/g, escapeHtml)
    return value === '' ? name : `${name}="${safe}"`
  }

  private text(text: string): string {
    if (this.dropped !== null) return ''
    if (TAG_BEGINS.test(text)) this.stop({ reason: 'unclosed_tag' })
    return text.replace(/[<>]/g, escapeHtml)
  }
}
