/** A real Worker before an origin that renders the page with a real framework on the server. Not the looking at it: ../hydration.test.ts. */

import { resolve } from 'node:path'
import { build } from 'esbuild'
import { listen } from '../../../src/dev/listen.ts'
import { startWorker, type WorkerOptions } from '../../harness/worker.ts'
import { RULES } from './rules.ts'

export const APPS = ['react', 'vue', 'plain'] as const
export type App = (typeof APPS)[number]

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'
/** Nothing inline, nothing from elsewhere. */
const POLICY = "default-src 'self'"

export interface Site extends AsyncDisposable {
  readonly url: string
}

/** `/react/text`: the page of an app with the slot of one kind; `?late` has our script wait for hydration, `?without` leaves it to `client.js`. */
export async function startSite(options: Pick<WorkerOptions, 'record'> = {}): Promise<Site> {
  const scripts = await bundled()
  const bodies = { react: await reactBody(), vue: await vueBody(), plain: await reactBody() }
  const origin = await listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://origin.test')
    const app = url.pathname.split('/')[1] as App
    const script = scripts.get(url.pathname)
    const [type, body] = script
      ? ['text/javascript', script]
      : url.pathname.endsWith('.svg')
        ? ['image/svg+xml', SVG]
        : ['text/html', app in bodies ? pageOf(app, bodies[app], url.searchParams) : '']
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY })
    response.end(body)
  })
  const worker = await startWorker({ origin: origin.url, ...options })
  const published = await worker.publish(RULES)
  if (published.status !== 200) throw new Error(JSON.stringify(published.body))
  return {
    url: worker.url,
    async [Symbol.asyncDispose]() {
      await worker.dispose()
      await origin.close()
    },
  }
}

function pageOf(app: App, body: string, query: URLSearchParams): string {
  const late = query.has('late') ? ' data-late' : ''
  const loader = query.has('without') ? '' : '<script src="/loader.js" type="module"></script>'
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${app}</title><link rel="icon" href="/icon.svg">${loader}<script src="/${app}-entry.js" type="module"></script></head><body${late}><div id="app">${body}</div></body></html>`
}

async function bundled(): Promise<ReadonlyMap<string, string>> {
  const names = ['loader', ...APPS.map((app) => `${app}-entry`)]
  const { outputFiles } = await build({
    entryPoints: names.map((name) => resolve(import.meta.dirname, `${name}.js`)),
    bundle: true,
    format: 'esm',
    write: false,
    outdir: '/',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'silent',
  })
  return new Map(outputFiles.map((file) => [`/${file.path.split('/').pop()}`, file.text]))
}

async function reactBody(): Promise<string> {
  const [{ createElement }, { renderToString }, { Page }] = await Promise.all([
    import('react'),
    import('react-dom/server'),
    page('react.js'),
  ])
  return renderToString(createElement(Page as () => null))
}

async function vueBody(): Promise<string> {
  const [{ createSSRApp }, { renderToString }, { page: component }] = await Promise.all([
    import('vue'),
    import('@vue/server-renderer'),
    page('vue.js'),
  ])
  return renderToString(createSSRApp((component as () => object)()))
}

/** Untyped, as what the browser runs. */
const page = (name: string): Promise<{ [exported: string]: unknown }> => import(resolve(import.meta.dirname, name))
