/** The Worker's entry: hands over, no logic. What pages do not need is loaded when it is asked for. */

import { handlePage } from './edge/handle.ts'
import { depsOf, type Env } from './env.ts'
import { told } from './log.ts'
import { isOurs } from './routes.ts'

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const url = new URL(request.url)
    const deps = depsOf(env)
    const after = (work: Promise<unknown>): void => context.waitUntil(told(work))
    if (isOurs(url.pathname)) return (await import('./admin/app.ts')).handleOurs(request, deps, after)
    return handlePage(request, url, deps, after)
  },

  async scheduled({ cron, scheduledTime }: ScheduledController, env: Env): Promise<void> {
    await (await import('./jobs/run.ts')).runJob(cron, depsOf(env), scheduledTime)
  },

  async queue(messages: MessageBatch<unknown>, env: Env): Promise<void> {
    await (await import('./collect/consume.ts')).consume(messages, depsOf(env))
  },
} satisfies ExportedHandler<Env>
