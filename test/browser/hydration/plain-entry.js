/** A page that nobody hydrates. */

import { hydrated, hydrating } from './story.js'

hydrating()
hydrated()
