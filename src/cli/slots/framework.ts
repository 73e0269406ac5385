/** What the programs that run on a page mean for edits in its HTML: for the page, and for a slot. Not the signs: framework-signs.ts. */

import { getElementsByTagName } from 'domutils'
import { type Finding, warning } from './finding.ts'
import { type Confidence, FRAMEWORKS, type Framework, type Sign } from './framework-signs.ts'
import { ancestorsOf, type PageTree, type TreeElement, wordsOf } from './page-tree.ts'

export interface FoundFramework {
  readonly framework: Framework
  readonly sign: string
  readonly confidence: Confidence
  /** What it takes over; empty: nothing that could be named. */
  readonly roots: readonly TreeElement[]
  /** As the roots were found, for words. */
  readonly rootSelector: string | null
}

const SURE: readonly Confidence[] = ['certain', 'likely', 'possible']

/** Of each framework its surest sign. What is only possible counts when nothing surer was found. */
export function frameworksOf(tree: PageTree): readonly FoundFramework[] {
  const scripts = tree
    .select('script:not([src])')
    .map((script) => script.children.map((child) => ('data' in child ? child.data : '')).join(''))
    .join('\n')
  const found = FRAMEWORKS.flatMap((framework) => {
    const sign = surestSign(framework, tree, scripts)
    return sign === null
      ? []
      : [{ framework, sign: sign.shown, confidence: sign.confidence, ...rootsOf(framework, tree) }]
  })
  const sure = found.filter(({ confidence }) => confidence !== 'possible')
  return sure.some(({ framework }) => framework.way === 'hydrates') ? sure : found
}

function surestSign({ signs }: Framework, tree: PageTree, scripts: string): Sign | null {
  const seen = signs.filter(({ selector, script }) =>
    selector === undefined ? script!.test(scripts) : tree.select(selector).length > 0,
  )
  return seen.sort((one, other) => SURE.indexOf(one.confidence) - SURE.indexOf(other.confidence))[0] ?? null
}

function rootsOf({ roots }: Framework, tree: PageTree): { roots: readonly TreeElement[]; rootSelector: string | null } {
  for (const selector of roots) {
    const elements = tree.select(selector)
    if (elements.length > 0) return { roots: elements, rootSelector: selector }
  }
  return { roots: [], rootSelector: null }
}

const RUNS: { readonly [confidence in Confidence]: string } = {
  certain: 'runs on this page',
  likely: 'probably runs on this page',
  possible: 'may run on this page',
}

/** One a framework, and one when the page holds nothing to edit. */
export function frameworkFindings(tree: PageTree, found: readonly FoundFramework[]): readonly Finding[] {
  const root = emptyRoot(tree)
  const told = root === null ? found : found.filter(({ confidence }) => confidence !== 'possible')
  return [...told.map(frameworkFinding), ...(root === null ? [] : [emptyRootFinding(root)])]
}

function frameworkFinding({ framework, sign, confidence, rootSelector }: FoundFramework): Finding {
  const { id, name, way, routes } = framework
  const seen = `${name} ${RUNS[confidence]} (${sign}).${confidence === 'certain' ? ' It' : ' If so, it'}`
  if (way === 'swaps') {
    const message = `${seen} fetches the next pages by script (Sec-Fetch-Dest: empty) as whole HTML pages and puts them in. They pass through the Worker and their slots are edited; a page that it fetches ahead or shows from its own cache keeps the edits of the moment it was fetched.`
    return warning(id, message, '')
  }
  if (way === 'fragments') {
    const message = `${seen} fetches pieces of HTML by script (Sec-Fetch-Dest: empty). They pass through the Worker: a slot is edited in a piece only if the address of the piece is among the slot’s paths and the element is in it.`
    return warning(
      id,
      message,
      'Add the addresses of such pieces to the slot’s paths where it should be edited there too.',
    )
  }
  const later = routes
    ? ' Pages reached by its own links it fetches as data and builds by script: the Worker does not see them as HTML, and their slots are not edited.'
    : ''
  const message = `${seen} takes over ${takenOver(rootSelector)} when its script starts (hydration) and may revert edits there.${later}`
  const look = 'look at the page in a browser whether the edit stays: nothing repairs it yet.'
  return warning(
    id,
    message,
    rootSelector === 'body' ? `For its slots, ${look}` : `Slots outside are safe; for those inside, ${look}`,
  )
}

function takenOver(rootSelector: string | null): string {
  if (rootSelector === null) return 'the parts that it renders'
  return rootSelector === 'body' ? 'the whole page' : `what is in ${rootSelector}`
}

const ROOTS = 'div#root, div#app, div#__next, div#__nuxt, div#___gatsby, app-root, main#app, main#root'
/** What a shell says until its script has come. */
const MAX_SHELL_WORDS_LENGTH = 60
const MAX_SHELL_ELEMENTS_COUNT = 6
const WAITING = /loading|javascript|読み込み|お待ち/i

/** A root element that holds nothing to edit, but for a word of waiting. */
function emptyRoot(tree: PageTree): TreeElement | null {
  if (tree.select('script').length === 0) return null
  return tree.select(ROOTS).find(isShell) ?? null
}

function isShell(root: TreeElement): boolean {
  const words = wordsOf(root)
  if (words === '') return getElementsByTagName('img', root).length === 0
  const elements = getElementsByTagName('*', root, true).length
  return words.length <= MAX_SHELL_WORDS_LENGTH && elements <= MAX_SHELL_ELEMENTS_COUNT && WAITING.test(words)
}

function emptyRootFinding({ name, attribs }: TreeElement): Finding {
  const shown = attribs.id === undefined ? name : `${name}#${attribs.id}`
  const message = `${shown} is empty in the HTML: a script fills it in the browser. There is nothing in it that could be edited on the way.`
  return warning(
    'empty_root',
    message,
    'Have the site render its pages on the server, or address elements outside of it.',
  )
}

const TAKES: { readonly [confidence in Confidence]: string } = {
  certain: 'takes over',
  likely: 'probably takes over',
  possible: 'may take over',
}

/** Whether the element is among what a framework takes over; null for none, else one warning for the surest. */
export function hydrationFinding(element: TreeElement, found: readonly FoundFramework[]): Finding | null {
  const around = new Set([element, ...ancestorsOf(element)])
  const taking = found.filter(
    ({ framework, roots }) => framework.way === 'hydrates' && roots.some((root) => around.has(root)),
  )
  const [surest] = taking.sort((one, other) => SURE.indexOf(one.confidence) - SURE.indexOf(other.confidence))
  if (surest === undefined) return null
  const { framework, rootSelector, confidence } = surest
  const message = `It stands in ${rootSelector}, which ${framework.name} ${TAKES[confidence]}: an edit may show for a moment and then be reverted.`
  return warning(
    'in_hydrated_root',
    message,
    'Look in a browser whether the edit stays, or address an element outside of it.',
  )
}
