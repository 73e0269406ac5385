/** Frames around what changed on the page, for a moment. They lie above the page and do not touch it. */

import { element } from './element.js'

const SHOWN_MS = 1600
const INSET_PX = 3
const BESIDE_PX = 8
const LABEL_INSIDE_FROM_PX = 120
const LABEL_PX = 24

/** `slots`: `{ selector, label }`. Frames whose elements are not on the page are left out. */
export function outline(layer, slots) {
  const frames = slots.flatMap(({ selector, label }) => {
    const target = document.querySelector(selector)
    return target === null ? [] : [frame(target.getBoundingClientRect(), label)]
  })
  layer.replaceChildren(...frames)
  clearTimeout(outline.timer)
  outline.timer = setTimeout(() => {
    for (const shown of frames) shown.classList.add('leaving')
  }, SHOWN_MS)
}

/** With air beside, or the line would run through the first letters. Tall boxes have their label inside, flat ones outside. */
function frame(box, label) {
  const isTall = box.height >= LABEL_INSIDE_FROM_PX
  const outside = box.top + scrollY >= LABEL_PX ? 'frame above' : 'frame below'
  const made = element('div', { class: isTall ? 'frame inside' : outside }, element('span', {}, label))
  const left = Math.max(INSET_PX, box.left - BESIDE_PX)
  const right = Math.min(document.documentElement.clientWidth - INSET_PX, box.right + BESIDE_PX)
  made.style.left = `${left + scrollX}px`
  made.style.top = `${box.top + scrollY}px`
  made.style.width = `${right - left}px`
  made.style.height = `${box.height}px`
  return made
}
