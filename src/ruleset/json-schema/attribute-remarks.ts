/** What an editor says of each attribute beside its label, unit and values. Not these: core/condition/attribute.ts, attribute-label.ts. */

export interface Remark {
  /** What the value is and where it comes from; sentences. */
  readonly says: string
  /** What one compares it with, bare values or operators. */
  readonly examples: readonly unknown[]
}

const remark = (says: string, ...examples: readonly unknown[]): Remark => ({ says, examples })

const BY_NETWORK = 'As the network says; often missing.'
const OWN_TIME = "In the visitor's time zone."
const NOW = 'Where the visitor is; unknown until it was fetched once.'
const VISIT = 'Unknown without memory.'
const LANDING = "Of this page's address."

const outlook = (hours: string, span: string): readonly (readonly [string, Remark])[] => [
  [`weather.${hours}.kind`, remark(`The worst of ${span}. Unknown when an hour of it is.`, 'rain', { $in: ['snow'] })],
  [`weather.${hours}.precipitation`, remark(`The sum of ${span}.`, { $gte: 10 })],
  [`weather.${hours}.temperatureMax`, remark(`The highest of ${span}.`, { $gte: 30 })],
  [`weather.${hours}.temperatureMin`, remark(`The lowest of ${span}.`, { $lte: 0 })],
]

export const ATTRIBUTE_REMARKS: ReadonlyMap<string, Remark> = new Map([
  [
    'geo',
    remark('For $near. Of the network, not of the device.', { $near: { latitude: 38.27, longitude: 140.87, km: 30 } }),
  ],
  ['geo.country', remark('ISO 3166-1 alpha-2, two capital letters.', 'JP', 'US', { $in: ['DE', 'AT', 'CH'] })],
  ['geo.continent', remark('Two letters.', 'AS')],
  ['geo.region', remark(`${BY_NETWORK} In Latin letters; geo.regionCode is steadier.`, 'Miyagi')],
  [
    'geo.regionCode',
    remark(`${BY_NETWORK} ISO 3166-2 without the country: 04 is Miyagi where geo.country is JP.`, '04', '13'),
  ],
  ['geo.regionName', remark("Japan's 47 prefectures in the site's language; elsewhere geo.region.", '宮城県')],
  ['geo.city', remark(`${BY_NETWORK} In Latin letters.`, 'Sendai', 'Tokyo')],
  ['geo.postalCode', remark(BY_NETWORK, { $prefix: '980' })],
  ['geo.isEU', remark('Whether the country belongs to the European Union.', true)],
  ['geo.latitude', remark('Of the network. South of the equator below 0.', { $gte: 40 })],
  ['geo.longitude', remark('Of the network. West of Greenwich below 0.', { $between: [122, 154] })],
  ['geo.timeZone', remark("IANA name; the site's where the network does not say.", 'Asia/Tokyo')],
  ['network.asn', remark('Number of the autonomous system.', 2516)],
  ['network.organization', remark('Who runs the network.', { $contains: 'university' })],
  ['time.hour', remark(`${OWN_TIME} 0 to 23.`, 20, { $between: [22, 5] })],
  ['time.minuteOfDay', remark(`${OWN_TIME} Minutes since midnight, 0 to 1439.`, { $between: [690, 810] })],
  ['time.weekday', remark(`${OWN_TIME} 1 is Monday, 7 Sunday.`, 5, { $in: [6, 7] })],
  ['time.date', remark(`${OWN_TIME} YYYY-MM-DD.`, '2026-12-24', { $gte: '2026-12-01', $lte: '2026-12-25' })],
  ['time.month', remark(`${OWN_TIME} 1 to 12.`, 12, { $between: [11, 2] })],
  ['time.dayOfMonth', remark(`${OWN_TIME} 1 to 31.`, 25)],
  ['time.season', remark('Whole months; turned round south of the equator.', 'winter')],
  [
    'time.dayPart',
    remark(`${OWN_TIME} morning from 5, day from 10, evening from 17, night from 22 o'clock.`, 'evening'),
  ],
  ['time.isWeekend', remark(`${OWN_TIME} Saturday and Sunday everywhere.`, true)],
  ['time.isHoliday', remark("National, by the visitor's country: JP, US, DE, FR; unknown elsewhere.", true)],
  ['time.holiday', remark("The name of today's national holiday, in the country's language.", '元日')],
  ['weather.kind', remark(NOW, 'rain', { $in: ['drizzle', 'rain', 'thunderstorm'] })],
  ['weather.temperature', remark(NOW, { $lte: 5 }, { $between: [20, 25] })],
  ['weather.apparent', remark(`What it feels like. ${NOW}`, { $gte: 30 })],
  ['weather.precipitation', remark(NOW, { $gt: 0 })],
  ['weather.wind', remark(NOW, { $gte: 10 })],
  ['weather.isDay', remark(`Whether the sun is up. ${NOW}`, false)],
  ...outlook('next12h', 'the coming 12 hours'),
  ...outlook('next24h', 'the coming 24 hours'),
  ['visit.isNew', remark(`Whether this is the first visit; one ends after 30 minutes. ${VISIT}`, true)],
  ['visit.isReturning', remark(`Whether there was a visit before. ${VISIT}`, true)],
  ['visit.count', remark(`Visits, this one included. ${VISIT}`, { $gte: 3 })],
  ['visit.daysSinceLast', remark(`Missing on the first visit. ${VISIT}`, { $gte: 14 })],
  ['visit.pageCount', remark(`Pages seen in this visit. ${VISIT}`, { $gte: 3 })],
  ['visit.landingPath', remark(`Where this visit began. ${VISIT}`, '/guide')],
  ['page.host', remark('The host of the address.', 'www.example.com')],
  ['page.path', remark('Decoded, without doubled slashes. Slots have paths of their own.', { $prefix: '/category/' })],
  ['referrer.host', remark('Where the visitor comes from; missing where the browser does not say.', 'www.example.com')],
  ['referrer.channel', remark('By own pages, ad clicks, utm_medium, then the referring site.', 'search', 'mail')],
  ['utm.source', remark(LANDING, 'newsletter')],
  ['utm.medium', remark(LANDING, 'email')],
  ['utm.campaign', remark(LANDING, { $prefix: 'letter-' })],
  ['utm.term', remark(LANDING, { $contains: 'jacket' })],
  ['utm.content', remark(LANDING, 'banner-a')],
  ['device.kind', remark('Client hints first, then the user agent.', 'mobile')],
  ['device.os', remark('The family: iOS, Android, Windows, macOS.', 'iOS')],
  ['device.browser', remark('The family: Safari, Chrome, Firefox, Edge.', 'Safari')],
  ['device.isBot', remark('Bots get the baseline of everything.', false)],
  ['language', remark('The first of Accept-Language, a BCP 47 tag.', 'ja', { $prefix: 'en' })],
  [
    'languages',
    remark('Accept-Language, best first; a bare text asks whether the list holds it.', 'ja', { $in: ['ja', 'ja-JP'] }),
  ],
  ['profile.purchaseCount', remark(`Orders. ${VISIT}`, { $gte: 1 })],
  ['profile.purchaseValue', remark(`The sum of their totals, in the site's currency. ${VISIT}`, { $gte: 30000 })],
  ['profile.daysSincePurchase', remark(`Missing before the first order. ${VISIT}`, { $gte: 30 })],
  ['profile.lastSearch', remark(`The words searched for last. ${VISIT}`, { $contains: 'tent' })],
  ['profile.searches', remark(`Recent searches, latest first. ${VISIT}`, 'tent')],
  ['profile.lastItem', remark(`The item viewed last. ${VISIT}`, 'tent-2p')],
  ['profile.itemViews', remark(`How often the item viewed most was viewed. ${VISIT}`, { $gte: 5 })],
  ['profile.items', remark(`Recently viewed items, latest first. ${VISIT}`, 'tent-2p')],
  ['profile.favourite', remark(`The category of most interest; missing where there is none. ${VISIT}`, 'hiking')],
  ['profile.daysKnown', remark(`Days since the first visit began. ${VISIT}`, { $gte: 30 })],
  ['cart.quantity', remark(`How many pieces are in the cart. ${VISIT}`, { $gte: 1 })],
  ['cart.value', remark(`The sum of its lines, as far as prices were told. ${VISIT}`, { $gte: 10000 })],
  ['cart.items', remark(`The items in the cart. ${VISIT}`, 'tent-2p')],
  ['cart.hoursSinceChange', remark(`Missing where the cart is empty. ${VISIT}`, { $gte: 24 })],
  ['cart.isAbandoned', remark(`Not empty, and last changed before this visit. ${VISIT}`, true)],
])

/** Of open families; NAME is what the site or the address gives. */
export const FAMILY_REMARKS: ReadonlyMap<string, Remark> = new Map([
  ['page.query', remark("page.query.NAME: a parameter of the page's address, decoded; its first value.", 'spring')],
  ['affinity', remark('affinity.CATEGORY: interest, 0 to 1; 0 where there is none.', { $gte: 0.4 })],
  ['traits', remark('traits.NAME: what visitors said of themselves, as site.schema.traits declares it.', 'sales')],
  ['score', remark('score.NAME: a number, as site.schema.scores declares it.', { $gte: 0.8 })],
])
