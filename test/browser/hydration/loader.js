/** Starts the script on the page's block: at once, or after hydration where the page says `data-late`. */

import { start } from '../../../src/collect/client/hydrate.ts'
import { story } from './story.js'

story.start = start
const block = JSON.parse(document.getElementById('awase-plan').textContent)
const begin = () => start(block, (slot, outcome, ms) => story.outcomes.push({ slot, outcome, ms }))

if ('late' in document.body.dataset && !story.hydrated) addEventListener('hydrated', begin)
else begin()
