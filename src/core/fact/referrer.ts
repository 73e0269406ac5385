/** Where a visit came from: referring host and channel, and its utm parameters. Not this visit's landing memory. */

import type { Channel, Fact, VisitContext } from '../context.ts'
import { channelOfHost } from './referrer-hosts.ts'

const MAX_REFERRER_LENGTH = 2048
const MAX_HOST_LENGTH = 253
const MAX_UTM_LENGTH = 200

type Query = VisitContext['page']['query']

/** Put on links by an ad network, and only on ads. */
const AD_CLICK_IDS = ['gclid', 'gbraid', 'wbraid', 'dclid', 'gad_source', 'yclid', 'msclkid', 'ldtag_cl', 'li_fat_id']

/** Put on ads, but by their networks also on unpaid posts: asked after `utm_medium`. */
const SOCIAL_CLICK_IDS = ['fbclid', 'ttclid', 'twclid', 'epik', 'ScCid', 'rdt_cid']

const MEDIA: { readonly [C in Channel]?: string } = {
  ads:
    'cpc ppc cpm cpv cpa cpp cpl paid paidsearch paid-search paid_search paidsocial paid-social paid_social ad ads display ' +
    'banner listing retargeting remarketing video-ad',
  mail: 'email e-mail e_mail mail newsletter mailmagazine melmaga edm',
  social: 'social social-network social-media social_network social_media sns sm line',
  search: 'organic',
  referral: 'referral affiliate link app',
}

const channelByMedium = new Map<string, Channel>(
  Object.entries(MEDIA).flatMap(([channel, media]) =>
    media.split(' ').map((medium) => [medium, channel as Channel] as const),
  ),
)

/**
 * In this order: our own page → internal; an ad's click id, then what `utm_medium` declares, then a social network's
 * click id (ads) → as they say; the referring host by its table; no referrer → direct.
 */
export function referrerFacts(header: string | null, pageHost: string, query: Query): VisitContext['referrer'] {
  const host = referringHost(header)
  return { host, channel: channel(host, pageHost, query) }
}

/** Null where the address says nothing. */
export function utmFacts(query: Query): VisitContext['utm'] {
  return {
    source: utm(query, 'utm_source'),
    medium: utm(query, 'utm_medium'),
    campaign: utm(query, 'utm_campaign'),
    term: utm(query, 'utm_term'),
    content: utm(query, 'utm_content'),
  }
}

function channel(host: string | null, pageHost: string, query: Query): Channel {
  if (host !== null && withoutWww(host) === withoutWww(pageHost)) return 'internal'
  if (AD_CLICK_IDS.some((id) => Object.hasOwn(query, id))) return 'ads'
  const declared = channelByMedium.get((query.utm_medium ?? '').trim().toLowerCase())
  if (declared !== undefined) return declared
  if (SOCIAL_CLICK_IDS.some((id) => Object.hasOwn(query, id))) return 'ads'
  if (host === null) return 'direct'
  return channelOfHost(host) ?? (/^(?:web)?mail\./.test(host) ? 'mail' : 'referral')
}

function referringHost(header: string | null): string | null {
  if (header === null || header === '' || header.length > MAX_REFERRER_LENGTH) return null
  const host = URL.parse(header)?.hostname.toLowerCase()
  return host === undefined || host === '' || host.length > MAX_HOST_LENGTH ? null : host
}

function utm(query: Query, name: string): Fact<string> {
  const value = query[name]?.trim().slice(0, MAX_UTM_LENGTH)
  return value === undefined || value === '' ? null : value
}

const withoutWww = (host: string): string => (host.startsWith('www.') ? host.slice(4) : host)
