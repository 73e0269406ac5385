/** Where events are delivered to, from the Worker's variables. Off unless address, secret and texts are there. Not the delivery. */

import type { Localized } from '../core/authored.ts'
import { log } from '../log.ts'

export interface WebhookVariables {
  readonly WEBHOOK_URL?: string | undefined
  readonly WEBHOOK_SECRET?: string | undefined
  readonly WEBHOOK_VISITORS?: string | undefined
  readonly WEBHOOK_NAME?: string | undefined
  readonly WEBHOOK_PURPOSE?: string | undefined
}

export interface WebhookTarget {
  readonly url: string
  /** The key of the signature, as UTF-8. */
  readonly secret: string
  /** Whether the ids of visitors who allowed it go out too. */
  readonly withVisitors: boolean
}

export type WebhookState =
  | { readonly state: 'off' }
  | { readonly state: 'refused'; readonly variable: string; readonly advice: string }
  /** `name`, `purpose`: who receives the events, and what for, as visitors are told. */
  | { readonly state: 'on'; readonly target: WebhookTarget; readonly name: Localized; readonly purpose: Localized }

/** Shorter ones can be guessed by whoever has seen one signed request. */
const MIN_SECRET_LENGTH = 16
const MAX_TEXT_LENGTH = 1_000

/** Null: nothing is delivered, and the log says why where somebody wanted it. */
export function webhookTarget(variables: WebhookVariables): WebhookTarget | null {
  const read = readWebhook(variables)
  if (read.state === 'refused') {
    log('error', { event: 'bad_variable', variable: read.variable, advice: read.advice })
  }
  return read.state === 'on' ? read.target : null
}

export function readWebhook(variables: WebhookVariables): WebhookState {
  const { WEBHOOK_URL: address = '', WEBHOOK_SECRET: secret = '', WEBHOOK_VISITORS: visitors = '' } = variables
  if (address.trim() === '') return { state: 'off' }
  const url = safeUrl(address.trim())
  if (url === null)
    return refused(
      'WEBHOOK_URL',
      'Give an address with https:// and without a password, as in https://www.example.com/awase',
    )
  if (secret.length < MIN_SECRET_LENGTH)
    return refused(
      'WEBHOOK_SECRET',
      `Set a secret of at least ${MIN_SECRET_LENGTH} characters; nothing is delivered unsigned`,
    )
  const name = textIn(variables.WEBHOOK_NAME)
  if (name === null) return refused('WEBHOOK_NAME', `Say who receives the events; ${UNTOLD}`)
  const purpose = textIn(variables.WEBHOOK_PURPOSE)
  if (purpose === null) return refused('WEBHOOK_PURPOSE', `Say what they do with the events; ${UNTOLD}`)
  return { state: 'on', target: { url, secret, withVisitors: visitors === 'true' }, name, purpose }
}

const UNTOLD = 'nothing is delivered that visitors are not told of. Text, or JSON: {"ja":"…","en":"…"}'

const refused = (variable: string, advice: string): WebhookState => ({ state: 'refused', variable, advice })

/** Plain, or as JSON by language. Null: there is none. */
function textIn(text = ''): Localized | null {
  const plain = text.trim()
  if (plain === '' || plain.length > MAX_TEXT_LENGTH) return null
  if (!plain.startsWith('{')) return plain
  try {
    const value: unknown = JSON.parse(plain)
    return isLocalized(value) ? value : null
  } catch {
    return null
  }
}

function isLocalized(value: unknown): value is { readonly [language: string]: string } {
  const texts = typeof value === 'object' && value !== null ? Object.values(value) : []
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && text.trim() !== '')
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Events are not for the wire to read: plain http stays on this machine. */
function safeUrl(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname)) ? url.href : null
}
