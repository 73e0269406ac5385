/** The places that the bar can go to, as a network would report them. */

import type { Words } from '../language.ts'
import type { Option } from './situation.ts'

export const PLACES: readonly Option[] = [
  { id: 'actual', name: { ja: '実際', en: 'Actual' }, attributes: {} },
  japan('tokyo', { ja: '東京', en: 'Tokyo' }, ['13', 'Tokyo', 'Tokyo'], [35.69, 139.69]),
  japan('sendai', { ja: '仙台', en: 'Sendai' }, ['04', 'Miyagi', 'Sendai'], [38.27, 140.87]),
  japan('osaka', { ja: '大阪', en: 'Osaka' }, ['27', 'Osaka', 'Osaka'], [34.69, 135.5]),
  japan('sapporo', { ja: '札幌', en: 'Sapporo' }, ['01', 'Hokkaido', 'Sapporo'], [43.06, 141.35]),
  japan('naha', { ja: '那覇', en: 'Naha' }, ['47', 'Okinawa', 'Naha'], [26.21, 127.68]),
  abroad(
    'berlin',
    { ja: 'ベルリン', en: 'Berlin' },
    ['DE', 'EU', true],
    ['BE', 'Berlin', 'Berlin'],
    [52.52, 13.41],
    'Europe/Berlin',
  ),
  abroad(
    'sydney',
    { ja: 'シドニー', en: 'Sydney' },
    ['AU', 'OC', false],
    ['NSW', 'New South Wales', 'Sydney'],
    [-33.87, 151.21],
    'Australia/Sydney',
  ),
  abroad(
    'new-york',
    { ja: 'ニューヨーク', en: 'New York' },
    ['US', 'NA', false],
    ['NY', 'New York', 'New York'],
    [40.71, -74.01],
    'America/New_York',
  ),
]

/** Region code, region, city. */
type Region = readonly [string, string, string]

function japan(id: string, name: Words, region: Region, at: readonly [number, number]): Option {
  return abroad(id, name, ['JP', 'AS', false], region, at, 'Asia/Tokyo')
}

function abroad(
  id: string,
  name: Words,
  [country, continent, isEU]: readonly [string, string, boolean],
  [regionCode, region, city]: Region,
  [latitude, longitude]: readonly [number, number],
  timeZone: string,
): Option {
  return {
    id,
    name,
    attributes: {
      'geo.country': country,
      'geo.continent': continent,
      'geo.isEU': isEU,
      'geo.region': region,
      'geo.regionCode': regionCode,
      'geo.city': city,
      'geo.latitude': latitude,
      'geo.longitude': longitude,
      'geo.timeZone': timeZone,
    },
  }
}
