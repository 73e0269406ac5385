/** The visitor's choice in our cookie, as far as the browser shows it. Not what rules: the server weighs it with the rest. */

import { readOwnWord } from '../../../core/consent/own-word.ts'
import { has } from '../../../core/consent/purpose-set.ts'
import { PURPOSES, type Purpose } from '../../../core/consent.ts'

export type Purposes = { readonly [P in Purpose]: boolean }

/** Undefined: there is none that holds, so that the server is asked. */
export function ownChoice(policy: number): Purposes | undefined {
  const [, value] = /(?:^|; )awase-consent=([\d.]+)/.exec(document.cookie) ?? []
  const word = value ? readOwnWord(value, policy, Date.now() / 1000) : null
  if (word === null || word === 'unreadable') return undefined
  const isOverruled = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl && !word.despiteGpc
  const held = PURPOSES.map((purpose) => [purpose, !isOverruled && has(word.granted, purpose)])
  return Object.fromEntries(held) as Purposes
}
