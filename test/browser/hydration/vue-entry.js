/** The Vue page in the browser. */

import { createSSRApp } from 'vue'
import { hydrated, hydrating } from './story.js'
import { page } from './vue.js'

hydrating()
createSSRApp(page(hydrated)).mount('#app')
