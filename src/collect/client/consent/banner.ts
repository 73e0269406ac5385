/** The banner: a region at the start of the page, before everything else for keyboards and screen readers, at its foot for eyes. Not what it asks by: the server. */

import { quietly } from '../quietly.ts'
import { askConsent, postConsent } from './api.ts'
import { tellGoogle } from './google.ts'
import type { Purposes } from './own-choice.ts'
import { styleBanner } from './style.ts'
import { bannerWords } from './words.ts'

/** Giving data to others is a question of its own, which the preference centre asks. */
const ACCEPTED: Purposes = { storage: true, profile: true, personalize: true, measure: true, export: false }
const REFUSED: Purposes = { storage: false, profile: false, personalize: false, measure: false, export: false }

export function askWhereNeeded(): void {
  askConsent().then(
    quietly(({ ask, purposes }) => {
      tellGoogle(purposes)
      if (ask) show(ask)
    }),
    () => {},
  )
}

function show(ask: 'opt-in' | 'notice' | 'gpc'): void {
  const words = bannerWords()
  const banner = element('section', 'awase-consent')
  banner.setAttribute('aria-label', words.label)
  banner.append(element('p', 'awase-consent-text', words.text[ask]))
  const actions = element('div', 'awase-consent-actions')
  const button = (text: string, purposes: Purposes): void => {
    const made = element('button', 'awase-consent-button', text)
    made.setAttribute('type', 'button')
    made.addEventListener('click', () => choose(banner, purposes, words.failed))
    actions.append(made)
  }
  if (ask === 'gpc') button(words.close, REFUSED)
  else {
    button(words.accept, ACCEPTED)
    button(words.refuse, REFUSED)
  }
  const links = element('div', 'awase-consent-links')
  const link = (text: string, address: string): void => {
    const made = element('a', 'awase-consent-link', text)
    made.setAttribute('href', address)
    links.append(made)
  }
  const { language } = words
  const { pathname, search } = location
  link(words.choose, `${CHOICES_URL}?language=${language}&return=${encodeURIComponent(pathname + search)}`)
  link(words.remembered, `${PRIVACY_URL}?lang=${language}`)
  actions.append(links)
  banner.append(actions)
  styleBanner()
  document.body.prepend(banner)
}

function choose(banner: HTMLElement, purposes: Purposes, failed: string): void {
  postConsent({ purposes }).then(
    () => banner.remove(),
    () => {
      banner.querySelector('[role=alert]')?.remove()
      const alert = element('p', 'awase-consent-failed', failed)
      alert.setAttribute('role', 'alert')
      banner.append(alert)
    },
  )
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
