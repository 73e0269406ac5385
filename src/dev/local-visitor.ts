/** The `request.cf` of a visitor to the local stack. Without one Miniflare asks Cloudflare where we are; nothing here calls home. */

/** Shaped as Cloudflare sends it: coordinates are strings, the EU flag is absent outside the EU. */
export const LOCAL_CF: { readonly [key: string]: unknown } = {
  country: 'JP',
  continent: 'AS',
  region: 'Tokyo',
  regionCode: '13',
  city: 'Tokyo',
  postalCode: '101-8656',
  latitude: '35.68950',
  longitude: '139.69171',
  timezone: 'Asia/Tokyo',
  colo: 'NRT',
  asn: 2516,
  asOrganization: 'KDDI Corporation',
  httpProtocol: 'HTTP/1.1',
}
