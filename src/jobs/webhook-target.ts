/** Where events are delivered to, from the Worker's variables. Off unless both address and secret are there. Not the delivery. */

import { log } from '../log.ts'

export interface WebhookVariables {
  readonly WEBHOOK_URL?: string | undefined
  readonly WEBHOOK_SECRET?: string | undefined
  readonly WEBHOOK_VISITORS?: string | undefined
}

export interface WebhookTarget {
  readonly url: string
  /** The key of the signature, as UTF-8. */
  readonly secret: string
  /** Whether visitors' ids go out too. */
  readonly withVisitors: boolean
}

/** Shorter ones can be guessed by whoever has seen one signed request. */
const MIN_SECRET_LENGTH = 16

export function webhookTarget(variables: WebhookVariables): WebhookTarget | null {
  const { WEBHOOK_URL: address = '', WEBHOOK_SECRET: secret = '', WEBHOOK_VISITORS: visitors = '' } = variables
  if (address.trim() === '') return null
  const url = safeUrl(address.trim())
  if (url === null)
    return bad(
      'WEBHOOK_URL',
      'Give an address with https:// and without a password, as in https://www.example.com/awase',
    )
  if (secret.length < MIN_SECRET_LENGTH)
    return bad(
      'WEBHOOK_SECRET',
      `Set a secret of at least ${MIN_SECRET_LENGTH} characters; nothing is delivered unsigned`,
    )
  return { url, secret, withVisitors: visitors === 'true' }
}

function bad(variable: string, advice: string): null {
  log('error', { event: 'bad_variable', variable, advice })
  return null
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Events are not for the wire to read: plain http stays on this machine. */
function safeUrl(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname)) ? url.href : null
}
