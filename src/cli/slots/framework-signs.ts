/** Which programs in the browser may rebuild or replace a page, and by which signs each is told: one table. Not what follows for a slot: framework.ts. */

export type Confidence = 'certain' | 'likely' | 'possible'

export interface Sign {
  /** Elements of the page's tree, `script` with its `src` among them. */
  readonly selector?: string
  /** Looked for in the text of inline scripts. */
  readonly script?: RegExp
  readonly confidence: Confidence
  /** As it is shown. */
  readonly shown: string
}

/**
 * `hydrates`: its script takes over the HTML inside its roots. `renders`: it fills its roots by script alone.
 * `swaps`: it fetches later pages as whole HTML pages and puts them in. `fragments`: it fetches pieces of HTML.
 */
export type Way = 'hydrates' | 'swaps' | 'fragments'

export interface Framework {
  readonly id: string
  readonly name: string
  readonly way: Way
  readonly signs: readonly Sign[]
  /** Selectors of what it takes over; the first that the page has. */
  readonly roots: readonly string[]
  /** Whether later pages are fetched as data and built by script, so that the Worker does not see them as HTML. */
  readonly routes: boolean
}

const byElement = (selector: string, confidence: Confidence, shown = selector): Sign => ({
  selector,
  confidence,
  shown,
})
const byScript = (script: RegExp, shown: string): Sign => ({ script, confidence: 'certain', shown })

export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'next',
    name: 'Next.js',
    way: 'hydrates',
    signs: [
      byElement('script#__NEXT_DATA__', 'certain'),
      byScript(/\bself\.__next_f\b/, 'self.__next_f in a script'),
      byElement('script[src*="/_next/static/"]', 'likely'),
    ],
    roots: ['div#__next', 'body'],
    routes: true,
  },
  {
    id: 'nuxt',
    name: 'Nuxt',
    way: 'hydrates',
    signs: [
      byElement('script#__NUXT_DATA__', 'certain'),
      byScript(/\bwindow\.__NUXT__\s*=/, 'window.__NUXT__ in a script'),
      byElement('script[src*="/_nuxt/"], link[href*="/_nuxt/"]', 'likely', 'files of /_nuxt/'),
    ],
    roots: ['div#__nuxt'],
    routes: true,
  },
  {
    id: 'gatsby',
    name: 'Gatsby',
    way: 'hydrates',
    signs: [byElement('div#___gatsby', 'certain')],
    roots: ['div#___gatsby'],
    routes: true,
  },
  {
    id: 'react-router',
    name: 'React Router (Remix)',
    way: 'hydrates',
    signs: [
      byScript(
        /\bwindow\.__(?:remixContext|reactRouterContext)\b/,
        'window.__remixContext or __reactRouterContext in a script',
      ),
    ],
    roots: ['body'],
    routes: true,
  },
  {
    id: 'react',
    name: 'React',
    way: 'hydrates',
    signs: [
      byElement('[data-reactroot]', 'certain'),
      byElement('[data-reactid]', 'certain'),
      byElement('script[src*="react-dom"]', 'likely'),
      byElement('div#root', 'possible'),
    ],
    roots: ['[data-reactroot]', '[data-reactid]', 'div#root', 'div#app'],
    routes: false,
  },
  {
    id: 'vue',
    name: 'Vue',
    way: 'hydrates',
    signs: [
      byElement('[data-server-rendered]', 'certain'),
      byElement('[data-v-app]', 'certain'),
      byElement(
        'script[src*="/vue@"], script[src*="vue.global"], script[src*="vue.runtime"]',
        'likely',
        'a script of Vue',
      ),
    ],
    roots: ['[data-server-rendered]', '[data-v-app]', 'div#app'],
    routes: false,
  },
  {
    id: 'angular',
    name: 'Angular',
    way: 'hydrates',
    signs: [
      byElement('[ng-version]', 'certain'),
      byElement('script#ng-state', 'certain'),
      byElement('app-root', 'likely'),
    ],
    roots: ['[ng-version]', 'app-root'],
    routes: true,
  },
  {
    id: 'sveltekit',
    name: 'SvelteKit',
    way: 'hydrates',
    signs: [
      byScript(/\b__sveltekit_\w+/, '__sveltekit_… in a script'),
      byElement('[data-sveltekit-preload-data], [data-sveltekit-hydrate]', 'certain', 'data-sveltekit-… attributes'),
    ],
    roots: ['body > div[style="display: contents"]', 'body'],
    routes: true,
  },
  {
    id: 'svelte',
    name: 'Svelte',
    way: 'hydrates',
    signs: [byElement('[data-svelte-h]', 'certain'), byElement('[class*="svelte-"]', 'possible')],
    roots: ['div#app'],
    routes: false,
  },
  {
    id: 'astro-island',
    name: 'Astro (islands)',
    way: 'hydrates',
    signs: [byElement('astro-island', 'certain')],
    roots: ['astro-island'],
    routes: false,
  },
  {
    id: 'astro-transitions',
    name: 'Astro (view transitions)',
    way: 'swaps',
    signs: [byElement('meta[name="astro-view-transitions-enabled"]', 'certain')],
    roots: [],
    routes: false,
  },
  {
    id: 'turbo',
    name: 'Turbo',
    way: 'swaps',
    signs: [
      byElement('turbo-frame, turbo-stream', 'certain'),
      byElement('meta[name^="turbo-"], [data-turbo], [data-turbo-track]', 'certain', 'data-turbo attributes or metas'),
      byElement('script[src*="turbo.es"], script[src*="@hotwired/turbo"]', 'likely', 'a script of Turbo'),
      byElement('[data-turbolinks-track], [data-turbolinks]', 'certain', 'data-turbolinks attributes'),
    ],
    roots: [],
    routes: false,
  },
  {
    id: 'htmx',
    name: 'htmx',
    way: 'fragments',
    signs: [
      byElement(
        '[hx-get], [hx-post], [hx-boost], [data-hx-get], [data-hx-post], [data-hx-boost]',
        'certain',
        'hx- attributes',
      ),
      byElement('script[src*="htmx"]', 'likely'),
    ],
    roots: [],
    routes: false,
  },
]
