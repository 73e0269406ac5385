/** Brings the string of a consent platform that keeps it where only scripts see it. Not its reading: core/consent/. */

import { postConsent } from './api.ts'

interface TcfEvent {
  readonly tcString?: string
  readonly eventStatus?: string
  readonly gdprApplies?: boolean
}

interface GppEvent {
  readonly eventName?: string
  readonly pingData?: { readonly gppString?: string; readonly signalStatus?: string }
}

type Platform<E> = (
  command: string,
  version: number | ((event: E) => void),
  heard?: (event: E, ok: boolean) => void,
) => void

/** The platform's stub may come after us. */
export function bridge(cmp: string): void {
  if (!listen(cmp)) addEventListener('load', () => listen(cmp))
}

function listen(cmp: string): boolean {
  const { __tcfapi, __gpp } = window as { __tcfapi?: Platform<TcfEvent>; __gpp?: Platform<GppEvent> }
  if (cmp === 'tcf') {
    __tcfapi?.('addEventListener', 2, (event, ok) => {
      const isSaid = event.eventStatus === 'tcloaded' || event.eventStatus === 'useractioncomplete'
      if (ok && isSaid && event.gdprApplies !== false) bring('tcf', 'euconsent-v2', event.tcString)
    })
    return !!__tcfapi
  }
  __gpp?.('addEventListener', ({ pingData }) => {
    if (pingData?.signalStatus === 'ready') bring('gpp', '__gpp', pingData.gppString)
  })
  return !!__gpp
}

/** Not where the platform's own cookie has it, nor what we brought already. */
function bring(kind: 'tcf' | 'gpp', cookie: string, text: string | undefined): void {
  const cookies = `; ${document.cookie};`
  if (!text || cookies.includes(`; ${cookie}=`) || cookies.includes(`; awase-${kind}=${text};`)) return
  postConsent(kind === 'tcf' ? { tcf: text } : { gpp: text }).catch(() => {})
}
