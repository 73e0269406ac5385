/** Frames around what changed on the page, for a moment. They lie above the page and do not touch it. */

import { element } from './element.js'

const SHOWN_MS = 1600
const GAP_PX = 4
const LABEL_INSIDE_FROM_PX = 120

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

function frame(box, label) {
  const inside = box.height >= LABEL_INSIDE_FROM_PX
  const made = element('div', { class: inside ? 'frame inside' : 'frame' }, element('span', {}, label))
  const left = Math.max(GAP_PX, box.left - GAP_PX)
  const right = Math.min(document.documentElement.clientWidth - GAP_PX, box.right + GAP_PX)
  made.style.left = `${left + scrollX}px`
  made.style.top = `${box.top - GAP_PX + scrollY}px`
  made.style.width = `${right - left}px`
  made.style.height = `${box.height + 2 * GAP_PX}px`
  return made
}
