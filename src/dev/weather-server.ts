/** Open-Meteo's `/v1/forecast` on this machine, so that the Worker's own adapter runs without a network. Not the weather: see recorded-weather.ts. */

import type { Handler } from './listen.ts'

/** One place's answer in Open-Meteo's shape. Degrees; `now` in epoch ms. */
export type Forecast = (latitude: number, longitude: number, now: number) => unknown

/** Several places come as lists joined by commas and are answered by an array, one by an object, as Open-Meteo does. */
export function weatherServer(forecast: Forecast): Handler {
  return (request, response) => {
    const url = new URL(`http://weather.invalid${request.url ?? '/'}`)
    const latitudes = numbers(url.searchParams.get('latitude'))
    const longitudes = numbers(url.searchParams.get('longitude'))
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
    }
    if (url.pathname !== '/v1/forecast') return answer(404, { error: true, reason: 'Not Found' })
    if (latitudes.length === 0 || latitudes.length !== longitudes.length) {
      return answer(400, {
        error: true,
        reason: 'Parameter latitude and longitude must have the same number of elements',
      })
    }
    const now = Date.now()
    const places = latitudes.map((latitude, i) => forecast(latitude, longitudes[i]!, now))
    answer(200, places.length === 1 ? places[0] : places)
  }
}

const numbers = (list: string | null): number[] =>
  list === null || list === '' ? [] : list.split(',').map(Number).filter(Number.isFinite)
