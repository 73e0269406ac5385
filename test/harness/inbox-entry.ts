/** The Worker with two more addresses: one puts a batch into its inbox, one sends anything into its Queue. For tests of the inbox. */

import { depsOf, type Env } from '../../src/env.ts'
import worker from '../../src/worker.ts'

export default {
  ...worker,

  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/_harness/put') return Response.json(await depsOf(env).inbox?.put(await request.json()))
    if (pathname === '/_harness/send') {
      await env.EVENTS?.send(await request.json())
      return new Response(null, { status: 204 })
    }
    return worker.fetch(request, env, context)
  },
} satisfies ExportedHandler<Env>
