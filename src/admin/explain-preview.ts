/** Explanations for who holds a preview link: what it lets them look at, and in which words. Not the gate: explain.ts. */

import { html } from 'hono/html'
import type { Result } from '../core/result.ts'
import type { WordingLanguage } from '../core/wording/phrase.ts'
import { granted, previewVisit } from '../edge/preview.ts'
import { type PreviewAsked, readAsked, withoutPreview } from '../edge/preview-request.ts'
import { type PreviewGap, rulesFor } from '../edge/preview-rules.ts'
import type { SiteRules } from '../edge/ruleset.ts'
import type { PageVisit } from '../edge/visit.ts'
import type { After, Deps } from '../env.ts'
import { PREVIEW_OFF, PREVIEW_PARAMETER, type Preview, rulesText } from '../preview/preview.ts'
import type { Markup } from './our-page.ts'

export interface PreviewLook {
  readonly preview: Preview
  readonly visit: PageVisit
  readonly rules: Result<SiteRules, PreviewGap>
}

/** The page as the token lets somebody see it. Null: no token is shown, or it grants nothing. */
export async function previewLook(asking: Request, page: URL, deps: Deps, after: After): Promise<PreviewLook | null> {
  const asked = shownToken(asking, page)
  const preview = asked === null ? null : await granted(asked, page, deps)
  if (preview === null) return null
  const { request, url } = withoutPreview(new Request(page, asking), page)
  const visit = previewVisit(preview, request, url, deps)
  return { preview, visit, rules: await rulesFor(preview, visit.arrivedAt, deps, after) }
}

/** In the address of the explanation, in that of the page (a link as it was sent), or else in the cookie. */
function shownToken(asking: Request, page: URL): PreviewAsked | null {
  const shown = [readAsked(asking, new URL(asking.url)), readAsked(asking, page)]
  return shown.find((asked) => asked?.by === 'parameter') ?? shown[0] ?? null
}

/** What an answer says of the preview that it explains; the token's other words are in `simulated`. */
export interface Previewed {
  /** `published`, `previous` or `draft:NAME`. */
  readonly rules: string
  readonly expiresAt: string
  readonly forced: Preview['forced']
}

export const previewedAs = ({ rules, expiresAt, forced }: Preview): Previewed => ({
  rules: rulesText(rules),
  expiresAt: new Date(expiresAt).toISOString(),
  forced,
})

/** One line on top: what is looked at, and the way out. `url` of the page, path and query. */
export function previewLine({ rules, forced }: Previewed, url: string, language: WordingLanguage): Markup {
  const ja = language === 'ja'
  const path = url.replace(/^\/+/, '/') // two slashes would name another host
  const end = `${path}${url.includes('?') ? '&' : '?'}${PREVIEW_PARAMETER}=${PREVIEW_OFF}`
  return html`<p class="address">
    <span>${ja ? 'プレビュー' : 'Preview'}</span> <b>${rulesWords(rules, language)}${forced === null ? '' : forcedWords(forced, language)}</b>
    <a href="${end}">${ja ? 'プレビューを終える' : 'End the preview'}</a>
  </p>`
}

function rulesWords(rules: string, language: WordingLanguage): string {
  const ja = language === 'ja'
  if (rules === 'published') return ja ? '公開中のルール' : 'the published rules'
  if (rules === 'previous') return ja ? '一つ前のルール' : 'the rules before these'
  const name = rules.slice('draft:'.length)
  return ja ? `下書き「${name}」` : `the draft “${name}”`
}

function forcedWords({ experience, arm }: NonNullable<Previewed['forced']>, language: WordingLanguage): string {
  if (language === 'ja') return `（「${experience}」は${arm === null ? '対照群' : `「${arm}」`}に固定）`
  return ` (${experience} settled to ${arm ?? 'control'})`
}

/** Why nothing is previewed, and what would help. */
export const GAP_WORDS: { readonly [gap in PreviewGap]: { readonly [L in WordingLanguage]: string } } = {
  off: {
    ja: '出し分けは現在停止中です。停止中はプレビューも元のページのままです。',
    en: 'Personalization is switched off. Until it is switched on again, previews show the pages as they are, too.',
  },
  nothing_published: {
    ja: '公開中のルールがありません。',
    en: 'No rules are published.',
  },
  no_previous: {
    ja: '一つ前のルールがありません。まだ一度しか公開されていません。',
    en: 'There are no rules before these: they are the first that were published.',
  },
  no_draft: {
    ja: 'この下書きは見つかりません。下書きは保存から 30 日で消えます。保存し直してから、もう一度開いてください。',
    en: 'There is no such draft. Drafts end 30 days after they were stored: store it again, then open the link again.',
  },
  unreadable: {
    ja: 'このルールは読み取れません。別のバージョンで作られた可能性があります。保存し直してください。',
    en: 'These rules cannot be read; another version may have made them. Store or publish them again.',
  },
  rules_unavailable: {
    ja: 'ルールの保管先（KV）が応答しません。しばらくしてからもう一度お試しください。',
    en: 'The store of the rules (KV) does not answer. Try again in a while.',
  },
  no_such_experience: {
    ja: 'リンクが指定する施策は、このルールにありません。',
    en: 'These rules have no such experience as the link names.',
  },
  no_such_variant: {
    ja: 'リンクが指定するバリアントは、この施策にありません。',
    en: 'The experience has no such variant as the link names.',
  },
}
