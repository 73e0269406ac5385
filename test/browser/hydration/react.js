/** The page as a React component, the same for the server and the browser. */

import { createElement, useEffect, useState } from 'react'
import { blocks, CHANGES, FIRST } from './blocks.js'

const el = (tag, { class: className, srcset, ...attributes }, ...children) =>
  createElement(tag, { ...attributes, ...(className && { className }), ...(srcset && { srcSet: srcset }) }, ...children)

export function Page({ ready }) {
  const [state, change] = useState(FIRST)
  useEffect(() => ready?.(), [ready])
  return createElement(
    'main',
    null,
    ...Object.entries(CHANGES).map(([name, next]) =>
      createElement('button', { key: name, id: name, type: 'button', onClick: () => change(next) }, name),
    ),
    createElement('div', { className: 'page' }, blocks(el, state)),
  )
}
