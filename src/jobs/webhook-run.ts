/** The webhook's part of the cron job of each minute, and what it tells the log. Not the delivery: webhook.ts. */

import type { Deps } from '../env.ts'
import { log } from '../log.ts'
import { deliverEvents } from './webhook.ts'
import { type WebhookTarget, type WebhookVariables, webhookTarget } from './webhook-target.ts'

/** Does nothing unless a webhook and a database are configured. `now` in epoch milliseconds. */
export async function runWebhook({ config, stores, now: clock }: Deps, now: number): Promise<void> {
  if (config.webhook === null || stores === null) return
  const target = checked(config.webhook)
  if (target === null) return
  const report = await deliverEvents({ stores: await stores(), target, clock }, now)
  const { ended, detail, events } = report
  if (events > 0) log('info', { event: 'webhook_delivered', count: events })
  if (ended !== 'failed' && ended !== 'given_up' && ended !== 'no_database') return
  log('error', { event: 'webhook_failed', reason: ended, ...(detail !== null && { detail }) })
}

/** What cannot be used is said once, not each minute. */
const targets = new WeakMap<WebhookVariables, WebhookTarget | null>()

function checked(variables: WebhookVariables): WebhookTarget | null {
  const known = targets.get(variables)
  if (known !== undefined) return known
  const target = webhookTarget(variables)
  targets.set(variables, target)
  return target
}
