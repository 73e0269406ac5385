/** One group of the bar: its name, the current option, and all options as buttons in a menu. Not what an option does. */

import { element } from './element.js'

/** `options`: `{ id, label, current }`. `choose` gets the option's id and whether the keyboard chose it. */
export function group({ id, name, current, options, choose }) {
  const buttons = options.map((option) =>
    element(
      'button',
      {
        type: 'button',
        'aria-pressed': String(option.current),
        onclick: (event) => choose(option.id, event.detail === 0),
      },
      option.label,
    ),
  )
  const choices = element('div', { class: 'choices', role: 'group', 'aria-label': name }, ...buttons)
  const box = element('div', { class: 'group menu', 'data-group': id, 'data-name': name })
  const opener = element(
    'button',
    { type: 'button', class: 'opener', 'aria-expanded': 'false', onclick: () => toggle(box) },
    element('span', { class: 'name' }, name),
    element('span', { class: 'current' }, current),
  )
  box.append(opener, choices)
  return box
}

export function toggle(box, open = box.dataset.open === undefined) {
  for (const other of box.getRootNode().querySelectorAll('.group.menu')) set(other, other === box && open)
}

export function closeAll(root) {
  for (const box of root.querySelectorAll('.group.menu')) set(box, false)
}

function set(box, open) {
  if (open) box.dataset.open = ''
  else delete box.dataset.open
  box.querySelector('.opener').setAttribute('aria-expanded', String(open))
}
