/** The React page in the browser. */

import { createElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { Page } from './react.js'
import { hydrated, hydrating, recovered } from './story.js'

hydrating()
hydrateRoot(document.getElementById('app'), createElement(Page, { ready: hydrated }), { onRecoverableError: recovered })
