/** Differences between stream and browser in words. Not the finding of them: differences.ts. */

import type { Cause, Difference } from './differences.ts'
import { count, type Finding, warning } from './finding.ts'

/** `where`: `line 12`, of the first; null where no tag of the page makes it. `isTaken`: the element that would be edited is among them. */
export function differenceFinding(
  { only, cause, tag, at }: Difference,
  where: string | null,
  isTaken: boolean,
): Finding {
  const place = where === null ? '' : ` (${where})`
  const code = `${only}_only_${cause}`
  if (only === 'stream') {
    const [why, advice] = STREAM[cause](tag, isTaken)
    return warning(
      code,
      `The Worker meets ${count(at.length, 'element')} that a browser does not${place}: ${why}`,
      advice,
    )
  }
  const [why, advice] = BROWSER[cause](tag)
  return warning(
    code,
    `A browser meets ${count(at.length, 'element')} that the Worker does not${place}: ${why}`,
    advice,
  )
}

/** Why, and what to do. */
type Words = readonly [why: string, advice: string]

const OTHER = (): Words => [
  'the browser builds another tree there.',
  'Compare the page’s source at that line with the browser’s inspector, and address an element where the two agree.',
]

const STREAM: { readonly [cause in Cause]: (tag: string | null, isTaken: boolean) => Words } = {
  implied: (tag) => [
    `the browser puts <${tag}> around it, which the page does not write.`,
    'The edit works, because the Worker goes by what is written; to have the two agree write a space in place of the >.',
  ],
  unclosed: (tag) => [
    `<${tag}> has no end tag before it; for the browser it has ended, and the Worker takes what follows for its inside.`,
    `Close <${tag}> in the page, or leave it out of the selector.`,
  ],
  foster: () => [
    'it is written in a <table> where it may not stand, and the browser moves it out, before the table.',
    'Mend the table in the page, or leave it out of the selector.',
  ],
  split: OTHER,
  template: (_, isTaken) => [
    isTaken
      ? 'it stands in a <template>, where nobody sees it, and would be edited.'
      : 'it stands in a <template>, where nobody sees it.',
    isTaken ? 'Narrow the selector to the element that shows.' : '',
  ],
  shadow: () => [
    'it stands in a template that becomes a shadow root. Visitors see it, although document.querySelector does not.',
    '',
  ],
  dropped: () => [
    'the browser ignores that tag at that place.',
    'Mend the page’s markup there, or address another element.',
  ],
  other: OTHER,
}

const BROWSER: { readonly [cause in Cause]: (tag: string | null) => Words } = {
  implied: (tag) => [
    `the browser adds <${tag}>, which the page does not write.`,
    `Leave ${tag} out of the selector: the Worker goes by what is written.`,
  ],
  unclosed: (tag) => [
    `<${tag}> has no end tag here, and the Worker takes what follows for its inside.`,
    `Close <${tag}> in the page, or write a space in place of the >.`,
  ],
  foster: () => [
    'it is written in a <table> where it may not stand, and the browser moves it out, before the table.',
    'Mend the table in the page, or address the element by itself.',
  ],
  split: (tag) => [
    `it makes several elements of one <${tag}> tag, which is wrapped around blocks.`,
    `Close <${tag}> before the block in the page.`,
  ],
  template: OTHER,
  shadow: OTHER,
  dropped: OTHER,
  other: OTHER,
}
