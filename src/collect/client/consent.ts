/** The consent script, `/_awase/consent.js?for=<policy>.<cmp>`: banner, `awase.consent`, a platform's string, Google's Consent Mode. Keeps nothing itself. */

import { offerConsent } from './consent/api.ts'
import { askWhereNeeded } from './consent/banner.ts'
import { bridge } from './consent/bridge.ts'
import { tellGoogle } from './consent/google.ts'
import { ownChoice } from './consent/own-choice.ts'
import { quietly } from './quietly.ts'

function start(): void {
  const [policy = '', cmp = ''] = (document.currentScript as HTMLScriptElement).src.replace(/.*[?&]for=/, '').split('.')
  offerConsent()
  const chosen = ownChoice(Number(policy))
  if (chosen) tellGoogle(chosen)
  if (cmp === 'own') {
    if (!chosen) quietly(askWhereNeeded)()
  } else bridge(cmp)
}

quietly(start)()
