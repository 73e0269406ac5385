/** Images that the page's head preloads and an experience replaces: edits leave the preload where it is. Not HTTP's `Link` header. */

import type { CompiledSlot, Edit } from '../../core/compiled.ts'
import { srcsetUrls } from '../../core/content/url.ts'
import { named } from './fallback-text.ts'
import { type Finding, warning } from './finding.ts'
import { isInside, type PageParts, type Taken } from './page-parts.ts'
import { harmless } from './page-source.ts'
import { ancestorsOf, startOf, type TreeElement } from './page-tree.ts'
import type { Trial } from './trials.ts'

/** One for each preload of an image that is replaced in the slot. */
export function preloadFindings(
  { match }: CompiledSlot,
  taken: readonly Taken[],
  page: PageParts,
  trials: readonly Trial[],
): readonly Finding[] {
  if (taken.length === 0) return []
  const replaced = trials.flatMap((trial) =>
    replacedImages(trial, taken, match, page).map((image) => ({ image, experiences: trial.experiences })),
  )
  if (replaced.length === 0) return []
  return preloadsOf(page).flatMap((preload) => {
    const urls = urlsOf(preload, ['href', 'imagesrcset'], page)
    const by = replaced.filter(({ image }) => shownBy(image, page).some((url) => urls.includes(url)))
    return by.length === 0 ? [] : [preloaded(preload, [...new Set(by.flatMap((one) => one.experiences))], page)]
  })
}

function preloaded(preload: TreeElement, experiences: readonly string[], { source }: PageParts): Finding {
  const { line } = source.placeOf(source.toByte(startOf(preload)))
  const url = harmless(preload.attribs.href ?? preload.attribs.imagesrcset ?? '')
  const message = `Line ${line} of the page preloads ${url}, the image that is replaced here (${named(experiences)}). The preload stays, so that whoever gets another image loads both.`
  return warning('preload_of_replaced_image', message, 'Take the preload out of the page.')
}

const preloadsOf = ({ tree }: PageParts): readonly TreeElement[] =>
  tree.select('link[rel~="preload" i][as="image" i]').filter((link) => startOf(link) !== -1)

/** What no experience edits is not replaced by any. */
function replacedImages(
  { experiences, plan: { guards } }: Trial,
  taken: readonly Taken[],
  match: CompiledSlot['match'],
  page: PageParts,
): readonly TreeElement[] {
  if (experiences.length === 0) return []
  const own = guards.own.some(replacesImage) ? taken.map(({ from }) => from) : []
  const parts = guards.parts.flatMap(({ selector, edits }) => {
    if (!edits.some(replacesImage)) return []
    const starts = page.found(selector).matches.map(({ start }) => page.source.toCharacter(start))
    const inside = starts.filter((start) => isInside(start, taken))
    return match === 'first' ? inside.slice(0, 1) : inside
  })
  return [...own, ...parts].flatMap((at) => page.tree.at(at)).filter(({ name }) => name === 'img')
}

const replacesImage = (edit: Edit<unknown>): boolean =>
  edit.op === 'image' || (edit.op === 'url' && (edit.name === 'src' || edit.name === 'srcset'))

/** Everything that a browser may show in its place: its own addresses and those of the picture around it. */
function shownBy(image: TreeElement, page: PageParts): readonly string[] {
  const picture = ancestorsOf(image)[0]
  const sources = picture?.name === 'picture' ? picture.children.filter((child) => 'attribs' in child) : []
  return [image, ...(sources as TreeElement[])].flatMap((one) => urlsOf(one, ['src', 'srcset'], page))
}

type Source = 'href' | 'src' | 'srcset' | 'imagesrcset'

/** Absolute, as the browser resolves them. */
function urlsOf({ attribs }: TreeElement, names: readonly Source[], { tree, url }: PageParts): readonly string[] {
  const base = URL.parse(tree.select('base[href]')[0]?.attribs.href ?? '', url) ?? url
  const written = names.flatMap((name) => {
    const value = attribs[name]
    if (value === undefined || value.trim() === '') return []
    return name === 'href' || name === 'src' ? [value] : (srcsetUrls(value) ?? [])
  })
  return written.flatMap((address) => URL.parse(address, base)?.href ?? [])
}
