/** What a test asks a page afterwards: when hydration began, what React complained of, since when the edits stand. */

import { standing } from './standing.js'

window.story ??= {
  outcomes: [],
  recovered: [],
  /** When a script of the site undid an edit, by performance.now(). */
  fights: [],
  began: null,
  hydrated: false,
  /** Milliseconds from the beginning of hydration until all edits of the page stood, for the last time. */
  stoodAfter: 0,
  standing,
  /** The script's own, for blocks that no edge would write. */
  start: null,
}

/** One for all modules of a page, whichever comes first. */
export const { story } = window

export function hydrating() {
  story.began = performance.now()
  const app = document.getElementById('app')
  let stood = false
  const looked = () => {
    const before = stood
    stood = standing(kinds()).length === kinds().length
    if (stood && !before) story.stoodAfter = performance.now() - story.began
  }
  app.addEventListener('load', looked, true) // which picture a browser shows changes without a change of the document
  new MutationObserver(looked).observe(app, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  })
}

export function hydrated() {
  story.hydrated = true
  dispatchEvent(new Event('hydrated'))
}

export const recovered = (error) => story.recovered.push(error.message)

const kinds = () =>
  [...document.querySelectorAll('#awase-plan')].flatMap((block) =>
    JSON.parse(block.textContent).slots.map(({ slot }) => slot),
  )
