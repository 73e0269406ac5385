/** The page as a Vue component, the same for the server and the browser. */

import { h, onMounted, reactive } from 'vue'
import { blocks, CHANGES, FIRST } from './blocks.js'

const el = (tag, attributes, ...children) =>
  h(tag, attributes, children.length === 1 && typeof children[0] === 'string' ? children[0] : children)

export const page = (ready) => ({
  setup() {
    const state = reactive({ ...FIRST })
    onMounted(() => ready?.())
    return () =>
      h('main', [
        ...Object.entries(CHANGES).map(([name, next]) =>
          h('button', { key: name, id: name, type: 'button', onClick: () => Object.assign(state, next(state)) }, name),
        ),
        h('div', { class: 'page' }, blocks(el, state)),
      ])
  },
})
